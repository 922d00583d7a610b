"""Storing a line, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from ...domain.contact import Contact
from ...domain.person import Person
from ...operations.contacts import save_contact, save_first_line, take_back_line
from ...storage import drafts
from ...storage.database import Database
from ...storage.reading import load_one
from .answer_words import name_of
from .line_form import Line
from .subject import Subject


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A stored line; `before` is the person as they were before it, None when they came with it."""

    person: Person
    line: Contact
    before: Person | None

    @property
    def name(self) -> str:
        return name_of(self.person)

    def take_back(self, db: Database, now: datetime) -> None:
        take_back_line(db, self.line, self.before, now)


def save_line(db: Database, subject: Subject, line: Line, now: datetime) -> SavedLine:
    """Store a line, with the person when they are new, and forget its draft."""
    with db.transaction():
        if subject.match is None:
            person, stored = save_first_line(db, Person(alias=line.alias.strip()), subject.typed, line.contact, now)
            saved = SavedLine(person, stored, None)
        else:
            before = load_one(db, Person, subject.match.person.id)
            stored = save_contact(db, line.contact, now)
            saved = SavedLine(before, stored, before)
        drafts.discard(db, subject.editor)
    return saved
