"""Whole registers as lists, for other programs and for the terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from ..domain.assessment import Assessment, Finding
from ..domain.attributes import attributes
from ..domain.concern_report import ConcernReport
from ..domain.contact import Contact, ContactFilter
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
from ..domain.organisation import Account
from ..domain.person import Identifier, Note, Person, PersonFilter, Town
from ..domain.record import Record
from ..domain.rights import Right
from ..domain.shift import Shift, ShiftIncident
from ..storage import assessments, concern_reports, contacts, follow_ups, log, meetings, people, shifts
from ..storage.accounts import load_last_unlocked
from ..storage.columns import sealed_names, table_of
from ..storage.database import Database
from ..storage.reading import load, load_of_any, load_unopened, load_unopened_of_any
from .organisation import load_accounts, load_platforms
from .saving import require_right

_AT_ONCE = 500
_EVERYTHING = 1 << 40
_ACCOUNTS = ("by_account", "signed_by", "for_account", "done_by", "went_by", "follow_up_by")
_OF_MEETING: Mapping[str, type[Record]] = {
    "risks": MeetingRisk,
    "answers": ChecklistAnswer,
    "going_anyway": GoingAnyway,
    "check_ins": CheckIn,
    "partings": MeetingParting,
    "incidents": MeetingIncident,
    "lessons": MeetingLesson,
}
Values = dict[str, object]
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Names:
    """What stands for ids in a list: names of accounts by uid, and of platforms by id."""

    accounts: Mapping[str, str]
    platforms: Mapping[int, str]


def list_records(db: Database, record_type: type[Record], now: datetime) -> Iterator[Values]:
    """Yield all records of a type that are not in the bin, as plain values; notes it in the log, once.

    Keys are the names of fields, with `code` (for concern reports and shifts `id`) first. Records that are referred to
    stand by code or name, enumerations by stable id, dates and instants in ISO form. For an account that may not
    read restricted texts they are left out, and `sealed` names them. Accounts are for administrators: raises
    `NotPermitted`.
    """
    if record_type is Account:
        require_right(db, Right.ACCOUNTS)
    with db.transaction():
        log.note(db, "list", table_of(record_type), "", now)
    db.checkpoint()
    accounts = {uid: account.name for uid, account in load_accounts(db).items()}
    names = Names(accounts, {platform.id: platform.name for platform in load_platforms(db)})
    find, lay_out = _LISTS[record_type]
    ids = find(db)
    for first in range(0, len(ids), _AT_ONCE):
        yield from lay_out(db, ids[first : first + _AT_ONCE], names)


def _people(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    identifiers = _grouped(load_of_any(db, Identifier, "person_id", ids), "person_id")
    towns = _grouped(load_of_any(db, Town, "person_id", ids), "person_id")
    steps = _grouped(load_of_any(db, FollowUp, "person_id", ids), "person_id")
    notes = _grouped(load_of_any(db, Note, "person_id", ids), "person_id") if db.sealer.can_open else None
    for person in load(db, Person, ids):
        values = {"code": person.code} | _plain(person, names)
        values["identifiers"] = [_plain(one, names) for one in identifiers.get(person.id, ())]
        values["towns"] = [_plain(one, names) for one in towns.get(person.id, ())]
        values["follow_ups"] = [_plain(one, names) for one in steps.get(person.id, ())]
        if notes is None:
            values["sealed"] = ["notes"]
        else:
            values["notes"] = [_plain(one, names) | _made(one, names) for one in notes.get(person.id, ())]
        yield values | _made(person, names)


def _grouped(records: Sequence[Any], field: str) -> dict[int, list[Any]]:
    """Return records by the id that a field has, in the order in which they were made."""
    key = attrgetter(field)
    ordered = sorted(records, key=attrgetter(field, "id"))
    return {owner: list(group) for owner, group in groupby(ordered, key=key)}


def _contacts(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    found = load(db, Contact, ids)
    codes = _codes(db, [contact.person_id for contact in found])
    for contact in found:
        yield {"code": codes[contact.person_id]} | _plain(contact, names) | _made(contact, names)


def _assessments(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    found = _loaded(db, Assessment, ids)
    of_any = load_of_any if db.sealer.can_open else load_unopened_of_any
    findings = _grouped(of_any(db, Finding, "assessment_id", ids), "assessment_id")
    codes = _codes(db, [assessment.person_id for assessment in found])
    for assessment in found:
        if assessment.person_id in codes:
            values = {"code": codes[assessment.person_id]} | _open(db, assessment, names)
            values["findings"] = [_open(db, one, names) for one in findings.get(assessment.id, ())]
            yield values | _made(assessment, names)


def _steps(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    found = load(db, FollowUp, ids)
    codes = _codes(db, [step.person_id for step in found])
    for step in found:
        yield {"code": codes[step.person_id]} | _plain(step, names) | _made(step, names)


def _shifts(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    """Yield shifts with who worked, where, and what happened; how it felt is for who wrote it alone."""
    incidents = _grouped(load_of_any(db, ShiftIncident, "shift_id", ids), "shift_id") if db.sealer.can_open else None
    for shift in load(db, Shift, ids):
        values: Values = {"id": shift.id, "workers": [names.accounts.get(uid, "") for uid in shift.workers]}
        values["platforms"] = [names.platforms.get(each, "") for each in shift.platforms]
        values |= _plain(shift, names)
        if incidents is None:
            values["sealed"] = ["incidents"]
        else:
            values["incidents"] = [_plain(one, names) | _made(one, names) for one in incidents.get(shift.id, ())]
        yield values | _made(shift, names)


def _reports(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    found = _loaded(db, ConcernReport, ids)
    codes = _codes(db, [report.person_id for report in found if report.person_id])
    for report in found:
        values: Values = {"id": report.id, "code": codes.get(report.person_id or 0)}
        yield values | _open(db, report, names) | _made(report, names)


def _loaded(db: Database, record_type: type[R], ids: Sequence[int]) -> list[R]:
    return (load if db.sealer.can_open else load_unopened)(db, record_type, ids)


def _open(db: Database, record: Record, names: Names) -> Values:
    """Return the fields that this account may read, and which it may not."""
    values = _plain(record, names)
    if db.sealer.can_open:
        return values
    sealed = [field.name for field in attributes(type(record)) if field.restricted]
    return {name: value for name, value in values.items() if name not in sealed} | {"sealed": sealed}


def _meetings(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    found = load(db, Meeting, ids)
    codes = _codes(db, [meeting.person_id for meeting in found])
    of_any = load_of_any if db.sealer.can_open else load_unopened_of_any
    parts = {key: _grouped(of_any(db, kind, "meeting_id", ids), "meeting_id") for key, kind in _OF_MEETING.items()}
    for meeting in found:
        workers = [names.accounts.get(uid, "") for uid in meeting.workers]
        values: Values = {"code": codes[meeting.person_id]} | _plain(meeting, names) | {"workers": workers}
        for key, records in parts.items():
            values[key] = [_part_of_meeting(db, one, names) for one in records.get(meeting.id, ())]
        yield values | _made(meeting, names)


def _part_of_meeting(db: Database, record: Record, names: Names) -> Values:
    items: Values = {"items": list(record.items)} if isinstance(record, GoingAnyway) else {}
    return items | (_open(db, record, names) if sealed_names(type(record)) else _plain(record, names))


def _accounts(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    unlocked = load_last_unlocked(db)
    for account in load(db, Account, ids):
        yield _plain(account, names) | {"unlocked_at": plain(unlocked.get(account.uid))} | _made(account, names)


def _codes(db: Database, ids: Sequence[int]) -> dict[int, str]:
    """Return the codes of the persons that are not in the bin."""
    return {person.id: person.code for person in load(db, Person, ids) if person.removed_on is None}


def _plain(record: Record, names: Names) -> Values:
    values = {field.name: plain(getattr(record, field.name)) for field in attributes(type(record))}
    for field in _ACCOUNTS:
        if field in values:
            values[field] = names.accounts.get(str(values[field]), "")
    if "platform_id" in values:
        values["platform"] = names.platforms.get(getattr(record, "platform_id", None) or 0)
        del values["platform_id"]
    values.pop("person_id", None)
    return values


def _made(record: Record, names: Names) -> Values:
    return {
        "created_at": plain(record.created_at),
        "created_by": names.accounts.get(record.created_by, ""),
        "changed_at": plain(record.changed_at),
        "changed_by": names.accounts.get(record.changed_by, ""),
    }


def plain(value: object) -> object:
    """Return a field's value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return [plain(part) for part in value] if isinstance(value, tuple) else value


_Finder = Callable[[Database], Sequence[int]]
_LayOut = Callable[[Database, Sequence[int], Names], Iterator[Values]]
_LISTS: dict[type[Record], tuple[_Finder, _LayOut]] = {
    Person: (lambda db: people.find(db, PersonFilter()), _people),
    Contact: (lambda db: contacts.find(db, ContactFilter(), _EVERYTHING), _contacts),
    Assessment: (assessments.find_all, _assessments),
    ConcernReport: (lambda db: concern_reports.find(db, most=_EVERYTHING), _reports),
    Meeting: (meetings.find_all, _meetings),
    FollowUp: (follow_ups.find_all, _steps),
    Shift: (shifts.find_all, _shifts),
    Account: (lambda db: [account.id for account in load_accounts(db).values()], _accounts),
}
