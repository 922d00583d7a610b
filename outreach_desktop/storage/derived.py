"""What is derived from records: sort keys and search texts. Made by Python, since SQLite cannot fold letters.

Search tables hold the folded text itself: FTS5 can then take the terms of an erased text out of its
index (measured: a contentless table kept them). Nothing restricted is ever in them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ..domain.alikeness import alike_form
from ..domain.contact import Contact
from ..domain.folding import numbers_in, search_form, sort_key
from ..domain.meeting import Meeting
from ..domain.person import Identifier, IdentifierKind, Person, Town
from ..domain.seen_ad import SeenAd
from ..i18n import ZONE
from .columns import table_of
from .database import Database

# A Swedish number is also found as it is dialled at home, whichever way it was written.
_AS_DIALLED = "CASE WHEN kind = 'phone' AND key LIKE '+46%' THEN ' 0' || substr(key, 4) ELSE '' END"
PERSON_WORDS = f"""
    SELECT code || ' ' || former_codes || ' ' || alias AS words FROM person WHERE id = :id AND removed_on IS NULL
    UNION ALL
    SELECT value || ' ' || key || {_AS_DIALLED} FROM identifier WHERE person_id = :id AND removed_on IS NULL
    UNION ALL
    SELECT name FROM town WHERE person_id = :id AND removed_on IS NULL
"""
_NAMES = frozenset({IdentifierKind.ALIAS, IdentifierKind.PROFILE, IdentifierKind.CHAT, IdentifierKind.EMAIL})


def _key_alike(identifier: Identifier) -> str:
    """Return the form of a name; of two addresses that are nearly the same each is of another ad."""
    is_name = identifier.kind in _NAMES and "/" not in identifier.key
    return alike_form(identifier.key) if is_name else ""


def _local_day(moment: datetime) -> str:
    """Return the organisation's day, by which statistics and retention count."""
    return moment.astimezone(ZONE).date().isoformat()


_COLUMNS: Mapping[type, Mapping[str, Callable[[Any], object]]] = {
    Person: {
        "alias_sort": lambda person: sort_key(person.alias),
        "alias_alike": lambda person: alike_form(person.alias),
        "registered_on": lambda person: _local_day(person.created_at),
    },
    Meeting: {"meets_on": lambda meeting: meeting.starts_at and _local_day(meeting.starts_at)},
    SeenAd: {"words": lambda ad: search_words(ad.address, ad.alias, ad.identifiers, ad.towns)},
    Identifier: {"key_alike": _key_alike},
}


def column_names(record_type: type) -> tuple[str, ...]:
    """Return the columns of a table that are no fields of its record."""
    return tuple(_COLUMNS.get(record_type, ()))


def columns(record: Any) -> dict[str, object]:
    return {name: make(record) for name, make in _COLUMNS.get(type(record), {}).items()}


def index(db: Database, record: Any, former: int = 0) -> None:
    """Bring the search texts that depend on a record up to date; `former` is the person it was about before."""
    match record:
        case Person():
            index_person(db, record.id)
        case Identifier() | Town():
            for person_id in {record.person_id, former or record.person_id}:
                index_person(db, person_id)
        case Contact():
            _put(db, "contact_text", record.id, contact_words(record))


def contact_words(contact: Contact) -> str:
    """Return what a contact is found by, folded."""
    return search_words(contact.note, contact.next_step, contact.identifier)


def search_words(*texts: str) -> str:
    """Return texts as they are searched: folded, with each longer number as bare digits too."""
    folded = [search_form(text) for text in texts if text]
    return " ".join([*folded, *(number for text in folded for number in numbers_in(text))])


def index_person(db: Database, person_id: int) -> None:
    words = [row["words"] for row in db.rows(PERSON_WORDS, id=person_id)]
    alive = db.value("SELECT 1 FROM person WHERE id = :id AND removed_on IS NULL", id=person_id)
    _put(db, "person_text", person_id, search_words(*words) if alive else "")


def index_new(db: Database, first_person: int, first_contact: int) -> None:
    """Make the search texts of persons and contacts that were added with these ids and higher ones."""
    _rebuild_people(db, first_person)
    _rebuild_contacts(db, first_contact)


def _put(db: Database, table: str, row: int, words: str) -> None:
    db.execute(f"DELETE FROM {table} WHERE rowid = :row", row=row)
    if words:
        db.execute(f"INSERT INTO {table} (rowid, words) VALUES (:row, :words)", row=row, words=words)


def set_hidden(db: Database, record_type: type, record_id: int, *, hidden: bool) -> None:
    """Take a record that goes to the bin out of the search, or put it back."""
    if record_type is Person:
        index_person(db, record_id)
    elif record_type in (Identifier, Town):
        index_person(db, person_of(db, record_type, record_id))
    elif record_type is Contact:
        _hide_contact(db, record_id, hidden=hidden)


def _hide_contact(db: Database, contact_id: int, *, hidden: bool) -> None:
    sql = "SELECT note, next_step, identifier FROM contact WHERE id = :id"
    row = db.rows(sql, id=contact_id)[0]
    _put(db, "contact_text", contact_id, "" if hidden else search_words(*row))


def person_of(db: Database, record_type: type, record_id: int) -> int:
    """Return the id of the person whom a stored record is about, 0 where there is no such record."""
    found = db.value(f"SELECT person_id FROM {table_of(record_type)} WHERE id = :id", id=record_id)
    return found or 0


def forget(db: Database, record_type: type, record_id: int) -> None:
    """Take a record that is about to be erased out of the search, with what hangs on it."""
    if record_type is Person:
        forget_contacts(db, record_id)
        _put(db, "person_text", record_id, "")
    elif record_type is Contact:
        _put(db, "contact_text", record_id, "")
    elif record_type in (Identifier, Town):
        set_hidden(db, record_type, record_id, hidden=True)


def forget_contacts(db: Database, person_id: int) -> None:
    """Take all lines about a person out of the search."""
    db.execute("DELETE FROM contact_text WHERE rowid IN (SELECT id FROM contact WHERE person_id = :id)", id=person_id)


def rebuild(db: Database) -> None:
    """Make all search texts anew, as after a migration or a large import."""
    for table in ("person_text", "contact_text"):
        db.execute(f"DELETE FROM {table}")
    _rebuild_people(db)
    _rebuild_contacts(db)


def _rebuild_people(db: Database, first: int = 0) -> None:
    words: dict[int, list[str]] = {}
    names = "SELECT id, code || ' ' || former_codes || ' ' || alias AS words FROM person"
    for row in db.rows(f"{names} WHERE removed_on IS NULL AND id >= :first", first=first):
        words[row["id"]] = [row["words"]]
    more = f"""
        SELECT person_id, value || ' ' || key || {_AS_DIALLED} AS words FROM identifier
         WHERE removed_on IS NULL AND person_id >= :first
         UNION ALL SELECT person_id, name FROM town WHERE removed_on IS NULL AND person_id >= :first
    """
    for row in db.rows(more, first=first):
        if row["person_id"] in words:
            words[row["person_id"]].append(row["words"])
    found = ({"row": key, "words": search_words(*parts)} for key, parts in words.items())
    db.execute_many("INSERT INTO person_text (rowid, words) VALUES (:row, :words)", found)


def _rebuild_contacts(db: Database, first: int = 0) -> None:
    sql = "SELECT id, note, next_step, identifier FROM contact WHERE removed_on IS NULL AND id >= :first"
    found = ({"row": row[0], "words": search_words(*row[1:])} for row in db.execute(sql, first=first))
    filled = (row for row in found if row["words"].strip())
    db.execute_many("INSERT INTO contact_text (rowid, words) VALUES (:row, :words)", filled)
