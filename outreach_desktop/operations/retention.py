"""What people decide of how long persons are kept: time extended with a reason, and the periods."""

from dataclasses import replace
from datetime import date, datetime

from ..domain.attributes import Invalid, Problem
from ..domain.person import Person
from ..domain.retention import MOST_PROLONGED, RetentionPlan, months_after
from ..domain.rights import Right
from ..storage import log, records
from ..storage.database import Database
from ..storage.reading import load_one
from .keeping import refresh, refresh_all
from .organisation import load_organisation
from .saving import local_day, require_right, require_sound, save_record


def prolong(db: Database, person_id: int, until: date | None, why: str, now: datetime) -> Person:
    """Keep a person until another day, with a reason. Raises `Invalid`, `NotPermitted`."""
    require_right(db, Right.ERASE)
    person, today = load_one(db, Person, person_id), local_day(now)
    _require_later(person, until, why, today)
    changed = replace(person, prolonged_on=today, prolonged_until=until, prolonged_why=why.strip())
    require_sound(changed, today)
    with db.transaction():
        records.change(db, changed, now)
        refresh(db, [person_id])
        log.note(db, "prolong", "person", person.uid, now)
    return load_one(db, Person, person_id)


def _require_later(person: Person, until: date | None, why: str, today: date) -> None:
    found = []
    latest = months_after(today, MOST_PROLONGED)
    if until is None or until <= max(today, person.retention_on or today):
        found.append(Problem("prolonged_until", "Choose a day after the one that holds now."))
    elif until > latest:
        found.append(Problem("prolonged_until", "At most {0} months from today.", (MOST_PROLONGED,)))
    if not why.strip():
        found.append(Problem("prolonged_why", "Say why the person is kept longer."))
    if found:
        raise Invalid(found)


def save_plan(db: Database, plan: RetentionPlan, now: datetime) -> RetentionPlan:
    """Store the periods, and apply them to everybody at once. Raises `Invalid`, `NotPermitted`."""
    backups = load_organisation(db).backup_days
    if backups > plan.shortest_days:
        shortest = min(plan.periods, key=lambda name: plan.periods[name])
        text = "Backups are kept for {0} days, longer than this. Shorten that first, on the profile."
        raise Invalid([Problem(shortest, text, (backups,))])
    with db.transaction():
        saved = save_record(db, plan, now)
        refresh_all(db)
    return saved
