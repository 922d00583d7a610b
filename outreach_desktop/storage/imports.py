"""What an import asks of the register, what undoing one needs, and which column went to which field."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain.person import Person
from .columns import changed_at, read_instant, write_instant
from .database import Database
from .reading import load

_AT_ONCE = 2000
_BY_KEY = """
    SELECT DISTINCT identifier.key AS name, person.id AS id
      FROM identifier JOIN person ON person.id = identifier.person_id
     WHERE identifier.key IN (SELECT value FROM json_each(:names))
       AND identifier.removed_on IS NULL AND person.removed_on IS NULL
"""
_BY_CODE = """
    SELECT code AS name, id FROM person
     WHERE code IN (SELECT value FROM json_each(:names)) AND removed_on IS NULL
"""
_BY_ALIAS = """
    SELECT alias_sort AS name, id FROM person
     WHERE alias_sort IN (SELECT value FROM json_each(:names)) AND alias_sort <> '' AND removed_on IS NULL
"""
_ADD = """
    INSERT INTO import (uid, at, account, added, merged) VALUES (:uid, :at, :account, :added, :merged)
"""
_ADD_PART = """
    INSERT INTO import_part (import_uid, person_id, kind, record_id, version, fields)
    VALUES (:import_uid, :person_id, :kind, :record_id, :version, :fields)
"""
_NEWEST = "SELECT uid, at, account, added, merged FROM import ORDER BY at DESC, rowid DESC LIMIT 1"
_PARTS = "SELECT person_id, kind, record_id, version, fields FROM import_part WHERE import_uid = :uid ORDER BY rowid"


@dataclass(frozen=True, slots=True)
class StoredImport:
    uid: str
    at: datetime
    account: str
    added: int
    merged: int


@dataclass(frozen=True, slots=True)
class Part:
    """A record that came with an import; `fields` are what was filled in of somebody known: before and after."""

    person_id: int
    kind: str
    record_id: int
    version: int
    fields: str = ""


def persons_by_key(db: Database, keys: Sequence[str]) -> dict[str, list[int]]:
    """Return the persons that have an identifier, by its key."""
    return _by_name(db, _BY_KEY, keys)


def persons_by_code(db: Database, codes: Sequence[str]) -> dict[str, list[int]]:
    return _by_name(db, _BY_CODE, codes)


def persons_by_alias(db: Database, names: Sequence[str]) -> dict[str, list[int]]:
    """Return the persons that have an alias, by its sort key."""
    return _by_name(db, _BY_ALIAS, names)


def _by_name(db: Database, sql: str, names: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for first in range(0, len(names), _AT_ONCE):
        for row in db.rows(sql, names=json.dumps(names[first : first + _AT_ONCE])):
            found.setdefault(row["name"], []).append(row["id"])
    return found


def next_id(db: Database, table: str) -> int:
    """Return the id after the highest; inside a transaction. The name comes from our own code."""
    found: int = db.value(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")
    return found


def stored_persons(db: Database, ids: Sequence[int]) -> dict[int, Person]:
    """Return persons by their ids."""
    found: dict[int, Person] = {}
    for first in range(0, len(ids), _AT_ONCE):
        found |= {each.id: each for each in load(db, Person, ids[first : first + _AT_ONCE])}
    return found


def add(db: Database, imported: StoredImport, parts: Iterable[Part]) -> None:
    """Keep what undoing needs; it goes with the first of its persons that is erased."""
    db.execute(
        _ADD,
        uid=imported.uid,
        at=write_instant(imported.at),
        account=imported.account,
        added=imported.added,
        merged=imported.merged,
    )
    rows: Iterable[Mapping[str, Any]] = (
        {
            "import_uid": imported.uid,
            "person_id": part.person_id,
            "kind": part.kind,
            "record_id": part.record_id,
            "version": part.version,
            "fields": part.fields,
        }
        for part in parts
    )
    db.execute_many(_ADD_PART, iter(rows))
    db.mark_changed("import")


def newest(db: Database) -> StoredImport | None:
    """Return the newest import that can still be undone."""
    rows = db.rows(_NEWEST)
    return StoredImport(**{**rows[0], "at": read_instant(rows[0]["at"])}) if rows else None


def parts(db: Database, uid: str) -> list[Part]:
    return [Part(**row) for row in db.rows(_PARTS, uid=uid)]


def forget(db: Database, uid: str) -> None:
    """Let an import be what it is from now on: it can no longer be undone."""
    db.execute("DELETE FROM import WHERE uid = :uid", uid=uid)
    db.mark_changed("import")


def forget_before(db: Database, limit: datetime) -> None:
    if db.execute("DELETE FROM import WHERE at < :limit", limit=write_instant(limit)).rowcount:
        db.mark_changed("import")


def changed_since(db: Database, person_id: int, at: datetime, tables: Sequence[str]) -> bool:
    """Say whether anything about a person was added or changed after an instant."""
    about = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE person_id = :id AND {changed_at(table)} > :at" for table in tables
    )
    return bool(db.value(f"SELECT EXISTS ({about})", id=person_id, at=write_instant(at)))


def keep_columns(db: Database, headings: Sequence[str], columns: Sequence[str], now: datetime) -> None:
    """Remember which column went to which field, for the next file with the same headings."""
    sql = """
        INSERT INTO import_columns (headings, columns, at) VALUES (:headings, :columns, :at)
            ON CONFLICT (headings) DO UPDATE SET columns = excluded.columns, at = excluded.at
    """
    db.execute(sql, headings=json.dumps(headings), columns=json.dumps(columns), at=write_instant(now))
    db.mark_changed("import")


def kept_columns(db: Database, headings: Sequence[str]) -> tuple[str, ...]:
    """Return what was remembered for these headings, nothing where that was never asked."""
    found = db.value("SELECT columns FROM import_columns WHERE headings = :headings", headings=json.dumps(headings))
    return tuple(json.loads(found)) if found else ()
