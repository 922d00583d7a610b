"""Questions about follow-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.follow_up import FollowUp
from . import people
from .columns import read
from .database import Database
from .people import PersonRow

_OF_PERSON = "SELECT * FROM follow_up WHERE person_id = :person_id AND removed_on IS NULL"
OF_PERSON = f"{_OF_PERSON} ORDER BY due_on IS NULL, due_on, id"
OF_LINE = f"{_OF_PERSON} AND :line IN (contact_id, done_contact_id) ORDER BY id"
# Whose step it is: one's own, anybody's, that of somebody who has left; a colleague's once it is late.
_MINE = """
       (follow_up.for_account IN ('', :account) OR follow_up.due_on < :today
        OR follow_up.for_account NOT IN (SELECT uid FROM account WHERE active AND removed_on IS NULL))
"""
_OPEN = """
      FROM follow_up
     WHERE follow_up.removed_on IS NULL AND follow_up.result IS NULL AND follow_up.due_on <= :latest
       AND follow_up.person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)
"""
# A meeting is shown from the day before, so that the person can be reminded.
_DUE = f"{_OPEN} AND (follow_up.meeting OR follow_up.due_on <= :today) AND {_MINE}"
_IN_ORDER = "ORDER BY follow_up.due_on, follow_up.id LIMIT :most"
DUE = f"SELECT follow_up.* {_DUE} {_IN_ORDER}"
DUE_COUNT = f"SELECT count(*) {_DUE}"
SPAN = f"SELECT follow_up.* {_OPEN} AND follow_up.due_on >= :first AND {_MINE} {_IN_ORDER}"
SPAN_OF_ALL = SPAN.replace(f" AND {_MINE}", "")
MOST_OF_A_SPAN = 500
ALL = """
    SELECT id FROM follow_up
     WHERE removed_on IS NULL AND person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)
     ORDER BY due_on IS NULL, due_on, id
"""


def find_all(db: Database) -> list[int]:
    """Return the ids of all steps, open and finished, the first due first."""
    return db.ids(ALL)


@dataclass(frozen=True, slots=True)
class Planned:
    """A step with the person it is about."""

    step: FollowUp
    person: PersonRow


@dataclass(frozen=True, slots=True)
class PlannedSteps:
    """The first of them and how many there are in all."""

    rows: Sequence[Planned]
    count: int


def load_of_person(db: Database, person_id: int) -> list[FollowUp]:
    """Return a person's steps, finished ones too, the first due first."""
    return read(FollowUp, db.rows(OF_PERSON, person_id=person_id))


def load_of_line(db: Database, person_id: int, line: int) -> list[FollowUp]:
    """Return the steps that a line of a person's log planned or did."""
    return read(FollowUp, db.rows(OF_LINE, person_id=person_id, line=line))


def find_due(db: Database, today: date, tomorrow: date, most: int) -> PlannedSteps:
    """Return the open steps that are due for who is signed in, the most overdue first."""
    asked = {"account": db.sealer.account, "today": today.isoformat(), "latest": tomorrow.isoformat()}
    found = read(FollowUp, db.rows(DUE, **asked, most=most))
    return PlannedSteps(_with_persons(db, found), db.value(DUE_COUNT, **asked))


def find_between(db: Database, first: date, last: date, today: date, *, of_all: bool) -> list[Planned]:
    """Return the open steps of a span of days, by day: one's own and anybody's, or those `of_all`."""
    rows = db.rows(
        SPAN_OF_ALL if of_all else SPAN,
        account=db.sealer.account,
        first=first.isoformat(),
        latest=last.isoformat(),
        today=today.isoformat(),
        most=MOST_OF_A_SPAN,
    )
    return _with_persons(db, read(FollowUp, rows))


def _with_persons(db: Database, steps: Sequence[FollowUp]) -> list[Planned]:
    persons = {row.id: row for row in people.load_rows(db, sorted({step.person_id for step in steps}))}
    return [Planned(step, persons[step.person_id]) for step in steps if step.person_id in persons]
