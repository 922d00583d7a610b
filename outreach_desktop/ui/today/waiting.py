"""What waits for the one who is signed in, asked in one go by the reading thread."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ...domain.backups import Status
from ...domain.concern_report import ReportState
from ...domain.organisation import Role
from ...domain.platform import Platform
from ...domain.retention import LISTED_AHEAD
from ...domain.rights import Right, may
from ...operations.backup_status import load_status
from ...operations.contacts import LoggedLine
from ...operations.due import count_due
from ...operations.meetings_due import MeetingsDue, find_due
from ...operations.recovery_sheet import is_drill_due
from ...operations.saving import local_day
from ...operations.writing import unconfirmed_lines
from ...storage import concern_reports, contacts, drafts, due, follow_ups, identity, people
from ...storage.concern_reports import ConcernReportRow
from ...storage.database import Database
from ...storage.drafts import Draft
from ...storage.due import Due
from ...storage.follow_ups import PlannedSteps
from ...storage.people import PersonRow
from ...storage.reading import load_all
from ..rooms import may_enter
from .places import destination, person_in

MOST_STEPS, MOST_ENDING, MOST_DRAFTS, MOST_REPORTS = 12, 5, 8, 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """`people` are those that drafts are about, by id; `has_...` say how far a new vault has come.

    `backup_late`: something must be done about the backups. `drill_due`: the recovery sheet was not tried for a year.
    """

    drafts: tuple[Draft, ...]
    people: dict[int, PersonRow]
    copied: tuple[LoggedLine, ...]
    meetings: MeetingsDue
    steps: PlannedSteps
    reports: tuple[ConcernReportRow, ...]
    ending: Due
    erase_now: int
    has_platform: bool
    has_person: bool
    has_contact: bool
    backups: Status
    backup_late: bool
    drill_due: bool

    @property
    def is_empty(self) -> bool:
        dues = self.backup_late or self.drill_due or self.erase_now > 0
        waits = self.drafts or self.copied or self.steps.count or self.reports or self.ending.count
        return not waits and not dues and self.meetings.is_empty


def _is_shown(draft: Draft, role: Role) -> bool:
    """Leave out what the window keeps for itself, and what belongs to rooms that the role no longer enters."""
    where = destination(draft.editor)
    return where is not None and may_enter(role, where.room)


def _reads(role: Role) -> bool:
    return may(role, Right.REPORTS)


def ask(db: Database, now: datetime) -> Waiting:
    """Return what waits now."""
    role, today, status = db.sealer.role, local_day(now), load_status(db)
    practice = identity.read(db).practice
    own = tuple(draft for draft in drafts.all_own(db) if _is_shown(draft, role))[:MOST_DRAFTS]
    about = [person for draft in own if (person := person_in(draft.editor)) is not None]
    reports = concern_reports.find(db, ReportState.SECOND_READER, most=MOST_REPORTS) if _reads(role) else []
    return Waiting(
        drafts=own,
        people={row.id: row for row in people.load_rows(db, about)},
        copied=tuple(unconfirmed_lines(db)),
        meetings=find_due(db, now),
        steps=follow_ups.find_due(db, today, today + timedelta(days=1), MOST_STEPS),
        reports=tuple(concern_reports.load_rows(db, reports)),
        ending=due.ending(db, today + LISTED_AHEAD, MOST_ENDING),
        erase_now=count_due(db, today) if may(role, Right.ERASE) else 0,
        has_platform=bool(load_all(db, Platform)),
        has_person=people.has_any(db),
        has_contact=contacts.has_any(db),
        backups=status,
        backup_late=_is_late(status, now) and not practice,
        drill_due=may(role, Right.ACCOUNTS) and not practice and is_drill_due(db, now),
    )


def _is_late(status: Status, now: datetime) -> bool:
    return bool(status.failure or status.test_failure) or status.is_late(now) or status.is_late_elsewhere(now)
