"""What a user can do to a meeting: plan, move, prepare with the checklist, go, hold, cancel, look back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ..content import checklist
from ..domain.errors import KnownError
from ..domain.meeting import ChecklistAnswer, Done, GoingAnyway, Meeting, MeetingState, Way
from ..domain.person import Person
from ..domain.rights import Right
from ..domain.safety_checklist import (
    REMINDER,
    TWO_OF_US,
    Asked,
    ChecklistItem,
    Condition,
    Level,
    Phase,
    asked_items,
    conditions_of,
    open_musts,
)
from ..storage import meetings
from ..storage.database import Database
from ..storage.reading import load_of, load_one
from .organisation import load_organisation
from .saving import note, require_right, save_record


class MustsOpen(KnownError):
    """`items` are the ids of what is open."""

    def __init__(self, items: tuple[str, ...]) -> None:
        self.items = items
        super().__init__("Not everything that must be done is done. Finish it, or say why you go all the same.")


class MeetingOver(KnownError):
    def __init__(self) -> None:
        super().__init__("This meeting is over. Plan a new one.")


@dataclass(frozen=True, slots=True)
class Preparation:
    """A meeting with its person, what is asked of it and why, and what was answered."""

    meeting: Meeting
    person: Person
    conditions: frozenset[Condition]
    asked: tuple[Asked, ...]
    answers: Mapping[str, ChecklistAnswer]
    going_anyway: tuple[GoingAnyway, ...]

    @property
    def open_musts(self) -> list[Asked]:
        """Return the musts that keep the two from going."""
        return open_musts(self.asked, self.answers, Phase.PREPARE)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the ids of what keeps the two from going; one name in the plan is not two, ticked or not."""
        found = tuple(each.item.item for each in self.open_musts)
        return (TWO_OF_US, *found) if self.meeting.is_alone and TWO_OF_US not in found else found


def plan_meeting(db: Database, meeting: Meeting, now: datetime) -> Meeting:
    """Store a new meeting with the checklist that is in use now."""
    numbered = replace(meeting, checklist_version=checklist().version, checklist_number=meetings.newest_list(db))
    return save_record(db, numbered, now)


def save_meeting(db: Database, meeting: Meeting, now: datetime) -> Meeting:
    """Store a new or changed meeting. Another time counts as moved, and what was confirmed must be confirmed anew.

    So must the go: it was given for that time. A change that opens a must takes it back too.
    """
    if not meeting.id:
        return plan_meeting(db, meeting, now)
    before = load_one(db, Meeting, meeting.id)
    if before.starts_at == meeting.starts_at:
        with db.transaction():
            save_record(db, meeting, now)
            _heed_go(db, meeting.id, now)
            return load_one(db, Meeting, meeting.id)
    if before.state.is_over or before.is_live:
        raise MeetingOver
    moved = replace(meeting, moved_times=before.moved_times + 1, state=MeetingState.PLANNED, reminded_at=None)
    return save_record(db, replace(moved, went_at=None, went_by=""), now, action="move")


def _heed_go(db: Database, meeting_id: int, now: datetime) -> None:
    """Take a go back when a must is open that was not when it was given, before the meeting has begun."""
    found = prepare(db, meeting_id)
    meeting = found.meeting
    if meeting.went_at is None or meeting.started_at is not None or not meeting.state.is_ahead:
        return
    answered_for = {item for each in found.going_anyway for item in each.items}
    if not set(found.missing) <= answered_for:
        save_record(db, replace(meeting, went_at=None, went_by=""), now)


def new_meeting(db: Database, person_id: int) -> Meeting:
    """Return a meeting to fill in: with who is signed in, and what the register knows of the person."""
    person = load_one(db, Person, person_id)
    return Meeting(
        person_id=person_id,
        first=not meetings.has_met(db, person_id),
        workers=(db.sealer.account,),
        interpreter=person.interpreter,
        reminder_how=person.safe_ways,
    )


def shipped_items() -> list[ChecklistItem]:
    """Return the list that ships as the domain knows it."""
    return [
        ChecklistItem(
            position=position,
            item=each.id,
            phase=Phase(phase.id),  # type: ignore[call-arg]
            level=Level(each.level),  # type: ignore[call-arg]
            ways=tuple(Way(way) for way in each.ways),  # type: ignore[call-arg]
            shown_when=tuple(Condition(name) for name in each.shown_when),  # type: ignore[call-arg]
            must_when=tuple(Condition(name) for name in each.must_when),  # type: ignore[call-arg]
            text_sv=each.text.sv,
            text_en=each.text.en,
        )
        for phase in checklist().phases
        for position, each in enumerate(phase.items)
    ]


def items_in_use(db: Database, number: int) -> list[ChecklistItem]:
    """Return the items of the organisation's own list with a number, those that ship for 0."""
    return meetings.load_items(db, number) if number else shipped_items()


def prepare(db: Database, meeting_id: int) -> Preparation:
    """Return a meeting with its checklist as it is asked today; raises `NotThere`."""
    meeting = load_one(db, Meeting, meeting_id)
    person = load_one(db, Person, meeting.person_id)
    conditions = conditions_of(meeting, person, load_organisation(db))
    items = items_in_use(db, meeting.checklist_number)
    return Preparation(
        meeting,
        person,
        conditions,
        tuple(asked_items(items, meeting.way, conditions)),
        with_reminder(meetings.load_answers(db, meeting_id), meeting),
        tuple(load_of(db, GoingAnyway, "meeting_id", meeting_id)),
    )


def with_reminder(answers: Mapping[str, ChecklistAnswer], meeting: Meeting) -> Mapping[str, ChecklistAnswer]:
    """Return the answers with the reminder done where one was sent, unless somebody has said so since or before."""
    answered, sent = answers.get(REMINDER), meeting.reminded_at
    if sent is None:
        return answers
    said = (answered.changed_at or answered.created_at) if answered else None
    if answered and (answered.done is Done.DONE or (said and said > sent)):
        return answers
    done = replace(answered or ChecklistAnswer(meeting_id=meeting.id, item=REMINDER, created_at=sent), done=Done.DONE)
    return {**answers, REMINDER: done}


def open_meeting(db: Database, meeting_id: int, now: datetime) -> Preparation:
    """Return a meeting with its checklist, and note that it was read."""
    found = prepare(db, meeting_id)
    with db.transaction():
        note(db, "read", found.meeting, now)
    return found


def save_answer(db: Database, answer: ChecklistAnswer, now: datetime) -> ChecklistAnswer:
    """Answer one item, or answer it anew. Raises `Invalid` where it does not apply and nobody says why."""
    with db.transaction():
        stored = save_record(db, answer, now)
        _heed_go(db, answer.meeting_id, now)
    return stored


def answer_to(found: Preparation, item: str) -> ChecklistAnswer:
    """Return the answer to an item, one to fill in where nobody has answered yet."""
    return found.answers.get(item) or ChecklistAnswer(meeting_id=found.meeting.id, item=item)


def give_go(db: Database, meeting_id: int, now: datetime, *, reason: str = "") -> Meeting:
    """Let the two go. With open musts it takes a reason and the right to decide so; raises `MustsOpen`."""
    found = prepare(db, meeting_id)
    if not found.meeting.state.is_ahead:
        raise MeetingOver
    missing = found.missing
    if missing and not reason.strip():
        raise MustsOpen(missing)
    with db.transaction():
        if missing:
            require_right(db, Right.GO_ANYWAY)
            save_record(db, GoingAnyway(meeting_id=meeting_id, items=missing, reason=reason), now)
        gone = replace(found.meeting, went_at=now, went_by=db.sealer.account)
        return save_record(db, gone, now, action="give_go")


def take_go_back(db: Database, meeting_id: int, now: datetime) -> Meeting:
    """Undo a go before the meeting has begun."""
    meeting = load_one(db, Meeting, meeting_id)
    if meeting.started_at is not None:
        raise MeetingOver
    return save_record(db, replace(meeting, went_at=None, went_by=""), now)
