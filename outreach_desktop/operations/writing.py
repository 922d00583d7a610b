"""Writing to a person: going past a *wait* with a reason, and telling what was copied from what was sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ..domain.attributes import Invalid, Problem
from ..domain.contact import Contact, Sending
from ..domain.going_past import GoingPast
from ..domain.permission import Why
from ..domain.person import Person, State
from ..domain.rights import Right
from ..storage import contacts, going_past, log, people
from ..storage.database import Database
from ..storage.reading import load, load_one
from .contacts import LoggedLine, logged_lines, remove_contact, restore_contact, save_contact
from .saving import local_day, require_right, save_record

SHORTEST_REASON = 3


def go_past(db: Database, person_id: int, whys: Sequence[Why], reason: str, now: datetime) -> GoingPast:
    """Store why somebody writes although the program says to wait; only then may the text be copied.

    Raises `NotPermitted`, and `Invalid` without a reason. The log says that it was done and to whom, the counts how
    often; the reason itself is sealed.
    """
    require_right(db, Right.GO_PAST_WAITING)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Invalid([Problem("reason", "Write why in a few words.")])
    with db.transaction():
        stored = save_record(db, GoingPast(person_id=person_id, whys=tuple(whys), reason=reason.strip()), now)
        going_past.count_one(db, local_day(now), whys)
        log.note(db, "go_past", "person", load_one(db, Person, person_id).uid, now)
    return stored


def unconfirmed_lines(db: Database) -> list[LoggedLine]:
    """Return the lines of who is signed in whose text was copied and never confirmed as sent, newest first."""
    found = contacts.find_unconfirmed(db, db.sealer.account)
    return logged_lines(db, load(db, Contact, found)) if found else []


def confirm_sent(db: Database, contact_id: int, now: datetime) -> Contact:
    """Note that the copied text was sent."""
    return save_contact(db, replace(load_one(db, Contact, contact_id), sending=Sending.SENT), now)


def never_sent(db: Database, contact_id: int, now: datetime) -> Contact:
    """Put the line of a text that was copied and not sent into the bin; who was never written to is *found* again."""
    with db.transaction():
        line = remove_contact(db, contact_id, now)
        person = load_one(db, Person, line.person_id)
        if person.state is State.CONTACTED and not people.load_summary(db, person.id).contacts:
            save_record(db, replace(person, state=State.FOUND), now)
    return line


def keep_after_all(db: Database, line: Contact, now: datetime) -> None:
    """Undo `never_sent`: the line is there again, still to be confirmed."""
    with db.transaction():
        restore_contact(db, line, now)
        person = load_one(db, Person, line.person_id)
        if person.state is State.FOUND:
            save_record(db, replace(person, state=State.CONTACTED), now)
