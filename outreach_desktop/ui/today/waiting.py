"""What waits for the one who is signed in, asked in one go by the reading thread."""

from dataclasses import dataclass
from datetime import date, timedelta

from ...domain.concern_report import ReportState
from ...domain.platform import Platform
from ...storage import concern_reports, contacts, drafts, due, people
from ...storage.concern_reports import ConcernReportRow
from ...storage.database import Database
from ...storage.drafts import Draft
from ...storage.due import Due
from ...storage.people import PersonRow
from ...storage.reading import load_all
from .places import person_in

MOST_STEPS, MOST_ENDING, MOST_DRAFTS, MOST_REPORTS = 12, 5, 8, 8
ENDING_DAYS = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    """`people` are those that drafts are about, by id; the last three say how far a new vault has come."""

    drafts: tuple[Draft, ...]
    people: dict[int, PersonRow]
    steps: Due
    reports: tuple[ConcernReportRow, ...]
    ending: Due
    has_platform: bool
    has_person: bool
    has_contact: bool

    @property
    def is_empty(self) -> bool:
        return not (self.drafts or self.steps.count or self.reports or self.ending.count)


def ask(db: Database, today: date) -> Waiting:
    """Return what waits on `today`."""
    own = tuple(draft for draft in drafts.all_own(db) if draft.editor != drafts.WINDOW)[:MOST_DRAFTS]
    about = [person for draft in own if (person := person_in(draft.editor)) is not None]
    reports = concern_reports.find(db, ReportState.SECOND_READER, most=MOST_REPORTS)
    return Waiting(
        drafts=own,
        people={row.id: row for row in people.load_rows(db, about)},
        steps=due.steps(db, today, MOST_STEPS),
        reports=tuple(concern_reports.load_rows(db, reports)),
        ending=due.ending(db, today + timedelta(days=ENDING_DAYS), MOST_ENDING),
        has_platform=bool(load_all(db, Platform)),
        has_person=people.has_any(db),
        has_contact=contacts.has_any(db),
    )
