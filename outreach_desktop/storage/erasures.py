"""Taking away for good, and the ledger of what went: ids and numbers, never contents."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from ..domain.erasure import Erasure
from ..domain.person import IdentifierKind
from . import derived, meeting_figures
from .about_persons import PERSONS, belongings, hanging_on, owned, under, way_up
from .columns import read, to_column
from .database import Database

KEPT_KINDS = (IdentifierKind.ALIAS, IdentifierKind.PROFILE)  # of who declined: alias and platform only
_COLUMNS = ("uid", "subject", "scope", "cause", "at", "account", "code", "ground", "counts", "line")
ALL = "SELECT * FROM erasure ORDER BY line"
BETWEEN = "SELECT * FROM erasure WHERE at >= :since AND at < :until ORDER BY line"
UNSENT = "('draft', 'second_reader')"
REPORTS = "SELECT id, uid, sent_on, removed_on FROM concern_report WHERE person_id = :id ORDER BY id"
UNSENT_REPORTS = f"""
    SELECT count(*) FROM concern_report WHERE person_id = :id AND removed_on IS NULL AND state IN {UNSENT}
"""
WITH_UNSENT = f"""
    SELECT DISTINCT person_id FROM concern_report INDEXED BY concern_report_unsent
     WHERE removed_on IS NULL AND state IN {UNSENT} AND person_id IS NOT NULL
"""
DRAFTS = "SELECT count(*) FROM draft WHERE person = :uid"
PLATFORMS = """
    SELECT DISTINCT platform_id FROM contact WHERE person_id = :id AND platform_id IS NOT NULL
    EXCEPT SELECT platform_id FROM identifier WHERE person_id = :id AND kind IN ('alias', 'profile')
"""
MERGED = "SELECT merged_id FROM merge WHERE person_id = :id ORDER BY merged_id"
BACKUPS_UNTIL = "SELECT max(ends_on) FROM backup"
SHARE = "SELECT subject, month, key, previous, contacts FROM share"
KEEP = """
    INSERT INTO kept_count (subject, month, key, previous, persons, contacts)
    VALUES (:subject, :month, :key, :previous, :persons, :contacts)
        ON CONFLICT DO UPDATE SET persons = persons + excluded.persons, contacts = contacts + excluded.contacts
"""


def add(db: Database, erasure: Erasure) -> None:
    """Put a line into the ledger."""
    names, marks = ", ".join(_COLUMNS), ", ".join(f":{name}" for name in _COLUMNS)
    values = {name: to_column(getattr(erasure, name)) for name in _COLUMNS}
    db.execute(f"INSERT INTO erasure ({names}) VALUES ({marks})", **values)
    db.mark_changed("erasure")


def load_all(db: Database) -> list[Erasure]:
    return read(Erasure, db.rows(ALL))


def load_between(db: Database, since: datetime, until: datetime) -> list[Erasure]:
    """Return the lines from an instant on, before another."""
    return read(Erasure, db.rows(BETWEEN, since=to_column(since), until=to_column(until)))


def counts_of(db: Database, person_id: int, uid: str) -> dict[str, int]:
    """Return how many records of each kind a person has, by table, the bin and drafts included; none are left out."""
    kinds = belongings(db)
    found = {
        table: db.value(f"SELECT count(*) FROM {table} WHERE {under(kinds, table, '= :id')}", id=person_id)
        for table in owned(kinds)
    }
    found["draft"] = db.value(DRAFTS, uid=uid)
    return {name: count for name, count in found.items() if count}


def uids_below(db: Database, table: str, record_id: int) -> list[str]:
    """Return the uids of all that hangs on a record: the risks and answers of a meeting; it goes with the record."""
    kinds = belongings(db)
    below = [(each, under(kinds, each, "= :id", table)) for each in hanging_on(kinds, table)]
    return [
        row["uid"] for each, hangs in below for row in db.rows(f"SELECT uid FROM {each} WHERE {hangs}", id=record_id)
    ]


def code_of(db: Database, table: str, record_id: int) -> str:
    """Return the code of the person to whom a record belongs, empty where it is about nobody."""
    kinds = belongings(db)
    if table not in kinds:
        return ""
    joined = " ".join(
        f"JOIN {each.parent} ON {each.parent}.id = {each.table}.{each.column}" for each in way_up(kinds, table)
    )
    found: str | None = db.value(f"SELECT person.code FROM {table} {joined} WHERE {table}.id = :id", id=record_id)
    return found or ""


def merged_into(db: Database, person_id: int) -> list[int]:
    """Return the ids of records that went into this one and can still be made records of their own."""
    return [row["merged_id"] for row in db.rows(MERGED, id=person_id)]


def reports_of(db: Database, person_id: int) -> list[tuple[int, str, bool]]:
    """Return id and uid of each report about a person, and whether it was sent and is not in the bin."""
    rows = db.rows(REPORTS, id=person_id)
    return [(row["id"], row["uid"], bool(row["sent_on"]) and not row["removed_on"]) for row in rows]


def has_unsent_report(db: Database, person_id: int) -> bool:
    return bool(db.value(UNSENT_REPORTS, id=person_id))


def with_unsent_report(db: Database) -> set[int]:
    """Return the ids of persons about whom a report is being written."""
    return {row["person_id"] for row in db.rows(WITH_UNSENT)}


def platforms_without_alias(db: Database, person_id: int) -> list[int]:
    """Return the platforms on which there was contact and of which no identifier tells."""
    return [row["platform_id"] for row in db.rows(PLATFORMS, id=person_id)]


def erase_parts(db: Database, person_id: int) -> None:
    """Take away all that belongs to a person, but names on platforms; the days on which those were seen go, too."""
    derived.forget_contacts(db, person_id)
    kinds = json.dumps([kind.value for kind in KEPT_KINDS])
    kept = "kind IN (SELECT value FROM json_each(:kinds)) AND removed_on IS NULL"
    db.execute(f"DELETE FROM identifier WHERE person_id = :id AND NOT ({kept})", id=person_id, kinds=kinds)
    db.execute("UPDATE identifier SET first_seen_on = NULL, last_seen_on = NULL WHERE person_id = :id", id=person_id)
    for each in belongings(db).values():
        if each.is_owned and each.parent == PERSONS and each.table != "identifier":
            db.execute(f"DELETE FROM {each.table} WHERE person_id = :id", id=person_id)  # with all that hangs on it
    db.execute("DELETE FROM import_part WHERE person_id = :id", id=person_id)  # what undoing an import needed
    mark_parts(db)


def mark_parts(db: Database) -> None:
    """Say that all that may belong to a person has changed, so that nothing in memory outlives it."""
    for table in (*belongings(db), "person_summary"):
        db.mark_changed(table)


def backups_until(db: Database) -> date | None:
    """Return the last day on which a known backup may still be there."""
    found = db.value(BACKUPS_UNTIL)
    return date.fromisoformat(found) if found else None


@contextmanager
def counts_kept(db: Database, person_id: int) -> Iterator[None]:
    """Keep what statistics count of a person's lines that go inside the block, without the person."""
    before, meetings = _share(db, person_id), meeting_figures.share_of(db, person_id)
    yield
    after = _share(db, person_id)
    meeting_figures.keep(db, meetings, meeting_figures.share_of(db, person_id))
    for key in before.keys() | after.keys():
        persons = (key in before) - (key in after)
        contacts = before.get(key, 0) - after.get(key, 0)
        if persons or contacts:
            subject, month, name, previous = key
            values: Mapping[str, object] = {"subject": subject, "month": month, "key": name, "previous": previous}
            db.execute(KEEP, **values, persons=persons, contacts=contacts)
    db.mark_changed("kept_count")


def _share(db: Database, person_id: int) -> dict[tuple[str, str, str, str], int]:
    db.execute("INSERT INTO tallied VALUES (:id)", id=person_id)
    found = {(row["subject"], row["month"], row["key"], row["previous"]): row["contacts"] for row in db.rows(SHARE)}
    db.execute("DELETE FROM tallied")
    return found


def written_counts(counts: Mapping[str, int]) -> str:
    return json.dumps(dict(sorted(counts.items())))


def read_counts(written: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(written or "{}")
    return found


def added(several: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sum of counts."""
    whole: dict[str, int] = {}
    for counts in several:
        for name, count in counts.items():
            whole[name] = whole.get(name, 0) + count
    return whole
