"""Forms that end something: the go all the same, what came of a meeting, and that it came to nothing this time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

from PySide6.QtWidgets import QWidget

from ...domain.attributes import Choice, Label, NotInFuture, Required
from ...domain.contact import Contact, Direction, Need, Outcome
from ...domain.meeting import GoingAnyway, Meeting, MeetingState
from ...domain.record import Record
from ...domain.rights import Right, require
from ...domain.shift import Debriefing
from ...i18n import _, window_texts
from ...operations.meeting_endings import end_unheld, look_back
from ...operations.meetings import Preparation, give_go, prepare
from ...operations.shifts import names_in
from ...storage.database import Database
from ..forms.record_form import RecordForm
from ..look import theme
from ..look.messages import notice
from ..look.parts import button
from ..people.form_page import WIDEST, Editing, FormPage
from ..rooms import Place
from ..workspace import Workspace
from .editors import editor_of
from .wishes import about, about_meeting
from .words import day_in_full

if TYPE_CHECKING:
    from ..main_window import MainWindow


def go_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[GoingAnyway]:
    """Return the form in which somebody answers for going although musts are open."""
    require(workspace.role, Right.GO_ANYWAY)
    meeting, person = about_meeting(workspace, place["go"])
    found = prepare(workspace.db, meeting.id)

    def save(db: Database, record: GoingAnyway, now: datetime) -> Meeting:
        return give_go(db, meeting.id, now, reason=record.reason)

    editing = Editing(
        editor=editor_of(place),
        title=_("Go all the same"),
        subtitle=f"{about(person)} · {day_in_full(meeting, workspace)}",
        form=RecordForm(GoingAnyway(meeting_id=meeting.id), today=workspace.today, only=("reason",)),
        save=save,
        saved=lambda: _("The go is given. Your name and the reason stand in the plan."),
        person_uid=person.uid,
        room="meetings",
        above=[_wide(_open_musts(found))],
    )
    return FormPage(window, workspace, editing)


def _open_musts(found: Preparation) -> QWidget:
    title = _("This is open and must be done")
    counted = _("Your name, what is open and your reason are kept, printed in the plan and counted in the statistics.")
    return notice("warning", title, "\n".join([*(f"• {each}" for each in missing_texts(found)), counted]))


def missing_texts(found: Preparation) -> list[str]:
    """Return in words what keeps the two from going."""
    language, by_id = window_texts().language, {each.item.item: each.item for each in found.asked}
    alone = _("Only one name stands in the plan")
    unsettled = {each.item.item for each in found.open_musts}
    return [by_id[item].text(language) if item in unsettled else alone for item in found.missing]


def _wide(widget: QWidget) -> QWidget:
    widget.setMaximumWidth(theme.scaled(WIDEST))
    return widget


class _Held(Choice):
    HELD = "held", Label("We met as long as we wanted")
    LEFT_EARLY = "left_early", Label("Somebody left early")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Afterwards(Record):
    """What is asked when a meeting has taken place; it becomes a line in the log, a debriefing, a lesson, a step."""

    held: Annotated[_Held, Label("How did it end?")] = _Held.HELD
    at: Annotated[datetime | None, Label("When it began"), Required(), NotInFuture()] = None
    needs: Annotated[tuple[Need, ...], Label("Needs heard")] = ()
    note: Annotated[
        str, Label("What came of it", "Stands in the person's log. Everybody who works here can read it.", long=True)
    ] = ""
    next_step: Annotated[str, Label("Next step")] = ""
    next_step_on: Annotated[date | None, Label("Next step on")] = None
    debriefing: Annotated[Debriefing | None, Label("Debriefing")] = None
    debriefing_on: Annotated[date | None, Label("Debriefing booked for")] = None
    lesson: Annotated[
        str, Label("What we learnt", "Sealed: only accounts that may read restricted texts can open it.", long=True)
    ] = ""


_OF_LINE = ("held", "at", "needs", "note", "next_step", "next_step_on")
_OF_US = ("debriefing", "debriefing_on", "lesson")


def after_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[_Afterwards]:
    """Return the form of what came of a meeting; where that is written already, of the debriefing alone."""
    meeting, person = about_meeting(workspace, place["after"])
    written = meeting.contact_id is not None and meeting.state.took_place
    groups = [(_("For us"), _OF_US)] if written else [("", _OF_LINE), (_("For us"), _OF_US)]
    begun = _Afterwards(
        held=_Held.LEFT_EARLY if meeting.state is MeetingState.LEFT_EARLY else _Held.HELD,
        at=_began(meeting, workspace.now()),
        debriefing=meeting.debriefing,
        debriefing_on=meeting.debriefing_on,
    )
    editing = Editing(
        editor=editor_of(place),
        title=_("After the meeting"),
        subtitle=f"{about(person)} · {day_in_full(meeting, workspace)}",
        form=RecordForm(begun, today=workspace.today, groups=groups, now=workspace.now),
        save=partial(_look_back, meeting, None if written else _line(workspace, meeting)),
        saved=lambda: _("It stands in the log, and the meeting is closed."),
        person_uid=person.uid,
        room="meetings",
        actions=[_incident(window, meeting)],
    )
    return FormPage(window, workspace, editing)


def _began(meeting: Meeting, now: datetime) -> datetime:
    """Return when a meeting began: by its clock, else as planned, at the latest now."""
    return min(meeting.started_at or meeting.starts_at or now, now)


def _incident(window: "MainWindow", meeting: Meeting) -> QWidget:
    result = button(_("Write down an incident"), "siren", big=True, name="after.incident")
    result.clicked.connect(lambda: window.go("meetings", {"incident": meeting.id, "which": "new"}))
    return result


def _look_back(meeting: Meeting, line: Contact | None, db: Database, told: _Afterwards, now: datetime) -> Meeting:
    ended = replace(meeting, debriefing=told.debriefing, debriefing_on=told.debriefing_on)
    if line is None:
        return look_back(db, ended, None, told.lesson, now)
    state = MeetingState.LEFT_EARLY if told.held is _Held.LEFT_EARLY else MeetingState.HELD
    line = replace(line, at=told.at, needs=told.needs, note=told.note, outcome=Outcome.MET)
    line = replace(line, next_step=told.next_step, next_step_on=told.next_step_on)
    return look_back(db, replace(ended, state=state), line, told.lesson, now)


def _line(workspace: Workspace, meeting: Meeting) -> Contact:
    """Return a line in the log by who was there: who writes, if they were, else the first of those who went."""
    own, accounts = workspace.account.uid, workspace.accounts
    by = own if own in meeting.workers or not meeting.workers else meeting.workers[0]
    second = ", ".join(names_in(meeting, accounts, by))
    return Contact(person_id=meeting.person_id, channel=meeting.way.channel, by_account=by, second_person=second)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unheld(Record):
    """What is asked when a meeting came to nothing this time."""

    note: Annotated[str, Label("In a few words", long=True)] = ""
    next_step: Annotated[str, Label("Next step")] = ""
    next_step_on: Annotated[date | None, Label("Next step on")] = None


@dataclass(frozen=True, slots=True)
class _Ending:
    state: MeetingState
    title: Callable[[], str]
    told: Callable[[], str]


_ENDINGS = {
    "cancelled": _Ending(
        MeetingState.CANCELLED,
        lambda: _("The person cancelled"),
        lambda: _("That is usual, and a step on the way. Say when you try again, or plan a new meeting afterwards."),
    ),
    "called_off": _Ending(
        MeetingState.CALLED_OFF,
        lambda: _("We call it off"),
        lambda: _("Write why, so that the next of us knows. Tell the person in a safe way."),
    ),
    "not_met": _Ending(
        MeetingState.NOT_MET,
        lambda: _("The person did not come"),
        lambda: _("That is usual too. There may be a reason that cannot be told. Say when you try again."),
    ),
}


def end_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[_Unheld]:
    """Return the form of a meeting that came to nothing this time; it leads to a new try."""
    meeting, person = about_meeting(workspace, place["end"])
    ending = _ENDINGS[place["how"]]
    editing = Editing(
        editor=editor_of(place),
        title=ending.title(),
        subtitle=f"{about(person)} · {day_in_full(meeting, workspace)}",
        form=RecordForm(_Unheld(), today=workspace.today, now=workspace.now),
        save=partial(_end, replace(meeting, state=ending.state), replace(_line(workspace, meeting), second_person="")),
        saved=lambda: _("Noted. It leaves no mark on the person."),
        person_uid=person.uid,
        room="meetings",
        above=[_wide(notice("accent", ending.title(), ending.told()))],
    )
    return FormPage(window, workspace, editing)


def _end(ended: Meeting, line: Contact, db: Database, told: _Unheld, now: datetime) -> Meeting:
    line = replace(line, at=now, direction=Direction.NOTE, note=told.note.strip())
    line = replace(line, next_step=told.next_step, next_step_on=told.next_step_on)
    said = line.note or line.next_step or line.next_step_on
    return end_unheld(db, ended.id, ended.state, line if said else None, now)
