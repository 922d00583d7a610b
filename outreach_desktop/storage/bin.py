"""What lies in the bin by itself, newest first. What went with a person shows as the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .columns import read
from .database import Database

MOST = 2000
_WORDS = {
    "contact": "substr(record.note, 1, 160)",
    "identifier": "record.value",
    "follow_up": "record.step",
    "town": "record.name",
    "seen_ad": "coalesce(nullif(record.alias, ''), record.address)",
    "concern_report": "record.municipality",
    "platform": "record.name",
}
_OF_PERSON = """
    SELECT '{table}' AS subject, record.id, record.uid, record.removed_on, record.person_id,
           coalesce(person.code, '') AS code, coalesce(person.alias, '') AS alias, {words} AS words,
           person.retention_on AS kept_until
      FROM {table} AS record LEFT JOIN person ON person.id = record.person_id
     WHERE record.removed_on IS NOT NULL AND person.removed_on IS NULL
"""
_OF_NOBODY = """
    SELECT '{table}' AS subject, record.id, record.uid, record.removed_on, NULL AS person_id,
           '' AS code, '' AS alias, {words} AS words, NULL AS kept_until
      FROM {table} AS record WHERE record.removed_on IS NOT NULL
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
HAS_PERSON = "SELECT 1 FROM pragma_table_info(:table) WHERE name = 'person_id'"
PERSONS_DUE = """
    SELECT id FROM person
     WHERE removed_on IS NOT NULL AND (removed_on <= :limit OR retention_on <= :today)
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
    each = " UNION ALL ".join(_question(db, table) for table in tables)
    return read(Removed, db.rows(WHOLE.format(each=each), most=most))


def _question(db: Database, table: str) -> str:
    if table == "person":
        return _PERSONS
    form = _OF_PERSON if db.value(HAS_PERSON, table=table) else _OF_NOBODY
    return form.format(table=table, words=_WORDS.get(table, "''"))


def find_persons_due(db: Database, limit: date, today: date) -> list[int]:
    """Return the ids of persons who went to the bin on `limit` or before, or whose own last day has come."""
    return [row["id"] for row in db.rows(PERSONS_DUE, limit=limit.isoformat(), today=today.isoformat())]
