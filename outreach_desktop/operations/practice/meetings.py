"""Invented meetings: held ones with their checklists, some that were cancelled or moved, and some to come."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from functools import cache

from ...content import checklist
from ...domain.contact import Outcome
from ...domain.meeting import (
    CheckIn,
    CheckInKind,
    ChecklistAnswer,
    Done,
    GoingAnyway,
    Likelihood,
    Meeting,
    MeetingIncident,
    MeetingLesson,
    MeetingParting,
    MeetingRisk,
    MeetingState,
    PlaceKind,
    SafeLeaving,
)
from ...domain.organisation import Organisation
from ...domain.person import Person
from ...domain.record import Record
from ...domain.safety_checklist import ChecklistItem, Phase, asked_items, conditions_of
from ...domain.shift import Debriefing
from ..meetings import shipped_items
from . import words
from .dice import Dice, day_of, minutes
from .people import Year, invented_person, stamps
from .stories import YEAR, Kind, Line, Story

_EVERY, _AFTERNOON, _GRACE = 20, 14, 10  # one story in twenty of each kind; o'clock; minutes
_REACH_MEETINGS = (Kind.MEETING, Kind.SUPPORT)
OVERRIDDEN = "if_threatened"  # the must that was open when two of us went all the same


class _Sort(Enum):
    """What becomes of the meeting of a person; by turns, so that few people are enough for each."""

    AHEAD = "ahead"
    HELD = "held"
    CANCELLED = "cancelled"
    OVERRIDDEN = "overridden"
    INCIDENT = "incident"
    MOVED = "moved"
    LATE = "late"
    LEFT_EARLY = "left_early"
    NOT_MET = "not_met"
    CALLED_OFF = "called_off"


_ENDED_OTHERWISE = {
    _Sort.CANCELLED: MeetingState.CANCELLED,
    _Sort.NOT_MET: MeetingState.NOT_MET,
    _Sort.CALLED_OFF: MeetingState.CALLED_OFF,
}


@dataclass(frozen=True, slots=True)
class InventedMeeting:
    """A meeting and what hangs on it, without ids; `at` is its line in the log, if it has one."""

    meeting: Meeting
    at: int | None
    belonging: tuple[Record, ...] = ()


def invented_meetings(year: Year, story: Story, person_id: int) -> Iterator[InventedMeeting]:
    """Yield the meeting of those who have come so far: one for each, and what was written about it."""
    if story.kind not in _REACH_MEETINGS:
        return
    dice = year.dice("meeting", story.number)
    sort = tuple(_Sort)[story.number // _EVERY % len(_Sort)]
    met = next((line for line in reversed(story.lines) if line.move.outcome is Outcome.MET), None)
    if sort is _Sort.AHEAD or met is None:
        yield _ahead(year, story, dice, person_id)
    elif sort in _ENDED_OTHERWISE:
        at = year.at(minutes(day_of(met.minute), _AFTERNOON))
        yield InventedMeeting(_planned(year, dice, person_id, at, _ENDED_OTHERWISE[sort]), None)
    else:
        yield _held(year, story, sort, met, person_id)


def _ahead(year: Year, story: Story, dice: Dice, person_id: int) -> InventedMeeting:
    at = year.at(minutes(YEAR - 1 + dice.between(1, 12), _AFTERNOON, dice.between(0, 3) * 15))
    planned = _planned(year, dice, person_id, at, dice.pick((MeetingState.PLANNED, MeetingState.CONFIRMED)))
    person = _person(year, story, person_id)
    asked = [each for each in _asked(planned, person) if dice.chance(50)]
    made = planned.created_at or at
    return InventedMeeting(planned, None, tuple(_answers(year, dice, asked, made)))


def _planned(year: Year, dice: Dice, person_id: int, at: datetime, state: MeetingState) -> Meeting:
    """Return a meeting that was planned some days before, at the end of the year at the latest."""
    planned_at = min(at - timedelta(days=dice.between(3, 9)), year.at(minutes(YEAR - 1, 11)))
    kind, place = dice.pick(words.MEETING_PLACES)
    return Meeting(
        person_id=person_id,
        starts_at=at,
        place_kind=PlaceKind(kind),  # type: ignore[call-arg]
        place=place,
        first=dice.chance(60),
        workers=year.accounts,
        goers_phone="070-174 06 09",
        on_call="Leila",
        on_call_phone="070-174 06 07",
        transport=dice.pick(words.TRANSPORTS),
        interpreter=dice.pick(words.INTERPRETERS),
        reminder_at=at - timedelta(hours=dice.between(3, 26)),
        reminder_how=dice.pick(words.SAFE_WAYS),
        state=state,
        checklist_version=checklist().version,
        **stamps(year, dice, planned_at),  # type: ignore[arg-type]
    )


def _held(year: Year, story: Story, sort: _Sort, met: Line, person_id: int) -> InventedMeeting:
    """Return a meeting that took place, with its checklist, its clock and what was asked at parting."""
    dice, at = year.dice("held", story.number), year.at(met.minute)
    early = sort is _Sort.LEFT_EARLY
    ended = at + timedelta(minutes=15 if early else dice.between(35, 80))
    planned = _planned(year, dice, person_id, at, MeetingState.LEFT_EARLY if early else MeetingState.HELD)
    held = replace(
        planned,
        moved_times=1 if sort is _Sort.MOVED else 0,
        reminded_at=planned.reminder_at,
        went_at=at - timedelta(minutes=30),
        went_by=year.accounts[0],
        started_at=at,
        ended_at=ended,
        debriefing=Debriefing.DONE if dice.chance(80) else Debriefing.NOT_NEEDED,
        changed_at=ended,
    )
    asked = _asked(held, _person(year, story, person_id))
    left_open = OVERRIDDEN if sort is _Sort.OVERRIDDEN else ""
    belonging: list[Record] = [*_answers(year, dice, asked, at, left_open)]
    belonging += _check_ins(year, dice, sort, held)
    belonging += _told(year, dice, sort, ended)
    return InventedMeeting(held, met.minute, tuple(belonging))


def _person(year: Year, story: Story, person_id: int) -> Person:
    return invented_person(year, story, person_id, "")


@cache
def _items() -> tuple[ChecklistItem, ...]:
    return tuple(shipped_items())


def _asked(meeting: Meeting, person: Person) -> list[ChecklistItem]:
    """Return what is asked before such a meeting, by the rules."""
    found = asked_items(_items(), meeting.way, conditions_of(meeting, person, Organisation()))
    return [each.item for each in found if each.item.phase is Phase.PREPARE]


def _answers(year: Year, dice: Dice, asked: list[ChecklistItem], at: datetime, open_item: str = "") -> Iterator[Record]:
    before = at - timedelta(hours=1)
    for item in asked:
        done = Done.NOT_DONE if item.item == open_item else Done.DONE
        yield ChecklistAnswer(item=item.item, done=done, **stamps(year, dice, before))  # type: ignore[arg-type]
    if open_item:
        reason, made = words.WENT_ANYWAY, stamps(year, dice, before)
        yield GoingAnyway(items=(open_item,), reason=reason, **made)  # type: ignore[arg-type]


def _check_ins(year: Year, dice: Dice, sort: _Sort, meeting: Meeting) -> Iterator[Record]:
    """Yield the signs of life of a meeting; of one the last is late, and the clock said so."""
    began, ended = meeting.started_at, meeting.ended_at
    if began is None or ended is None:
        return
    due = began + timedelta(minutes=meeting.check_in_minutes)
    signs = [(CheckInKind.STARTED, began)]
    if due < ended:
        late = timedelta(minutes=_GRACE if sort is _Sort.LATE else 0)
        signs += [(CheckInKind.OVERDUE, due + late)] if late else []
        signs += [(CheckInKind.CHECKED_IN, min(due + late, ended))]
    for kind, at in [*signs, (CheckInKind.CHECKED_OUT, ended)]:
        next_due = None if kind is CheckInKind.CHECKED_OUT else at + timedelta(minutes=meeting.check_in_minutes)
        yield CheckIn(kind=kind, at=at, due_at=next_due, **stamps(year, dice, at))  # type: ignore[arg-type]


def _told(year: Year, dice: Dice, sort: _Sort, ended: datetime) -> Iterator[Record]:
    """Yield what the person said before the meeting and at its end, and what two of us wrote down after it."""
    made = stamps(year, dice, ended)
    yield MeetingRisk(
        risk=dice.pick(words.RISKS),
        likelihood=dice.pick(tuple(Likelihood)),
        what_we_do=dice.pick(words.RISK_PLANS),
        **stamps(year, dice, ended - timedelta(hours=3)),  # type: ignore[arg-type]
    )
    yield MeetingParting(
        safe=dice.pick((SafeLeaving.YES, SafeLeaving.YES, SafeLeaving.UNSURE)),
        wanted=dice.pick(words.PARTING_WISHES),
        day_plan=dice.pick(words.DAY_PLANS),
        next_contact=dice.pick(words.NEXT_STEPS),
        **made,  # type: ignore[arg-type]
    )
    if sort is _Sort.INCIDENT:
        yield MeetingIncident(
            happened_at=ended - timedelta(minutes=10),
            text=words.INCIDENT,
            evaluation=words.INCIDENT_EVALUATION,
            follow_up_by=year.accounts[1],
            follow_up_on=min(ended.date() + timedelta(days=7), year.last_day),
            **stamps(year, dice, ended),  # type: ignore[arg-type]
        )
    if dice.chance(40):
        yield MeetingLesson(text=dice.pick(words.LESSONS), **stamps(year, dice, ended))  # type: ignore[arg-type]
