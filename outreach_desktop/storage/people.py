"""Questions about persons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ..domain.folding import sort_key
from ..domain.permission import ContactSummary
from ..domain.person import AgeBand, PersonFilter, State
from . import search
from .about_persons import belongings, tables_about_persons, under
from .columns import read, to_column, write_instant
from .database import Database
from .id_list import Ids

MOST_ID = (1 << 63) - 1

# Only what is asked for stands in the statement: an index serves an order only without a join and with the
# very words of its own condition (measured at 100 000 persons: 45 ms, else 100 to 400).
FROM_PERSON = "SELECT person.id FROM person"
JOINED = "JOIN person_summary AS summary ON summary.person_id = person.id"
BY_ALIAS = " INDEXED BY person_by_alias"
FROM_SUMMARY = "SELECT summary.person_id AS id FROM person_summary AS summary"
KEPT, REMOVED = "person.removed_on IS NULL", "person.removed_on IS NOT NULL"
NOT_REMOVED = "summary.person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)"
STATE = "person.state = :state"
COUNTY, NO_COUNTY = "summary.county = :county", "summary.county = ''"
FOLLOW_UP = "person.follow_up_on <= :follow_up_until"
CHILD = "person.may_be_child"
# The plus has the list walked in its order, and each id looked up among those found: rows of persons found by words
# lie anywhere, and each would be another page to decrypt (100 000 found: 34 ms, else 74).
MATCHING = """
       +person.id IN (
               SELECT rowid FROM person_text WHERE person_text MATCH :parts
               UNION ALL
               SELECT person_id FROM contact WHERE id IN (
                   SELECT rowid FROM contact_text WHERE contact_text MATCH :starts ORDER BY rowid DESC LIMIT :newest))
"""
BEGINNING = "person.alias_sort >= :start AND person.alias_sort < :start || char(0x10ffff)"
PLANNED, UNPLANNED = "person.follow_up_on IS NOT NULL", "person.follow_up_on IS NULL"
ORDERS = {
    "code": "person.code {way}, person.id {way}",
    "alias": "person.alias_sort {way}, person.id {way}",
    "state": "instr(:states, ',' || person.state || ',') {way}, person.id {way}",
    "last": "summary.last_contact_at {way}, summary.person_id {way}",
    "follow_up": "person.follow_up_on {way}, person.id {way}",
    "county": "summary.county {way}, summary.person_id {way}",  # one county after the other, see `find`
}
WITHIN_STATE = "person.id {way}"
_STATES = f",{','.join(state.value for state in State)},"
_BY_SUMMARY = ("last", "county")
_BY_COUNTY_NAMES = "summary.county = '', instr(:counties, summary.county) {way}, summary.person_id {way}"
_OF_SUMMARY = {
    KEPT: NOT_REMOVED,
    MATCHING: MATCHING.replace("person.id", "summary.person_id"),
    COUNTY: COUNTY,
    NO_COUNTY: NO_COUNTY,
}
NOTHING = '""'  # matches no row

LOAD_ROWS = """
    SELECT person.id, person.uid, code, alias, state, may_be_child, follow_up, follow_up_on, no_contact_since,
           no_contact_until, no_contact_reason, hold_since, hold_until, hold_by, earliest_on, retention_on,
           summary.last_contact_at, summary.last_out_at, summary.tries, summary.county, age_band
      FROM person JOIN person_summary AS summary ON summary.person_id = person.id
     WHERE person.id IN (SELECT value FROM json_each(:ids))
"""

SUMMARIES = """
    SELECT person_id, contacts, last_contact_at, coalesce(last_direction, '') AS last_direction,
           coalesce(last_outcome, '') AS last_outcome, coalesce(last_by, '') AS last_by, last_out_at,
           coalesce(last_out_by, '') AS last_out_by, tries
      FROM person_summary WHERE person_id IN (SELECT value FROM json_each(:ids))
"""

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
           last_out_by = (
               SELECT by_account FROM contact
                WHERE contact.person_id = person_summary.person_id AND contact.removed_on IS NULL
                  AND contact.direction = 'out'
                ORDER BY contact.at DESC, contact.id DESC LIMIT 1),
           tries = (
               SELECT count(*) FROM contact
                WHERE contact.person_id = person_summary.person_id AND contact.removed_on IS NULL
                  AND contact.direction = 'out' AND +contact.outcome = 'no_answer'  -- + : by person, not by outcome
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
    INSERT INTO code_counter (year, last) VALUES (:year, :count)
        ON CONFLICT (year) DO UPDATE SET last = last + :count
    RETURNING last
"""
COUNT = "SELECT count(*) FROM person WHERE removed_on IS NULL"
FOLLOW_UPS = """
    SELECT id FROM person
     WHERE removed_on IS NULL AND follow_up_on IS NOT NULL AND follow_up_on <= :until
     ORDER BY follow_up_on, id LIMIT :most
"""
IN_BIN = "SELECT id FROM person WHERE removed_on IS NOT NULL ORDER BY removed_on DESC, id DESC"

BEGINNING_WITH = f"{FROM_PERSON} WHERE {{kept}} AND {BEGINNING} ORDER BY alias_sort, id LIMIT :most"
# A step that a line in the bin has planned goes with that line.
MORE_STEPS = """
    SELECT 1 FROM follow_up WHERE person_id = :id AND removed_on IS NULL AND coalesce(contact_id, 0)
       NOT IN (SELECT id FROM contact WHERE person_id = :id AND removed_on IS NOT NULL)
"""
MORE_IDENTIFIERS = """
    SELECT count(*) > 1 OR max(version) > 1 FROM identifier WHERE person_id = :id AND removed_on IS NULL
"""
HISTORY = """
    WITH about (uid) AS (SELECT uid FROM person WHERE id = :id{others})
    SELECT log.seq, log.at, log.account, log.action, log.subject
      FROM about JOIN log ON log.uid = about.uid
     ORDER BY log.seq DESC LIMIT :most
"""


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
    age_band: AgeBand


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the log about a person or what hangs on them: words of the program and ids only."""

    seq: int
    at: datetime
    account: str
    action: str
    subject: str


def find(db: Database, wanted: PersonFilter) -> Ids:
    """Return the ids of the wanted persons in the wanted order; without a next step comes after with one.

    States come in the order in which a contact grows, counties in that of `counties`, not in that of their names: one
    after the other, each in the order of its index; with words all at once and sorted, so that words are found once.
    """
    if wanted.order == "follow_up":
        return Ids.joined(_find(db, wanted, PLANNED), _find(db, wanted, UNPLANNED))
    if wanted.order == "state" and wanted.state is None and not wanted.words:
        states = list(State)[:: -1 if wanted.descending else 1]
        return Ids.joined(*(_find(db, replace(wanted, state=state)) for state in states))
    if wanted.order == "county" and wanted.counties and not (wanted.county or search.words_of(wanted.words)):
        counties = wanted.counties[:: -1 if wanted.descending else 1]
        found = (_find(db, replace(wanted, county=county)) for county in counties)
        return Ids.joined(*found, _find(db, wanted, NO_COUNTY))
    return _find(db, wanted)


def _find(db: Database, wanted: PersonFilter, *more: str) -> Ids:
    words = search.words_of(wanted.words)
    conditions = [*_conditions(wanted, words), *more]
    tables = _tables(wanted, conditions)
    if tables == FROM_SUMMARY:
        conditions = [_OF_SUMMARY[condition] for condition in conditions]
    order = _order(wanted).format(way="DESC" if wanted.descending else "ASC")
    return db.id_list(
        f"{tables} WHERE {' AND '.join(conditions)} ORDER BY {order}",
        state=to_column(wanted.state),
        states=_STATES,
        county=wanted.county,
        counties=" ".join(wanted.counties),
        follow_up_until=to_column(wanted.follow_up_until),
        parts=words.parts,
        starts=words.starts or NOTHING,
        newest=search.NEWEST,
        start=sort_key(wanted.words),
    )


def _order(wanted: PersonFilter) -> str:
    if wanted.order == "state" and wanted.state:
        return WITHIN_STATE
    by_names = wanted.order == "county" and wanted.counties and search.words_of(wanted.words)
    return _BY_COUNTY_NAMES if by_names else ORDERS[wanted.order]


def _tables(wanted: PersonFilter, conditions: Sequence[str]) -> str:
    if wanted.order in _BY_SUMMARY and all(condition in _OF_SUMMARY for condition in conditions):
        return FROM_SUMMARY
    joined = wanted.county or wanted.order in _BY_SUMMARY
    if BEGINNING in conditions:  # few have it: they are found first, CROSS keeps that order
        return f"{FROM_PERSON}{BY_ALIAS}" + (f" CROSS {JOINED}" if joined else "")
    return FROM_PERSON + (f" {JOINED}" if joined else "")


def _conditions(wanted: PersonFilter, words: search.Words) -> list[str]:
    asked = {
        STATE: wanted.state is not None,
        COUNTY: bool(wanted.county),
        FOLLOW_UP: wanted.follow_up_until is not None,
        CHILD: wanted.may_be_child,
        MATCHING: bool(words.parts),
        BEGINNING: bool(words) and not words.parts,
    }
    return [REMOVED if wanted.removed else KEPT, *(condition for condition, needed in asked.items() if needed)]


def load_rows(db: Database, ids: Sequence[int]) -> list[PersonRow]:
    """Return the rows with these ids, in the same order."""
    found = {row.id: row for row in read(PersonRow, db.rows(LOAD_ROWS, ids=str(list(ids))))}
    return [found[person_id] for person_id in ids if person_id in found]


def load_summary(db: Database, person_id: int) -> ContactSummary:
    """Return what the log says of a person."""
    return load_summaries(db, [person_id]).get(person_id, ContactSummary())


def load_summaries(db: Database, ids: Sequence[int]) -> dict[int, ContactSummary]:
    """Return what the log says of some persons, by their ids."""
    rows = db.rows(SUMMARIES, ids=str(list(ids)))
    return {row["person_id"]: summary for row, summary in zip(rows, read(ContactSummary, rows), strict=True)}


def refresh_summary(db: Database, person_id: int | None = None) -> None:
    """Count a person's contacts anew, or everybody's when no id is given."""
    first, last = (0, MOST_ID) if person_id is None else (person_id, person_id)
    db.execute(REFRESH, first=first, last=last)
    db.execute(REFRESH_LAST, first=first, last=last)
    db.mark_changed("person_summary")


def add_summaries(db: Database, first: int) -> None:
    """Count the contacts of all persons from an id on: of those that were just added."""
    for statement in (REFRESH, REFRESH_LAST):
        db.execute(statement, first=first, last=MOST_ID)
    db.mark_changed("person_summary")


def refresh_summaries(db: Database, person_id: int, former: int) -> None:
    """Count anew for whom a record is about, and for whom it was about before, 0 for nobody: it can be moved."""
    for each in {person_id, former or person_id}:
        refresh_summary(db, each)


def next_code(db: Database, year: int) -> str:
    """Return the next free code, P-2026-0042; inside a transaction."""
    return next_codes(db, year, 1)[0]


def next_codes(db: Database, year: int, count: int) -> list[str]:
    """Return so many free codes; inside a transaction."""
    last: int = db.value(NEXT_CODE, year=year, count=count)
    return [f"P-{year}-{number:04d}" for number in range(last - count + 1, last + 1)]


def count(db: Database) -> int:
    """Return how many persons are in the register, without the bin."""
    found: int = db.value(COUNT)
    return found


def has_any(db: Database) -> bool:
    """Say whether anybody is in the register, without counting."""
    return bool(db.value("SELECT EXISTS (SELECT 1 FROM person WHERE removed_on IS NULL)"))


def has_more_than_identifier(db: Database, person_id: int) -> bool:
    """Say whether anything hangs on a person besides one identifier that was never changed."""
    special = {"identifier": MORE_IDENTIFIERS, "follow_up": MORE_STEPS}
    usual = "SELECT 1 FROM {table} WHERE person_id = :id AND removed_on IS NULL"
    asked = (special.get(table, usual.format(table=table)) for table in tables_about_persons(db))
    return any(db.value(sql, id=person_id) for sql in asked)


def find_follow_ups(db: Database, until: date, most: int = 50) -> list[int]:
    """Return persons whose next step is due, the most overdue first."""
    return [row["id"] for row in db.rows(FOLLOW_UPS, until=until.isoformat(), most=most)]


def find_in_bin(db: Database) -> list[int]:
    """Return removed persons, the latest first."""
    return [row["id"] for row in db.rows(IN_BIN)]


def contacted_since(db: Database, person_id: int, moment: datetime) -> bool:
    """Say whether anybody of us wrote to the person since `moment`."""
    sql = "SELECT last_out_at >= :moment FROM person_summary WHERE person_id = :id"
    return bool(db.value(sql, id=person_id, moment=write_instant(moment)))


def find_beginning(db: Database, letters: str, *, removed: bool = False, most: int = -1) -> list[int]:
    """Return persons whose alias begins with these letters, in Swedish order; -1 sets no limit."""
    sql = BEGINNING_WITH.format(kept=REMOVED if removed else KEPT)
    rows = db.rows(sql, start=sort_key(letters), most=most)
    return [row["id"] for row in rows]


def load_history(db: Database, person_id: int, most: int = 500) -> list[HistoryLine]:
    """Return what was done about a person and all that hangs on them, newest first."""
    return read(HistoryLine, db.rows(history_sql(db), id=person_id, most=most))


def history_sql(db: Database) -> str:
    kinds = belongings(db)
    others = (f" UNION ALL SELECT uid FROM {table} WHERE {under(kinds, table, '= :id')}" for table in kinds)
    return HISTORY.format(others="".join(others))
