"""The clock of a meeting that is under way: started, heard from, given more time, missed, ended.

The register says what is under way; the file `clock` is what rings while the vault is locked. A crash may come between
the two. So the file is written first where it must ring sooner, and last where it may ring later or no more: what is
left after a crash rings too soon, never too late. `renew` brings the file in step with the register again.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from ..domain.errors import KnownError
from ..domain.meeting import CheckIn, CheckInKind, Meeting, MeetingParting, MeetingState
from ..domain.meeting_clock import MOST, Countdown, Moment
from ..storage import log, meeting_clock, meetings
from ..storage.database import Database
from ..storage.reading import load_of, load_one
from ..vault.clock_file import MOST_COUNTDOWNS, ClockFile, RunningClock
from ..vault.errors import CannotWrite, ClockUnreadable
from .organisation import load_organisation
from .saving import save_record

T = TypeVar("T")


class NoGoYet(KnownError):
    def __init__(self) -> None:
        super().__init__("Nobody has decided that the two may go. Give the go first, then start the clock.")


class ClockRuns(KnownError):
    def __init__(self) -> None:
        super().__init__("The clock of this meeting runs already.")


class ClockStopped(KnownError):
    def __init__(self) -> None:
        super().__init__("The clock of this meeting does not run any more.")


class TooMuchTime(KnownError):
    def __init__(self) -> None:
        super().__init__("The next check-in would be more than a day away. Check in first, then give more time.")


class TooManyClocks(KnownError):
    def __init__(self) -> None:
        super().__init__("More clocks cannot run at once. End those of meetings that are over.")


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A meeting that is under way, with the check-in that is waited for."""

    meeting: Meeting
    countdown: Countdown


@dataclass(frozen=True, slots=True)
class Clocks:
    """All that runs: `strays` are in the file and belong to no meeting that the register knows."""

    under_way: tuple[UnderWay, ...] = ()
    strays: tuple[Countdown, ...] = ()
    was_unreadable: bool = False


def clocks(db: Database, file: ClockFile, now: Moment) -> Clocks:
    """Return what runs; where the file does not tell, what the register says counts, by the wall clock."""
    held, unreadable = _held(file)
    left = list(held.countdowns)
    under_way = []
    for meeting in meetings.find_live(db):
        due_at = meeting_clock.next_due(db, meeting.id) or meeting.started_at or now.wall
        under_way.append(UnderWay(meeting, _taken(left, due_at, meeting, now)))
    strays = tuple(each for each in left if not meeting_clock.is_settled(db, each.due.wall))
    return Clocks(tuple(under_way), strays, unreadable)


def _held(file: ClockFile) -> tuple[RunningClock, bool]:
    try:
        return file.read() or RunningClock(()), False
    except ClockUnreadable:
        return RunningClock(()), True


def _taken(left: list[Countdown], due_at: datetime, meeting: Meeting, now: Moment) -> Countdown:
    """Take what is due at an instant out of what is left; make it where it is not there."""
    grace = timedelta(minutes=meeting.grace_minutes)
    found = next((each for each in left if each.due.wall == due_at), None)
    if found is None:
        return Countdown(replace(now.after(due_at - now.wall), wall=due_at), grace)
    left.remove(found)
    return Countdown(replace(found.due, wall=due_at), grace)


def renew(db: Database, file: ClockFile, now: Moment) -> Clocks:
    """Have the file hold what runs, and nothing else; raises `CannotWrite`."""
    running = clocks(db, file, now)
    wanted = _to_hold(db, running)
    if running.was_unreadable or _held(file)[0] != wanted:
        file.write(wanted)
    return running


def _to_hold(db: Database, running: Clocks, *more: Countdown) -> RunningClock:
    countdowns = (*(each.countdown for each in running.under_way), *running.strays, *more)
    if len(countdowns) > MOST_COUNTDOWNS:
        raise TooManyClocks
    organisation = load_organisation(db)
    return RunningClock(countdowns, organisation.clock_text, organisation.clock_phone).tidied()


def start(db: Database, file: ClockFile, now: Moment, meeting_id: int) -> Meeting:
    """Let the clock of a meeting run, with the check-in at its start.

    Raises `NoGoYet`, `ClockRuns`, and `CannotWrite` where the file cannot be written: then nothing was started.
    """
    meeting = load_one(db, Meeting, meeting_id)
    if meeting.started_at is not None:
        raise ClockRuns if meeting.is_live else ClockStopped
    if meeting.went_at is None or meeting.state.is_over:
        raise NoGoYet
    countdown = _next(meeting, now)

    def store() -> Meeting:
        begun = replace(meeting, state=MeetingState.UNDER_WAY, started_at=now.wall)
        _note(db, meeting_id, CheckInKind.STARTED, now, countdown.due.wall)
        return save_record(db, begun, now.wall, action="start")

    return _sooner(db, file, now, countdown, store)


def check_in(db: Database, file: ClockFile, now: Moment, meeting_id: int) -> CheckIn:
    """Note that they have been in touch; the next time counts from now."""
    meeting = _live(db, meeting_id)
    countdown = _next(meeting, now)
    return _moved(db, file, now, meeting_id, CheckInKind.CHECKED_IN, countdown)


def give_time(db: Database, file: ClockFile, now: Moment, meeting_id: int, minutes: int) -> CheckIn:
    """Put the next check-in off, from when it is due, or from now when that is past; raises `TooMuchTime`."""
    _live(db, meeting_id)
    present = _countdown_of(db, file, meeting_id, now)
    left = max(present.left(now), timedelta(0)) + timedelta(minutes=minutes)
    countdown = replace(present, due=now.after(left))
    if countdown.left(now) > MOST:
        raise TooMuchTime
    return _moved(db, file, now, meeting_id, CheckInKind.MORE_TIME, countdown)


def note_overdue(db: Database, now: datetime, meeting_id: int, due_at: datetime) -> bool:
    """Note, once for each instant, that a check-in did not come; say whether it was noted now."""
    if not load_one(db, Meeting, meeting_id).is_live or meeting_clock.is_noted(db, meeting_id, due_at):
        return False
    missed = CheckIn(meeting_id=meeting_id, kind=CheckInKind.OVERDUE, at=now, due_at=due_at)
    save_record(db, missed, now)
    return True


def check_out(
    db: Database, file: ClockFile, now: Moment, meeting_id: int, parting: MeetingParting, *, early: bool = False
) -> Meeting:
    """End a meeting with the answers to the parting questions; its clock stops."""
    meeting = _live(db, meeting_id)
    with db.transaction():
        save_record(db, replace(parting, meeting_id=meeting_id), now.wall)
        _note(db, meeting_id, CheckInKind.CHECKED_OUT, now, None)
        state = MeetingState.LEFT_EARLY if early else MeetingState.HELD
        ended = save_record(db, replace(meeting, state=state, ended_at=now.wall), now.wall, action="finish")
    renew(db, file, now)
    return ended


def stop_stray(db: Database, file: ClockFile, now: Moment, due_at: datetime) -> None:
    """Take away what is in the file and belongs to no meeting; the log says that somebody did."""
    running = clocks(db, file, now)
    with db.transaction():
        log.note(db, "stop_clock", "vault", "", now.wall)
    kept = tuple(each for each in running.strays if each.due.wall != due_at)
    file.write(_to_hold(db, replace(running, strays=kept)))


def history(db: Database, meeting_id: int) -> list[CheckIn]:
    """Return the signs of life of a meeting, and those that failed to come, the newest first."""
    return load_of(db, CheckIn, "meeting_id", meeting_id, order="id DESC")


def _live(db: Database, meeting_id: int) -> Meeting:
    meeting = load_one(db, Meeting, meeting_id)
    if not meeting.is_live:
        raise ClockStopped
    return meeting


def _next(meeting: Meeting, now: Moment) -> Countdown:
    due = now.after(timedelta(minutes=meeting.check_in_minutes))
    return Countdown(due, timedelta(minutes=meeting.grace_minutes))


def _countdown_of(db: Database, file: ClockFile, meeting_id: int, now: Moment) -> Countdown:
    found = (each for each in clocks(db, file, now).under_way if each.meeting.id == meeting_id)
    return next(found).countdown


def _moved(  # noqa: PLR0917 - the register, the file, the moment, and what is noted of which meeting
    db: Database, file: ClockFile, now: Moment, meeting_id: int, kind: CheckInKind, countdown: Countdown
) -> CheckIn:
    def store() -> CheckIn:
        return _note(db, meeting_id, kind, now, countdown.due.wall)

    if now.until(countdown.due) < _countdown_of(db, file, meeting_id, now).left(now):
        return _sooner(db, file, now, countdown, store)
    with db.transaction():
        noted = store()
    renew(db, file, now)
    return noted


def _sooner(db: Database, file: ClockFile, now: Moment, countdown: Countdown, store: Callable[[], T]) -> T:
    """Have the file ring for what is new before the register knows of it; as before where that fails."""
    before = clocks(db, file, now)
    file.write(_to_hold(db, before, countdown))
    try:
        with db.transaction():
            stored = store()
    except BaseException:
        with contextlib.suppress(CannotWrite):
            file.write(_to_hold(db, before))
        raise
    renew(db, file, now)
    return stored


def _note(db: Database, meeting_id: int, kind: CheckInKind, now: Moment, due_at: datetime | None) -> CheckIn:
    return save_record(db, CheckIn(meeting_id=meeting_id, kind=kind, at=now.wall, due_at=due_at), now.wall)
