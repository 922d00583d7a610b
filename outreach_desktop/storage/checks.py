"""Whether the database file is whole: its pages, its rules, its search texts, its log."""

from collections.abc import Iterator

from ..domain.errors import KnownError
from ..domain.record import Record
from . import log_chain
from .columns import table_of
from .database import Database, DatabaseFault
from .reading import load


def damaged_pages(db: Database) -> list[str]:
    """Return what SQLCipher's own check of every page finds; empty when all is well."""
    return [str(row[0]) for row in db.rows("PRAGMA cipher_integrity_check")]  # type: ignore[index]


def broken_structure(db: Database) -> list[str]:
    """Return what SQLite's check finds; empty when all is well."""
    try:
        found = [str(row[0]) for row in db.rows("PRAGMA integrity_check")]  # type: ignore[index]
    except (KnownError, DatabaseFault) as error:
        return [type(error).__name__]
    return [] if found == ["ok"] else found


def broken_references(db: Database) -> list[str]:
    """Return tables with rows that refer to rows that are not there."""
    return sorted({str(row["table"]) for row in db.rows("PRAGMA foreign_key_check")})


def broken_search(db: Database) -> list[str]:
    """Return search tables whose index does not fit their texts."""
    return list(_broken_search(db))


def _broken_search(db: Database) -> Iterator[str]:
    for table in ("person_text", "contact_text"):
        try:
            with db.transaction():
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except (KnownError, DatabaseFault):
            yield table


def damaged_log_lines(db: Database) -> list[int]:
    """Return the numbers of log lines that were changed, moved, or stand after a missing one."""
    return list(log_chain.damaged_lines(db))


def damaged_seals(db: Database, record_type: type[Record]) -> list[int]:
    """Return the ids of records whose sealed texts do not open, the bin included."""
    ids = [row["id"] for row in db.rows(f"SELECT id FROM {table_of(record_type)} ORDER BY id")]
    return [found for found in ids if not _opens(db, record_type, found)]


def _opens(db: Database, record_type: type[Record], record_id: int) -> bool:
    try:
        load(db, record_type, [record_id])
    except KnownError:
        return False
    return True
