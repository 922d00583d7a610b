"""Counting for statistics: from the roll-up for whole months; `counting` does it line by line for any other span.

The roll-up (`tally`, kept by triggers) and the line statements give the same figures; a property
test compares both with counting in Python. Persons and lines in the bin are left out of each.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from .counting import Figures, count_lines
from .database import Database
from .month_persons import SUBJECTS

_FIRST, _LAST = date(2, 1, 1), date(9998, 12, 31)
_PERSONS_AT_ONCE = 2000

# Days are the organisation's, instants UTC: so the index of instants is asked for a day more at both ends.
_DAYS = "at >= :early AND at <= :late AND {day} BETWEEN :since AND :until"

LINES_BETWEEN = f"""
    SELECT EXISTS (SELECT 1 FROM contact WHERE removed_on IS NULL AND {_DAYS.format(day="contact_on")})
        OR EXISTS (SELECT 1 FROM person WHERE removed_on IS NULL AND registered_on BETWEEN :since AND :until)
"""

FROM_TALLY = """
    SELECT key, coalesce(sum(persons) FILTER (WHERE previous < :since), 0) AS persons, sum(contacts) AS contacts
      FROM tally WHERE subject = :subject AND month BETWEEN :since AND :until
     GROUP BY key
"""
MONTHS_FROM_TALLY = """
    SELECT month AS key, sum(persons) AS persons, sum(contacts) AS contacts
      FROM tally WHERE subject = :subject AND month BETWEEN :since AND :until
     GROUP BY month
"""

INDICATORS = """
    SELECT finding.indicator AS key, count(DISTINCT newest.person_id) AS persons
      FROM (SELECT id, person_id, max(number)  -- SQLite gives the id of the very row that has the greatest number
              FROM assessment
             WHERE signed_at IS NOT NULL AND removed_on IS NULL AND assessed_on BETWEEN :since AND :until
               AND person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)
             GROUP BY person_id) AS newest
     CROSS JOIN finding ON finding.assessment_id = newest.id
     WHERE finding.answer = 'observed' AND finding.removed_on IS NULL
     GROUP BY finding.indicator
"""

# In the order of the index, a day at a time: persons are told apart in Python, which takes less than count(DISTINCT),
# and other threads get their turn in between. Where nobody is in the bin, no line is asked whether its person is.
TEMPLATES = """
    SELECT template, json_group_array(person_id) AS persons
      FROM contact
     WHERE template <> '' AND contact_on BETWEEN :since AND :until AND sending <> 'copied' AND removed_on IS NULL
       AND {kept}
     GROUP BY template, contact_on
"""
ANYBODY_IN_BIN = "SELECT EXISTS (SELECT 1 FROM person WHERE removed_on IS NOT NULL)"
NOT_IN_BIN = "person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)"

PUT_OFF = """
    SELECT type, name, sql FROM sqlite_schema
     WHERE type = 'trigger' AND name LIKE 'tally!_%' ESCAPE '!'
        OR type = 'index' AND sql IS NOT NULL AND tbl_name IN ('person', 'identifier', 'town', 'contact')
"""
TALLY = """
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, count(*), sum(contacts) FROM share WHERE true
     GROUP BY subject, month, key, previous
        ON CONFLICT DO UPDATE SET persons = persons + excluded.persons, contacts = contacts + excluded.contacts
"""


def count_erased(db: Database, subject: str, since: str, until: str) -> Figures:
    """Return what is kept of persons who were erased, by key for whole months, both included."""
    sql = MONTHS_FROM_TALLY if subject == "by_month" else FROM_TALLY
    found = _figures(db, sql.replace("FROM tally", "FROM kept_count"), subject=subject, since=since, until=until)
    return {key: values for key, values in found.items() if any(values)}


def added(one: Figures, other: Figures) -> Figures:
    """Return the sums of figures about different persons."""
    return {
        key: tuple(map(sum, zip(one.get(key, (0, 0)), other.get(key, (0, 0)), strict=True)))  # type: ignore[misc]
        for key in {**one, **other}
    }


def has_lines(db: Database, since: date, until: date) -> bool:
    """Say whether anything counts on a day of the span, both ends included."""
    return bool(db.value(LINES_BETWEEN, **_days(since, until)))


def count_by_tally(db: Database, subject: str, since: str, until: str) -> Figures:
    """Return different persons and contacts by key for whole months (2026-01), both included."""
    sql = MONTHS_FROM_TALLY if subject == "by_month" else FROM_TALLY
    return _figures(db, sql, subject=subject, since=since, until=until)


def _days(since: date, until: date) -> dict[str, str]:
    early, late = since - timedelta(days=1), until + timedelta(days=2)
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "early": early.isoformat(),
        "late": late.isoformat(),
    }


def _figures(db: Database, sql: str, **values: object) -> Figures:
    return {row["key"]: (row["persons"], row["contacts"]) for row in db.rows(sql, **values)}


def count_indicators(db: Database, since: date, until: date) -> dict[str, int]:
    """Return, by indicator, the persons in whose newest signed assessment of the span it was observed."""
    return {row["key"]: row["persons"] for row in db.rows(INDICATORS, since=since.isoformat(), until=until.isoformat())}


def count_templates(db: Database, since: date, until: date) -> Figures:
    """Return persons and contacts by message and version (`id@version`), both days included."""
    persons: dict[str, set[int]] = defaultdict(set)
    contacts: Counter[str] = Counter()
    sql = TEMPLATES.format(kept=NOT_IN_BIN if db.value(ANYBODY_IN_BIN) else "TRUE")
    for row in db.each(sql, since=since.isoformat(), until=until.isoformat()):
        found = json.loads(row["persons"])
        persons[row["template"]].update(found)
        contacts[row["template"]] += len(found)
    return {key: (len(found), contacts[key]) for key, found in persons.items()}


def tally_differs(db: Database) -> list[str]:
    """Return the subjects whose roll-up or kept persons do not say what the lines say, counted over everything."""
    lines = count_lines(db, _FIRST, _LAST, by_line_only=True)
    kept = count_lines(db, _FIRST, _LAST)
    rolled_up = {subject: _counting(count_by_tally(db, subject, "0", "9")) for subject in SUBJECTS}
    return [subject for subject in SUBJECTS if not rolled_up[subject] == kept[subject] == lines[subject]]


def _counting(figures: Figures) -> Figures:
    """Return the figures without those that went back to nothing."""
    return {key: values for key, values in figures.items() if values[0]}


@contextmanager
def filled_at_once(db: Database) -> Iterator[None]:
    """Leave roll-up and indexes alone while very many lines are written, then make them from what is there.

    Indexes made so are also smaller: their pages are full.
    """
    put_off = db.rows(PUT_OFF)
    with db.transaction():
        for row in put_off:
            db.execute(f"DROP {row['type']} {row['name']}")
    yield
    with db.transaction():
        for row in put_off:
            db.execute(row["sql"])
        _tally_all(db)
        db.mark_changed("tally")


def _tally_all(db: Database) -> None:
    """Count everybody anew, some thousand persons at a time so that the sorting fits in memory."""
    db.execute("DELETE FROM tally")
    db.execute("DELETE FROM month_persons")
    for first in range(0, (db.value("SELECT max(id) FROM person") or 0) + 1, _PERSONS_AT_ONCE):
        some = "INSERT INTO tallied SELECT id FROM person WHERE id >= :first AND id < :end"
        db.execute(some, first=first, end=first + _PERSONS_AT_ONCE)
        db.execute(TALLY)
        db.execute("DELETE FROM tallied")
