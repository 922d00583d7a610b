"""What meetings ask for today: those that are to come or were never closed, reminders, incidents to follow up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ..domain.meeting import Meeting, MeetingIncident
from ..domain.rights import Right, may
from ..i18n import ZONE
from ..storage import meetings
from ..storage.database import Database
from ..storage.meetings import WithPerson
from ..storage.reading import load
from .saving import local_day

_MOST = 8
_LOOKED_BACK = timedelta(days=30)  # after that nobody is asked any more what came of a meeting


@dataclass(frozen=True, slots=True)
class DueIncident:
    """An incident that nobody has followed up, its texts left sealed, with the meeting it happened at."""

    incident: MeetingIncident
    of: WithPerson


@dataclass(frozen=True, slots=True)
class MeetingsDue:
    """Each the first first; `incidents` is empty for who may not read them."""

    today: Sequence[WithPerson] = ()
    reminders: Sequence[WithPerson] = ()
    incidents: Sequence[DueIncident] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.today or self.reminders or self.incidents)


def find_due(db: Database, now: datetime) -> MeetingsDue:
    """Return what meetings ask for on the day of `now`."""
    midnight = datetime.combine(local_day(now) + timedelta(days=1), time(), ZONE)
    return MeetingsDue(
        meetings.with_persons(db, meetings.load_due(db, now - _LOOKED_BACK, midnight, _MOST)),
        meetings.with_persons(db, meetings.load_to_remind(db, now, midnight, _MOST)),
        _incidents(db) if may(db.sealer.role, Right.READ_NOTES) else (),
    )


def _incidents(db: Database) -> list[DueIncident]:
    found = meetings.load_open_incidents(db, _MOST)
    if not found:
        return []
    of = meetings.with_persons(db, load(db, Meeting, sorted({each.meeting_id for each in found})))
    by_meeting = {each.meeting.id: each for each in of}
    return [DueIncident(each, by_meeting[each.meeting_id]) for each in found if each.meeting_id in by_meeting]


def next_meeting(found: Sequence[Meeting], now: datetime) -> Meeting | None:
    """Return the next of a person's meetings that is to come, today's until it is closed."""
    ahead = [each for each in found if each.starts_at and not each.state.is_over]
    ahead = [each for each in ahead if each.starts_at and local_day(each.starts_at) >= local_day(now)]
    return min(ahead, key=lambda each: each.starts_at or now, default=None)
