"""How a meeting is put into words."""

from datetime import datetime, timedelta

from ...domain.meeting import Meeting, MeetingState, PlaceKind, Way
from ...i18n import _
from ...operations.saving import local_day
from ..words import Sign, chosen, clock, near_day, weekday_and_day
from ..workspace import Workspace

_MINUTES = 60
_SIGNS = {
    MeetingState.PLANNED: ("calendar-days", ""),
    MeetingState.CONFIRMED: ("circle-check", "good"),
    MeetingState.REMINDED: ("bell", "good"),
    MeetingState.UNDER_WAY: ("timer", "warning"),
    MeetingState.HELD: ("check", ""),
    MeetingState.LEFT_EARLY: ("arrow-right", ""),
    MeetingState.NOT_MET: ("circle-help", ""),
    MeetingState.CANCELLED: ("minus", ""),
    MeetingState.CALLED_OFF: ("minus", ""),
}


def state_sign(meeting: Meeting) -> Sign:
    """Return icon and word of how far a meeting has come; the tone only repeats it."""
    icon, tone = _SIGNS[meeting.state]
    return Sign(icon, chosen(meeting.state), tone)


def is_late(meeting: Meeting, now: datetime) -> bool:
    """Say whether a meeting should be over, and nobody has said what became of it."""
    if meeting.starts_at is None or not meeting.state.is_ahead:
        return False
    return meeting.starts_at + timedelta(minutes=meeting.minutes) < now


def when_words(meeting: Meeting, workspace: Workspace) -> str:
    """Return `i morgon 14.00` or `26 nov 14.00`."""
    start = meeting.starts_at
    return f"{near_day(local_day(start), workspace.today)} {clock(start)}" if start else _("No day set")


def day_in_full(meeting: Meeting, workspace: Workspace) -> str:
    """Return `i morgon, onsdag 25 november 14.00`, begun with a capital."""
    start = meeting.starts_at
    if start is None:
        return _("No day set")
    day, today = local_day(start), workspace.today
    near = near_day(day, today) if abs((day - today).days) <= 1 else ""
    words = ", ".join(filter(None, (near, f"{weekday_and_day(day, today)} {clock(start)}")))
    return words[:1].upper() + words[1:]


def length_words(minutes: int) -> str:
    """Return hours and minutes, without those that are none: `1 tim`, `45 min`."""
    hours, left = divmod(minutes, _MINUTES)
    if not left:
        return _("{hours} h").format(hours=hours)
    if not hours:
        return _("{minutes} min").format(minutes=left)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=left)


def where_words(meeting: Meeting) -> str:
    """Return the place of a meeting in person with its kind; for others how they are held."""
    if meeting.way is not Way.PHYSICAL:
        return ", ".join(filter(None, (chosen(meeting.way), meeting.place)))
    kind = "" if meeting.place_kind is PlaceKind.OTHER and meeting.place else chosen(meeting.place_kind)
    return ", ".join(filter(None, (meeting.place, kind[:1].lower() + kind[1:] if meeting.place else kind)))
