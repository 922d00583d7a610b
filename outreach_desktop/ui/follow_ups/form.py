"""The form of one step: what came of it, or another day, or another colleague."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...domain.follow_up import FollowUp
from ...domain.person import Person
from ...i18n import _, window_texts
from ...operations.follow_ups import open_follow_up, save_follow_up
from ...operations.people import PersonPage, look_at_person
from ...storage.database import Database
from ...storage.reading import load_one
from ..forms.record_form import RecordForm
from ..look import theme
from ..look.parts import button, card, column, fact, row, state
from ..look.tokens import Space
from ..people.form_page import WIDEST, Editing, FormPage
from ..rooms import Place
from ..words import last_word, permission_reasons, permission_sign, who
from ..workspace import Workspace
from .rows import step_words

if TYPE_CHECKING:
    from ..main_window import MainWindow

_PLAN = ("step", "due_on", "meeting", "for_account")


def step_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[FollowUp]:
    """Return the form of a step with the person of the place, or of a new one."""
    is_new = place["step"] == "new"
    known = look_at_person(workspace.db, place["person"], workspace.today)
    person = known.person
    step = FollowUp(person_id=person.id) if is_new else _stored(window, workspace, place)
    stored: list[FollowUp] = []

    def save(db: Database, record: FollowUp, now: datetime) -> FollowUp:
        stored.append(save_follow_up(db, record, now))
        return stored[-1]

    editing = Editing(
        editor=f"step:{person.id}:{place['step']}",
        title=_("Plan a next step") if is_new else step_words(step),
        subtitle=f"{person.alias}, {person.code}",
        form=_form(workspace, step),
        save=save,
        saved=lambda: _words(step, stored[-1], workspace),
        person_uid=person.uid,
        actions=[] if is_new else _leads(window, person),
        above=[_facts(known, workspace)],
    )
    return FormPage(window, workspace, editing)


def _form(workspace: Workspace, step: FollowUp) -> RecordForm[FollowUp]:
    names = {uid: account.name for uid, account in workspace.accounts.items() if account.active}
    groups: list[tuple[str, tuple[str, ...]]] = [("", _PLAN)]
    if step.id:
        groups = [(_("Is it done?"), ("result", "result_note")), (_("Move it, or hand it over"), _PLAN)]
    return RecordForm(step, today=workspace.today, choices={"for_account": names}, groups=groups, now=workspace.now)


def _stored(window: "MainWindow", workspace: Workspace, place: Place) -> FollowUp:
    """Return the stored step; that it was opened is noted unless the page is only built anew."""
    step = load_one(workspace.db, FollowUp, place["step"])
    if window.here[1] != place:
        now = workspace.now()
        workspace.write(window, lambda db: open_follow_up(db, step.id, now))
    return step


def _leads(window: "MainWindow", person: Person) -> list[QWidget]:
    found = []
    if window.has_room("outreach"):
        remind = button(_("Prepare a reminder"), "message-circle", big=True, name="step.remind")
        remind.clicked.connect(lambda: window.go("outreach", {"person": person.id, "message": "reminder"}))
        found.append(remind)
    opens = button(_("To {alias}").format(alias=person.alias), "user", big=True, name="step.person")
    opens.clicked.connect(lambda: window.go("people", {"person": person.id}))
    return [*found, opens]


def _facts(known: PersonPage, workspace: Workspace) -> QWidget:
    """Return what must be known before the step is taken: whether we may, and the safe ways."""
    person, sign = known.person, permission_sign(known.permission, workspace.today)
    why = permission_reasons(known.permission, workspace.today) or last_word(known.summary, workspace.today)
    facts = [
        fact(_("May we contact?"), state(sign.icon, sign.text, sign.tone), why),
        fact(_("Safe ways and times"), person.safe_ways or _("None is written down.")),
    ]
    if person.wanted_words:
        facts.append(fact(_("Words the person wants us to use"), person.wanted_words))
    beside = row(*(column(each, None) for each in facts), gap=Space.XL)
    for at in range(len(facts)):
        beside.setStretch(at, 1)
    result = card(beside)
    result.setMaximumWidth(theme.scaled(WIDEST))
    return result


def _words(before: FollowUp, after: FollowUp, workspace: Workspace) -> str:
    """Return what was done to a step."""
    if before.is_open and not after.is_open:
        return _("The step is finished. It stands on the person's log.")
    if after.for_account != before.for_account and after.for_account:
        return _("Handed over to {name}").format(name=who(after.for_account, workspace.accounts))
    if before.id and after.due_on != before.due_on and after.due_on:
        return _("Moved to {day}").format(day=window_texts().day(after.due_on, "full"))
    return _("Saved")
