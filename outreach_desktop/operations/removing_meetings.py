"""Meetings in the bin and out of it: until when the person is kept follows, and none goes while its clock runs."""

from datetime import datetime

from ..domain.meeting import Meeting
from ..storage.database import Database
from .erasing import MeetingRuns
from .retention import refresh
from .saving import remove_record, restore_record


def remove_meeting(db: Database, meeting: Meeting, now: datetime) -> None:
    """Put a meeting into the bin, with all that hangs on it; raises `MeetingRuns`, `NotPermitted`."""
    if meeting.is_live:
        raise MeetingRuns
    with db.transaction():
        remove_record(db, meeting, now)
        refresh(db, [meeting.person_id])


def restore_meeting(db: Database, meeting: Meeting, now: datetime) -> None:
    """Take a meeting out of the bin; raises `NotPermitted`."""
    with db.transaction():
        restore_record(db, meeting, now)
        refresh(db, [meeting.person_id])
