"""What is waited for: check-ins of meetings under way, and what the files of locked vaults hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.meeting_clock import Countdown, Moment, Standing, Watched
from ...vault.clock_file import RunningClock
from ...vault.errors import ClockUnreadable

if TYPE_CHECKING:
    from ...operations.meeting_clock import Clocks, UnderWay

Held = RunningClock | ClockUnreadable


@dataclass(frozen=True, slots=True)
class Neutral:
    """What may be seen by anybody: when something was due, the text and the phone that were chosen for it."""

    due: Countdown | None  # None where the clock cannot be read
    text: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Waited:
    """One check-in: of a meeting (`under_way`), of a vault that is locked (`folder`), or of no known meeting."""

    countdown: Countdown | None  # None where the clock cannot be read
    neutral: Neutral
    under_way: "UnderWay | None" = None
    folder: Path | None = None

    @property
    def key(self) -> object:
        """What tells it from others, and from the next check-in of the same meeting."""
        who = self.under_way.meeting.id if self.under_way else self.folder
        return who, self.countdown.due.wall if self.countdown else None

    def standing(self, watched: Watched, now: Moment) -> Standing:
        """Say how it stands; what cannot be read counts as overdue."""
        return Standing.OVERDUE if self.countdown is None else watched.standing(self.countdown, now)


def of_locked(held: Mapping[Path, Held]) -> Iterator[Waited]:
    """Yield what the files of locked vaults hold."""
    for folder, clock in held.items():
        if isinstance(clock, ClockUnreadable):
            yield Waited(None, Neutral(None), folder=folder)
        else:
            yield from (_neutral(each, clock.text, clock.phone, folder) for each in clock.countdowns)


def of_unlocked(running: "Clocks", text: str, phone: str) -> Iterator[Waited]:
    """Yield the check-ins of an unlocked vault."""
    for each in running.under_way:
        yield Waited(each.countdown, Neutral(each.countdown, text, phone), under_way=each)
    yield from (_neutral(each, text, phone, None) for each in running.strays)


def _neutral(countdown: Countdown, text: str, phone: str, folder: Path | None) -> Waited:
    return Waited(countdown, Neutral(countdown, text, phone), folder=folder)


def soonest(waited: Iterable[Waited], now: Moment) -> list[Waited]:
    """Return them in the order in which they are due; what cannot be read comes first."""
    return sorted(
        waited, key=lambda each: each.countdown.left(now).total_seconds() if each.countdown else float("-inf")
    )
