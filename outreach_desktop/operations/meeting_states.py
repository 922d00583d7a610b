"""How far a meeting has come before it is held: confirmed, reminded, and back among those to come."""

from dataclasses import replace
from datetime import UTC, datetime

from ..domain.contact import Contact, Direction, Sending
from ..domain.meeting import Meeting, MeetingState
from ..domain.message_template import TemplateKind
from ..storage import meetings
from ..storage.database import Database
from ..storage.reading import load_one
from .meetings import MeetingOver
from .saving import save_record
from .templates import usable_templates

LAST = datetime.max.replace(tzinfo=UTC)


def confirm_meeting(db: Database, meeting_id: int, now: datetime) -> Meeting:
    """Note that the person has said yes to a meeting to come; raises `MeetingOver`."""
    return save_record(db, replace(_ahead(db, meeting_id), state=MeetingState.CONFIRMED), now)


def note_reminded(db: Database, meeting_id: int, now: datetime) -> Meeting:
    """Note that the person was reminded of a meeting to come; raises `MeetingOver`."""
    return save_record(db, replace(_ahead(db, meeting_id), state=MeetingState.REMINDED, reminded_at=now), now)


def put_back(db: Database, before: Meeting, after: Meeting, now: datetime) -> Meeting:
    """Undo a change of a meeting, such as moving it; raises `ChangedMeanwhile` if somebody has changed it since."""
    return save_record(db, replace(before, version=after.version), now)


def _ahead(db: Database, meeting_id: int) -> Meeting:
    meeting = load_one(db, Meeting, meeting_id)
    if not meeting.state.is_ahead:
        raise MeetingOver
    return meeting


def heed_sent_line(db: Database, line: Contact, now: datetime) -> None:
    """Let the person's next meeting be reminded when a reminder was sent, not when it was only copied."""
    if meeting := meeting_to_remind(db, line):
        note_reminded(db, meeting.id, now)


def meeting_to_remind(db: Database, line: Contact) -> Meeting | None:
    """Return the meeting that a line reminds of, as it is before the line is stored."""
    is_sent = line.sending is Sending.SENT and line.direction is Direction.OUT and bool(line.template)
    waiting = _next_to_remind(db, line) if is_sent else None  # most have none: templates are looked at after
    return waiting if waiting and _is_reminder(db, line) else None


def take_back_reminder(db: Database, before: Meeting, now: datetime) -> None:
    """Undo that a line reminded of a meeting, where nothing has happened to it since."""
    meeting = load_one(db, Meeting, before.id)
    if meeting.version == before.version + 1:
        put_back(db, before, meeting, now)


def _is_reminder(db: Database, line: Contact) -> bool:
    template, _at, _version = line.template.partition("@")
    reminders = [each.id for each in usable_templates(db) if each.kind == TemplateKind.REMINDER.value]
    return template in reminders


def _next_to_remind(db: Database, line: Contact) -> Meeting | None:
    """Return the first meeting after a line that was planned before it, and of which nobody has reminded yet."""
    if line.at is None:
        return None
    own = [each for each in meetings.load_of_person(db, line.person_id) if _waits_for(each, line.at)]
    return min(own, key=lambda each: each.starts_at or LAST, default=None)


def _waits_for(meeting: Meeting, sent_at: datetime) -> bool:
    planned_before = meeting.created_at is not None and meeting.created_at <= sent_at
    comes_after = meeting.starts_at is not None and meeting.starts_at > sent_at
    return planned_before and comes_after and meeting.state.is_ahead and meeting.reminded_at is None
