"""How far a meeting has come before it is held: confirmed, reminded, and back among those to come."""

from dataclasses import replace
from datetime import datetime

from ..domain.contact import Contact, Direction, Sending
from ..domain.meeting import Meeting, MeetingState
from ..domain.message_template import TemplateKind
from ..storage import meetings
from ..storage.database import Database
from ..storage.reading import load_one
from .meetings import MeetingOver
from .saving import save_record
from .templates import usable_templates


def confirm_meeting(db: Database, meeting_id: int, now: datetime) -> Meeting:
    """Note that the person has said yes to a meeting to come; raises `MeetingOver`."""
    return save_record(db, replace(_ahead(db, meeting_id), state=MeetingState.CONFIRMED), now)


def note_reminded(db: Database, meeting_id: int, now: datetime) -> Meeting:
    """Note that the person was reminded of a meeting to come; raises `MeetingOver`."""
    return save_record(db, replace(_ahead(db, meeting_id), state=MeetingState.REMINDED, reminded_at=now), now)


def undo_state(db: Database, before: Meeting, now: datetime) -> Meeting:
    """Put back the state that a meeting had, unless it was changed since; raises `MeetingOver`."""
    current = _ahead(db, before.id)
    return save_record(db, replace(current, state=before.state, reminded_at=before.reminded_at), now)


def _ahead(db: Database, meeting_id: int) -> Meeting:
    meeting = load_one(db, Meeting, meeting_id)
    if not meeting.state.is_ahead:
        raise MeetingOver
    return meeting


def heed_sent_line(db: Database, line: Contact, now: datetime) -> None:
    """Let the person's next meeting be reminded when a reminder was sent, not when it was only copied."""
    if line.sending is not Sending.SENT or line.direction is not Direction.OUT or not _is_reminder(db, line):
        return
    if meeting := _next_to_remind(db, line):
        note_reminded(db, meeting.id, now)


def _is_reminder(db: Database, line: Contact) -> bool:
    template, _at, _version = line.template.partition("@")
    kinds = {each.id: each.kind for each in usable_templates(db)} if template else {}
    return kinds.get(template) == TemplateKind.REMINDER.value


def _next_to_remind(db: Database, line: Contact) -> Meeting | None:
    """Return the first meeting after a line that was planned before it, and of which nobody has reminded yet."""
    at = line.at
    if at is None:
        return None
    own = [each for each in meetings.load_of_person(db, line.person_id) if each.starts_at and each.created_at]
    ahead = [each for each in own if each.state.is_ahead and each.reminded_at is None and each.starts_at > at]  # type: ignore[operator]
    planned_before = [each for each in ahead if each.created_at <= at]  # type: ignore[operator]
    return min(planned_before, key=lambda each: each.starts_at or at, default=None)
