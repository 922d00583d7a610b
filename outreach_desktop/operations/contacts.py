"""What a user can do to contacts, the lines of the log."""

from dataclasses import replace
from datetime import date, datetime

from ..domain.contact import Contact, Direction, Outcome
from ..domain.person import Identifier, Person, State
from ..storage import people
from ..storage.database import Database
from ..storage.reading import load_one
from .identifiers import guess_kind
from .organisation import load_organisation
from .people import identifier_of, kept_until, save_identifier, save_person
from .saving import local_day, note, remove_record, restore_record, save_record

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


def open_contact(db: Database, contact_id: int, now: datetime) -> Contact:
    """Return one line of the log, and note that it was read."""
    contact = load_one(db, Contact, contact_id)
    with db.transaction():
        note(db, "read", contact, now)
    return contact


def save_contact(db: Database, contact: Contact, now: datetime) -> Contact:
    """Store a new or edited line; the person's state, next step and summary follow a new one."""
    is_new = not contact.id
    prepared = _prepared(db, contact)
    with db.transaction():
        stored = save_record(db, prepared, now)
        people.refresh_summary(db, stored.person_id)
        if is_new:
            _move_person(db, stored, now)
    return stored


def _prepared(db: Database, contact: Contact) -> Contact:
    day = local_day(contact.at) if contact.at else None
    return replace(contact, contact_on=day, by_account=contact.by_account or db.sealer.account)


def save_first_line(
    db: Database, person: Person, typed: str, contact: Contact, now: datetime
) -> tuple[Person, Contact]:
    """Store a new person, what was typed to look for them, and their first line: all, or nothing."""
    with db.transaction():
        stored = save_person(db, person, now)
        if typed.strip():
            save_identifier(db, _typed_identifier(typed, stored.id, local_day(now)), now)
        line = save_contact(db, replace(contact, person_id=stored.id), now)
        return load_one(db, Person, stored.id), line


def _typed_identifier(typed: str, person_id: int, today: date) -> Identifier:
    return identifier_of(typed.strip(), guess_kind(typed), person_id, today)


def _move_person(db: Database, contact: Contact, now: datetime) -> None:
    """Let a person's state and next step follow a new line; a state never goes back by itself."""
    person = load_one(db, Person, contact.person_id)
    step, step_on = _next_step_after(person, contact)
    moved = replace(
        person,
        state=_state_after(person.state, contact),
        follow_up=step,
        follow_up_on=step_on,
        retention_on=_retention_after(db, person, contact),
    )
    if moved != person:
        save_record(db, moved, now)


def _next_step_after(person: Person, contact: Contact) -> tuple[str, date | None]:
    """Return the line's next step; without one, what was planned stays until a contact on its day or later."""
    if contact.next_step or contact.next_step_on:
        return contact.next_step, contact.next_step_on
    planned, day = person.follow_up_on, contact.contact_on
    done = contact.direction is not Direction.NOTE and planned is not None and day is not None and planned <= day
    return ("", None) if done else (person.follow_up, planned)


def _state_after(state: State, contact: Contact) -> State:
    wanted = _STATE_AFTER.get(contact.outcome)
    if contact.direction is Direction.NOTE or wanted is None:
        return state
    if wanted is State.DECLINED:
        return wanted
    if state not in _STEPS:
        return wanted if contact.direction is Direction.IN else state
    return max(state, wanted, key=_STEPS.index)


def _retention_after(db: Database, person: Person, contact: Contact) -> date | None:
    if contact.contact_on is None or person.retention_on is None:
        return person.retention_on
    return max(person.retention_on, kept_until(contact.contact_on, load_organisation(db)))


def remove_contact(db: Database, contact_id: int, now: datetime) -> Contact:
    """Put a line into the bin; the person's summary follows."""
    contact = load_one(db, Contact, contact_id)
    with db.transaction():
        remove_record(db, contact, now)
        people.refresh_summary(db, contact.person_id)
    return contact


def restore_contact(db: Database, contact: Contact, now: datetime) -> None:
    """Take a line out of the bin."""
    with db.transaction():
        restore_record(db, contact, now)
        people.refresh_summary(db, contact.person_id)
