"""The way every record is written: tidied, checked, one transaction, one line in the log."""

from datetime import date, datetime
from typing import Any, TypeVar

from ..domain.attributes import Invalid, problems, tidy
from ..domain.record import Record
from ..i18n import ZONE
from ..storage import log, records
from ..storage.columns import table_of
from ..storage.database import Database

R = TypeVar("R", bound=Record)


def local_day(now: datetime) -> date:
    """Return the organisation's day of an instant."""
    return now.astimezone(ZONE).date()


def require_sound(record: Any, today: date, *, complete: bool = True) -> None:
    """Raise `Invalid` for problems of single fields, then for those between fields."""
    found = problems(record, today, complete=complete)
    if not found and hasattr(record, "order_problems"):
        found = record.order_problems()
    if found:
        raise Invalid(found)


def save_record(db: Database, record: R, now: datetime, *, complete: bool = True) -> R:
    """Store a new or edited record; return it as stored. Raises `Invalid` and then stores nothing."""
    record = tidy(record)
    require_sound(record, local_day(now), complete=complete)
    with db.transaction():
        action = "change" if record.id else "add"
        stored = records.change(db, record, now) if record.id else records.add(db, record, now)
        note(db, action, stored, now)
    return stored


def note(db: Database, action: str, record: Record, now: datetime) -> None:
    """Write a line about a record into the log, with the hash of its sealed texts."""
    digest = records.sealed_digest(db, type(record), record.id)
    log.note(db, action, table_of(type(record)), record.uid, now, digest=digest)


def remove_record(db: Database, record: Record, now: datetime) -> None:
    """Put a record into the bin; `restore_record` is the undo, for 30 days."""
    with db.transaction():
        records.set_removed(db, type(record), record.id, local_day(now))
        note(db, "remove", record, now)


def restore_record(db: Database, record: Record, now: datetime) -> None:
    """Take a record out of the bin."""
    with db.transaction():
        records.set_removed(db, type(record), record.id, None)
        note(db, "restore", record, now)
