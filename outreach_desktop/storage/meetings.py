"""Questions about meetings."""

import json
from collections.abc import Sequence
from datetime import datetime

from ..domain.meeting import ChecklistAnswer, Meeting
from ..domain.safety_checklist import ChecklistItem
from .columns import read, write_instant
from .database import Database
from .reading import load_of

_OVER = "('held', 'left_early', 'not_met', 'cancelled', 'called_off')"
LIVE = """
    SELECT * FROM meeting
     WHERE removed_on IS NULL AND started_at IS NOT NULL AND ended_at IS NULL
     ORDER BY started_at, id
"""
# + : few clocks run, so they are found first, not by person
WITH_LIVE = """
    SELECT person_id FROM meeting
     WHERE removed_on IS NULL AND started_at IS NOT NULL AND ended_at IS NULL
       AND +person_id IN (SELECT value FROM json_each(:ids))
"""
BETWEEN = """
    SELECT * FROM meeting
     WHERE removed_on IS NULL AND starts_at >= :since AND starts_at < :until
     ORDER BY starts_at, id
"""
AHEAD = f"""
    SELECT * FROM meeting
     WHERE removed_on IS NULL AND state NOT IN {_OVER}
     ORDER BY starts_at, id LIMIT :most
"""
PAST = f"""
    SELECT * FROM meeting
     WHERE removed_on IS NULL AND state IN {_OVER}
     ORDER BY starts_at DESC, id DESC LIMIT :most
"""
ALL = """
    SELECT meeting.id FROM meeting JOIN person ON person.id = meeting.person_id
     WHERE meeting.removed_on IS NULL AND person.removed_on IS NULL
     ORDER BY starts_at, meeting.id
"""
TOOK_PLACE = """
    SELECT 1 FROM meeting
     WHERE person_id = :person AND removed_on IS NULL AND state IN ('held', 'left_early') AND id <> :but LIMIT 1
"""
NEWEST_LIST = "SELECT coalesce(max(number), 0) FROM own_checklist WHERE newest AND removed_on IS NULL"
ITEMS_OF_LIST = """
    SELECT * FROM checklist_item
     WHERE checklist_id = (SELECT id FROM own_checklist WHERE number = :number) AND removed_on IS NULL
     ORDER BY position, id
"""


def find_live(db: Database) -> list[Meeting]:
    """Return the meetings whose clock runs, the one that began first first."""
    return read(Meeting, db.rows(LIVE))


def with_live(db: Database, persons: Sequence[int]) -> set[int]:
    """Return which of these persons somebody is meeting now."""
    return {row["person_id"] for row in db.rows(WITH_LIVE, ids=json.dumps(list(persons)))}


def load_between(db: Database, since: datetime, until: datetime) -> list[Meeting]:
    """Return the meetings that begin from an instant on, before another."""
    return read(Meeting, db.rows(BETWEEN, since=write_instant(since), until=write_instant(until)))


def find_all(db: Database) -> list[int]:
    """Return the ids of all meetings with persons who are not in the bin, the first first."""
    return db.ids(ALL)


def load_ahead(db: Database, most: int) -> list[Meeting]:
    """Return the meetings that are not over, the next first; late ones too."""
    return read(Meeting, db.rows(AHEAD, most=most))


def load_past(db: Database, most: int) -> list[Meeting]:
    """Return the meetings that are over, the newest first."""
    return read(Meeting, db.rows(PAST, most=most))


def load_of_person(db: Database, person_id: int) -> list[Meeting]:
    """Return a person's meetings, the newest first."""
    return load_of(db, Meeting, "person_id", person_id, order="starts_at DESC, id DESC")


def has_met(db: Database, person_id: int, but: int = 0) -> bool:
    """Say whether another meeting with a person took place."""
    return bool(db.value(TOOK_PLACE, person=person_id, but=but))


def load_answers(db: Database, meeting_id: int) -> dict[str, ChecklistAnswer]:
    """Return the answers to a meeting's checklist by the ids of the items."""
    return {each.item: each for each in load_of(db, ChecklistAnswer, "meeting_id", meeting_id)}


def newest_list(db: Database) -> int:
    """Return the number of the organisation's own checklist in use, 0 where there is none."""
    found: int = db.value(NEWEST_LIST)
    return found


def load_items(db: Database, number: int) -> list[ChecklistItem]:
    """Return the items of one version of the organisation's own checklist, in order."""
    return read(ChecklistItem, db.rows(ITEMS_OF_LIST, number=number))
