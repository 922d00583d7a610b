"""What a user can do to persons."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from ..domain.contact import Contact
from ..domain.follow_up import FollowUp
from ..domain.going_past import GoingPast
from ..domain.organisation import Organisation
from ..domain.permission import ContactSummary, Permission, may_write
from ..domain.person import Identifier, IdentifierKind, Note, Person, State, Town
from ..domain.seen_ad import SeenAd
from ..storage import contacts, derived, follow_ups, merges, people
from ..storage.database import Database
from ..storage.people import PersonRow
from ..storage.reading import load, load_of, load_one
from .blocks import require_may_end
from .follow_ups import heed_person
from .identifiers import stored_key
from .keeping import refresh
from .merging import undo_merge
from .organisation import load_organisation
from .saving import local_day, note, remove_record, require_sound, restore_record, save_record


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page of one person shows. `notes` is None for an account that may not read them.

    Among them are the reasons for writing although the program said to wait.
    `log` has the newest lines; `earlier` says how many more there are. `steps` are open and finished follow-ups.
    """

    person: Person
    summary: ContactSummary
    permission: Permission
    identifiers: list[Identifier]
    towns: list[Town]
    notes: list[Note | GoingPast] | None
    ads: list[SeenAd]
    log: list[Contact]
    earlier: int = 0
    steps: tuple[FollowUp, ...] = ()


def open_person(db: Database, person_id: int, now: datetime) -> PersonPage:
    """Return everything about a person, and note that it was read."""
    page = look_at_person(db, person_id, local_day(now))
    with db.transaction():
        note(db, "read", page.person, now)
    return page


def look_at_person(db: Database, person_id: int, today: date, oldest: Contact | None = None) -> PersonPage:
    """Return everything about a person that was opened already, without another line in the log.

    Their contacts are the newest ones, or all from `oldest` on where more of them had been fetched.
    """
    person = load_one(db, Person, person_id)
    summary = people.load_summary(db, person_id)
    lines = contacts.load_log_from(db, person_id, oldest) if oldest else contacts.load_log(db, person_id)
    return PersonPage(
        person,
        summary,
        may_write(person, summary, load_organisation(db), today),
        load_of(db, Identifier, "person_id", person_id),
        load_of(db, Town, "person_id", person_id, order="seen_on DESC, id DESC"),
        _notes(db, person_id),
        load_of(db, SeenAd, "person_id", person_id, order="last_seen_on DESC, id DESC"),
        lines,
        contacts.count_earlier(db, person_id, lines[0]) if lines else 0,
        tuple(follow_ups.load_of_person(db, person_id)),
    )


def fetch_earlier(db: Database, page: PersonPage) -> PersonPage:
    """Return a page with the lines that come before those it has, as many as are read at a time."""
    lines = [*contacts.load_log_before(db, page.person.id, page.log[0]), *page.log]
    return replace(page, log=lines, earlier=contacts.count_earlier(db, page.person.id, lines[0]))


def row_permission(row: PersonRow, organisation: Organisation, today: date) -> Permission:
    """Answer *May we contact?* for a row of a list, by the same rules as everywhere."""
    person = Person(
        alias=row.alias,
        state=row.state,
        no_contact_since=row.no_contact_since,
        no_contact_until=row.no_contact_until,
        no_contact_reason=row.no_contact_reason,
        hold_since=row.hold_since,
        hold_until=row.hold_until,
        hold_by=row.hold_by,
        earliest_on=row.earliest_on,
        age_band=row.age_band,
        may_be_child=row.may_be_child,
    )
    return may_write(person, ContactSummary(tries=row.tries, last_out_at=row.last_out_at), organisation, today)


def _notes(db: Database, person_id: int) -> list[Note | GoingPast] | None:
    if not db.sealer.can_open:
        return None
    notes, passed = load_of(db, Note, "person_id", person_id), load_of(db, GoingPast, "person_id", person_id)
    return sorted([*notes, *passed], key=lambda each: (each.created_at or datetime.min.replace(tzinfo=UTC), each.id))


def save_person(db: Database, person: Person, now: datetime) -> Person:
    """Store a new or edited person; a new one gets a code. Until when they are kept follows."""
    today = local_day(now)
    with db.transaction():
        require_sound(person, today)
        before = next(iter(load(db, Person, [person.id])), None) if person.id else None
        if before is not None:
            require_may_end(db, before, person, today)
        stored = _stored(db, with_refusal(person, today), now)
        heed_person(db, before, stored, now)
        refresh(db, [stored.id])
        return load_one(db, Person, stored.id)


def _stored(db: Database, person: Person, now: datetime) -> Person:
    if person.id:
        return save_record(db, person, now)
    stored = save_record(db, replace(person, code=people.next_code(db, local_day(now).year)), now)
    people.refresh_summary(db, stored.id)
    return stored


def with_refusal(person: Person, today: date) -> Person:
    """Note on which day somebody was found to have declined; who is back in contact has neither day."""
    if person.state is not State.DECLINED:
        return replace(person, declined_on=None, reduced_on=None)
    return replace(person, declined_on=person.declined_on or today)


def save_identifier(db: Database, identifier: Identifier, now: datetime) -> Identifier:
    """Store an identifier with the key that look-ups compare."""
    key = stored_key(identifier.kind, identifier.value)
    return save_record(db, replace(identifier, key=key), now)


def save_town(db: Database, town: Town, now: datetime) -> Town:
    """Store a town where a person was seen; the person's county follows."""
    with db.transaction():
        former = derived.person_of(db, Town, town.id)
        stored = save_record(db, town, now)
        people.refresh_summaries(db, town.person_id, former)
    return stored


def remove_part(db: Database, part: Identifier | Town, now: datetime) -> None:
    """Put an identifier or a town of a person into the bin; what follows from it follows."""
    with db.transaction():
        remove_record(db, part, now)
        people.refresh_summary(db, part.person_id)


def restore_part(db: Database, part: Identifier | Town, now: datetime) -> None:
    """Take an identifier or a town out of the bin."""
    with db.transaction():
        restore_record(db, part, now)
        people.refresh_summary(db, part.person_id)


def add_note(db: Database, person_id: int, text: str, now: datetime) -> Note:
    """Add a sealed note about a person; an account without the restricted key may add, not read."""
    return save_record(db, Note(person_id=person_id, text=text), now)


def remove_person(db: Database, person_id: int, now: datetime) -> Person:
    """Put a person and all that hangs on them into the bin."""
    person = load_one(db, Person, person_id)
    remove_record(db, person, now)
    return replace(person, removed_on=local_day(now))


def restore_person(db: Database, person: Person, now: datetime) -> None:
    """Take a person out of the bin, as they were; who went into another becomes a person of their own again."""
    if merges.find_into(db, person.id):
        undo_merge(db, person.id, now)
    else:
        restore_record(db, person, now)


def identifier_of(value: str, kind: IdentifierKind, person_id: int, seen_on: date) -> Identifier:
    """Return a new identifier first seen on a day."""
    return Identifier(person_id=person_id, kind=kind, value=value, first_seen_on=seen_on, last_seen_on=seen_on)
