"""Which backups are kept, and when another one is due. Days and instants are passed, never looked up."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

DEFAULT_DAYS = 90
DUE_AFTER = timedelta(hours=1)
NAG_AFTER = timedelta(days=7)
SELF_TEST_AFTER = timedelta(days=30)
_NEWEST = 3
_BACK, _AHEAD = timedelta(days=2), timedelta(days=45)
_STEADY_FOR = timedelta(days=3)


class State(Enum):
    """What is known of a copy; only a good one counts."""

    UNCHECKED = "unchecked"
    GOOD = "good"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup in one place: `place` is empty for the vault's own folder, else a folder on other media.

    `log_seq` is the last line of the log that it holds, 0 where that is not known.
    """

    uid: str
    place: str
    name: str
    made_at: datetime
    ends_on: date
    state: State
    log_seq: int
    size: int
    seen_at: datetime
    checked_at: datetime | None = None

    @property
    def elsewhere(self) -> bool:
        return bool(self.place)

    def is_over(self, today: date, days: int) -> bool:
        """Say whether its end has come, which is the earlier of the one it carries and the one that holds now."""
        return today > min(self.ends_on, self.made_at.date() + timedelta(days=days))


def newest_good(copies: Iterable[Copy]) -> Copy | None:
    """Return the newest copy that was checked and is whole."""
    good = [copy for copy in copies if copy.state is State.GOOD]
    return max(good, key=lambda copy: copy.made_at, default=None)


_KEPT: Sequence[tuple[int, Callable[[datetime], Hashable]]] = (
    (24, lambda at: (at.date(), at.hour)),
    (14, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (3, lambda at: (at.year, at.month)),
)


def superfluous(copies: Sequence[Copy], today: date, days: int) -> list[Copy]:
    """Return what goes of the copies in one place: what is over, and what the counts do not keep.

    The newest three good ones outlive the counts, never their end; the newest good one stays until there
    is a newer one. What is not checked yet goes only when it is over.
    """
    last = newest_good(copies)
    over = [copy for copy in copies if copy is not last and copy.is_over(today, days)]
    ended = {copy.uid for copy in over}
    good = [copy for copy in copies if copy.state is State.GOOD and copy.uid not in ended]
    good.sort(key=lambda copy: copy.made_at, reverse=True)
    counted = [*good[:_NEWEST], *(copy for most, slot in _KEPT for copy in _first_of_each(good, most, slot))]
    kept = {copy.uid for copy in counted}
    return [*over, *(copy for copy in good if copy.uid not in kept)]


def _first_of_each(newest_first: Sequence[Copy], most: int, slot: Callable[[datetime], Hashable]) -> list[Copy]:
    """Return the newest copy of each of the last `most` hours, days, weeks or months that have one."""
    firsts: dict[Hashable, Copy] = {}
    for copy in newest_first:
        firsts.setdefault(slot(copy.made_at), copy)
    return list(firsts.values())[:most]


def jumped(before: datetime, now: datetime) -> bool:
    """Say whether the clock went back, or so far ahead since it was last looked at that it may be wrong."""
    return not before - _BACK <= now <= before + _AHEAD


def is_steady(last_jump: datetime | None, now: datetime) -> bool:
    """Say whether the clock has gone well since its last jump: only then may anything be removed for its age."""
    return last_jump is None or now >= last_jump + _STEADY_FOR


@dataclass(frozen=True, slots=True)
class Status:
    """How the backups of a vault stand. `since` is when the vault was made; failures are sentences, empty for well."""

    since: datetime
    newest: Copy | None = None
    elsewhere: Copy | None = None
    second_place: str = ""
    failure: str = ""
    second_failure: str = ""
    tested_at: datetime | None = None
    test_failure: str = ""

    def is_late(self, now: datetime) -> bool:
        """Say whether the vault has had no good backup of its own for a week."""
        return now - (self.newest.made_at if self.newest else self.since) >= NAG_AFTER

    def is_late_elsewhere(self, now: datetime) -> bool:
        """Say whether there has been no copy on other media for a week."""
        return now - (self.elsewhere.made_at if self.elsewhere else self.since) >= NAG_AFTER
