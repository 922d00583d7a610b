"""How a meeting under way is put into words: on its page and on the alarm."""

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ...domain.meeting import Meeting
from ...domain.person import Person
from ...i18n import _, ngettext, window_texts
from ...operations.meeting_clock import UnderWay
from ...storage.reading import load_one
from ..alarm.faces import MeetingWords
from ..words import chosen, clock, day_and_clock

if TYPE_CHECKING:
    from ..workspace import Workspace

EMERGENCY = "112"
_HOUR = 60


def left_words(left: timedelta) -> str:
    """Return how long it is, rounded up so that nothing is said to be over before it is: `12 min`, `1 h 5 min`."""
    minutes = max(0, math.ceil(left.total_seconds() / 60))
    if minutes < _HOUR:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // _HOUR, minutes=minutes % _HOUR)


def who_goes(meeting: Meeting, workspace: "Workspace") -> list[str]:
    """Return the names of the two."""
    accounts = workspace.accounts
    return [*(accounts[uid].name for uid in meeting.workers if uid in accounts), *meeting.names]


def where(meeting: Meeting) -> str:
    """Return place and kind of place, as far as they are written down."""
    kind = chosen(meeting.place_kind)
    return f"{meeting.place}, {kind[:1].lower()}{kind[1:]}" if meeting.place else kind


def title_of(meeting: Meeting, workspace: "Workspace") -> str:
    person = load_one(workspace.db, Person, meeting.person_id)
    return _("Meeting with {name}").format(name=person.alias or person.code)


def steps_of(meeting: Meeting, workspace: "Workspace") -> tuple[tuple[str, str], ...]:
    """Return what to do when they are not heard from, each with the number to call."""
    names = window_texts().listed(who_goes(meeting, workspace))
    steps = [(_("Call {names}").format(names=names) if names else _("Call those who went"), meeting.goers_phone)]
    if meeting.on_call:
        steps.append((_("Call {name}, who is on call").format(name=meeting.on_call), meeting.on_call_phone))
    steps.append((_("Nobody answers: call the police"), EMERGENCY))
    return tuple(steps)


def police_words(meeting: Meeting) -> str:
    """Return what to say: what has happened, and where."""
    said = _("Two of us are at a meeting and are not heard from.")
    place = _("Place: {place}.").format(place=where(meeting)) if meeting.place else ""
    return " ".join(filter(None, (said, place)))


def facts_of(meeting: Meeting, workspace: "Workspace") -> tuple[tuple[str, str], ...]:
    """Return what one must know of a meeting, by name; what is not written down is left out."""
    when = day_and_clock(meeting.starts_at, workspace.today) if meeting.starts_at else ""
    known = (
        (_("Who is there"), window_texts().listed(who_goes(meeting, workspace))),
        (_("Their phones"), meeting.goers_phone),
        (_("Place"), where(meeting)),
        (_("Time"), _("{when}, {minutes} minutes").format(when=when, minutes=meeting.minutes) if when else ""),
        (_("On call"), ", ".join(filter(None, (meeting.on_call, meeting.on_call_phone)))),
        (_("Travel"), meeting.transport),
        (_("Check-in"), interval_words(meeting)),
    )
    return tuple((name, text) for name, text in known if text)


def interval_words(meeting: Meeting) -> str:
    """Return how often they are in touch, and when it becomes an alarm: `Var 30:e minut, larm efter 10 till`."""
    words = _("Every {minutes} minutes, alarm {grace} minutes later")
    return words.format(minutes=meeting.check_in_minutes, grace=meeting.grace_minutes)


def meeting_words(workspace: "Workspace", under_way: UnderWay, others: int = 0) -> MeetingWords:
    """Return what the alarm says of a meeting; `others` is how many more are overdue."""
    meeting = under_way.meeting
    facts = [(_("Meeting"), title_of(meeting, workspace)), *facts_of(meeting, workspace)]
    if others:
        more = ngettext("{count} more meeting is overdue.", "{count} more meetings are overdue.", others)
        facts.append((_("Besides"), more.format(count=others)))
    late = late_words(under_way.countdown.due.wall)
    return MeetingWords(late, steps_of(meeting, workspace), police_words(meeting), tuple(facts))


def late_words(due: datetime) -> str:
    return _("They were to check in at {time}.").format(time=clock(due))
