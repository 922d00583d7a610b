"""Questions about shifts."""

from dataclasses import dataclass
from datetime import datetime

from ..domain.shift import Shift
from .columns import read, write_instant
from .database import Database

RUNNING = """
    SELECT * FROM shift
     WHERE removed_on IS NULL AND started_at IS NOT NULL AND ended_at IS NULL
     ORDER BY started_at DESC, id DESC LIMIT 1
"""
PLANNED = """
    SELECT * FROM shift WHERE removed_on IS NULL AND started_at IS NULL ORDER BY planned_at IS NULL, planned_at, id
"""
PAST = """
    SELECT * FROM shift WHERE removed_on IS NULL AND ended_at IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT :most
"""
HANDED_OVER = """
    SELECT * FROM shift
     WHERE removed_on IS NULL AND ended_at IS NOT NULL AND ended_at >= :since
     ORDER BY ended_at DESC, id DESC LIMIT 1
"""
OLD_HANDOVERS = "SELECT * FROM shift WHERE ended_at < :limit AND handover <> '' AND removed_on IS NULL"
# Days are the organisation's, instants UTC: so a day more at both ends is asked for, and each is counted in Python.
BETWEEN = """
    SELECT * FROM shift
     WHERE removed_on IS NULL AND ended_at IS NOT NULL AND started_at >= :early AND started_at < :late
"""
ALL = "SELECT id FROM shift WHERE removed_on IS NULL ORDER BY coalesce(started_at, planned_at), id"
OLD_INCIDENTS = """
    SELECT id, uid, shift_id, created_at FROM shift_incident
     WHERE removed_on IS NULL AND created_at < :limit
     ORDER BY created_at, id
"""
INCIDENTS = "SELECT count(*) FROM shift_incident WHERE shift_id = :shift AND removed_on IS NULL"


def find_all(db: Database) -> list[int]:
    """Return the ids of all shifts, in the order in which they began or are planned."""
    return db.ids(ALL)


def find_running(db: Database) -> Shift | None:
    """Return the shift that runs, None where none does."""
    return next(iter(read(Shift, db.rows(RUNNING))), None)


def load_planned(db: Database) -> list[Shift]:
    """Return the shifts that are planned, the next first."""
    return read(Shift, db.rows(PLANNED))


def load_past(db: Database, most: int) -> list[Shift]:
    """Return the shifts that have ended, the newest first."""
    return read(Shift, db.rows(PAST, most=most))


def find_last(db: Database, since: datetime) -> Shift | None:
    """Return the shift that ended last, if it did after `since`."""
    return next(iter(read(Shift, db.rows(HANDED_OVER, since=write_instant(since)))), None)


def find_old_handovers(db: Database, limit: datetime) -> list[Shift]:
    """Return shifts that ended before `limit` and still say what they handed over."""
    return read(Shift, db.rows(OLD_HANDOVERS, limit=write_instant(limit)))


def load_between(db: Database, early: datetime, late: datetime) -> list[Shift]:
    """Return the ended shifts that began in a span of instants."""
    return read(Shift, db.rows(BETWEEN, early=write_instant(early), late=write_instant(late)))


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident without its text, which is sealed."""

    id: int
    uid: str
    shift_id: int
    created_at: datetime


def find_old_incidents(db: Database, limit: datetime) -> list[IncidentRow]:
    """Return the incidents that were written down before `limit`, the oldest first."""
    return read(IncidentRow, db.rows(OLD_INCIDENTS, limit=write_instant(limit)))


def count_incidents(db: Database, shift_id: int) -> int:
    found: int = db.value(INCIDENTS, shift=shift_id)
    return found
