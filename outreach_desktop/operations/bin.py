"""The bin: what was removed, by whom, until when it stays, the way back, and its emptying."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from ..domain.assessment import Assessment, Finding
from ..domain.concern_report import ConcernReport
from ..domain.contact import Contact
from ..domain.do_not_disturb import DoNotDisturb
from ..domain.erasure import Cause, Scope
from ..domain.errors import KnownError
from ..domain.follow_up import FollowUp
from ..domain.going_past import GoingPast
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
from ..domain.message_template import MessageTemplate
from ..domain.organisation import Account, Organisation
from ..domain.person import Identifier, Note, Person, Town
from ..domain.platform import AccountEvent, Platform
from ..domain.record import Record
from ..domain.retention import BIN_DAYS, RetentionPlan, bin_ends_on
from ..domain.rights import Right, may
from ..domain.safety_checklist import ChecklistItem, OwnChecklist
from ..domain.saved_filter import SavedFilter
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

# Who we are, who did what, and how long we keep: there is one of each, or lines of the log name it. Never in the bin.
NEVER_REMOVED: tuple[type[Record], ...] = (Organisation, Account, RetentionPlan)
_TYPES: Mapping[str, type[Record]] = {
    table_of(each): each
    for each in (
        *(Person, Contact, FollowUp, Identifier, Town, SeenAd, Note, GoingPast, Assessment, Finding, ConcernReport),
        *(Meeting, ChecklistAnswer, GoingAnyway, MeetingRisk, CheckIn, MeetingParting, MeetingIncident, MeetingLesson),
        *(DoNotDisturb, Shift, ShiftIncident, Platform, AccountEvent, MessageTemplate, SavedFilter),
        *(OwnChecklist, ChecklistItem),
    )
}
ERASED_TYPES = _TYPES
_RESTORED_BY: Mapping[type[Record], Callable[[Database, Any, datetime], None]] = {
    Person: restore_person,
    Contact: restore_contact,
    FollowUp: restore_follow_up,
    Identifier: restore_part,
    Town: restore_part,
    ConcernReport: restore_report,
}


class StillNamed(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "Lines of the log or other entries still name this, so it stays here and is erased when they are gone."
        )


def load_bin(db: Database) -> list[Removed]:
    """Return what lies in the bin, newest first, as far as the role may see it."""
    hidden = () if may(db.sealer.role, Right.REPORTS) else (ConcernReport, Assessment, ShiftIncident)
    return binned.load(db, [table for table, kind in _kinds(db) if kind not in hidden])


def _kinds(db: Database) -> list[tuple[str, type[Record]]]:
    """Return every kind of record that has a bin, by its table; the schema says which those are."""
    never = {table_of(each) for each in NEVER_REMOVED}
    return [(table, _TYPES[table]) for table in binned.tables(db) if table not in never]


def ends_on(removed: Removed) -> date | None:
    """Return on which day something in the bin is erased; None for what stays as long as others name it."""
    return None if removed.named else bin_ends_on(removed.removed_on, removed.kept_until)


def put_back(db: Database, removed: Removed, now: datetime) -> None:
    """Take something out of the bin, as it was. Raises `NotThere`, `NotPermitted`."""
    kind = _TYPES[removed.subject]
    record = load_unopened(db, kind, [removed.id]) or [load_one(db, kind, removed.id)]
    _RESTORED_BY.get(kind, restore_record)(db, record[0], now)


def erase_from_bin(db: Database, removed: Removed, now: datetime) -> None:
    """Erase something in the bin before its time. Raises `NotThere`, `NotPermitted`, `StillNamed`."""
    require_right(db, Right.ERASE)
    kind = _TYPES[removed.subject]
    require_may_remove(db, kind)
    if binned.is_named(db, removed.subject, removed.id):
        raise StillNamed
    with db.transaction():
        if kind is Person:
            take_away(db, removed.id, now, Cause.CHOSEN)
        else:
            _take(db, kind, removed.id, Cause.CHOSEN, now)
    empty_journal(db)


def empty_bin(db: Database, now: datetime) -> int:
    """Erase what has been in the bin for its time, persons and single records; return how many persons went.

    What is about nobody stays as long as others name it.
    """
    today = local_day(now)
    limit = today - timedelta(days=BIN_DAYS)
    persons, single = binned.find_persons_due(db, limit, today), list(_single_due(db, limit))
    if not persons and not single:
        return 0
    with db.transaction():
        for person_id in persons:
            take_away(db, person_id, now, Cause.BIN)
        for kind, record_id in single:
            _take(db, kind, record_id, Cause.BIN, now)
    empty_journal(db)
    return len(persons)


def _single_due(db: Database, limit: date) -> Iterator[tuple[type[Record], int]]:
    for table, kind in _kinds(db):
        if kind is not Person:
            due = (found for found, _uid in records.find_due_for_bin(db, kind, limit))
            yield from ((kind, found) for found in due if not binned.is_named(db, table, found))


def _take(db: Database, kind: type[Record], record_id: int, cause: Cause, now: datetime) -> None:
    """Erase a record that is not a person, unless it went with one; nobody needs to be able to read it for that."""
    table = table_of(kind)
    for record in load_unopened(db, kind, binned.versions_of(db, table, record_id)):
        code, below = erasures.code_of(db, table, record.id), erasures.uids_below(db, table, record.id)
        for uid in (record.uid, *below):
            drafts.discard_about(db, uid)
        records.erase(db, kind, record.id)
        note_erased(db, Gone(record, Scope.WHOLE, code), cause, now)
