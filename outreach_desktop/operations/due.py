"""What falls due: shown in advance, erased on its day, and nothing while the clock is doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..domain.erasure import Cause
from ..domain.retention import LISTED_AHEAD, Why, clock_is_doubtful, kept, months_after
from ..domain.rights import Right
from ..storage import concern_reports, drafts, erasures, identity, log, meetings, people, retention
from ..storage.concern_reports import ConcernReportRow
from ..storage.database import Database
from ..storage.people import PersonRow
from .bin import empty_bin
from .do_not_disturb import forget_over
from .erasing import empty_journal, take_away, take_content, take_rest
from .keeping import load_plan, refresh
from .saving import local_day, require_right
from .seen_ads import erase_stray_ads
from .shifts import forget_handovers

_DOUBTED, _TRUSTED = "doubt_clock", "trust_clock"


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
class Due:
    """What is to be erased: `persons` wholly, of those who `declined` all but alias and platform, of `reports` texts.

    Persons are listed two weeks ahead, the others when they have come. `last_at`, where the clock is doubtful: when
    somebody worked here before it was.
    """

    persons: Sequence[DuePerson] = ()
    declined: Sequence[PersonRow] = ()
    reports: Sequence[ConcernReportRow] = ()
    last_at: datetime | None = None

    @property
    def count(self) -> int:
        return len(self.persons) + len(self.declined) + len(self.reports)

    def on(self, today: date) -> "Due":
        """Return what of it has come by a day."""
        come = [each for each in self.persons if each.row.retention_on and each.row.retention_on <= today]
        return Due(come, self.declined, self.reports, self.last_at)


def load_due(db: Database, today: date) -> Due:
    """Return what falls due within two weeks, the first due first."""
    persons = _persons(db, retention.find_due(db, today + LISTED_AHEAD))
    come = {each.row.id for each in Due(persons).on(today).persons}
    writing = erasures.with_unsent_report(db)
    declined = [each for each in retention.find_to_reduce(db) if each not in come | writing]
    reports = concern_reports.load_rows(db, _old_reports(db, today))
    return Due(persons, people.load_rows(db, declined), reports, doubtful_since(db))


def _persons(db: Database, ids: Sequence[int]) -> list[DuePerson]:
    histories, plan = retention.histories(db, ids), load_plan(db)
    found = {person.id: person for person in retention.persons(db, ids)}
    answers = {key: kept(person, histories[key], plan) for key, person in found.items()}
    return [
        DuePerson(row, answers[row.id].why, found[row.id].prolonged_why, answers[row.id].for_meeting_on)
        for row in people.load_rows(db, ids)
    ]


def _old_reports(db: Database, today: date) -> list[int]:
    months = load_plan(db).content_months
    return [found for found, day in retention.find_sent_reports(db, today) if months_after(day, months) <= today]


def count_due(db: Database, today: date) -> int:
    """Return how much is to be erased today, without loading any of it."""
    persons = set(retention.find_due(db, today)) | set(retention.find_to_reduce(db)) - erasures.with_unsent_report(db)
    return len(persons) + len(_old_reports(db, today))


def erase_due(db: Database, shown: Due, now: datetime) -> int:
    """Erase what was shown and is still due; return how much that was. Raises `NotPermitted`."""
    require_right(db, Right.ERASE)
    with db.transaction():
        refresh(db, [each.row.id for each in shown.persons])  # a meeting may have been planned since
        due, wanted = load_due(db, local_day(now)).on(local_day(now)), shown.on(local_day(now))
        persons = _both([each.row.id for each in due.persons], [each.row.id for each in wanted.persons])
        persons = [each for each in persons if each not in meetings.with_live(db, persons)]
        declined = _both([row.id for row in due.declined], [row.id for row in wanted.declined])
        reports = _both([row.id for row in due.reports], [row.id for row in wanted.reports])
        for report_id in reports:
            take_content(db, report_id, now, Cause.DATE, code=_code_of(due, report_id))
        for person_id in persons:
            take_away(db, person_id, now, Cause.DATE)
        for person_id in declined:
            take_rest(db, person_id, now, Cause.DECLINED)
    empty_journal(db)
    return len(persons) + len(declined) + len(reports)


def _both(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return [each for each in one if each in set(other)]


def _code_of(due: Due, report_id: int) -> str:
    return next(row.person_code for row in due.reports if row.id == report_id)


def doubtful_since(db: Database) -> datetime | None:
    """Return when somebody worked here before the clock became doubtful; None where it is trusted."""
    doubted, trusted = log.last_of(db, _DOUBTED), log.last_of(db, _TRUSTED)
    return log.at(db, doubted - 2) if doubted > trusted else None


def tidy_up(db: Database, now: datetime) -> None:
    """Let go of what is over: old drafts, and the bin. Nothing goes while the clock is doubtful."""
    from .importing.undoing import forget_old  # after unlocking, not before the window is there

    if doubtful_since(db) is None:
        drafts.discard_old(db, now)
        empty_bin(db, now)
        erase_stray_ads(db, now)
        forget_handovers(db, now)
        forget_over(db, now)
        forget_old(db, now)


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
