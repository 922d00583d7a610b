"""How a meeting ends: what came of one that took place, or that it came to nothing this time; and the way back."""

from dataclasses import replace
from datetime import datetime

from ..domain.contact import Contact
from ..domain.meeting import Meeting, MeetingLesson, MeetingState
from ..storage.database import Database
from ..storage.reading import load, load_one
from .contacts import remove_contact, save_contact
from .follow_ups import take_back_steps
from .meetings import MeetingOver
from .saving import save_record


def look_back(db: Database, meeting: Meeting, line: Contact | None, lesson: str, now: datetime) -> Meeting:
    """Store that a meeting took place: what came of it as a line in the person's log, and what was learnt.

    The line finishes planned steps that were meetings, and plans the next one. Without a line it is there already.
    """
    with db.transaction():
        contact_id = save_contact(db, line, now).id if line else meeting.contact_id
        if lesson.strip():
            save_record(db, MeetingLesson(meeting_id=meeting.id, text=lesson.strip()), now)
        return save_record(db, replace(meeting, contact_id=contact_id), now, action="finish")


def end_unheld(db: Database, meeting_id: int, state: MeetingState, line: Contact | None, now: datetime) -> Meeting:
    """Store that a meeting came to nothing this time, with what was said of it as an observation in the log.

    It leaves no mark on the person: an observation moves nobody and counts as no try.
    """
    meeting = load_one(db, Meeting, meeting_id)
    if meeting.state.is_over or meeting.is_live:
        raise MeetingOver
    with db.transaction():
        contact_id = save_contact(db, line, now).id if line else None
        ended = replace(meeting, state=state, contact_id=contact_id)
        return save_record(db, ended, now, action="finish")


def reopen_meeting(db: Database, meeting_id: int, now: datetime) -> Meeting:
    """Take back that a meeting came to nothing: it is planned again, and the line about it goes to the bin."""
    meeting = load_one(db, Meeting, meeting_id)
    if meeting.state.took_place or not meeting.state.is_over:
        raise MeetingOver
    with db.transaction():
        for line in load(db, Contact, [meeting.contact_id] if meeting.contact_id else []):
            if line.removed_on is None:
                remove_contact(db, line.id, now)
                take_back_steps(db, line, now)
        state = MeetingState.REMINDED if meeting.reminded_at else MeetingState.PLANNED
        return save_record(db, replace(meeting, state=state, contact_id=None), now, action="reopen")
