"""The sealed texts of a meeting: risks, incidents, lessons. Everybody may add; reading leaves a line in the log."""

from datetime import datetime
from typing import TypeVar

from ..domain.meeting import MeetingIncident, MeetingLesson, MeetingRisk
from ..domain.rights import Right
from ..storage.database import Database
from ..storage.reading import load_of, load_one
from .saving import note, require_right

T = TypeVar("T", MeetingRisk, MeetingIncident, MeetingLesson)


def open_texts(db: Database, record_type: type[T], meeting_id: int, now: datetime) -> list[T]:
    """Return what is written down about a meeting, and note that it was read; raises `NotPermitted`."""
    require_right(db, Right.READ_NOTES)
    found = load_of(db, record_type, "meeting_id", meeting_id)
    with db.transaction():
        for each in found:
            note(db, "read", each, now)
    return found


def open_text(db: Database, record_type: type[T], record_id: int, now: datetime) -> T:
    """Return one of them, and note that it was read; raises `NotPermitted`."""
    require_right(db, Right.READ_NOTES)
    found = load_one(db, record_type, record_id)
    with db.transaction():
        note(db, "read", found, now)
    return found
