"""The search over everything: persons by what they are known by, contacts by words of their notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.folding import search_form, sort_key
from ..domain.permission import Permission
from ..domain.person import Identifier
from ..storage import contacts, identifiers, people, search
from ..storage.contacts import ContactRow
from ..storage.database import Database
from ..storage.people import PersonRow
from ..storage.reading import load_of
from .identifiers import lookup_keys
from .organisation import load_organisation
from .people import row_permission

MOST = 8
_LONGEST = 2000  # characters that are searched for: the beginning of a pasted page says enough
_WORDS_BEFORE, _LONGEST_PIECE = 5, 120


@dataclass(frozen=True, slots=True)
class PersonHit:
    """`known_by` is the number, handle or address that was searched for, empty where the alias or code was."""

    row: PersonRow
    permission: Permission
    known_by: str


@dataclass(frozen=True, slots=True)
class ContactHit:
    """`piece` is the part of the note, next step or number around the words searched for."""

    row: ContactRow
    piece: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found for `typed`: at most `MOST` of each kind, best or newest first."""

    typed: str
    people: tuple[PersonHit, ...] = ()
    contacts: tuple[ContactHit, ...] = ()

    def __len__(self) -> int:
        return len(self.people) + len(self.contacts)


def search_everything(db: Database, typed: str, today: date) -> Hits:
    """Find persons and contacts for what was typed so far; nothing is stored."""
    bare = typed.strip()[:_LONGEST]
    if not bare:
        return Hits(typed)
    rows = contacts.load_rows(db, search.find_contacts(db, bare, MOST))
    found = tuple(ContactHit(row, _piece(row, bare)) for row in rows)
    return Hits(typed, _people(db, bare, today), found)


def _people(db: Database, bare: str, today: date) -> tuple[PersonHit, ...]:
    exact = identifiers.find_people(db, lookup_keys(bare), bare, MOST)
    begun = people.find_beginning(db, bare, most=MOST) if sort_key(bare) else []
    alike = search.find_people(db, bare, MOST)
    ids = list(dict.fromkeys([*exact, *begun, *alike]))[:MOST]
    organisation = load_organisation(db)
    return tuple(
        PersonHit(row, row_permission(row, organisation, today), _known_by(db, row, bare))
        for row in people.load_rows(db, ids)
    )


def _known_by(db: Database, row: PersonRow, bare: str) -> str:
    """Return the identifier that the search was for: by its key, or because what was typed is part of it."""
    keys, words = set(lookup_keys(bare)), search_form(bare).split()
    for identifier in load_of(db, Identifier, "person_id", row.id):
        folded = search_form(f"{identifier.value} {identifier.key}")
        if identifier.key in keys or all(word in folded for word in words):
            return identifier.value
    return ""


def _piece(row: ContactRow, bare: str) -> str:
    return piece_around(" ".join(filter(None, [row.note, row.next_step])), search_form(bare).split())


def piece_around(text: str, beginnings: Sequence[str]) -> str:
    """Return the part of `text` around its first word that begins as asked for, on one line."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if _begins(word, beginnings)), 0)
    first = max(0, at - _WORDS_BEFORE)
    piece = " ".join(words[first:])
    cut = piece[:_LONGEST_PIECE].rsplit(" ", 1)[0] + " …" if len(piece) > _LONGEST_PIECE else piece
    return f"… {cut}" if first else cut


def _begins(word: str, beginnings: Sequence[str]) -> bool:
    folded = "".join(sign if sign.isalnum() else " " for sign in search_form(word)).split()
    return any(part.startswith(beginning) for part in folded for beginning in beginnings)
