"""Somebody in a file who is in the register already: what is missing there is added, what is there stays."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from ...domain.contact import Contact
from ...domain.folding import sort_key
from ...domain.importing import Incoming
from ...domain.person import Identifier, IdentifierKind, Note, Person, Town
from ...domain.record import Record
from ...storage import merges
from ...storage.columns import table_of
from ...storage.database import Database
from ...storage.imports import Part
from ...storage.reading import load_of, load_one
from ..contacts import save_contact
from ..identifiers import stored_key
from ..people import add_note, save_identifier, save_person, save_town

BEFORE = "before"


def join(db: Database, incoming: Incoming, now: datetime) -> list[Part]:
    """Add to the first person that `incoming` is known as; return what undoing needs, nothing where all was there."""
    if incoming.known is None:
        raise ValueError("nobody to add to")
    before = load_one(db, Person, incoming.known.persons[0])
    filled = _filled(before, incoming)
    if filled != before:
        save_person(db, filled, now)
    added: list[Record] = [*_identifiers(db, before, incoming, now), *_towns(db, before, incoming, now)]
    added += [*_notes(db, before, incoming, now), *_contacts(db, before, incoming, now)]
    found = [Part(before.id, table_of(type(each)), each.id, each.version) for each in added]
    after = load_one(db, Person, before.id)
    if after == before:
        return found
    change = merges.changed(db, before, after)
    fields = json.dumps([change.table, dict(change.before), dict(change.after)])
    return [Part(before.id, BEFORE, before.id, after.version, fields), *found]


def _filled(stored: Person, incoming: Incoming) -> Person:
    """Return the person with what the file says where the register says nothing."""
    fresh = Person()
    missing = {
        name: getattr(incoming.person, name)
        for name in incoming.stated
        if getattr(stored, name) == getattr(fresh, name) != getattr(incoming.person, name)
    }
    return replace(stored, **missing)


def _identifiers(db: Database, person: Person, incoming: Incoming, now: datetime) -> Iterable[Record]:
    known = {(each.kind, each.key) for each in load_of(db, Identifier, "person_id", person.id)}
    for each in (*incoming.identifiers, *_other_alias(person, incoming)):
        if (each.kind, each.key) not in known:
            yield save_identifier(db, replace(each, person_id=person.id), now)


def _other_alias(person: Person, incoming: Incoming) -> list[Identifier]:
    """Return the alias of the file where the register has another: both are kept."""
    alias = incoming.person.alias
    if "alias" not in incoming.stated or sort_key(alias) == sort_key(person.alias):
        return []
    return [Identifier(kind=IdentifierKind.ALIAS, value=alias, key=stored_key(IdentifierKind.ALIAS, alias))]


def _towns(db: Database, person: Person, incoming: Incoming, now: datetime) -> Iterable[Record]:
    known = {(each.name, each.seen_on) for each in load_of(db, Town, "person_id", person.id)}
    for each in incoming.towns:
        if (each.name, each.seen_on) not in known:
            yield save_town(db, replace(each, person_id=person.id), now)


def _notes(db: Database, person: Person, incoming: Incoming, now: datetime) -> Iterable[Record]:
    known = {each.text for each in load_of(db, Note, "person_id", person.id)} if incoming.notes else set()
    for each in incoming.notes:
        if each.text not in known:
            yield add_note(db, person.id, each.text, now)


def _contacts(db: Database, person: Person, incoming: Incoming, now: datetime) -> Iterable[Record]:
    known = {_what(each) for each in load_of(db, Contact, "person_id", person.id)} if incoming.contacts else set()
    for each in incoming.contacts:
        if _what(each) not in known:
            yield save_contact(db, replace(each, person_id=person.id), now)


def _what(contact: Contact) -> tuple[Any, ...]:
    at = contact.at.timestamp() if contact.at else None
    return at, contact.direction, contact.channel, contact.outcome, contact.note
