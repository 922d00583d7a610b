"""Questions about the clocks of meetings: what is waited for, and what was waited for once."""

from datetime import datetime

from ..domain.meeting import CheckIn
from .columns import read, write_instant
from .database import Database

NEXT_DUE = """
    SELECT * FROM check_in
     WHERE meeting_id = :meeting AND removed_on IS NULL AND kind IN ('started', 'checked_in', 'more_time')
     ORDER BY id DESC LIMIT 1
"""
OVERDUE = """
    SELECT 1 FROM check_in
     WHERE meeting_id = :meeting AND removed_on IS NULL AND kind = 'overdue' AND due_at = :due LIMIT 1
"""
# In UTC, as instants begin; the offset behind it is another where a clock file wrote it.
SETTLED = """
    SELECT 1 FROM check_in JOIN meeting ON meeting.id = meeting_id
     WHERE substr(due_at, 1, :length) = :due
       AND (ended_at IS NOT NULL OR (meeting.removed_on IS NULL AND started_at IS NOT NULL)) LIMIT 1
"""


def next_due(db: Database, meeting_id: int) -> datetime | None:
    """Return when a meeting's next check-in is due, None where it never began."""
    found = read(CheckIn, db.rows(NEXT_DUE, meeting=meeting_id))
    return found[0].due_at if found else None


def is_noted(db: Database, meeting_id: int, due_at: datetime) -> bool:
    """Say whether it is noted that the check-in of an instant did not come."""
    return bool(db.value(OVERDUE, meeting=meeting_id, due=write_instant(due_at)))


def is_settled(db: Database, due_at: datetime) -> bool:
    """Say whether an instant was waited for by a meeting that is over, or by one whose clock is known to run."""
    written = write_instant(due_at).partition(" ")[0] + " "
    return bool(db.value(SETTLED, due=written, length=len(written)))
