"""What lies in the bin by itself, newest first. What went with a person shows as the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .about_persons import PERSONS, Belonging, belongings, way_up
from .columns import read
from .database import Database

MOST = 2000
_WORDS = {
    "contact": "substr(contact.note, 1, 160)",
    "identifier": "identifier.value",
    "follow_up": "follow_up.step",
    "town": "town.name",
    "seen_ad": "coalesce(nullif(seen_ad.alias, ''), seen_ad.address)",
    "concern_report": "concern_report.municipality",
    "platform": "platform.name",
    "meeting": "meeting.place",
}
_OF_PERSON = """
    SELECT '{table}' AS subject, {table}.id, {table}.uid, {table}.removed_on, person.id AS person_id,
           coalesce(person.code, '') AS code, coalesce(person.alias, '') AS alias, {words} AS words,
           person.retention_on AS kept_until
      FROM {table} {joined}
     WHERE {table}.removed_on IS NOT NULL AND {shown}
"""
_OF_NOBODY = """
    SELECT '{table}' AS subject, id, uid, removed_on, NULL AS person_id,
           '' AS code, '' AS alias, {words} AS words, NULL AS kept_until
      FROM {table} WHERE removed_on IS NOT NULL
"""
_PERSONS = """
    SELECT 'person' AS subject, id, uid, removed_on, id AS person_id, code, alias, '' AS words,
           retention_on AS kept_until
      FROM person WHERE removed_on IS NOT NULL
"""
WHOLE = """
    SELECT found.*, log.account AS removed_by, log.at AS removed_at
      FROM ({each}) AS found
      LEFT JOIN log ON log.seq = (
           SELECT max(seq) FROM log WHERE log.uid = found.uid AND log.action IN ('remove', 'merge'))
     ORDER BY found.removed_on DESC, log.seq DESC LIMIT :most
"""
PERSONS_DUE = """
    SELECT id FROM person
     WHERE removed_on IS NOT NULL AND (removed_on <= :limit OR retention_on <= :today)
       AND id NOT IN (SELECT person_id FROM meeting WHERE started_at IS NOT NULL AND ended_at IS NULL)
     ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Removed:
    """Something in the bin: `subject` is its table; code and alias are those of the person it belongs to.

    `kept_until` is that person's last day; `removed_by` is an account's uid.
    """

    subject: str
    id: int
    uid: str
    removed_on: date
    person_id: int | None
    code: str
    alias: str
    words: str
    kept_until: date | None
    removed_by: str | None
    removed_at: datetime | None


def load(db: Database, tables: Sequence[str], most: int = MOST) -> list[Removed]:
    """Return what lies in the bin of these tables, newest first."""
    kinds = belongings(db)
    each = " UNION ALL ".join(_question(kinds, table) for table in tables)
    return read(Removed, db.rows(WHOLE.format(each=each), most=most))


def _question(kinds: Mapping[str, Belonging], table: str) -> str:
    """Return what asks for one table; what hangs on something in the bin shows as that."""
    if table == PERSONS:
        return _PERSONS
    words = _WORDS.get(table, "''")
    if table not in kinds:
        return _OF_NOBODY.format(table=table, words=words)
    steps = way_up(kinds, table)
    joined = " ".join(f"LEFT JOIN {each.parent} ON {each.parent}.id = {each.table}.{each.column}" for each in steps)
    shown = " AND ".join(f"{each.parent}.removed_on IS NULL" for each in steps)
    return _OF_PERSON.format(table=table, words=words, joined=joined, shown=shown)


def find_persons_due(db: Database, limit: date, today: date) -> list[int]:
    """Return the ids of persons who went to the bin on `limit` or before, or whose own last day has come."""
    return [row["id"] for row in db.rows(PERSONS_DUE, limit=limit.isoformat(), today=today.isoformat())]
