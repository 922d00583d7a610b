"""The way every record is written: tidied, checked, one transaction, one line in the log."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from ..domain.attributes import Invalid, problems, tidy
from ..domain.concern_report import ConcernReport
from ..domain.do_not_disturb import DoNotDisturb
from ..domain.errors import KnownError
from ..domain.meeting import Meeting
from ..domain.message_template import MessageTemplate
from ..domain.organisation import Account, Organisation
from ..domain.person import Person
from ..domain.platform import AccountEvent, Platform
from ..domain.record import Record
from ..domain.retention import RetentionPlan
from ..domain.rights import Right, require
from ..domain.safety_checklist import ChecklistItem, OwnChecklist
from ..i18n import ZONE
from ..storage import log, records
from ..storage.columns import sealed_names, table_of
from ..storage.database import Database
from .keeping import refresh

R = TypeVar("R", bound=Record)


class MeetingRuns(KnownError):
    def __init__(self) -> None:
        super().__init__("A meeting with this person is under way. Check out from it first.")


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


_RIGHT_TO_WRITE: Mapping[type[Record], Right] = {
    Account: Right.ACCOUNTS,
    ConcernReport: Right.REPORTS,
    MessageTemplate: Right.ORGANISATION,
    Organisation: Right.ORGANISATION,
    Platform: Right.ORGANISATION,
    RetentionPlan: Right.ORGANISATION,
    DoNotDisturb: Right.ERASE,
    AccountEvent: Right.ORGANISATION,
    OwnChecklist: Right.ORGANISATION,
    ChecklistItem: Right.ORGANISATION,
}


def require_right(db: Database, right: Right) -> None:
    """Raise `NotPermitted` unless the role of who is signed in has the right."""
    require(db.sealer.role, right)


def require_may_write(db: Database, record_type: type[Record], *, new: bool) -> None:
    """Raise `NotPermitted` where the role may not write such records.

    Who cannot read restricted texts may add a record that has some, never change one.
    """
    require_right(db, _RIGHT_TO_WRITE.get(record_type, Right.LOG))
    if not new and sealed_names(record_type):
        require_right(db, Right.READ_NOTES)


def require_may_remove(db: Database, record_type: type[Record]) -> None:
    """Raise `NotPermitted` where the role may not put such records into the bin, or take them out."""
    require_may_write(db, record_type, new=False)
    if record_type is Person:
        require_right(db, Right.REMOVE_PEOPLE)


def save_record(db: Database, record: R, now: datetime, *, complete: bool = True, action: str = "") -> R:
    """Store a new or edited record; return it as stored. Raises `Invalid`, `NotPermitted` and then stores nothing.

    `action` is what the log says where it is more than that the record was added or changed.
    """
    require_may_write(db, type(record), new=not record.id)
    record = tidy(record)
    require_sound(record, local_day(now), complete=complete)
    with db.transaction():
        stored = records.change(db, record, now) if record.id else records.add(db, record, now)
        note(db, action or ("change" if record.id else "add"), stored, now)
        _heed(db, stored)
    return stored


def _heed(db: Database, record: Record) -> None:
    """Let it follow until when a person is kept, whoever wrote the meeting."""
    if isinstance(record, Meeting):
        refresh(db, [record.person_id])


def note(db: Database, action: str, record: Record, now: datetime) -> None:
    """Write a line about a record into the log, with the hash of its sealed texts."""
    digest = records.sealed_digest(db, type(record), record.id)
    log.note(db, action, table_of(type(record)), record.uid, now, digest=digest)


def remove_record(db: Database, record: Record, now: datetime) -> None:
    """Put a record into the bin; `restore_record` is the undo, for 30 days. Raises `NotPermitted`, `MeetingRuns`."""
    require_may_remove(db, type(record))
    if isinstance(record, Meeting) and record.is_live:
        raise MeetingRuns
    with db.transaction():
        records.set_removed(db, type(record), record.id, local_day(now))
        note(db, "remove", record, now)
        _heed(db, record)


def restore_record(db: Database, record: Record, now: datetime) -> None:
    """Take a record out of the bin; raises `NotPermitted`."""
    require_may_remove(db, type(record))
    with db.transaction():
        records.set_removed(db, type(record), record.id, None)
        note(db, "restore", record, now)
        _heed(db, record)
