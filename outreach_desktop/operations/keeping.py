"""Until when persons are kept: the rule applied to what is stored. It follows each write, and nobody writes it."""

from collections.abc import Iterable
from datetime import date

from ..domain.person import Person
from ..domain.retention import History, Kept, RetentionPlan, kept
from ..storage import retention as stored
from ..storage.database import Database
from ..storage.reading import load_all


def load_plan(db: Database) -> RetentionPlan:
    """Return how long the organisation keeps what; the usual periods until somebody has changed them."""
    found = load_all(db, RetentionPlan)
    return found[0] if found else RetentionPlan()


def kept_of(db: Database, person: Person) -> Kept:
    """Return until when a stored person is kept, and why."""
    history = stored.histories(db, [person.id])[person.id]
    return kept(person, history, load_plan(db))


def kept_when_new(db: Database, person: Person, today: date) -> Kept:
    """Return until when a person is kept who is stored today."""
    return kept(person, History(registered_on=today), load_plan(db))


def refresh(db: Database, ids: Iterable[int]) -> None:
    """Bring day and ground of these persons up to date, inside a transaction."""
    _refresh(db, list(ids), load_plan(db))


def refresh_all(db: Database) -> None:
    """Bring everybody's day and ground up to date, inside a transaction."""
    plan = load_plan(db)
    for some in stored.batches(db):
        _refresh(db, some, plan)


def _refresh(db: Database, ids: list[int], plan: RetentionPlan) -> None:
    histories = stored.histories(db, ids)
    for person in stored.persons(db, ids):
        stored.keep(db, person.id, kept(person, histories[person.id], plan))
