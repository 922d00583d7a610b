"""Make a practice vault: its accounts, its invented people, and a year of their contacts."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from ...domain.assessment import Assessment, Finding
from ...domain.concern_report import ConcernReport
from ...domain.contact import Contact, Outcome
from ...domain.errors import KnownError
from ...domain.follow_up import FollowUp
from ...domain.meeting import Meeting
from ...domain.organisation import Account, Organisation, Role
from ...domain.person import Identifier, Note, Person, Town
from ...domain.platform import AccountEvent, AccountState, Platform
from ...domain.progress import Progress, unwatched
from ...domain.record import Record
from ...domain.shift import Shift
from ...i18n import ZONE
from ...storage import counting, derived, identity, log, people, records, statistics
from ...storage.columns import table_of
from ...storage.database import Database
from ...vault import passphrases
from ...vault.cost import Cost
from ...vault.folder import NewAccount, Unlocked, Vault
from ..agreements import accept
from ..keeping import refresh_all
from ..saving import local_day, save_record
from ..vaults import NewVault, connect, make_vault
from . import words
from .meetings import InventedMeeting, invented_meetings
from .people import (
    Year,
    invented_contact,
    invented_identifiers,
    invented_notes,
    invented_person,
    invented_towns,
)
from .plans import invented_steps
from .reports import invented_assessments, invented_report
from .shifts import invented_shifts
from .stories import YEAR, Line, Story, shares, tell

MOST_PEOPLE, MOST_CONTACTS_EACH = 200_000, 1000
CONTACTS_EACH = 6
_BATCH = 5000
_FIRST_HOUR = time(9)
_DERIVING: tuple[Callable[[Database], None], ...] = (derived.rebuild, people.refresh_summary, refresh_all)
R = TypeVar("R", bound=Record)


class PracticeTooLarge(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "A practice vault has from 1 to {people} people and at most {contacts} contacts for each of them.",
            people=MOST_PEOPLE,
            contacts=MOST_CONTACTS_EACH,
        )


@dataclass(frozen=True, slots=True)
class PracticeAccount:
    """An account of a practice vault; its passphrase is no secret."""

    label: str
    role: Role
    passphrase: str


@dataclass(frozen=True, slots=True)
class PracticeVault:
    """What was made; `recovery_key` are the lines of the paper key."""

    folder: Path
    accounts: tuple[PracticeAccount, ...]
    recovery_key: tuple[str, ...]


def make_practice_vault(
    folder: Path,
    cost: Cost,
    today: date,
    *,
    people: int = 200,
    contacts: int | None = None,
    seed: int = 1,
    progress: Progress = unwatched,
) -> PracticeVault:
    """Make a vault of invented people in an empty or absent folder, whose year ends `today`.

    The same numbers, seed and day give the same content; keys and passphrases are new each time. When it
    fails or `progress` raises, nothing is left behind.
    """
    wanted = people * CONTACTS_EACH if contacts is None else contacts
    if not 1 <= people <= MOST_PEOPLE or not 0 <= wanted <= people * MOST_CONTACTS_EACH:
        raise PracticeTooLarge
    accounts = _accounts()
    existed = folder.exists()
    first_day = today - timedelta(days=YEAR - 1)
    start = datetime.combine(first_day, _FIRST_HOUR, ZONE)
    vault, unlocked, recovery = make_vault(_new_vault(folder, accounts[0]), cost, start)
    try:
        records_of = tuple(_record(one, vault.add_account(unlocked, _entry(one), cost).uid) for one in accounts[1:])
        _fill(vault, unlocked, Plan(first_day, seed, people, wanted, records_of, progress))
        _agree(vault, accounts, start)
    except BaseException:
        vault.close()
        _clear(folder, existed=existed)
        raise
    vault.close()
    return PracticeVault(folder, accounts, tuple(recovery))


_ROLES = {"Karin": Role.ADMINISTRATOR, "Anna": Role.STAFF, "Leila": Role.COORDINATOR, "Sam": Role.VOLUNTEER}
_SPEAKS_ENGLISH = Role.VOLUNTEER


def _accounts() -> tuple[PracticeAccount, ...]:
    return tuple(PracticeAccount(label, role, passphrases.generate()) for label, role in _ROLES.items())


def _record(account: PracticeAccount, uid: str = "") -> Account:
    language = "en" if account.role is _SPEAKS_ENGLISH else "sv"
    return Account(uid=uid, name=account.label, alias=account.label, role=account.role, language=language)


def _agree(vault: Vault, accounts: tuple[PracticeAccount, ...], now: datetime) -> None:
    """Let each accept the confidentiality agreement with their own keys, as people who have worked for a year have."""
    for account in accounts:
        db = connect(vault, vault.unlock(account.label, account.passphrase))
        accept(db, now)
        db.close()


def _entry(account: PracticeAccount) -> NewAccount:
    return NewAccount(account.label, account.role.value, account.passphrase)


def _new_vault(folder: Path, first: PracticeAccount) -> NewVault:
    profile = Organisation(
        name=words.ORGANISATION,
        standard_text=words.ABOUT,
        standard_text_en=words.ABOUT_IN_ENGLISH,
        outreach_purpose=words.PURPOSE,
        town="Uppsala",
        county="03",
        phone="070-174 06 05",
        email="hej@kvallsljus.example",
        web="https://kvallsljus.example",
        privacy_link="https://kvallsljus.example/om-dina-uppgifter",
        social_emergency_phone="070-174 06 06",
    )
    return NewVault(folder, _record(first), first.passphrase, profile, practice=True)


def _clear(folder: Path, *, existed: bool) -> None:
    """Take away what was made; the folder was empty or absent before."""
    shutil.rmtree(folder)
    if existed:
        folder.mkdir(0o700)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made; `others` are the accounts after the first."""

    first_day: date
    seed: int
    people: int
    contacts: int
    others: tuple[Account, ...]
    progress: Progress

    @property
    def deriving(self) -> int:
        """How much of the work each step of deriving is, against one for each person and contact."""
        return (self.people + self.contacts) // 8


def _fill(vault: Vault, unlocked: Unlocked, plan: Plan) -> None:
    db = connect(vault, unlocked)
    try:
        filling = _Filling(db, plan)
        filling.accounts_and_platforms()
        with statistics.filled_at_once(db):
            filling.people_and_contacts()
        filling.finish()
    finally:
        db.close()


class _Filling:
    """Writes the year, batch by batch: each a transaction with one line in the log."""

    def __init__(self, db: Database, plan: Plan) -> None:
        accounts = (db.sealer.account, plan.others[0].uid)
        self._db, self._plan = db, plan
        self._year = Year(plan.first_day, plan.seed, accounts)
        self._done, self._reports = 0, 0
        self._met: dict[tuple[int, int], int] = {}  # the line of each meeting, by person and minute

    def accounts_and_platforms(self) -> None:
        now = self._year.at(10 * 60)
        for account in self._plan.others:
            save_record(self._db, account, now)
        for number, (name, site, kind) in enumerate(words.PLATFORMS):
            dice = self._year.dice("platform", number)
            platform = Platform(
                uid=dice.uid(),
                name=name,
                kind=kind,
                account="Kvällsljus",
                account_state=AccountState.ACTIVE,
                active_times="kvällar från 20",
                notes=f"Påhittad plats för övning: {site}",
            )
            stored = save_record(self._db, platform, now)
            begun = AccountEvent(
                uid=dice.uid(),
                platform_id=stored.id,
                happened_on=local_day(now),
                account=platform.account,
                account_state=platform.account_state,
            )
            save_record(self._db, begun, now)
        shifts = invented_shifts(self._year, len(words.PLATFORMS))
        self._write(Shift, [replace(shift, id=place) for place, shift in enumerate(shifts, 1)])
        with self._db.transaction():
            identity.set_last_day(self._db, self._year.last_day.isoformat())

    def people_and_contacts(self) -> None:
        stories = self._stories()
        found = enumerate(stories, 1)
        while batch := list(islice(found, _BATCH)):
            persons = list(self._persons(batch))
            self._write(Person, persons)
            first = self._next_id(FollowUp)
            steps = (step for person in persons for step in invented_steps(self._year, person))
            self._write(FollowUp, [replace(step, id=first + place) for place, step in enumerate(steps)])
            self._hang_on(batch)
            self._tell(len(batch))
        self._contacts(stories)
        self._meetings(stories)

    def _stories(self) -> list[Story]:
        """Return all stories in the order in which their persons were registered."""
        given = shares(self._plan.people, self._plan.contacts, self._plan.seed)
        told = []
        for number, lines in enumerate(given):
            told.append(tell(number, lines, self._plan.seed))
            if number % _BATCH == 0:
                self._tell(0)
        return sorted(told, key=lambda story: (story.registered, story.number))

    def _persons(self, batch: Iterable[tuple[int, Story]]) -> Iterator[Person]:
        with self._db.transaction():
            for person_id, story in batch:
                code = people.next_code(self._db, self._year.at(story.registered).year)
                yield invented_person(self._year, story, person_id, code)

    def _hang_on(self, batch: list[tuple[int, Story]]) -> None:
        """Write what hangs on persons, each kind numbered on from the last."""
        self._write(Identifier, self._numbered(Identifier, batch, invented_identifiers))
        self._write(Town, self._numbered(Town, batch, invented_towns))
        self._write(Note, self._numbered(Note, batch, invented_notes))
        assessments = self._numbered(Assessment, batch, invented_assessments)
        self._write(Assessment, assessments)
        first = self._next_id(Finding)
        findings = (replace(f, assessment_id=found.id) for found in assessments for f in found.findings)
        self._write(Finding, [replace(finding, id=first + place) for place, finding in enumerate(findings)])
        self._write(ConcernReport, self._numbered(ConcernReport, batch, self._reports_of))

    def _reports_of(self, year: Year, story: Story, person_id: int) -> Iterator[ConcernReport]:
        report = invented_report(year, story, person_id, self._reports)
        if report:
            self._reports += 1
            yield report

    def _numbered(
        self,
        record_type: type[R],
        batch: Iterable[tuple[int, Story]],
        invent: Callable[[Year, Story, int], Iterator[R]],
    ) -> list[R]:
        ids = count(self._next_id(record_type))
        invented = (record for person_id, story in batch for record in invent(self._year, story, person_id))
        return [replace(record, id=next(ids)) for record in invented]

    def _next_id(self, record_type: type[Record]) -> int:
        found: int = self._db.value(f"SELECT coalesce(max(id), 0) + 1 FROM {table_of(record_type)}")
        return found

    def _contacts(self, stories: list[Story]) -> None:
        """Write all lines in the order of their time."""
        lines = [(line.minute, person_id, line) for person_id, story in enumerate(stories, 1) for line in story.lines]
        lines.sort(key=lambda placed: placed[:2])
        numbered = enumerate(lines, 1)
        while batch := list(islice(numbered, _BATCH)):
            self._write(Contact, [self._contact(number, who, line, stories) for number, (_, who, line) in batch])
            self._db.checkpoint()
            self._tell(len(batch))

    def _contact(self, number: int, person_id: int, line: Line, stories: list[Story]) -> Contact:
        if line.move.outcome is Outcome.MET:
            self._met[person_id, line.minute] = number
        return invented_contact(self._year, number, stories[person_id - 1], person_id, line)

    def _meetings(self, stories: list[Story]) -> None:
        """Write meetings in the order of their persons, each with its line in the log and all that hangs on it."""
        numbered = enumerate(stories, 1)
        while batch := list(islice(numbered, _BATCH)):
            found = [(who, each) for who, story in batch for each in invented_meetings(self._year, story, who)]
            first = self._next_id(Meeting)
            self._write(Meeting, [self._placed(each, who, first + at) for at, (who, each) in enumerate(found)])
            belonging: dict[type[Record], list[Record]] = {}
            for at, (_who, each) in enumerate(found):
                for record in each.belonging:
                    belonging.setdefault(type(record), []).append(replace(record, meeting_id=first + at))  # type: ignore[call-arg]
            for kind, records_of in belonging.items():
                ids = count(self._next_id(kind))
                self._write(kind, [replace(record, id=next(ids)) for record in records_of])

    def _placed(self, invented: InventedMeeting, person_id: int, meeting_id: int) -> Meeting:
        line = self._met.get((person_id, invented.at)) if invented.at is not None else None
        return replace(invented.meeting, id=meeting_id, contact_id=line)

    def _write(self, record_type: type[R], batch: list[R]) -> None:
        if not batch:
            return
        with self._db.transaction():
            records.add_many(self._db, record_type, batch)
            log.note(self._db, "add_many", table_of(record_type), "", batch[-1].created_at or self._end)

    @property
    def _end(self) -> datetime:
        return datetime.combine(self._year.last_day, _FIRST_HOUR, ZONE)

    def finish(self) -> None:
        """Derive what lists and search need."""
        for derive in _DERIVING:
            with self._db.transaction():
                derive(self._db)
            self._db.checkpoint()
            self._tell(self._plan.deriving)
        counting.keep_months(self._db, before=self._year.last_day.isoformat()[:7])
        self._db.checkpoint()

    def _tell(self, more: int) -> None:
        self._done += more
        self._plan.progress(self._done, self._plan.people + self._plan.contacts + len(_DERIVING) * self._plan.deriving)
