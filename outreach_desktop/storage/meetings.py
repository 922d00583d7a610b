"""Questions about meetings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.meeting import ChecklistAnswer, Meeting, MeetingIncident
from ..domain.safety_checklist import ChecklistItem
from . import people
from .columns import read, write_instant
from .database import Database
from .people import PersonRow
from .reading import load_of, load_unopened

_OVER = "('held', 'left_early', 'not_met', 'cancelled', 'called_off')"
_TOOK_PLACE = "('held', 'left_early')"
_THERE = """
    meeting.removed_on IS NULL AND meeting.person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)
"""
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
BETWEEN = f"""
    SELECT * FROM meeting
     WHERE {_THERE} AND starts_at >= :since AND starts_at < :until
     ORDER BY starts_at, id
"""
AHEAD = f"""
    SELECT * FROM meeting
     WHERE {_THERE} AND state NOT IN {_OVER}
     ORDER BY starts_at, id LIMIT :most
"""
PAST = f"""
    SELECT * FROM meeting
     WHERE {_THERE} AND state IN {_OVER}
     ORDER BY starts_at DESC, id DESC LIMIT :most
"""
ALL = """
    SELECT meeting.id FROM meeting JOIN person ON person.id = meeting.person_id
     WHERE meeting.removed_on IS NULL AND person.removed_on IS NULL
     ORDER BY starts_at, meeting.id
"""
# What is to come today or was never closed; and what took place lately, where nobody has said what came of it.
DUE = f"""
    SELECT * FROM meeting WHERE {_THERE} AND state NOT IN {_OVER} AND starts_at < :until
     UNION ALL
    SELECT * FROM meeting
     WHERE {_THERE} AND state IN {_TOOK_PLACE} AND contact_id IS NULL AND starts_at >= :since AND starts_at < :until
     ORDER BY starts_at, id LIMIT :most
"""
TO_REMIND = f"""
    SELECT * FROM meeting
     WHERE {_THERE} AND state IN ('planned', 'confirmed') AND reminded_at IS NULL
       AND reminder_at < :until AND starts_at >= :now
     ORDER BY starts_at, id LIMIT :most
"""
OPEN_INCIDENTS = f"""
    SELECT meeting_incident.id
      FROM meeting_incident INDEXED BY meeting_incident_open JOIN meeting ON meeting.id = meeting_id
     WHERE {_THERE} AND meeting_incident.removed_on IS NULL AND followed_up_on IS NULL
     ORDER BY follow_up_on IS NULL, follow_up_on, meeting_incident.id LIMIT :most
"""
_OF_MEETING = "WHERE meeting_id = :meeting AND removed_on IS NULL"
COUNT_RISKS = f"SELECT count(*) FROM meeting_risk {_OF_MEETING}"
COUNT_INCIDENTS = f"SELECT count(*) FROM meeting_incident {_OF_MEETING}"
COUNT_LESSONS = f"SELECT count(*) FROM meeting_lesson {_OF_MEETING}"
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


@dataclass(frozen=True, slots=True)
class WithPerson:
    """A meeting with the person it is with."""

    meeting: Meeting
    person: PersonRow


@dataclass(frozen=True, slots=True)
class SealedCounts:
    """How many sealed records hang on a meeting: what may be told to who cannot read them."""

    risks: int
    incidents: int
    lessons: int


def with_persons(db: Database, meetings: Sequence[Meeting]) -> list[WithPerson]:
    """Return meetings with whom they are with, in the same order; those of nobody are left out."""
    if not meetings:
        return []
    persons = {row.id: row for row in people.load_rows(db, sorted({each.person_id for each in meetings}))}
    return [WithPerson(each, persons[each.person_id]) for each in meetings if each.person_id in persons]


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


def load_due(db: Database, since: datetime, until: datetime, most: int) -> list[Meeting]:
    """Return the meetings that begin before `until` and are not closed, the first first.

    One that took place is closed by what came of it; after `since` that is no longer asked for.
    """
    return read(Meeting, db.rows(DUE, since=write_instant(since), until=write_instant(until), most=most))


def load_to_remind(db: Database, now: datetime, until: datetime, most: int) -> list[Meeting]:
    """Return the meetings to come whose reminder is due before `until` and has not gone out."""
    return read(Meeting, db.rows(TO_REMIND, now=write_instant(now), until=write_instant(until), most=most))


def load_open_incidents(db: Database, most: int) -> list[MeetingIncident]:
    """Return the incidents that nobody has followed up yet, the first due first, their texts left sealed."""
    found = db.ids(OPEN_INCIDENTS, most=most)
    return load_unopened(db, MeetingIncident, found) if found else []


def count_sealed(db: Database, meeting_id: int) -> SealedCounts:
    """Return how many risks, incidents and lessons are written down about a meeting."""
    counted = (db.value(sql, meeting=meeting_id) for sql in (COUNT_RISKS, COUNT_INCIDENTS, COUNT_LESSONS))
    return SealedCounts(*counted)
