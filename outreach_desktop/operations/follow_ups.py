"""What a user can do to follow-ups: plan, move, hand over, finish. The person carries the first that is open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ..domain.contact import Contact
from ..domain.follow_up import FollowUp, Result, does
from ..domain.person import Person
from ..storage import follow_ups
from ..storage.database import Database
from ..storage.reading import load, load_one
from .saving import local_day, note, remove_record, restore_record, save_record


def save_follow_up(db: Database, step: FollowUp, now: datetime) -> FollowUp:
    """Store a planned or changed step; with a result it is finished. The log says what was done to it."""
    with db.transaction():
        before = next(iter(load(db, FollowUp, [step.id])), None) if step.id else None
        first, *more = _actions(before, step) or ["change" if step.id else "add"]
        stored = save_record(db, _signed(db, before, step, now), now, action=first)
        for action in more:
            note(db, action, stored, now)
        carry_first(db, {stored.person_id, before.person_id if before else stored.person_id}, now)
    return stored


def _actions(before: FollowUp | None, step: FollowUp) -> list[str]:
    """Return what a change does to a step, in the words of the log."""
    if before is None:
        return []
    done = {
        "move": before.due_on != step.due_on,
        "hand_over": before.for_account != step.for_account,
        "finish": before.is_open and not step.is_open,
        "reopen": step.is_open and not before.is_open,
    }
    return [action for action, is_done in done.items() if is_done]


def _signed(db: Database, before: FollowUp | None, step: FollowUp, now: datetime) -> FollowUp:
    """Return the step with who finished it, and when; an open one has neither."""
    if step.is_open:
        return replace(step, done_at=None, done_by="", done_contact_id=None)
    if before is not None and not before.is_open:
        return replace(step, done_at=before.done_at, done_by=before.done_by)
    return replace(step, done_at=now, done_by=db.sealer.account)


def carry_first(db: Database, persons: Iterable[int], now: datetime) -> None:
    """Let persons show the first of their open steps: by it they are listed and sorted."""
    for person in load(db, Person, sorted(persons)):
        first = next((each for each in follow_ups.load_of_person(db, person.id) if each.is_open), None)
        wanted = replace(person, follow_up=first.step if first else "", follow_up_on=first.due_on if first else None)
        if wanted != person and person.removed_on is None:
            save_record(db, wanted, now)


def open_follow_up(db: Database, step_id: int, now: datetime) -> FollowUp:
    """Return one step, and note that it was read."""
    step = load_one(db, FollowUp, step_id)
    with db.transaction():
        note(db, "read", step, now)
    return step


@dataclass(frozen=True, slots=True)
class Moved:
    """A step that was given another day, and the day it had."""

    step: FollowUp
    before: date | None


def move_follow_up(db: Database, step_id: int, days: int, now: datetime) -> Moved:
    """Move a step by some days, a late one as if it were due today."""
    step, today = load_one(db, FollowUp, step_id), local_day(now)
    planned = step.due_on or today
    due = (max(planned, today) if days > 0 else planned) + timedelta(days=days)
    return Moved(save_follow_up(db, replace(step, due_on=due), now), step.due_on)


def move_back(db: Database, moved: Moved, now: datetime) -> None:
    """Undo a move, unless the step was changed since; raises `ChangedMeanwhile`."""
    save_follow_up(db, replace(moved.step, due_on=moved.before), now)


def heed_person(db: Database, before: Person | None, stored: Person, now: datetime) -> Person:
    """Let the first open step follow what was written about it on the person."""
    nothing, written = ("", None), (stored.follow_up, stored.follow_up_on)
    if written == ((before.follow_up, before.follow_up_on) if before else nothing):
        return stored
    first = next((each for each in follow_ups.load_of_person(db, stored.id) if each.is_open), None)
    if written != nothing:
        planned = first or FollowUp(person_id=stored.id)
        save_follow_up(db, replace(planned, step=stored.follow_up, due_on=stored.follow_up_on), now)
    elif first:
        save_follow_up(db, replace(first, result=Result.NOT_NEEDED), now)
    return load_one(db, Person, stored.id)


def heed_line(db: Database, line: Contact, now: datetime) -> None:
    """Finish what a new line did of what was planned, and plan what it says is next."""
    for planned in follow_ups.load_of_person(db, line.person_id):
        if does(line, planned):
            save_follow_up(db, replace(planned, result=Result.CONTACT, done_contact_id=line.id), now)
    if line.next_step or line.next_step_on:
        save_follow_up(db, _planned_by(line), now)


def _planned_by(line: Contact) -> FollowUp:
    return FollowUp(person_id=line.person_id, contact_id=line.id, step=line.next_step, due_on=line.next_step_on)


def heed_changed_line(db: Database, before: Contact, line: Contact, now: datetime) -> None:
    """Let the step that a line planned follow the line, as long as it is open."""
    written = (line.next_step, line.next_step_on)
    if written == (before.next_step, before.next_step_on):
        return
    own = [each for each in follow_ups.load_of_line(db, line.person_id, line.id) if each.contact_id == line.id]
    if not own and written != ("", None):
        save_follow_up(db, _planned_by(line), now)
    for planned in own:
        if planned.is_open and written == ("", None):
            save_follow_up(db, replace(planned, result=Result.NOT_NEEDED), now)
        elif planned.is_open:
            save_follow_up(db, replace(planned, step=line.next_step, due_on=line.next_step_on), now)


def take_back_steps(db: Database, line: Contact, now: datetime) -> bool:
    """Undo what a line did to steps; say whether one that it planned stays, since somebody has changed it."""
    kept = False
    for step in follow_ups.load_of_line(db, line.person_id, line.id):
        if step.contact_id != line.id:
            save_follow_up(db, replace(step, result=None, result_note=""), now)
        elif step.version == 1:
            remove_record(db, step, now)
        else:
            kept = True
    carry_first(db, [line.person_id], now)
    return kept


def restore_follow_up(db: Database, step: FollowUp, now: datetime) -> None:
    """Take a step out of the bin; the person carries the first that is open."""
    with db.transaction():
        restore_record(db, step, now)
        carry_first(db, [step.person_id], now)
