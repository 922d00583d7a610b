"""Logging a line, and taking it back: what somebody has changed since stays as it is."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from ..domain.contact import Contact
from ..domain.meeting import Meeting
from ..domain.person import Person
from ..storage import people
from ..storage.database import Database
from ..storage.reading import load_one
from .contacts import remove_contact, save_contact, save_first_line
from .follow_ups import take_back_steps
from .meeting_states import meeting_to_remind, take_back_reminder
from .people import save_person
from .saving import remove_record


class Part(Enum):
    """What a line may have changed about a person, by the fields that go together."""

    STATE = ("state", "declined_on", "reduced_on")
    CHILD = ("may_be_child",)
    NEXT_STEP = ()  # stands in records of its own


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A stored line, and the person as it left them; `before` is None when they came with it.

    `reminded` is the meeting as it was before the line reminded of it.
    """

    person: Person
    line: Contact
    before: Person | None
    reminded: Meeting | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was not undone: parts that somebody has changed since, or the person who came with the line."""

    kept: tuple[Part, ...] = ()
    person_stays: bool = False


def log_line(db: Database, contact: Contact, now: datetime, *, may_be_child: bool = False) -> SavedLine:
    """Store a line about somebody in the register; `may_be_child` says that this was noticed with it."""
    with db.transaction():
        before = load_one(db, Person, contact.person_id)
        if may_be_child and not before.may_be_child:
            save_person(db, replace(before, may_be_child=True), now)
        reminded = meeting_to_remind(db, contact)
        line = save_contact(db, contact, now)
        return SavedLine(load_one(db, Person, contact.person_id), line, before, reminded)


def log_first_line(db: Database, person: Person, typed: str, contact: Contact, now: datetime) -> SavedLine:
    """Store a new person with what was typed to look for them, and their first line."""
    stored, line = save_first_line(db, person, typed, contact, now)
    return SavedLine(stored, line, None)


def take_back(db: Database, saved: SavedLine, now: datetime) -> TakenBack:
    """Undo a line that was just saved: it goes to the bin, and the person is as before, where nobody changed them.

    A person who came with the line goes to the bin with it, unless something was added about them since.
    """
    with db.transaction():
        remove_contact(db, saved.line.id, now)
        if saved.reminded:
            take_back_reminder(db, saved.reminded, now)
        person = load_one(db, Person, saved.person.id)
        if person.removed_on is not None:
            return TakenBack()
        if saved.before is None and _nobody_wrote_more(db, person, saved):
            remove_record(db, person, now)
            return TakenBack()
        steps_stay = take_back_steps(db, saved.line, now)
        if saved.before is None:
            return TakenBack(person_stays=True)
        kept = _as_before(db, load_one(db, Person, person.id), saved.person, saved.before, now)
        return TakenBack(tuple(part for part in Part if part in kept or (steps_stay and part is Part.NEXT_STEP)))


def _nobody_wrote_more(db: Database, person: Person, saved: SavedLine) -> bool:
    return person.version == saved.person.version and not people.has_more_than_identifier(db, person.id)


def _as_before(db: Database, person: Person, left: Person, before: Person, now: datetime) -> set[Part]:
    """Put back what the line moved and nobody has changed since; return the parts that were left."""
    moved = [part for part in Part if _values(left, part) != _values(before, part)]
    undone = {part for part in moved if _values(person, part) == _values(left, part)}
    values = {field: getattr(before, field) for part in undone for field in part.value}
    if values:
        save_person(db, replace(person, **values), now)
    return {part for part in moved if part not in undone and _values(person, part) != _values(before, part)}


def _values(person: Person, part: Part) -> list[object]:
    return [getattr(person, field) for field in part.value]
