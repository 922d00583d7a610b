"""Write records, each to the table of its type.

Only `operations` may write (import-linter checks it), so every write has passed validation, sits
in a transaction and leaves a line in the log.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ..domain.errors import KnownError
from . import derived
from .columns import column_names, sealed_names, table_of, to_column, to_columns
from .database import Database

if TYPE_CHECKING:
    from ..domain.record import Record

R = TypeVar("R", bound="Record")


class ChangedMeanwhile(KnownError):
    """The record was changed by somebody else after it was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed this while you had it open. Your text is still here: open it again and compare."
        )


def new_uid() -> str:
    """Return a random 128-bit uid, 32 hex digits."""
    return secrets.token_hex(16)


def add(db: Database, record: R, now: datetime) -> R:
    """Insert `record`; return it with id, uid, version 1, and who made it when. A uid that it has is kept."""
    account = db.sealer.account
    stored = replace(
        record,
        uid=record.uid or new_uid(),
        version=1,
        created_at=now,
        created_by=account,
        changed_at=now,
        changed_by=account,
    )
    columns = _all_columns(db, stored)
    del columns["id"]
    new_id = db.value(f"{_insert(type(record), tuple(columns))} RETURNING id", **columns)
    stored = replace(stored, id=new_id)
    derived.index(db, stored)
    db.mark_changed(table_of(type(record)))
    return stored


def add_many(db: Database, record_type: type[R], records: Iterable[R]) -> None:
    """Insert records that are complete already (ids, uids, times); the caller derives search texts after."""
    names = (*column_names(record_type), *derived.column_names(record_type))
    rows: Iterable[Mapping[str, object]] = (_all_columns(db, record) for record in records)
    db.execute_many(_insert(record_type, names), iter(rows))
    db.mark_changed(table_of(record_type))


def _insert(record_type: type, names: tuple[str, ...]) -> str:
    marks = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO {table_of(record_type)} ({', '.join(names)}) VALUES ({marks})"


def change(db: Database, record: R, now: datetime) -> R:
    """Write every field of `record` to the row with its id, if nobody else did since; return it as stored.

    What went to the bin since it was opened stays there: only `set_removed` takes it out.
    """
    stored = replace(record, version=record.version + 1, changed_at=now, changed_by=db.sealer.account)
    columns = _all_columns(db, stored)
    settings = ", ".join(f"{name} = :{name}" for name in columns if name not in ("id", "uid", "removed_on"))
    table = table_of(type(record))
    kept = "id = :id AND version = :before AND removed_on IS NULL"
    former = derived.person_of(db, type(record), record.id) if hasattr(record, "person_id") else 0
    sql = f"UPDATE {table} SET {settings} WHERE {kept} RETURNING id"
    if db.value(sql, before=record.version, **columns) is None:
        raise ChangedMeanwhile
    derived.index(db, stored, former)
    db.mark_changed(table)
    return stored


def _all_columns(db: Database, record: Any) -> dict[str, object]:
    return to_columns(record, db.sealer) | derived.columns(record)


def set_removed(db: Database, record_type: type, record_id: int, removed_on: date | None) -> None:
    """Put a record into the bin, or take it out; the sealed texts stay as they are, and so does the version."""
    table = table_of(record_type)
    db.execute(f"UPDATE {table} SET removed_on = :day WHERE id = :id", day=to_column(removed_on), id=record_id)
    derived.set_hidden(db, record_type, record_id, hidden=removed_on is not None)
    db.mark_changed(table)


def erase(db: Database, record_type: type, record_id: int) -> None:
    """Take a record away for good, with its search texts."""
    table = table_of(record_type)
    derived.forget(db, record_type, record_id)
    db.execute(f"DELETE FROM {table} WHERE id = :id", id=record_id)
    db.mark_changed(table)


def ids_of(db: Database, record_type: type, uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of the records with these uids, the bin included; those that are not there are left out."""
    sql = f"SELECT uid, id FROM {table_of(record_type)} WHERE uid IN (SELECT value FROM json_each(:uids))"
    return {row["uid"]: row["id"] for row in db.rows(sql, uids=json.dumps(list(uids)))}


def find_due_for_bin(db: Database, record_type: type, limit: date) -> list[tuple[int, str]]:
    """Return id and uid of the records that went to the bin on `limit` or before."""
    sql = f"SELECT id, uid FROM {table_of(record_type)} WHERE removed_on <= :limit ORDER BY +id"  # not by walking all
    return [(row["id"], row["uid"]) for row in db.rows(sql, limit=limit.isoformat())]


def sealed_digest(db: Database, record_type: type, record_id: int) -> bytes:
    """Return the hash of a record's sealed texts as they are stored, empty for types without any."""
    names = sorted(sealed_names(record_type))
    if not names:
        return b""
    row = db.rows(f"SELECT {', '.join(names)} FROM {table_of(record_type)} WHERE id = :id", id=record_id)[0]
    return hashlib.sha256(b"".join(bytes(row[name]) for name in names)).digest()
