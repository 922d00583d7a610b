"""Tonight's work: next steps that are due, whom we may write to again, and whose reply is waited for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain.permission import Verdict
from ..domain.person import Person
from ..storage import follow_ups, people, waiting
from ..storage.database import Database
from ..storage.follow_ups import PlannedSteps
from ..storage.people import PersonRow
from ..storage.reading import load_one
from .organisation import load_organisation
from .people import row_permission
from .saving import local_day, note
from .shifts import evening_start

_MOST = 50
_RENEWED_DAYS = 30  # for so long after the first day on which we may write again


@dataclass(frozen=True, slots=True)
class Work:
    """What is left of an evening's work; it empties as it is done."""

    steps: PlannedSteps
    renewed: Sequence[PersonRow]
    replies: Sequence[PersonRow]

    def __len__(self) -> int:
        return self.steps.count + len(self.renewed) + len(self.replies)


def work_left(db: Database, now: datetime) -> Work:
    """Return what is left to do this evening."""
    today, organisation, begun = local_day(now), load_organisation(db), evening_start(now)
    interval = timedelta(days=organisation.contact_interval)
    unanswered = waiting.find_unanswered(db, begun - interval - timedelta(days=_RENEWED_DAYS), begun - interval, _MOST)
    renewed = people.load_rows(db, unanswered)
    awaited = waiting.find_awaited(db, begun - interval, begun, begun.date(), _MOST)
    return Work(
        steps=follow_ups.find_due(db, today, today + timedelta(days=1), _MOST),
        renewed=[row for row in renewed if row_permission(row, organisation, today).verdict is Verdict.YES],
        replies=people.load_rows(db, awaited),
    )


def note_no_reply(db: Database, person_id: int, now: datetime) -> None:
    """Keep that somebody looked for a reply this evening and there was none."""
    person = load_one(db, Person, person_id)
    with db.transaction():
        waiting.note_look(db, person_id, evening_start(now).date())
        note(db, "check", person, now)
