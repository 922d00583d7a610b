"""The bin: what was removed, by whom, until when it stays, the way back, and its emptying."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from ..domain.concern_report import ConcernReport
from ..domain.contact import Contact
from ..domain.do_not_disturb import DoNotDisturb
from ..domain.erasure import Cause, Scope
from ..domain.follow_up import FollowUp
from ..domain.meeting import (
    CheckIn,
    ChecklistAnswer,
    GoingAnyway,
    Meeting,
    MeetingIncident,
    MeetingLesson,
    MeetingParting,
    MeetingRisk,
)
from ..domain.person import Identifier, Note, Person, Town
from ..domain.platform import Platform
from ..domain.record import Record
from ..domain.retention import BIN_DAYS, bin_ends_on
from ..domain.rights import Right, may
from ..domain.seen_ad import SeenAd
from ..domain.shift import Shift, ShiftIncident
from ..storage import bin as binned
from ..storage import drafts, erasures, records
from ..storage.bin import Removed
from ..storage.columns import table_of
from ..storage.database import Database
from ..storage.reading import load_one, load_unopened
from .concern_reports import restore_report
from .contacts import restore_contact
from .erasing import Gone, empty_journal, note_erased, take_away
from .follow_ups import restore_follow_up
from .people import restore_part, restore_person
from .saving import local_day, require_may_remove, require_right, restore_record

_EMPTIED: tuple[type[Record], ...] = (
    Contact,
    FollowUp,
    Identifier,
    Town,
    SeenAd,
    Note,
    ConcernReport,
    DoNotDisturb,
    Shift,
    ShiftIncident,
    Meeting,
    MeetingRisk,
    ChecklistAnswer,
    GoingAnyway,
    CheckIn,
    MeetingParting,
    MeetingIncident,
    MeetingLesson,
)
_WHOLE: tuple[type[Record], ...] = (Person, *_EMPTIED)
_SHOWN: tuple[type[Record], ...] = (*_WHOLE, Platform)
ERASED_TYPES = {table_of(each): each for each in _WHOLE}
_TYPES = {table_of(each): each for each in _SHOWN}
_RESTORED_BY: Mapping[type[Record], Callable[[Database, Any, datetime], None]] = {
    Person: restore_person,
    Contact: restore_contact,
    FollowUp: restore_follow_up,
    Identifier: restore_part,
    Town: restore_part,
    ConcernReport: restore_report,
}


def load_bin(db: Database) -> list[Removed]:
    """Return what lies in the bin, newest first, as far as the role may see it."""
    tables = [name for name, kind in _TYPES.items() if kind is not ConcernReport or may(db.sealer.role, Right.REPORTS)]
    return binned.load(db, tables)


def ends_on(removed: Removed) -> date | None:
    """Return on which day something in the bin is erased; None for what is about nobody and stays."""
    if _TYPES[removed.subject] is Platform:
        return None
    return bin_ends_on(removed.removed_on, removed.kept_until)


def put_back(db: Database, removed: Removed, now: datetime) -> None:
    """Take something out of the bin, as it was. Raises `NotThere`, `NotPermitted`."""
    kind = _TYPES[removed.subject]
    record = load_unopened(db, kind, [removed.id]) or [load_one(db, kind, removed.id)]
    _RESTORED_BY.get(kind, restore_record)(db, record[0], now)


def erase_from_bin(db: Database, removed: Removed, now: datetime) -> None:
    """Erase something in the bin before its time. Raises `NotThere`, `NotPermitted`."""
    require_right(db, Right.ERASE)
    kind = _TYPES[removed.subject]
    require_may_remove(db, kind)
    with db.transaction():
        if kind is Person:
            take_away(db, removed.id, now, Cause.CHOSEN)
        else:
            _take(db, kind, removed.id, Cause.CHOSEN, now)
    empty_journal(db)


def empty_bin(db: Database, now: datetime) -> int:
    """Erase what has been in the bin for its time, persons and single records; return how many persons went."""
    today = local_day(now)
    limit = today - timedelta(days=BIN_DAYS)
    persons = binned.find_persons_due(db, limit, today)
    single = [(kind, found) for kind in _EMPTIED for found, _uid in records.find_due_for_bin(db, kind, limit)]
    if not persons and not single:
        return 0
    with db.transaction():
        for person_id in persons:
            take_away(db, person_id, now, Cause.BIN)
        for kind, record_id in single:
            _take(db, kind, record_id, Cause.BIN, now)
    empty_journal(db)
    return len(persons)


def _take(db: Database, kind: type[Record], record_id: int, cause: Cause, now: datetime) -> None:
    """Erase a record that is not a person, unless it went with one; nobody needs to be able to read it for that."""
    table = table_of(kind)
    for record in load_unopened(db, kind, [record_id]):
        code, below = erasures.code_of(db, table, record_id), erasures.uids_below(db, table, record_id)
        for uid in (record.uid, *below):
            drafts.discard_about(db, uid)
        records.erase(db, kind, record_id)
        note_erased(db, Gone(record, Scope.WHOLE, code), cause, now)
