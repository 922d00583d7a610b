"""What falls due: listed in advance, and nothing by its day while the clock is doubtful. `due_erasing` erases it."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from ..domain import permission
from ..domain.log_closing import closed_before
from ..domain.person import Person
from ..domain.retention import LISTED_AHEAD, Why, clock_is_doubtful, kept, months_after, must_be_reduced
from ..domain.rights import Right
from ..i18n import ZONE
from ..storage import concern_reports, drafts, erasures, identity, log, log_chain, meetings, people, retention, shifts
from ..storage.concern_reports import ConcernReportRow
from ..storage.database import Database
from ..storage.people import PersonRow
from .bin import empty_bin
from .do_not_disturb import forget_over
from .keeping import load_plan
from .saving import local_day, require_right
from .seen_ads import erase_stray_ads
from .shifts import forget_handovers

_DOUBTED, _TRUSTED = "doubt_clock", "trust_clock"
_SHORTEST_MONTH = timedelta(days=28)
SHOWN, PROLONGED = "show_due", "prolong"


@dataclass(frozen=True, slots=True)
class DuePerson:
    """A person and by which period they are kept; `prolonged_why` where somebody has kept them longer.

    `meeting_on` is the day of the planned meeting that keeps them until it is over and written down.
    """

    row: PersonRow
    why: Why
    prolonged_why: str
    meeting_on: date | None = None


@dataclass(frozen=True, slots=True)
class DueIncident:
    """Something that happened during a shift, and the day on which it is due."""

    id: int
    uid: str
    shift_id: int
    written_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be erased: `persons` wholly, of those who `declined` all but alias and platform, of `reports` texts.

    Persons and `incidents` of shifts are listed two weeks ahead, the others when they have come. `shown` says, by uid,
    since which day somebody who may erase knows that the day had come; `held` are the ids of persons whom nothing but a
    decision erases: a report about them is being written, or the police have asked us to wait. `last_at`, where the
    clock is doubtful: when somebody worked here before it was.
    """

    persons: Sequence[DuePerson] = ()
    declined: Sequence[PersonRow] = ()
    reports: Sequence[ConcernReportRow] = ()
    incidents: Sequence[DueIncident] = ()
    shown: Mapping[str, date] = field(default_factory=dict)
    held: frozenset[int] = frozenset()
    last_at: datetime | None = None

    @property
    def count(self) -> int:
        return len(self.persons) + len(self.declined) + len(self.reports) + len(self.incidents)

    @property
    def uids(self) -> dict[str, list[str]]:
        """Return the uids of all of it, by table."""
        people_ = [*(each.row.uid for each in self.persons), *(row.uid for row in self.declined)]
        reports, incidents = [row.uid for row in self.reports], [each.uid for each in self.incidents]
        return {"person": people_, "concern_report": reports, "shift_incident": incidents}

    def on(self, today: date) -> "Due":
        """Return what of it has come by a day."""
        come = [each for each in self.persons if each.row.retention_on and each.row.retention_on <= today]
        return replace(self, persons=come, incidents=[each for each in self.incidents if each.due_on <= today])

    @property
    def free(self) -> "Due":
        """Return all of it but whom nothing but a decision about them erases."""
        persons = [each for each in self.persons if each.row.id not in self.held]
        return replace(self, persons=persons, declined=[row for row in self.declined if row.id not in self.held])

    def left(self, today: date) -> "Due":
        """Return what nobody has kept of what was shown on an earlier day; nothing while the clock is doubtful."""
        before = {uid for uid, day in self.shown.items() if day < today and self.last_at is None}
        return self.free.those_of(before)

    def those_of(self, uids: Container[str]) -> "Due":
        """Return what of it has one of these uids."""
        return replace(
            self,
            persons=[each for each in self.persons if each.row.uid in uids],
            declined=[row for row in self.declined if row.uid in uids],
            reports=[row for row in self.reports if row.uid in uids],
            incidents=[each for each in self.incidents if each.uid in uids],
        )


def load_due(db: Database, today: date) -> Due:
    """Return what falls due within two weeks, the first due first."""
    ending, to_reduce = retention.find_due(db, today + LISTED_AHEAD), retention.find_to_reduce(db)
    found = {person.id: person for person in retention.persons(db, [*ending, *to_reduce])}
    busy = _busy(db, found)
    gone = {each for each in ending if (found[each].retention_on or today) <= today}
    declined = [each for each in to_reduce if each not in gone | busy]
    plan = load_plan(db)
    reports = _old_reports(db, today, plan.content_months)
    due_on = {person.uid: _due_on(person, gone) for person in found.values()}
    rows = concern_reports.load_rows(db, list(reports))
    incidents = _incidents(db, today + LISTED_AHEAD, plan.incident_months)
    due_on |= {row.uid: reports[row.id] for row in rows} | {each.uid: each.due_on for each in incidents}
    return Due(
        _persons(db, ending, found),
        people.load_rows(db, declined),
        rows,
        incidents,
        _shown(db, due_on),
        frozenset(busy | {each for each, person in found.items() if _on_hold(person, today)}),
        doubtful_since(db),
    )


def _busy(db: Database, persons: Collection[int]) -> set[int]:
    """Return about whom a report is being written, and whom of these somebody is meeting now."""
    return erasures.with_unsent_report(db) | meetings.with_live(db, list(persons))


def _due_on(person: Person, gone: Container[int]) -> date:
    """Return on which day a person was due: wholly, or, of who declined, all but alias and platform."""
    day = person.retention_on if person.id in gone or not must_be_reduced(person) else person.declined_on
    return day or date.min


def _on_hold(person: Person, today: date) -> bool:
    return any(each.why is permission.Why.HOLD for each in permission.blocks_of(person, today))


def _shown(db: Database, due_on: Mapping[str, date]) -> dict[str, date]:
    """Return on which day each was shown as due, if its day had come by then and nobody has kept it longer since."""
    newest = log.newest_of(db, due_on, (SHOWN, PROLONGED))
    days = {uid: local_day(at) for uid, (action, at) in newest.items() if action == SHOWN}
    return {uid: day for uid, day in days.items() if day >= due_on[uid]}


def _persons(db: Database, ids: Sequence[int], found: Mapping[int, Person]) -> list[DuePerson]:
    histories, plan = retention.histories(db, ids), load_plan(db)
    answers = {each: kept(found[each], histories[each], plan) for each in ids if each in found}
    return [
        DuePerson(row, answers[row.id].why, found[row.id].prolonged_why, answers[row.id].for_meeting_on)
        for row in people.load_rows(db, ids)
    ]


def _old_reports(db: Database, today: date, months: int) -> dict[int, date]:
    """Return the reports whose text is to go, by id, each with the day on which it was due."""
    sent_by = today - _SHORTEST_MONTH * months
    due_on = {found: months_after(day, months) for found, day in retention.find_sent_reports(db, sent_by)}
    return {found: day for found, day in due_on.items() if day <= today}


def _incidents(db: Database, until: date, months: int) -> list[DueIncident]:
    """Return the incidents of shifts whose day comes until then."""
    written_before = until - _SHORTEST_MONTH * months + timedelta(days=2)  # whatever the offset of the day is
    rows = shifts.find_old_incidents(db, datetime.combine(written_before, time(), ZONE))
    days = [(row, local_day(row.created_at)) for row in rows]
    found = [DueIncident(row.id, row.uid, row.shift_id, day, months_after(day, months)) for row, day in days]
    return [each for each in found if each.due_on <= until]


def count_due(db: Database, today: date) -> int:
    """Return how much is to be erased today, without loading any of it."""
    plan = load_plan(db)
    others = _old_reports(db, today, plan.content_months), _incidents(db, today, plan.incident_months)
    return retention.count_due(db, today) + sum(map(len, others))


def doubtful_since(db: Database) -> datetime | None:
    """Return when somebody worked here before the clock became doubtful; None where it is trusted."""
    doubted, trusted = log.last_of(db, _DOUBTED), log.last_of(db, _TRUSTED)
    return log.at(db, doubted - 2) if doubted > trusted else None


def tidy_up(db: Database, now: datetime) -> None:
    """Let go of what is over: old drafts, the bin, old lines of the log. Nothing goes while the clock is doubtful."""
    from .importing.undoing import forget_old  # after unlocking, not before the window is there

    if doubtful_since(db) is None:
        drafts.discard_old(db, now)
        empty_bin(db, now)
        erase_stray_ads(db, now)
        forget_handovers(db, now)
        forget_over(db, now)
        forget_old(db, now)
        log_chain.close_before(db, closed_before(local_day(now)), now)


def note_unlocking(db: Database, now: datetime) -> None:
    """Write the line of an unlocking into the log, and one more where the clock does not fit the line before."""
    last = log.head(db).seq
    before = log.at(db, last)
    with db.transaction():
        log.note(db, "unlock", "vault", "", now)
        if clock_is_doubtful(before, now) and not identity.read(db).practice:
            log.note(db, _DOUBTED, "vault", "", now)


def trust_clock(db: Database, now: datetime) -> None:
    """Note that somebody has looked at the clock and it is right; what was put off is done. Raises `NotPermitted`."""
    require_right(db, Right.ERASE)
    with db.transaction():
        log.note(db, _TRUSTED, "vault", "", now)
    tidy_up(db, now)
