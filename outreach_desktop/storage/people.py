"""Questions about persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..domain.folding import sort_key
from ..domain.permission import ContactSummary
from ..domain.person import PersonFilter, State
from . import search
from .columns import read, to_column, write_instant
from .database import Database

MOST_ID = (1 << 63) - 1

WHERE = """
      FROM person
      JOIN person_summary AS summary ON summary.person_id = person.id
     WHERE (person.removed_on IS NOT NULL) = :removed
       AND (:state IS NULL OR person.state = :state)
       AND (:county = '' OR summary.county = :county)
       AND (:follow_up_until IS NULL OR person.follow_up_on <= :follow_up_until)
       AND (NOT :may_be_child OR person.may_be_child)
"""
MATCHING = """
       AND person.id IN (
               SELECT rowid FROM person_text WHERE person_text MATCH :parts
               UNION
               SELECT person_id FROM contact WHERE id IN (
                   SELECT rowid FROM contact_text WHERE contact_text MATCH :starts ORDER BY rowid DESC LIMIT :newest))
"""
BEGINNING = """
       AND person.alias_sort >= :start AND person.alias_sort < :start || char(0x10ffff)
"""
ORDERS = {
    "code": "person.code {way}, person.id {way}",
    "alias": "person.alias_sort {way}, person.id {way}",
    "state": "person.state {way}, person.id {way}",
    "last": "summary.last_contact_at {way}, person.id {way}",
    "follow_up": "person.follow_up_on IS NULL, person.follow_up_on {way}, person.id {way}",
    "county": "summary.county {way}, person.id {way}",
}
NOTHING = '""'  # matches no row

LOAD_ROWS = """
    SELECT person.id, person.uid, code, alias, state, may_be_child, follow_up, follow_up_on, no_contact_since,
           no_contact_until, no_contact_reason, hold_since, hold_until, hold_by, earliest_on, retention_on,
           summary.last_contact_at, summary.last_out_at, summary.tries, summary.county
      FROM person JOIN person_summary AS summary ON summary.person_id = person.id
     WHERE person.id IN (SELECT value FROM json_each(:ids))
"""

SUMMARY = "SELECT * FROM person_summary WHERE person_id = :id"

REFRESH = """
    INSERT INTO person_summary
           (person_id, contacts, last_contact_at, last_direction, last_outcome, last_by, last_out_at, tries, county)
    SELECT person.id, count(contact.id), max(contact.at), NULL, NULL, NULL,
           max(contact.at) FILTER (WHERE contact.direction = 'out'), 0, ''
      FROM person
      LEFT JOIN contact ON contact.person_id = person.id AND contact.removed_on IS NULL
                       AND contact.direction <> 'note'
     WHERE person.id BETWEEN :first AND :last
     GROUP BY person.id
        ON CONFLICT (person_id) DO UPDATE
       SET contacts = excluded.contacts, last_contact_at = excluded.last_contact_at,
           last_out_at = excluded.last_out_at
"""
REFRESH_LAST = """
    UPDATE person_summary
       SET (last_direction, last_outcome, last_by) = (
               SELECT direction, outcome, by_account FROM contact
                WHERE contact.person_id = person_summary.person_id AND contact.removed_on IS NULL
                  AND contact.direction <> 'note'
                ORDER BY contact.at DESC, contact.id DESC LIMIT 1),
           tries = (
               SELECT count(*) FROM contact
                WHERE contact.person_id = person_summary.person_id AND contact.removed_on IS NULL
                  AND contact.direction = 'out' AND contact.outcome = 'no_answer'
                  AND contact.at > coalesce((
                      SELECT max(answered.at) FROM contact AS answered
                       WHERE answered.person_id = person_summary.person_id AND answered.removed_on IS NULL
                         AND (answered.direction = 'in'
                              OR answered.direction = 'out' AND answered.outcome <> 'no_answer')), '')),
           county = coalesce((
               SELECT substr(municipality, 1, 2) FROM town
                WHERE town.person_id = person_summary.person_id AND town.removed_on IS NULL
                  AND town.municipality <> ''
                ORDER BY town.seen_on DESC, town.id DESC LIMIT 1), '')
     WHERE person_id BETWEEN :first AND :last
"""

NEXT_CODE = """
    INSERT INTO code_counter (year, last) VALUES (:year, 1)
        ON CONFLICT (year) DO UPDATE SET last = last + 1
    RETURNING last
"""
COUNT = "SELECT count(*) FROM person WHERE removed_on IS NULL"
FOLLOW_UPS = """
    SELECT id FROM person
     WHERE removed_on IS NULL AND follow_up_on IS NOT NULL AND follow_up_on <= :until
     ORDER BY follow_up_on, id LIMIT :most
"""
IN_BIN = "SELECT id FROM person WHERE removed_on IS NOT NULL ORDER BY removed_on DESC, id DESC"
DUE_FOR_BIN = "SELECT id FROM person WHERE removed_on <= :limit"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists and look-ups show them: nothing restricted."""

    id: int
    uid: str
    code: str
    alias: str
    state: State
    may_be_child: bool
    follow_up: str
    follow_up_on: date | None
    no_contact_since: date | None
    no_contact_until: date | None
    no_contact_reason: str
    hold_since: date | None
    hold_until: date | None
    hold_by: str
    earliest_on: date | None
    retention_on: date | None
    last_contact_at: datetime | None
    last_out_at: datetime | None
    tries: int
    county: str


def find(db: Database, wanted: PersonFilter) -> list[int]:
    """Return the ids of the wanted persons in the wanted order."""
    words = search.words_of(wanted.words)
    way = "DESC" if wanted.descending else "ASC"
    matching = MATCHING if words.parts else BEGINNING if words else ""
    sql = f"SELECT person.id {WHERE} {matching} ORDER BY {ORDERS[wanted.order].format(way=way)}"
    rows = db.rows(
        sql,
        removed=wanted.removed,
        state=to_column(wanted.state),
        county=wanted.county,
        follow_up_until=to_column(wanted.follow_up_until),
        may_be_child=wanted.may_be_child,
        parts=words.parts,
        starts=words.starts or NOTHING,
        newest=search.NEWEST,
        start=sort_key(wanted.words),
    )
    return [row["id"] for row in rows]


def load_rows(db: Database, ids: Sequence[int]) -> list[PersonRow]:
    """Return the rows with these ids, in the same order."""
    found = {row.id: row for row in read(PersonRow, db.rows(LOAD_ROWS, ids=str(list(ids))))}
    return [found[person_id] for person_id in ids if person_id in found]


def load_summary(db: Database, person_id: int) -> ContactSummary:
    """Return what the log says of a person."""
    rows = db.rows(SUMMARY, id=person_id)
    if not rows:
        return ContactSummary()
    values = {name: rows[0][name] or "" for name in ("last_direction", "last_outcome", "last_by")}
    counts = {name: rows[0][name] for name in ("contacts", "tries", "last_contact_at", "last_out_at")}
    return read(ContactSummary, [values | counts])[0]


def refresh_summary(db: Database, person_id: int | None = None) -> None:
    """Count a person's contacts anew, or everybody's when no id is given."""
    first, last = (0, MOST_ID) if person_id is None else (person_id, person_id)
    db.execute(REFRESH, first=first, last=last)
    db.execute(REFRESH_LAST, first=first, last=last)
    db.mark_changed("person_summary")


def next_code(db: Database, year: int) -> str:
    """Return the next free code, P-2026-0042; inside a transaction."""
    return f"P-{year}-{db.value(NEXT_CODE, year=year):04d}"


def count(db: Database) -> int:
    """Return how many persons are in the register, without the bin."""
    found: int = db.value(COUNT)
    return found


def find_follow_ups(db: Database, until: date, most: int = 50) -> list[int]:
    """Return persons whose next step is due, the most overdue first."""
    return [row["id"] for row in db.rows(FOLLOW_UPS, until=until.isoformat(), most=most)]


def find_in_bin(db: Database) -> list[int]:
    """Return removed persons, the latest first."""
    return [row["id"] for row in db.rows(IN_BIN)]


def find_due_for_bin(db: Database, limit: date) -> list[int]:
    """Return persons removed on `limit` or before."""
    return [row["id"] for row in db.rows(DUE_FOR_BIN, limit=limit.isoformat())]


def contacted_since(db: Database, person_id: int, moment: datetime) -> bool:
    """Say whether anybody of us wrote to the person since `moment`."""
    sql = "SELECT last_out_at >= :moment FROM person_summary WHERE person_id = :id"
    return bool(db.value(sql, id=person_id, moment=write_instant(moment)))
