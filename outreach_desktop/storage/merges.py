"""What hangs on a person and can be moved to another, and what undoing a merge needs.

Rows are moved as they are: sealed texts are tied to their record, not to the person, and the version stays.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from ..domain.record import Record
from . import derived, people
from .about_persons import tables_about_persons
from .columns import read, read_instant, table_of, to_columns, write_instant
from .database import Database, Row

R = TypeVar("R", bound=Record)
Ids = Mapping[str, Sequence[int]]  # by table

_ADD = """
    INSERT INTO merge (merged_id, person_id, at, account, moved, numbers, named, changed)
    VALUES (:merged_id, :person_id, :at, :account, :moved, :numbers, :named, :changed)
"""
_OF = "SELECT * FROM merge WHERE person_id = :id OR merged_id = :id ORDER BY at DESC, merged_id DESC"


@dataclass(frozen=True, slots=True)
class Changed:
    """A record before and after, in the form of its columns."""

    table: str
    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class StoredMerge:
    """`moved` are the rows that went over, `numbers` what assessments had as number before.

    `named` is the identifier that was made of the alias which was not taken, if one was.
    """

    person_id: int
    merged_id: int
    at: datetime
    account: str
    moved: dict[str, list[int]]
    numbers: dict[int, int]
    named: int | None
    changed: tuple[Changed, ...]


def ids_about(db: Database, person_id: int) -> dict[str, list[int]]:
    """Return the ids of all that hangs on a person, the bin included, by table; tables without any are left out."""
    found = {
        table: db.ids(f"SELECT id FROM {table} WHERE person_id = :person ORDER BY id", person=person_id)
        for table in tables_about_persons(db)
    }
    return {table: ids for table, ids in found.items() if ids}


def move(db: Database, ids: Ids, source: int, target: int) -> dict[str, list[int]]:
    """Let rows be about `target` that were about `source`; return those that moved. What follows from it follows."""
    known, moved = tables_about_persons(db), {}
    for table, wanted in ids.items():
        if table not in known:
            raise ValueError("not a table of records about persons")
        sql = f"""
            UPDATE {table} SET person_id = :target
             WHERE person_id = :source AND id IN (SELECT value FROM json_each(:ids)) RETURNING id
        """
        rows = db.rows(sql, target=target, source=source, ids=json.dumps(list(wanted)))
        if rows:
            moved[table] = sorted(row["id"] for row in rows)
            db.mark_changed(table)
    for person_id in (source, target):
        derived.index_person(db, person_id)
        people.refresh_summary(db, person_id)
    return moved


def renumber(db: Database, numbers: Mapping[int, int]) -> None:
    """Give assessments these numbers, by id."""
    for assessment_id, number in numbers.items():
        db.execute("UPDATE assessment SET number = :number WHERE id = :id", id=assessment_id, number=number)
    db.mark_changed("assessment")


def numbers_of(db: Database, person_id: int) -> dict[int, int]:
    """Return the numbers of a person's assessments by id, in their order, the bin included."""
    rows = db.rows("SELECT id, number FROM assessment WHERE person_id = :id ORDER BY number, id", id=person_id)
    return {row["id"]: row["number"] for row in rows}


def count_drafts(db: Database, uid: str) -> int:
    """Return how many unfinished texts of anybody are about a person."""
    found: int = db.value("SELECT count(*) FROM draft WHERE person = :uid", uid=uid)
    return found


def changed(db: Database, before: Record, after: Record) -> Changed:
    """Return the two states of a record without sealed texts, as `add` stores them."""
    return Changed(table_of(type(before)), to_columns(before, db.sealer), to_columns(after, db.sealer))


def records_of(db: Database, record_type: type[R], change: Changed) -> tuple[R, R]:
    """Return a record before and after; a field that came with a later schema stands as in a new record."""
    fresh = to_columns(record_type(), db.sealer)
    names = ", ".join(f":{name} AS {name}" for name in fresh)
    rows = [row for each in (change.before, change.after) for row in db.rows(f"SELECT {names}", **{**fresh, **each})]
    before, after = read(record_type, rows)
    return before, after


def add(db: Database, merge: StoredMerge) -> None:
    """Keep what undoing needs."""
    db.execute(
        _ADD,
        merged_id=merge.merged_id,
        person_id=merge.person_id,
        at=write_instant(merge.at),
        account=merge.account,
        moved=json.dumps(merge.moved),
        numbers=json.dumps(merge.numbers),
        named=merge.named,
        changed=json.dumps([[each.table, dict(each.before), dict(each.after)] for each in merge.changed]),
    )
    db.mark_changed("merge")


def find(db: Database, person_id: int) -> list[StoredMerge]:
    """Return the merges of which a person is part, newest first."""
    return [_read(row) for row in db.rows(_OF, id=person_id)]


def find_into(db: Database, person_id: int) -> StoredMerge | None:
    """Return the merge by which a person went into another; None for all others."""
    return next((each for each in find(db, person_id) if each.merged_id == person_id), None)


def forget(db: Database, merged_id: int) -> None:
    db.execute("DELETE FROM merge WHERE merged_id = :id", id=merged_id)
    db.mark_changed("merge")


def _read(row: Row) -> StoredMerge:
    return StoredMerge(
        person_id=row["person_id"],
        merged_id=row["merged_id"],
        at=read_instant(row["at"]),
        account=row["account"],
        moved=json.loads(row["moved"]),
        numbers={int(key): number for key, number in json.loads(row["numbers"]).items()},
        named=row["named"],
        changed=tuple(Changed(*each) for each in json.loads(row["changed"])),
    )
