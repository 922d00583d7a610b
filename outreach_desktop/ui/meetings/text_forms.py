"""Forms of what is sealed: a risk that was mapped with the person, an incident, what was learnt."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from ...domain.meeting import Meeting, MeetingIncident, MeetingLesson, MeetingRisk
from ...domain.rights import Right, require
from ...i18n import _
from ...operations.meeting_texts import open_text
from ...operations.saving import remove_record, restore_record, save_record
from ...storage.reading import load_one
from ..forms.record_form import Groups, RecordForm
from ..look import theme
from ..look.parts import button, label
from ..people.form_page import WIDEST, Editing, FormPage
from ..rooms import Place
from ..workspace import Workspace
from .editors import editor_of
from .wishes import about, about_meeting
from .words import day_in_full

if TYPE_CHECKING:
    from ..main_window import MainWindow

T = TypeVar("T", MeetingRisk, MeetingIncident, MeetingLesson)
NEW = "new"


@dataclass(frozen=True, slots=True)
class _Shown:
    title: str
    saved: str
    groups: Groups


def risk_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[MeetingRisk]:
    """Return the form of a risk: what, how likely, what we do."""
    shown = _Shown(_("Risk or threat"), _("The risk is written down"), [("", ("risk", "likelihood", "what_we_do"))])
    return _page(window, workspace, place, MeetingRisk(meeting_id=place["risk"]), shown)


def incident_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[MeetingIncident]:
    """Return the form of an incident, its evaluation, and who follows it up by when."""
    groups = [
        ("", ("happened_at", "text", "evaluation")),
        (_("To follow up"), ("follow_up_by", "follow_up_on", "followed_up_on")),
    ]
    shown = _Shown(_("Incident"), _("The incident is written down"), groups)
    meeting, _person = about_meeting(workspace, place["incident"])
    begun = MeetingIncident(meeting_id=meeting.id, happened_at=_past(meeting, workspace))
    return _page(window, workspace, place, begun, shown)


def _past(meeting: Meeting, workspace: Workspace) -> datetime | None:
    begun = meeting.started_at or meeting.starts_at
    return begun if begun and begun <= workspace.now() else None


def lesson_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[MeetingLesson]:
    """Return the form of what was learnt."""
    shown = _Shown(_("What we learnt"), _("It is written down"), [("", ("text",))])
    return _page(window, workspace, place, MeetingLesson(meeting_id=place["lesson"]), shown)


def _page(window: "MainWindow", workspace: Workspace, place: Place, begun: T, shown: _Shown) -> FormPage[T]:
    meeting, person = about_meeting(workspace, begun.meeting_id)
    record = begun if place["which"] == NEW else _stored(window, workspace, place, type(begun))
    names = {uid: account.name for uid, account in workspace.accounts.items() if account.active}
    form = RecordForm(
        record, today=workspace.today, choices={"follow_up_by": names}, groups=shown.groups, now=workspace.now
    )
    editing: Editing[T] = Editing(
        editor=editor_of(place),
        title=shown.title,
        subtitle=f"{about(person)} · {day_in_full(meeting, workspace)}",
        form=form,
        save=save_record,
        saved=lambda: shown.saved,
        person_uid=person.uid,
        room="meetings",
        actions=_actions(window, workspace, record) if record.id else [],
        above=[_who_reads(workspace)],
    )
    return FormPage(window, workspace, editing)


def _stored(window: "MainWindow", workspace: Workspace, place: Place, record_type: type[T]) -> T:
    """Return what is stored; that it was opened is noted unless the page is only built anew."""
    require(workspace.role, Right.READ_NOTES)
    record = load_one(workspace.db, record_type, place["which"])
    if window.here[1] != place:
        now = workspace.now()
        workspace.write(window, lambda db: open_text(db, record_type, record.id, now))
    return record


def _who_reads(workspace: Workspace) -> QWidget:
    """Say who can read what is written here; to a volunteer, that they cannot read it again."""
    if workspace.may(Right.READ_NOTES):
        words = _("Sealed: only accounts that may read restricted texts can open it.")
    else:
        words = _("You can write this down, and then not read it again: it is kept by encryption.")
    result = label(words, "muted", wrap=True)
    result.setMaximumWidth(theme.scaled(WIDEST))
    return result


def _actions(window: "MainWindow", workspace: Workspace, record: Any) -> list[QWidget]:
    """Return what can be done to something written down: an incident is printed for whoever follows it up."""
    remove = _remove(window, workspace, record)
    if not isinstance(record, MeetingIncident):
        return [remove]
    paper = button(_("On paper"), "printer", big=True, name="text.paper")
    paper.clicked.connect(lambda: window.go("meetings", {"incident_paper": record.id}))
    return [remove, paper]


def _remove(window: "MainWindow", workspace: Workspace, record: Any) -> QWidget:
    result = button(_("Remove"), "archive", big=True, name="text.remove")

    def remove() -> None:
        window.replace("meetings", {"meeting": record.meeting_id})
        work = partial(remove_record, record=record, now=workspace.now())
        workspace.write(window, work, lambda _nothing: window.tell(lambda: _("Removed"), undo))

    def undo() -> None:
        workspace.write(window, partial(restore_record, record=record, now=workspace.now()))

    result.clicked.connect(remove)
    return result
