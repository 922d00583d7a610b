"""A person's meetings on the person's page: the rows, the button that plans one, and the next among the facts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...domain.meeting import Meeting
from ...i18n import _
from ...operations.meetings_due import next_meeting
from ..look.painted import Row
from ..look.parts import button
from ..people.person_parts import RowsPart
from ..shift.words import who_works
from ..workspace import Workspace
from .words import day_in_full, state_sign, when_words, where_words

if TYPE_CHECKING:
    from ..main_window import MainWindow

PLAN_KEYS = "Ctrl+M"


def plan_with(window: "MainWindow", person_id: int) -> None:
    """Begin the plan of a meeting with a person."""
    if window.has_room("meetings"):
        window.go("meetings", {"new": person_id})


def meetings_part(window: "MainWindow", person_id: int) -> RowsPart:
    """Return the part with the person's meetings; filled with `meeting_rows`."""
    new = button(_("Plan a meeting"), "plus", hint=PLAN_KEYS, name="meetings.new")
    new.clicked.connect(lambda: plan_with(window, person_id))
    part = RowsPart(_("Meetings"), "meetings", _("No meeting yet."), [new])
    part.opened.connect(lambda at: window.go("meetings", {"meeting": at}))
    return part


def meeting_rows(found: Sequence[Meeting], workspace: Workspace) -> list[Row]:
    """Return the rows, the newest first."""
    return [_row(each, workspace) for each in found]


def _row(meeting: Meeting, workspace: Workspace) -> Row:
    sign = state_sign(meeting)
    detail = " · ".join((where_words(meeting), who_works(meeting, workspace)))
    alone = meeting.is_alone and meeting.state.is_ahead
    aside = _("{state} · one person").format(state=sign.text) if alone else sign.text
    icon, tone = ("triangle-alert", "warning") if alone else (sign.icon, sign.quiet.tone)
    return Row(day_in_full(meeting, workspace), detail, icon, aside, tone, key=meeting.id)


def next_words(found: Sequence[Meeting], workspace: Workspace) -> str:
    """Return when and where the next meeting is, nothing where none is planned."""
    meeting = next_meeting(found, workspace.now())
    if meeting is None:
        return ""
    words = f"{when_words(meeting, workspace)}, {where_words(meeting)}"
    return f"{words[:1].upper()}{words[1:]}"
