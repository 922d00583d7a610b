"""What a user can do to contacts, the lines of the log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ..domain.attributes import Invalid, Problem
from ..domain.contact import Contact, ContactFilter, Direction, Outcome
from ..domain.person import Identifier, Person, State
from ..storage import contacts, derived, people
from ..storage.database import Database
from ..storage.reading import load, load_one
from .follow_ups import heed_changed_line, heed_line
from .identifiers import guess_kind
from .informing import heed_sent
from .keeping import refresh
from .meeting_states import heed_sent_line
from .people import identifier_of, save_identifier, save_person
from .pieces import named_in
from .saving import local_day, note, remove_record, restore_record, save_record
from .shifts import running_for

_STEPS = [State.FOUND, State.CONTACTED, State.ANSWERED, State.IN_CONVERSATION, State.MEETING, State.IN_SUPPORT]
_STATE_AFTER = {
    Outcome.NO_ANSWER: State.CONTACTED,
    Outcome.WHO_ARE_YOU: State.ANSWERED,
    Outcome.QUESTION: State.ANSWERED,
    Outcome.ADDRESS_AND_PRICES: State.ANSWERED,
    Outcome.HOSTILE: State.ANSWERED,
    Outcome.WANTS_TO_TALK: State.IN_CONVERSATION,
    Outcome.WANTS_TO_MEET: State.IN_CONVERSATION,
    Outcome.WANTS_SUPPORT: State.IN_CONVERSATION,
    Outcome.MET: State.IN_CONVERSATION,
    Outcome.SUPPORT_STARTED: State.IN_SUPPORT,
    Outcome.DECLINED: State.DECLINED,
    Outcome.NO_MORE_CONTACT: State.DECLINED,
}
_NO_WISH_FOR_CONTACT = (Outcome.NO_ANSWER, Outcome.HOSTILE)  # whoever declined and sends only this has still declined


def open_contact(db: Database, contact_id: int, now: datetime) -> Contact:
    """Return one line of the log, and note that it was read."""
    contact = load_one(db, Contact, contact_id)
    with db.transaction():
        note(db, "read", contact, now)
    return contact


def save_contact(db: Database, contact: Contact, now: datetime) -> Contact:
    """Store a new or edited line; the person's state, next step and summary follow a new one.

    A line that is edited into a refusal makes the person one who declined; else an edit moves nobody.
    """
    is_new = not contact.id
    prepared = _in_shift(db, _prepared(db, contact)) if is_new else _prepared(db, contact)
    _require_past(prepared, local_day(now))
    with db.transaction():
        former = 0 if is_new else derived.person_of(db, Contact, contact.id)
        before = [] if is_new else load(db, Contact, [contact.id])
        stored = save_record(db, prepared, now)
        people.refresh_summaries(db, stored.person_id, former)
        if is_new:
            _move_person(db, stored, now)
            heed_line(db, stored, now)
        elif _is_refusal(stored):
            _note_refusal(db, stored, now)
        heed_sent(db, stored, now)
        for line in before:
            heed_changed_line(db, line, stored, now)
        heed_sent_line(db, stored, now)
        refresh(db, {stored.person_id, former} - {0})
    return stored


def _is_refusal(contact: Contact) -> bool:
    return contact.direction is not Direction.NOTE and _STATE_AFTER.get(contact.outcome) is State.DECLINED


def _wishes_contact(contact: Contact) -> bool:
    """Say whether the person wrote to us, and more than an insult or nothing."""
    return contact.direction is Direction.IN and contact.outcome not in _NO_WISH_FOR_CONTACT


def _note_refusal(db: Database, refusal: Contact, now: datetime) -> None:
    """Let a person have declined, unless they wrote to us after the refusal."""
    person = load_one(db, Person, refusal.person_id)
    wrote = any(_wishes_contact(each) and not _is_refusal(each) for each in _later(db, refusal))
    if person.state is not State.DECLINED and not wrote:
        save_person(db, replace(person, state=State.DECLINED, declined_on=refusal.contact_on), now)


def _later(db: Database, contact: Contact) -> list[Contact]:
    """Return the lines of a person about times after this one: a line may be written down days after others."""
    if contact.at is None:
        return []
    found = contacts.load_later(db, contact.person_id, contact.at)
    return [each for each in found if each.at and each.at > contact.at]


def _prepared(db: Database, contact: Contact) -> Contact:
    day = local_day(contact.at) if contact.at else None
    return replace(contact, contact_on=day, by_account=contact.by_account or db.sealer.account)


def _in_shift(db: Database, contact: Contact) -> Contact:
    """Return a new line with the shift in which it is logged."""
    shift = running_for(db, contact.by_account, contact.at)
    return replace(contact, shift_id=shift.id) if shift else contact


def _require_past(contact: Contact, today: date) -> None:
    """Refuse a day of ours that has not come, in whatever offset its time was given: it would be kept for longer."""
    if contact.contact_on and contact.contact_on > today:
        raise Invalid([Problem("at", "Cannot be in the future.")])


def save_first_line(
    db: Database, person: Person, typed: str, contact: Contact, now: datetime
) -> tuple[Person, Contact]:
    """Store a new person, what was typed to look for them, and their first line: all, or nothing."""
    with db.transaction():
        stored = save_person(db, person, now)
        for piece in filter(None, named_in(typed)):
            save_identifier(db, _typed_identifier(piece, stored.id, local_day(now)), now)
        line = save_contact(db, replace(contact, person_id=stored.id), now)
        return load_one(db, Person, stored.id), line


def _typed_identifier(typed: str, person_id: int, today: date) -> Identifier:
    return identifier_of(typed.strip(), guess_kind(typed), person_id, today)


def _move_person(db: Database, contact: Contact, now: datetime) -> None:
    """Let a person's state follow a new line; a state never goes back by itself."""
    person = load_one(db, Person, contact.person_id)
    lifts = not any(map(_is_refusal, _later(db, contact)))
    moved = moved_by(person, contact, lifts=lifts)
    if moved != person:
        save_person(db, moved, now)


def moved_by(person: Person, contact: Contact, *, lifts: bool = True) -> Person:
    """Return a person as a line leaves them; `lifts` says that no refusal came after it."""
    moved = replace(person, state=_state_after(person.state, contact, lifts=lifts))
    if moved.state is State.DECLINED and _is_refusal(contact):
        return replace(moved, declined_on=max(filter(None, (person.declined_on, contact.contact_on))))
    return moved


def _state_after(state: State, contact: Contact, *, lifts: bool) -> State:
    """Return how far a person has come; a refusal is lifted only by what the person writes to us after it."""
    wanted = _STATE_AFTER.get(contact.outcome)
    if contact.direction is Direction.NOTE or wanted is None:
        return state
    if wanted is State.DECLINED:
        return wanted
    if state not in _STEPS:
        return wanted if lifts and _wishes_contact(contact) else state
    return max(state, wanted, key=_STEPS.index)


def remove_contact(db: Database, contact_id: int, now: datetime) -> Contact:
    """Put a line into the bin; the person's summary follows."""
    contact = load_one(db, Contact, contact_id)
    with db.transaction():
        remove_record(db, contact, now)
        people.refresh_summary(db, contact.person_id)
        refresh(db, [contact.person_id])
    return contact


def restore_contact(db: Database, contact: Contact, now: datetime) -> None:
    """Take a line out of the bin."""
    with db.transaction():
        restore_record(db, contact, now)
        people.refresh_summary(db, contact.person_id)
        refresh(db, [contact.person_id])


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """A line with whom it is about; `is_new` says that the person came with it."""

    contact: Contact
    person: Person
    is_new: bool


def lines_since(db: Database, account: str, start: datetime, most: int = 200) -> list[LoggedLine]:
    """Return the lines that an account has logged from `start` on, newest first."""
    found = load(db, Contact, contacts.find(db, ContactFilter(since=local_day(start)), most))
    own = [each for each in found if each.by_account == account and each.at and each.at >= start]
    return logged_lines(db, own)


def logged_lines(db: Database, lines: Sequence[Contact]) -> list[LoggedLine]:
    """Return lines with whom they are about, in the same order."""
    persons = {each.id: each for each in load(db, Person, sorted({each.person_id for each in lines}))}
    return [_logged(each, persons[each.person_id]) for each in lines]


def _logged(line: Contact, person: Person) -> LoggedLine:
    return LoggedLine(line, person, is_new=person.created_at is not None and person.created_at == line.created_at)
