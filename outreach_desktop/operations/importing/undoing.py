"""Taking an import back as a whole: what somebody has changed since stays, and is counted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ...domain.attributes import attributes
from ...domain.contact import Contact
from ...domain.errors import KnownError
from ...domain.person import Identifier, Note, Person, Town
from ...domain.progress import Progress, unwatched
from ...domain.record import Record
from ...domain.rights import Right
from ...storage import imports, log, merges, people
from ...storage.about_persons import tables_about_persons
from ...storage.columns import table_of
from ...storage.database import Database
from ...storage.imports import Part, StoredImport
from ...storage.merges import Changed
from ...storage.reading import load
from ..follow_ups import take_back_steps
from ..people import save_person
from ..saving import remove_record, require_right
from .joining import BEFORE

UNDO_DAYS = 30
_TYPES: Mapping[str, type[Record]] = {table_of(each): each for each in (Identifier, Town, Note, Contact)}


class UndoOver(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "This import can no longer be undone: 30 days have gone, one of its persons was erased, or it was undone."
        )


@dataclass(frozen=True, slots=True)
class Undone:
    """How many persons went to the bin, and how many stay as they are, since somebody has worked on them."""

    removed: int
    kept: int


def last_import(db: Database, now: datetime) -> StoredImport | None:
    """Return the newest import that can be undone, None where there is none."""
    found = imports.newest(db)
    return found if found and found.at >= now - timedelta(days=UNDO_DAYS) else None


def forget_old(db: Database, now: datetime) -> None:
    """Let go of what undoing needed, once it is over."""
    with db.transaction():
        imports.forget_before(db, now - timedelta(days=UNDO_DAYS))


def undo_import(db: Database, uid: str, now: datetime, progress: Progress = unwatched) -> Undone:
    """Put what an import brought into the bin, all or nothing. Raises `UndoOver`, `NotPermitted`, `Cancelled`."""
    require_right(db, Right.SPREADSHEETS)
    with db.transaction():
        found = last_import(db, now)
        if found is None or found.uid != uid:
            raise UndoOver
        undoing, parts = _Undoing(db, found, now), imports.parts(db, uid)
        for at, part in enumerate(parts):
            undoing.take_back(part)
            progress(at, len(parts))
        imports.forget(db, uid)
        log.note(db, "undo_import", "person", uid, now)
    return Undone(undoing.removed, undoing.kept)


class _Undoing:
    def __init__(self, db: Database, done: StoredImport, now: datetime) -> None:
        self._db, self._import, self._now = db, done, now
        self._tables = list(tables_about_persons(db))
        self.removed = self.kept = 0

    def take_back(self, part: Part) -> None:
        if part.kind == "person":
            self._remove_person(part)
        elif part.kind == BEFORE:
            self._restore(part)
        else:
            self._remove(part)

    def _remove_person(self, part: Part) -> None:
        for person in load(self._db, Person, [part.record_id]):
            if person.removed_on:
                continue
            if person.version != part.version or self._was_worked_on(person.id):
                self.kept += 1
                continue
            remove_record(self._db, person, self._now)
            self.removed += 1

    def _was_worked_on(self, person_id: int) -> bool:
        return imports.changed_since(self._db, person_id, self._import.at, self._tables)

    def _remove(self, part: Part) -> None:
        for record in load(self._db, _TYPES[part.kind], [part.record_id]):
            if record.removed_on is None and record.version == part.version:
                if isinstance(record, Contact):
                    take_back_steps(self._db, record, self._now)
                remove_record(self._db, record, self._now)
                people.refresh_summary(self._db, part.person_id)

    def _restore(self, part: Part) -> None:
        """Put back each field that is still as the import left it."""
        before, after = merges.records_of(self._db, Person, Changed(*json.loads(part.fields)))
        for person in load(self._db, Person, [part.person_id]):
            names = [
                each.name
                for each in attributes(Person)
                if getattr(before, each.name) != getattr(after, each.name) == getattr(person, each.name)
            ]
            if names and person.removed_on is None:
                save_person(self._db, replace(person, **{name: getattr(before, name) for name in names}), self._now)
