"""Keeping somebody longer: until when, and why."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ...domain.person import Person
from ...domain.retention import USUAL_MONTHS, months_after
from ...i18n import _, window_texts
from ...operations.retention import prolong
from ...storage.database import Database
from ...storage.reading import load_one
from ..forms.record_form import RecordForm
from ..people.form_page import Editing, FormPage
from ..rooms import Place
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow


def prolong_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[Person]:
    """Return the form; both fields must be filled in."""
    person = load_one(workspace.db, Person, place["person"])
    day = max(person.retention_on or workspace.today, workspace.today)
    begun = replace(person, prolonged_until=months_after(day, USUAL_MONTHS), prolonged_why="")
    words = _("{alias}, {code}. Kept until {day} now.")
    shown = words.format(alias=person.alias, code=person.code, day=window_texts().day(day))
    editing = Editing(
        editor=f"prolong:{person.id}",
        title=_("Keep longer"),
        subtitle=shown,
        form=RecordForm(begun, today=workspace.today, only=("prolonged_until", "prolonged_why")),
        save=_prolong,
        saved=lambda: _("The time is extended"),
        person_uid=person.uid,
    )
    return FormPage(window, workspace, editing)


def _prolong(db: Database, person: Person, now: datetime) -> Person:
    return prolong(db, person.id, person.prolonged_until, person.prolonged_why, now)
