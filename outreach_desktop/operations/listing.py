"""Whole registers as lists, for other programs and for the terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import groupby
from typing import Any

from ..domain.assessment import Assessment
from ..domain.attributes import attributes
from ..domain.concern_report import ConcernReport
from ..domain.contact import Contact, ContactFilter
from ..domain.organisation import Account
from ..domain.person import Identifier, Note, Person, PersonFilter, Town
from ..domain.record import Record
from ..domain.rights import Right
from ..storage import assessments, concern_reports, contacts, log, people
from ..storage.accounts import load_last_unlocked
from ..storage.columns import sealed_names, table_of
from ..storage.database import Database
from ..storage.reading import load, load_of_any
from .organisation import load_accounts, load_platforms
from .saving import require_right

_AT_ONCE = 500
_EVERYTHING = 1 << 40
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Names:
    """What stands for ids in a list: names of accounts by uid, and of platforms by id."""

    accounts: Mapping[str, str]
    platforms: Mapping[int, str]


def list_records(db: Database, record_type: type[Record], now: datetime) -> Iterator[Values]:
    """Yield all records of a type that are not in the bin, as plain values; notes it in the log, once.

    Keys are the names of fields, with `code` (for concern reports `id`) first. Records that are referred to
    stand by code or name, enumerations by stable id, dates and instants in ISO form. Notes are left out for an
    account that may not read them; raises `NotPermitted` where all of a list is restricted.
    """
    if record_type is Account:
        require_right(db, Right.ACCOUNTS)
    if sealed_names(record_type):
        require_right(db, Right.READ_NOTES)
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
    identifiers = _by_person(load_of_any(db, Identifier, "person_id", ids))
    towns = _by_person(load_of_any(db, Town, "person_id", ids))
    notes = _by_person(load_of_any(db, Note, "person_id", ids)) if db.sealer.can_open else None
    for person in load(db, Person, ids):
        values = {"code": person.code} | _plain(person, names)
        values["identifiers"] = [_plain(one, names) for one in identifiers.get(person.id, ())]
        values["towns"] = [_plain(one, names) for one in towns.get(person.id, ())]
        if notes is not None:
            values["notes"] = [_plain(one, names) | _made(one, names) for one in notes.get(person.id, ())]
        yield values | _made(person, names)


def _by_person(records: Sequence[Any]) -> dict[int, list[Any]]:
    ordered = sorted(records, key=lambda record: (record.person_id, record.id))
    return {key: list(group) for key, group in groupby(ordered, key=lambda record: record.person_id)}


def _contacts(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    found = load(db, Contact, ids)
    codes = _codes(db, [contact.person_id for contact in found])
    for contact in found:
        yield {"code": codes[contact.person_id]} | _plain(contact, names) | _made(contact, names)


def _assessments(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    found = [assessments.load(db, assessment_id) for assessment_id in ids]
    codes = _codes(db, [assessment.person_id for assessment in found])
    for assessment in found:
        if assessment.person_id in codes:
            findings = [_plain(finding, names) for finding in assessment.findings]
            values = {"code": codes[assessment.person_id]} | _plain(assessment, names)
            yield values | {"findings": findings} | _made(assessment, names)


def _reports(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    found = load(db, ConcernReport, ids)
    codes = _codes(db, [report.person_id for report in found if report.person_id])
    for report in found:
        values: Values = {"id": report.id, "code": codes.get(report.person_id or 0)}
        yield values | _plain(report, names) | _made(report, names)


def _accounts(db: Database, ids: Sequence[int], names: Names) -> Iterator[Values]:
    unlocked = load_last_unlocked(db)
    for account in load(db, Account, ids):
        yield _plain(account, names) | {"unlocked_at": plain(unlocked.get(account.uid))} | _made(account, names)


def _codes(db: Database, ids: Sequence[int]) -> dict[int, str]:
    """Return the codes of the persons that are not in the bin."""
    return {person.id: person.code for person in load(db, Person, ids) if person.removed_on is None}


def _plain(record: Record, names: Names) -> Values:
    values = {field.name: plain(getattr(record, field.name)) for field in attributes(type(record))}
    for field in ("by_account", "signed_by"):
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


_Finder = Callable[[Database], list[int]]
_LayOut = Callable[[Database, Sequence[int], Names], Iterator[Values]]
_LISTS: dict[type[Record], tuple[_Finder, _LayOut]] = {
    Person: (lambda db: people.find(db, PersonFilter()), _people),
    Contact: (lambda db: contacts.find(db, ContactFilter(), _EVERYTHING), _contacts),
    Assessment: (assessments.find_all, _assessments),
    ConcernReport: (concern_reports.find, _reports),
    Account: (lambda db: [account.id for account in load_accounts(db).values()], _accounts),
}
