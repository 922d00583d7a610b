"""Counting the lines of any days: whole months from their kept persons, other days line by line.

Lines are read as kinds: how, where and with what outcome. Of each kind and span only the persons' ids are
fetched, as one list, so that a million lines are few rows, no statement runs long, and other threads get
their turn in between.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from . import month_persons
from .database import Database, Row

Figures = dict[str, tuple[int, int]]
Key = tuple[str, str]
_Way = tuple[str, str, str, int | None, str]
_DAY = timedelta(days=1)

FIRST_CHANNEL = "SELECT channel FROM contact ORDER BY channel LIMIT 1"
NEXT_CHANNEL = FIRST_CHANNEL.replace("ORDER", "WHERE channel > :channel ORDER")
# All that is asked of a line stands in `contact_by_channel`, so that none is looked up.
PERSONS = """
    SELECT direction, outcome, platform_id, sending, json_group_array(person_id) AS persons, min(id) AS example
      FROM contact
     WHERE channel = :channel AND contact_on BETWEEN :since AND :until AND removed_on IS NULL
     GROUP BY contact_on, direction, outcome, platform_id, sending  -- the order of the index: nothing is sorted
"""
KIND = "SELECT is_contact, channel, outcome, platform_kind, reached FROM counted_line WHERE id = :example"
# Each on its own is one step in its index; two of one SELECT would walk it.
ENDS = (
    "SELECT min(at) FROM contact",
    "SELECT max(at) FROM contact",
    "SELECT min(registered_on) FROM person",
    "SELECT max(registered_on) FROM person",
)
LAST_PERSON = "SELECT coalesce(max(id), 0) FROM person"
IN_BIN = "SELECT id FROM person WHERE removed_on IS NOT NULL"
REGISTERED = "SELECT id FROM person WHERE registered_on BETWEEN :since AND :until"
STEPS = "SELECT step, least FROM counting WHERE subject = 'chain' ORDER BY least"


class _Count:
    """Who counts under a key, a bit for each person, and in how many contacts.

    Persons of single lines are marked in `_marks`, a byte each: that is a third of what a set takes.
    """

    def __init__(self, last_person: int) -> None:
        self.bits = 0
        self.contacts = 0
        self._last = last_person
        self._marks = bytearray()

    def mark(self, persons: Iterable[int]) -> None:
        marks = self._marks = self._marks or bytearray(self._last + 1)
        for person in persons:
            marks[person] = 1

    def add(self, persons: Sequence[int]) -> None:
        """Count lines of these persons, somebody twice who stands there twice."""
        self.mark(persons)
        self.contacts += len(persons)

    def join(self, other: "_Count") -> None:
        self.bits |= other.all_bits()
        self.contacts += other.contacts

    def all_bits(self) -> int:
        return self.bits | month_persons.bits_of_marks(self._marks)


class _Counts(dict[Key, _Count]):
    """The counts by subject and key, empty ones made when they are first named."""

    def __init__(self, last_person: int) -> None:
        super().__init__()
        self.last_person = last_person

    def __missing__(self, key: Key) -> _Count:
        return self.setdefault(key, _Count(self.last_person))


def count_lines(db: Database, since: date, until: date, *, by_line_only: bool = False) -> dict[str, Figures]:
    """Return different persons and contacts by subject and key for any days, both included."""
    figures: dict[str, Figures] = {subject: {} for subject in month_persons.SUBJECTS}
    with db.snapshot():
        counts = _counted(db, since, until, by_line_only=by_line_only)
    for (subject, key), count in counts.items():
        figures[subject][key] = (count.all_bits().bit_count(), count.contacts)
    return figures


def _counted(db: Database, since: date, until: date, *, by_line_only: bool) -> _Counts:
    counts = _Counts(db.value(LAST_PERSON))
    spans = list(_months(*_clipped(db, since, until)))
    kept = set() if by_line_only else month_persons.kept_among(db, [_month(first) for first, _last in spans])
    whole = [_month(first) for first, last in spans if _month(first) in kept and _is_whole(first, last)]
    _add_months(db, counts, whole)
    lines = _Lines(db, counts)
    for first, last in spans:
        if _month(first) not in whole:
            lines.add(first, last)
    lines.finish()
    return counts


def keep_months(db: Database, before: str) -> None:
    """Keep the persons of each month earlier than one (2026-11) that has been let go of."""
    for month in month_persons.missing(db, before):
        with db.transaction():
            month_persons.keep(db, month, _persons_of_month(db, month))


def _persons_of_month(db: Database, month: str) -> dict[Key, int]:
    """Return who counts under each key in one month, those in the bin too, as bits."""
    counts = _Counts(db.value(LAST_PERSON))
    first = date.fromisoformat(f"{month}-01")
    lines = _Lines(db, counts, with_bin=True)
    lines.add(*next(_months(first, first + 31 * _DAY)))
    lines.finish()
    return {key: count.all_bits() for key, count in counts.items()}


def _add_months(db: Database, counts: _Counts, months: list[str]) -> None:
    """Add whole months; how many contacts they have says the roll-up."""
    if not months:
        return
    visible = ~month_persons.as_bits(row["id"] for row in db.rows(IN_BIN))
    for key, bits in month_persons.kept_bits(db, months):
        if bits & visible:
            counts[key].bits |= bits & visible
    for key, contacts in month_persons.contacts_of(db, months):
        if contacts:
            counts[key].contacts += contacts


class _Lines:
    """Adds the lines of single days, each of them once to each table; what is asked once is kept."""

    def __init__(self, db: Database, counts: _Counts, *, with_bin: bool = False) -> None:
        self._db, self._counts = db, counts
        self._in_bin = set() if with_bin else {row["id"] for row in db.rows(IN_BIN)}
        self._steps = [(row["step"], row["least"]) for row in db.rows(STEPS)]
        self._channels = list(_channels(db))
        self._kinds: dict[_Way, Row] = {}
        self._reached = {least: _Count(counts.last_person) for _step, least in self._steps}

    def add(self, first: date, last: date) -> None:
        """Count the lines of some days of one month."""
        for channel in self._channels:
            for way, persons in self._read(channel, first, last).items():
                kind = self._kinds[way]
                self._reached[kind["reached"]].add(persons)
                if kind["is_contact"]:
                    self._counts["by_month", _month(first)].add(persons)
                    for table in ("channel", "outcome", "platform_kind"):
                        self._counts[f"by_{table}", kind[table]].add(persons)
        self._add_registered(first, last)

    def _add_registered(self, first: date, last: date) -> None:
        """Let everybody who was registered on one of the days count as seen."""
        registered = set(self._db.ids(REGISTERED, since=first.isoformat(), until=last.isoformat())) - self._in_bin
        if registered:
            self._counts["chain", "seen"].mark(registered)

    def finish(self) -> None:
        """Put the lines into the steps that they reached, with all that reached further."""
        reached = _Count(self._counts.last_person)
        for step, least in reversed(self._steps):
            reached.join(self._reached[least])
            if reached.contacts:
                self._counts["chain", step].join(reached)

    def _read(self, channel: str, first: date, last: date) -> dict[_Way, list[int]]:
        """Return the persons of the lines of one channel by way, those in the bin left out."""
        found: dict[_Way, list[int]] = defaultdict(list)
        for row in self._db.rows(PERSONS, channel=channel, since=first.isoformat(), until=last.isoformat()):
            way = (channel, row["direction"], row["outcome"], row["platform_id"], row["sending"])
            if way not in self._kinds:
                self._kinds[way] = self._db.rows(KIND, example=row["example"])[0]
            found[way] += json.loads(row["persons"])
        if self._in_bin:
            visible = {way: [each for each in ids if each not in self._in_bin] for way, ids in found.items()}
            return {way: ids for way, ids in visible.items() if ids}
        return found


def _channels(db: Database) -> Iterator[str]:
    """Yield each channel that lines have, by one step in the index from each to the next."""
    channel = db.value(FIRST_CHANNEL)
    while channel is not None:
        yield channel
        channel = db.value(NEXT_CHANNEL, channel=channel)


def _clipped(db: Database, since: date, until: date) -> tuple[date, date]:
    """Return the part of the span that has lines at all; days are the organisation's, instants UTC."""
    ends = [date.fromisoformat(end[:10]) for end in map(db.value, ENDS) if end]
    if not ends:
        return until + _DAY, until
    # Whole months where they can be had whole: days before the first line and after the last have none.
    return max(since, (min(ends) - _DAY).replace(day=1)), min(until, _end_of_month(max(ends) + _DAY))


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - _DAY


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _is_whole(first: date, last: date) -> bool:
    return first.day == 1 and last == _end_of_month(first)


def _months(since: date, until: date) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each month's part of a span."""
    while since <= until:
        last = _end_of_month(since)
        yield since, min(until, last)
        since = last + _DAY
