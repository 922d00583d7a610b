"""What lies in the bin by itself, newest first. What went with a person shows as the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    "message_template": "message_template.name",
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
    SELECT found.*, log.account AS removed_by, log.at AS removed_at, 0 AS named
      FROM ({each}) AS found
      LEFT JOIN log ON log.seq = (
           SELECT max(seq) FROM log WHERE log.uid = found.uid AND log.action IN ('remove', 'merge'))
     ORDER BY found.removed_on DESC, log.seq DESC LIMIT :most
"""
# Every table whose rows can be put into the bin, read from the schema, so that no kind of record can be forgotten.
TABLES = """
    SELECT entry.name FROM sqlite_schema AS entry
     WHERE entry.type = 'table'
       AND 2 = (SELECT count(*) FROM pragma_table_info(entry.name) AS info WHERE info.name IN ('uid', 'removed_on'))
     ORDER BY entry.name
"""
NAMING = """
    SELECT entry.name AS "table", key."from" AS "column"
      FROM sqlite_schema AS entry JOIN pragma_foreign_key_list(entry.name) AS key
     WHERE entry.type = 'table' AND key."table" = :table AND key.on_delete = 'SET NULL'
     ORDER BY 1, 2
"""
# What names records otherwise than by a reference of the schema.
_NAMED_IN_TEXT = {
    "platform": "SELECT 1 FROM shift, json_each(shift.platforms) AS each WHERE each.value = :id",
    "own_checklist": """
        SELECT 1 FROM meeting
         WHERE checklist_number > 0 AND checklist_number = (SELECT number FROM own_checklist WHERE id = :id)
    """,
    "message_template": """
        SELECT 1 FROM message_template AS version
          JOIN contact ON contact.template = version.series || '@' || version.number AND contact.template <> ''
         WHERE version.series = (SELECT series FROM message_template WHERE id = :id)
    """,
}
VERSIONS = """
    SELECT id FROM message_template
     WHERE series = (SELECT series FROM message_template WHERE id = :id) ORDER BY id
"""
PERSONS_DUE = """
    SELECT id FROM person
     WHERE removed_on IS NOT NULL AND (removed_on <= :limit OR retention_on <= :today)
       AND id NOT IN (SELECT person_id FROM meeting WHERE started_at IS NOT NULL AND ended_at IS NULL)
     ORDER BY +id  -- else the whole register is read in the order of ids
"""


@dataclass(frozen=True, slots=True)
class Removed:
    """Something in the bin: `subject` is its table; code and alias are those of the person it belongs to.

    `kept_until` is that person's last day; `removed_by` is an account's uid. `named`: it is about nobody, and other
    records still name it.
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
    named: bool = False


def tables(db: Database) -> list[str]:
    """Return the tables whose rows can be put into the bin."""
    return [row["name"] for row in db.rows(TABLES)]


def is_named(db: Database, table: str, record_id: int) -> bool:
    """Say whether a record that is about nobody is still named by others, those in the bin among them."""
    if table == PERSONS or table in belongings(db):
        return False
    questions = [f"SELECT 1 FROM {row['table']} WHERE {row['column']} = :id" for row in db.rows(NAMING, table=table)]
    questions += [_NAMED_IN_TEXT[table]] if table in _NAMED_IN_TEXT else []
    return any(db.value(f"{question} LIMIT 1", id=record_id) for question in questions)


def versions_of(db: Database, table: str, record_id: int) -> list[int]:
    """Return the ids of what goes with a record: of a message all its versions, else only the record itself."""
    return [row["id"] for row in db.rows(VERSIONS, id=record_id)] if table == "message_template" else [record_id]


def load(db: Database, tables: Sequence[str], most: int = MOST) -> list[Removed]:
    """Return what lies in the bin of these tables, newest first."""
    kinds = belongings(db)
    each = " UNION ALL ".join(_question(kinds, table) for table in tables)
    found = read(Removed, db.rows(WHOLE.format(each=each), most=most))
    return [replace(one, named=is_named(db, one.subject, one.id)) for one in found]


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
