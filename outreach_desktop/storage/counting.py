"""Counting the lines of any days: each line is read once, from one index, for all tables together.

Lines are read as kinds: how, where and with what outcome. Of each kind and month only the persons' ids are
fetched, as one list, so that a million lines are few rows, no statement runs long, and other threads get
their turn in between.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from .database import Database, Row

Figures = dict[str, tuple[int, int]]
_Persons: TypeAlias = "array[int]"
_DAY = timedelta(days=1)

# The words of the partial index `contact_counted`, so that it is used.
_COUNTED = "contact.removed_on IS NULL AND contact.contact_on IS NOT NULL"
_WAY = "contact.direction, contact.channel, contact.outcome"
WAYS = f"SELECT {_WAY} FROM contact WHERE {_COUNTED} {{after}} ORDER BY {_WAY} LIMIT 1"
AFTER = f"AND ({_WAY}) > (:direction, :channel, :outcome)"
_OF_KIND = "direction = :direction AND channel = :channel AND outcome = :outcome"
KIND = f"""
    SELECT is_contact, channel, outcome, platform_kind, reached FROM counted_line
     WHERE {_OF_KIND} AND platform = :platform AND day BETWEEN :since AND :until LIMIT 1
"""
PERSONS = f"""
    SELECT json_group_array(person_id) FROM contact
     WHERE {_COUNTED} AND {_OF_KIND} AND coalesce(platform_id, 0) = :platform
       AND contact_on BETWEEN :since AND :until
"""
ENDS = "SELECT min(at) AS first, max(at) AS last FROM contact"
IN_BIN = "SELECT id FROM person WHERE removed_on IS NOT NULL"
REGISTERED = """
    SELECT json_group_array(id) FROM person WHERE removed_on IS NULL AND registered_on BETWEEN :since AND :until
"""
STEPS = "SELECT step, least FROM counting WHERE subject = 'chain' ORDER BY least DESC"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one kind in one month (2026-01), each by its person."""

    kind: Row
    month: str
    persons: _Persons


def count_lines(db: Database, since: date, until: date) -> dict[str, Figures]:
    """Return different persons and contacts by subject and key for any days, both included."""
    lines = list(_read(db, since, until))
    contacts = [each for each in lines if each.kind["is_contact"]]
    return {
        "chain": _chain(db, lines, _persons(db, REGISTERED, since=since, until=until)),
        "by_month": _by_key([(each.month, each.persons) for each in contacts]),
        **{
            f"by_{name}": _by_key([(each.kind[name], each.persons) for each in contacts])
            for name in ("channel", "outcome", "platform_kind")
        },
    }


def _chain(db: Database, lines: list[Lines], registered: _Persons) -> Figures:
    """Count each step with all that reached further; who was registered counts as seen."""
    found: Figures = {}
    different, contacts = set[int](), 0
    for step in db.rows(STEPS):
        for each in lines:
            if each.kind["reached"] == step["least"]:
                different.update(each.persons)
                contacts += len(each.persons)
        if step["least"] == 0:
            different.update(registered)
        if different:
            found[step["step"]] = (len(different), contacts)
    return found


def _by_key(lines: list[tuple[str, _Persons]]) -> Figures:
    by_key: dict[str, list[_Persons]] = defaultdict(list)
    for key, persons in lines:
        by_key[key].append(persons)
    return {key: (len(set[int]().union(*lists)), sum(map(len, lists))) for key, lists in by_key.items()}


def _read(db: Database, since: date, until: date) -> Iterator[Lines]:
    in_bin = {row["id"] for row in db.rows(IN_BIN)}
    platforms = [0, *(row["id"] for row in db.rows("SELECT id FROM platform"))]
    spans = list(_months(*_clipped(db, since, until)))
    for way in _ways(db) if spans else ():
        for platform in platforms:
            of_kind = {**way, "platform": platform}
            for kind in db.rows(KIND, since=spans[0][0], until=spans[-1][1], **of_kind):
                yield from _lines(db, kind, of_kind, spans, in_bin)


def _lines(
    db: Database, kind: Row, of_kind: dict[str, object], spans: list[tuple[date, date]], in_bin: set[int]
) -> Iterator[Lines]:
    for first, last in spans:
        persons = _persons(db, PERSONS, since=first, until=last, **of_kind)
        if in_bin:
            persons = array("q", [person for person in persons if person not in in_bin])
        if persons:
            yield Lines(kind, first.isoformat()[:7], persons)


def _persons(db: Database, sql: str, **values: object) -> _Persons:
    days = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return array("q", json.loads(db.value(sql, **days)))


def _ways(db: Database) -> Iterator[dict[str, object]]:
    """Yield each way that lines have, by one step in the index from each to the next."""
    rows = db.rows(WAYS.format(after=""))
    while rows:
        way = {name: rows[0][name] for name in ("direction", "channel", "outcome")}
        yield way
        rows = db.rows(WAYS.format(after=AFTER), **way)


def _clipped(db: Database, since: date, until: date) -> tuple[date, date]:
    """Return the part of the span that has lines at all; days are the organisation's, instants UTC."""
    ends = db.rows(ENDS)[0]
    if ends["first"] is None:
        return until + _DAY, until
    first, last = (date.fromisoformat(ends[name][:10]) for name in ("first", "last"))
    return max(since, first - _DAY), min(until, last + _DAY)


def _months(since: date, until: date) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each month's part of a span."""
    while since <= until:
        after = (since.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield since, min(until, after - _DAY)
        since = after
