"""What a user can do to shifts: plan, start, end, hand over, say how it felt, write down what happened."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from ..domain.attributes import Invalid, Problem
from ..domain.errors import KnownError
from ..domain.organisation import Account, Role
from ..domain.pair import Pair
from ..domain.rights import Right
from ..domain.shift import HANDOVER_DAYS, Debriefing, Shift, ShiftIncident
from ..i18n import ZONE
from ..storage import feelings, log, shifts
from ..storage.database import Database
from ..storage.reading import load_of
from .organisation import load_accounts
from .saving import local_day, note, require_right, save_record

_MORNING = 6  # o'clock: shifts run past midnight
_FIRST_OF_HOUR, _HOUR = 30, 60  # minutes: from half an hour on it is one more


class ShiftRuns(KnownError):
    def __init__(self) -> None:
        super().__init__("A shift is running already. End it first, then start the next one.")


class NotYours(KnownError):
    def __init__(self) -> None:
        super().__init__("Only those who work in a shift write how it felt.")


def plan_shift(db: Database, shift: Shift, now: datetime) -> Shift:
    """Store a shift to come; one with a single person is let be, and marked where it is shown."""
    if shift.planned_at is None:
        raise Invalid([Problem("planned_at", "Must be filled in.", missing=True)])
    return save_record(db, shift, now)


def start_shift(db: Database, shift: Shift, now: datetime) -> Shift:
    """Begin a shift that was planned, or one that was not; raises `Invalid` for one person without a reason."""
    if shift.is_alone and not shift.alone_reason.strip():
        alone = Problem("alone_reason", "Nobody works with you. Say who does, or write why you work alone.")
        raise Invalid([alone])
    with db.transaction():
        if shifts.find_running(db) is not None:
            raise ShiftRuns
        return save_record(db, replace(shift, started_at=now), now, action="start")


def end_shift(db: Database, shift: Shift, now: datetime) -> Shift:
    """End a shift with how many profiles were looked at and whether there was a debriefing."""
    needed = (
        (shift.ended_at, Problem("ended_at", "Must be filled in.", missing=True)),
        (shift.profiles_seen, Problem("profiles_seen", "Write a number. 0 is an answer too.", missing=True)),
        (shift.debriefing, Problem("debriefing", "Choose one. Not needed is an answer too.", missing=True)),
    )
    found = [problem for value, problem in needed if value is None]
    if found:
        raise Invalid(found)
    return save_record(db, shift, now, action="finish")


def was_forgotten(shift: Shift, now: datetime) -> bool:
    """Say whether a running shift must have been over for long: it began before this working day did."""
    return shift.started_at is not None and shift.started_at < evening_start(now)


def evening_start(now: datetime) -> datetime:
    """Return when the working day began that `now` belongs to: at six in the morning, local time."""
    local = now.astimezone(ZONE)
    day = local.date() if local.hour >= _MORNING else local.date() - timedelta(days=1)
    return datetime(day.year, day.month, day.day, _MORNING, tzinfo=ZONE)


def running_for(db: Database, account: str, at: datetime | None) -> Shift | None:
    """Return the shift in which an account works at an instant, None where it works in none."""
    shift = shifts.find_running(db)
    if shift is None or at is None or shift.started_at is None or at < shift.started_at:
        return None
    return shift if account in shift.workers else None


def names_in(pair: Pair, accounts: dict[str, Account], without: str = "") -> list[str]:
    """Return the names of who works in a shift or goes to a meeting, but for one account."""
    known = [accounts[uid].name for uid in pair.workers if uid in accounts and uid != without]
    return [*known, *pair.names]


def second_person(db: Database, now: datetime) -> str:
    """Return the names of who works with who is signed in, nothing outside a shift."""
    shift = running_for(db, db.sealer.account, now)
    return ", ".join(names_in(shift, load_accounts(db), db.sealer.account)) if shift else ""


def last_handover(db: Database, now: datetime) -> Shift | None:
    """Return the shift that ended last, with what it hands over, as long as that is kept."""
    return shifts.find_last(db, now - timedelta(days=HANDOVER_DAYS))


def forget_handovers(db: Database, now: datetime) -> None:
    """Erase what was handed over for good once it is no longer of use."""
    for shift in shifts.find_old_handovers(db, now - timedelta(days=HANDOVER_DAYS)):
        save_record(db, replace(shift, handover=""), now)


def write_feeling(db: Database, shift: Shift, text: str, now: datetime, *, share: bool) -> None:
    """Keep how a shift felt for who is signed in, sealed to them alone, and to the coordinators if they say so."""
    if db.sealer.account not in shift.workers:
        raise NotYours
    readers = {db.sealer.account, *(coordinators(db) if share else ())}
    with db.transaction():
        feelings.keep(db, shift.id, text, sorted(readers), now)
        log.note(db, "change", "shift_feeling", shift.uid, now)


def coordinators(db: Database) -> list[str]:
    """Return the uids of the coordinators in service."""
    return [uid for uid, each in load_accounts(db).items() if each.active and each.role is Role.COORDINATOR]


def save_incident(db: Database, incident: ShiftIncident, now: datetime) -> ShiftIncident:
    """Write down what happened during a shift; an account without the restricted key may add, not read."""
    return save_record(db, incident, now)


@dataclass(frozen=True, slots=True)
class ShiftFigures:
    """What is counted of the shifts of some days."""

    shifts: int
    hours: int
    alone: int
    profiles: int
    debriefings: dict[Debriefing, int]


def count_shifts(db: Database, since: date, until: date) -> ShiftFigures:
    """Count the shifts that began on some days, both included, and have ended."""
    early = datetime.combine(since, time(), ZONE)
    late = datetime.combine(until + timedelta(days=1), time(), ZONE)
    found = [each for each in shifts.load_between(db, early, late) if each.started_at]
    minutes = sum((each.length for each in found), timedelta()) // timedelta(minutes=1)
    told = Counter(each.debriefing for each in found if each.debriefing)
    return ShiftFigures(
        shifts=len(found),
        hours=(minutes + _FIRST_OF_HOUR) // _HOUR,
        alone=sum(each.is_alone for each in found),
        profiles=sum(each.profiles_seen or 0 for each in found),
        debriefings={each: told[each] for each in Debriefing},
    )


def day_of(shift: Shift) -> date | None:
    """Return the organisation's day of a shift."""
    moment = shift.started_at or shift.planned_at
    return local_day(moment) if moment else None


def open_incidents(db: Database, shift_id: int, now: datetime) -> list[ShiftIncident]:
    """Return what was written down about a shift, and note that it was read; raises `NotPermitted`."""
    require_right(db, Right.READ_NOTES)
    found = load_of(db, ShiftIncident, "shift_id", shift_id)
    with db.transaction():
        for each in found:
            note(db, "read", each, now)
    return found
