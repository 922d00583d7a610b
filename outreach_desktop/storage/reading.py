"""Read records of any type by id."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from ..domain.errors import KnownError
from .columns import read, table_of
from .database import Database, Row

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")


class NotThere(KnownError):
    """A record was asked for that does not exist, or no longer."""

    def __init__(self) -> None:
        super().__init__("This is no longer in the register. Somebody may have erased it.")


def load(db: Database, record_type: type[R], ids: Sequence[int]) -> list[R]:
    """Return the records with these ids in the same order, opened; ids that are gone are left out."""
    rows = _rows(db, record_type, ids)
    return _in_order(rows, read(record_type, rows, db.sealer), ids)


def load_unopened(db: Database, record_type: type[R], ids: Sequence[int]) -> list[R]:
    """Return the records with these ids in the same order, their sealed texts left out."""
    rows = _rows(db, record_type, ids)
    return _in_order(rows, read(record_type, rows, leave_sealed=True), ids)


def _rows(db: Database, record_type: type, ids: Sequence[int]) -> list[Row]:
    sql = f"SELECT * FROM {table_of(record_type)} WHERE id IN (SELECT value FROM json_each(:ids))"
    return db.rows(sql, ids=str(list(ids)))


def _in_order(rows: Sequence[Row], records: Sequence[R], ids: Sequence[int]) -> list[R]:
    found = {row["id"]: record for row, record in zip(rows, records, strict=True)}
    return [found[record_id] for record_id in ids if record_id in found]


def load_one(db: Database, record_type: type[R], record_id: int) -> R:
    """Return one record, opened; raises `NotThere`."""
    found = load(db, record_type, [record_id])
    if not found:
        raise NotThere
    return found[0]


def load_of(db: Database, record_type: type[R], column: str, value: object, order: str = "id") -> list[R]:
    """Return the records not in the bin whose `column` has `value`; both names come from our own code."""
    table = table_of(record_type)
    sql = f"SELECT * FROM {table} WHERE {column} = :value AND removed_on IS NULL ORDER BY {order}"
    return read(record_type, db.rows(sql, value=value), db.sealer)


def load_of_any(db: Database, record_type: type[R], column: str, ids: Sequence[int]) -> list[R]:
    """Return the records not in the bin whose `column` has one of the ids; both names come from our own code."""
    return read(record_type, _rows_of_any(db, record_type, column, ids), db.sealer)


def load_unopened_of_any(db: Database, record_type: type[R], column: str, ids: Sequence[int]) -> list[R]:
    """Return the same as `load_of_any`, the sealed texts left out."""
    return read(record_type, _rows_of_any(db, record_type, column, ids), leave_sealed=True)


def _rows_of_any(db: Database, record_type: type, column: str, ids: Sequence[int]) -> list[Row]:
    sql = f"""
        SELECT * FROM {table_of(record_type)}
         WHERE {column} IN (SELECT value FROM json_each(:ids)) AND removed_on IS NULL ORDER BY id
    """
    return db.rows(sql, ids=str(list(ids)))


def load_all(db: Database, record_type: type[R], order: str = "id") -> list[R]:
    """Return all records of a type with few rows, save those in the bin."""
    sql = f"SELECT * FROM {table_of(record_type)} WHERE removed_on IS NULL ORDER BY {order}"
    return read(record_type, db.rows(sql), db.sealer)
