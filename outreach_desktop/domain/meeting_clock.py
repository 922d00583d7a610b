"""The clock of a meeting: when the next check-in is due, how much is left, and when it has to ring.

Time is counted in ticks since the computer was started, which go on while it sleeps and which nobody can set. Only
after a new start, when those ticks began anew, the wall clock says how much has passed. It may be wrong by then, so
a question that nobody answers becomes an alarm.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

MOST = timedelta(hours=24)  # no check-in is further away: more than that was never asked for
MOST_GRACE = timedelta(hours=2)
AWAY = timedelta(seconds=60)  # a process that was not there for so long may have missed something
PATIENCE = timedelta(minutes=2)  # how long a question may wait where only the wall clock counts
_TICK = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant by both clocks; `ticks` are milliseconds since the start of the computer that `boot` names."""

    boot: str
    ticks: int
    wall: datetime

    def after(self, time: timedelta) -> "Moment":
        """Return the moment so much later; its wall clock shows whole seconds, as it is stored."""
        return Moment(self.boot, self.ticks + time // _TICK, (self.wall + time).replace(microsecond=0))

    def until(self, other: "Moment") -> timedelta:
        """Return how long it is to another moment: by ticks, or by the wall clock after a new start of the computer."""
        if self.boot == other.boot:
            return (other.ticks - self.ticks) * _TICK
        return other.wall - self.wall


@dataclass(frozen=True, slots=True)
class Countdown:
    """One check-in that is waited for."""

    due: Moment
    grace: timedelta

    def left(self, now: Moment) -> timedelta:
        """Return how long it is until the check-in is due; less than nothing when that is past."""
        return now.until(self.due)

    def is_due(self, now: Moment) -> bool:
        return self.left(now) <= timedelta(0)

    def is_overdue(self, now: Moment) -> bool:
        """Say whether the grace is over too, or more is left than ever was: then a clock is wrong, and it rings."""
        left = self.left(now)
        return left + self.grace <= timedelta(0) or left > MOST

    def anchored(self, now: Moment) -> "Countdown":
        """Return it counted by the ticks of the present start of the computer."""
        if self.due.boot == now.boot:
            return self
        ticks = now.ticks + self.left(now) // _TICK
        return replace(self, due=replace(self.due, boot=now.boot, ticks=ticks))


class Standing(IntEnum):
    """How it stands with what is waited for; the highest counts where there are several."""

    SILENT = 0  # no meeting is under way
    RUNS = 1
    IN_GRACE = 2  # due, and not yet overdue
    ASKS = 3  # something may have been missed
    OVERDUE = 4


@dataclass(frozen=True, slots=True)
class Watched:
    """What somebody who looks at the clock again and again has seen: `last` when last, `asked` since when they ask."""

    last: Moment | None = None
    asked: Moment | None = None

    def look(self, now: Moment) -> "Watched":
        """Look at the clock; after a gap, or for the first time, there is a question to be answered."""
        away = self.last is None or self.last.boot != now.boot or self.last.until(now) > AWAY
        return Watched(now, (self.asked or now) if away else self.asked)

    def answered(self) -> "Watched":
        return replace(self, asked=None)

    def standing(self, countdown: Countdown, now: Moment) -> Standing:
        """Say how it stands with one check-in."""
        if countdown.is_overdue(now) or self._asked_in_vain(countdown, now):
            return Standing.OVERDUE
        if self.asked is not None:
            return Standing.ASKS
        return Standing.IN_GRACE if countdown.is_due(now) else Standing.RUNS

    def _asked_in_vain(self, countdown: Countdown, now: Moment) -> bool:
        if self.asked is None or countdown.due.boot == now.boot:
            return False
        return self.asked.until(now) >= PATIENCE


def most_urgent(standings: Iterable[Standing]) -> Standing:
    return max(standings, default=Standing.SILENT)
