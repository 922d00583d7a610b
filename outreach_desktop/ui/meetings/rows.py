"""A meeting as a row of a list: with whom, when, where, who goes, and how far it has come."""

from ...i18n import _
from ...storage.meetings import WithPerson
from ..follow_ups.rows import name_of
from ..look.painted import Row
from ..shift.words import who_works
from ..words import clock
from ..workspace import Workspace
from .words import is_late, state_sign, when_words, where_words


def meeting_row(found: WithPerson, workspace: Workspace, key: object, *, with_day: bool = True) -> Row:
    """Return the row; that one person would go alone is said in words, as is a meeting that nobody has closed."""
    meeting = found.meeting
    when = when_words(meeting, workspace) if with_day else clock(meeting.starts_at) if meeting.starts_at else ""
    detail = " · ".join((when, where_words(meeting), who_works(meeting, workspace)))
    return Row(
        name_of(found.person),
        detail,
        _icon(found, workspace),
        _aside(found, workspace),
        _tone(found, workspace),
        key=key,
    )


def _needs_look(found: WithPerson, workspace: Workspace) -> bool:
    meeting = found.meeting
    return (meeting.is_alone and meeting.state.is_ahead) or is_late(meeting, workspace.now())


def _icon(found: WithPerson, workspace: Workspace) -> str:
    return "triangle-alert" if _needs_look(found, workspace) else state_sign(found.meeting).icon


def _tone(found: WithPerson, workspace: Workspace) -> str:
    return "warning" if _needs_look(found, workspace) else state_sign(found.meeting).quiet.tone


def _aside(found: WithPerson, workspace: Workspace) -> str:
    meeting = found.meeting
    if meeting.is_alone and meeting.state.is_ahead:
        return _("{state} · one person").format(state=state_sign(meeting).text)
    if is_late(meeting, workspace.now()):
        return _("{state} · not closed").format(state=state_sign(meeting).text)
    return state_sign(meeting).text
