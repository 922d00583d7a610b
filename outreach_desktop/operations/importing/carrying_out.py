"""Bringing in what was planned: all or nothing, one transaction, with what undoing needs."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count, islice
from typing import Any, TypeVar

from ...domain.contact import Contact
from ...domain.errors import KnownError
from ...domain.follow_up import FollowUp, Result, does
from ...domain.importing import Action, Imported, ImportPlan, Incoming, Rules
from ...domain.person import Identifier, Person, Town
from ...domain.progress import Progress, unwatched
from ...domain.record import Record
from ...domain.rights import Right
from ...storage import contacts, derived, imports, log, people, records, statistics
from ...storage.columns import table_of
from ...storage.database import Database
from ...storage.imports import Part, StoredImport
from ..contacts import moved_by
from ..keeping import refresh
from ..people import add_note, with_refusal
from ..saving import local_day, require_right
from .joining import join

R = TypeVar("R", bound=Record)
_AT_ONCE = 500  # persons


class ProblemsLeft(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "Some rows have problems, so nothing was brought in. Mend the file, or say that these rows are left out."
        )


class NothingToImport(KnownError):
    def __init__(self) -> None:
        super().__init__("There is nothing to bring in.")


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Persons of a plan by what becomes of them."""

    new: list[Incoming]
    known: list[Incoming]
    skipped: int


def carry_out(db: Database, plan: ImportPlan, rules: Rules, now: datetime, progress: Progress = unwatched) -> Imported:
    """Store what a plan brings in, by the rules. Raises `ProblemsLeft`, `NothingToImport`, `NotPermitted`, `Cancelled`.

    Who calls this makes a backup before (`backup_upkeep.back_up_before`).
    """
    require_right(db, Right.SPREADSHEETS)
    if plan.blocked_rows and not rules.leave_out:
        raise ProblemsLeft
    wanted = _sorted(plan, rules)
    if not wanted.new and not wanted.known:
        raise NothingToImport
    with db.transaction():
        return _Bringing(db, now, progress, len(wanted.new) + len(wanted.known)).bring(wanted)


def expected(plan: ImportPlan, rules: Rules) -> Imported:
    """Return what would come in by these rules; somebody known counts as added to, whether or not anything is new."""
    wanted = _sorted(plan, rules)
    return Imported("", len(wanted.new), len(wanted.known), wanted.skipped)


def _sorted(plan: ImportPlan, rules: Rules) -> _Sorted:
    by_action: dict[Action, list[Incoming]] = {action: [] for action in Action}
    for at, incoming in enumerate(plan.people):
        by_action[rules.action(at, incoming)].append(incoming)
    return _Sorted(by_action[Action.NEW], by_action[Action.MERGE], len(by_action[Action.SKIP]))


class _Bringing:
    def __init__(self, db: Database, now: datetime, progress: Progress, total: int) -> None:
        self._db, self._now, self._progress, self._total = db, now, progress, total
        self._today = local_day(now)
        self._uid, self._account, self._brought = records.new_uid(), db.sealer.account, 0

    def bring(self, wanted: _Sorted) -> Imported:
        added = list(self._add(wanted.new))
        joined: list[Part] = []
        merged = 0
        for incoming in wanted.known:
            found = join(self._db, incoming, self._now)
            joined += found
            merged += bool(found)
            self._tell(1)
        skipped = wanted.skipped + len(wanted.known) - merged
        if not added and not joined:
            return Imported("", 0, 0, skipped)
        stored = StoredImport(self._uid, self._now, self._account, len(wanted.new), merged)
        imports.add(self._db, stored, [*added, *joined])
        log.note(self._db, "import", "person", self._uid, self._now)
        self._progress(self._total, self._total)
        return Imported(self._uid, len(wanted.new), merged, skipped)

    def _add(self, new: Sequence[Incoming]) -> Iterator[Part]:
        if not new:
            return
        db = self._db
        first_person, first_contact = imports.next_id(db, "person"), imports.next_id(db, "contact")
        codes = people.next_codes(db, self._today.year, len(new))
        numbered = zip(new, codes, count(first_person), strict=False)
        with self._statistics(new):
            while some := list(islice(numbered, _AT_ONCE)):
                yield from self._add_some(some)
        derived.index_new(db, first_person, first_contact)
        people.add_summaries(db, first_person)
        for first in range(first_person, first_person + len(new), _AT_ONCE):
            refresh(db, range(first, min(first + _AT_ONCE, first_person + len(new))))

    def _statistics(self, new: Sequence[Incoming]) -> AbstractContextManager[None]:
        """Let the roll-up be made in one go where more lines come than there are."""
        lines = sum(len(each.contacts) for each in new)
        return statistics.filled_at_once(self._db) if lines > contacts.count(self._db) else nullcontext()

    def _add_some(self, some: list[tuple[Incoming, str, int]]) -> list[Part]:
        lines = self._hung(Contact, ((each.contacts, at) for each, _code, at in some))
        steps = self._steps(some, lines)
        persons = [self._person(each, code, at, steps.get(at, [])) for each, code, at in some]
        self._store(Person, persons)
        self._store(Identifier, self._hung(Identifier, ((each.identifiers, at) for each, _code, at in some)))
        self._store(Town, self._hung(Town, ((each.towns, at) for each, _code, at in some)))
        self._store(Contact, lines)
        self._store(FollowUp, self._hung(FollowUp, ((found, at) for at, found in steps.items())))
        for incoming, _code, person_id in some:
            for note in incoming.notes:
                add_note(self._db, person_id, note.text, self._now)
        log.note_many(self._db, "import", "person", [person.uid for person in persons], self._now)
        self._tell(len(some))
        return [Part(person.id, "person", person.id, person.version) for person in persons]

    def _steps(self, some: list[tuple[Incoming, str, int]], lines: list[Contact]) -> dict[int, list[FollowUp]]:
        """Return what was planned with each person, as if the lines had been logged in their order."""
        of_person: dict[int, list[Contact]] = {}
        for line in lines:
            of_person.setdefault(line.person_id, []).append(line)
        found = {at: self._planned(each.person, of_person.get(at, [])) for each, _code, at in some}
        return {at: steps for at, steps in found.items() if steps}

    def _planned(self, person: Person, lines: list[Contact]) -> list[FollowUp]:
        steps: list[FollowUp] = []
        for line in lines:
            done = {
                "result": Result.CONTACT,
                "done_contact_id": line.id,
                "done_at": self._now,
                "done_by": self._account,
            }
            steps = [replace(step, **done) if does(line, step) else step for step in steps]  # type: ignore[arg-type]
            if line.next_step or line.next_step_on:
                steps.append(FollowUp(contact_id=line.id, step=line.next_step, due_on=line.next_step_on))
        if person.follow_up or person.follow_up_on:
            steps.append(FollowUp(step=person.follow_up, due_on=person.follow_up_on))
        return steps

    def _done_by(self, line: Contact, step: FollowUp) -> FollowUp:
        return replace(step, result=Result.CONTACT, done_contact_id=line.id, done_at=self._now, done_by=self._account)

    def _person(self, incoming: Incoming, code: str, person_id: int, steps: list[FollowUp]) -> Person:
        """Return the person as the lines leave them, save for what the file says itself."""
        person = replace(incoming.person, code=code)
        for contact in incoming.contacts:
            day = local_day(contact.at) if contact.at else None
            person = moved_by(person, replace(contact, contact_on=day))
        stated = {name: getattr(incoming.person, name) for name in incoming.stated}
        first = min((step for step in steps if step.is_open), key=_due, default=FollowUp())
        person = replace(person, **stated | {"follow_up": first.step, "follow_up_on": first.due_on})
        return self._made(with_refusal(person, self._today), id=person_id)

    def _hung(self, record_type: type[R], hung: Iterable[tuple[Sequence[R], int]]) -> list[R]:
        """Return what hangs on persons with ids of its own and theirs."""
        ids = count(imports.next_id(self._db, table_of(record_type)))
        return [
            self._made(record, **_place(record, next(ids), person_id)) for found, person_id in hung for record in found
        ]

    def _made(self, record: R, **place: Any) -> R:
        account = self._account
        return replace(
            record,
            uid=records.new_uid(),
            version=1,
            created_at=self._now,
            created_by=account,
            changed_at=self._now,
            changed_by=account,
            **place,
        )

    def _store(self, record_type: type[R], found: list[R]) -> None:
        if found:
            records.add_many(self._db, record_type, found)

    def _tell(self, more: int) -> None:
        self._brought += more
        self._progress(self._brought, self._total)


def _due(step: FollowUp) -> date:
    """Return by what steps are in order: those without a day come last."""
    return step.due_on or date.max


def _place(record: Record, record_id: int, person_id: int) -> dict[str, Any]:
    """Return the ids of a record; of a line also its day of the organisation, by which statistics count."""
    placed: dict[str, Any] = {"id": record_id, "person_id": person_id}
    if isinstance(record, Contact) and record.at:
        placed["contact_on"] = local_day(record.at)
    return placed
