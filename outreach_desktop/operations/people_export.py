"""Persons as a spreadsheet: the columns that were chosen, in a form that can be brought in again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from ..domain.attributes import Choice
from ..domain.contact import Contact
from ..domain.importing import Group, Target, targets
from ..domain.person import Identifier, IdentifierKind, Note, Person, PersonFilter, Town
from ..domain.progress import Progress, unwatched
from ..domain.rights import Right
from ..i18n import ZONE, Texts
from ..sheets.writing import csv_bytes
from ..sheets.xlsx_writing import xlsx_bytes
from ..storage import log, people
from ..storage.database import Database
from ..storage.reading import load, load_of_any, load_unopened_of_any
from .importing.cells import identifiers_in, towns_in
from .importing.headings import heading_of
from .organisation import load_platforms
from .saving import require_right

_AT_ONCE = 500
USUAL = tuple(each.id for each in targets().values() if each.group in (Group.PERSON, Group.IDENTIFIER, Group.TOWN))


class SheetFormat(Enum):
    CSV = "csv"
    XLSX = "xlsx"


def export_people(
    db: Database,
    columns: Sequence[str],
    form: SheetFormat,
    wanted: Texts,
    *,
    progress: Progress = unwatched,
    who: PersonFilter | None = None,
) -> bytes:
    """Return a file with a row for each person, or for each line of the log where columns of it are among them.

    Raises `NotPermitted`, `CellTooLong`, `Cancelled`. Who hands the file out notes it (`note_export`).
    """
    require_right(db, Right.SPREADSHEETS)
    chosen = [targets()[each] for each in columns]
    if any(each.group is Group.NOTE for each in chosen):
        require_right(db, Right.READ_NOTES)
    rows = _Rows(db, chosen, wanted, progress).rows(people.find(db, who or PersonFilter()))
    head = [heading_of(each, wanted) for each in chosen]
    every = (row for rows_ in ([head], rows) for row in rows_)
    if form is SheetFormat.XLSX:
        return xlsx_bytes(wanted.gettext("People"), every)
    return csv_bytes(every)


def note_export(db: Database, now: datetime) -> None:
    """Write into the log that persons left the vault."""
    with db.transaction():
        log.note(db, "export", "person", "", now)


class _Rows:
    def __init__(self, db: Database, columns: Sequence[Target], wanted: Texts, progress: Progress) -> None:
        self._db, self._columns, self._texts, self._progress = db, columns, wanted, progress
        self._groups = {each.group for each in columns}
        self._platforms = {each.id: each.name for each in load_platforms(db)}

    def rows(self, ids: Sequence[int]) -> Iterator[list[str]]:
        for first in range(0, len(ids), _AT_ONCE):
            self._progress(first, len(ids))
            yield from self._rows_of(ids[first : first + _AT_ONCE])

    def _rows_of(self, ids: Sequence[int]) -> Iterator[list[str]]:
        hung = {group: self._hung(group, kind, ids) for group, kind in _HUNG.items() if group in self._groups}
        for person in load(self._db, Person, ids):
            own = {group: found.get(person.id, []) for group, found in hung.items()}
            for contact in own.get(Group.CONTACT) or [None]:
                yield [self._cell(target, person, own, contact) for target in self._columns]

    def _hung(self, group: Group, kind: type[Any], ids: Sequence[int]) -> dict[int, list[Any]]:
        read: Callable[..., list[Any]] = load_of_any if group is Group.NOTE else load_unopened_of_any
        found: dict[int, list[Any]] = {}
        for each in read(self._db, kind, "person_id", ids):
            found.setdefault(each.person_id, []).append(each)
        return found

    def _cell(self, target: Target, person: Person, own: Mapping[Group, Sequence[Any]], contact: Contact | None) -> str:
        match target.group:
            case Group.PERSON:
                return self._shown(getattr(person, target.name))
            case Group.CONTACT:
                return self._shown_of_line(target, contact)
            case Group.IDENTIFIER:
                return _joined_identifiers(target, own[Group.IDENTIFIER])
            case Group.TOWN:
                return _joined_towns(own[Group.TOWN]) if target.name == "name" else ""
            case Group.NOTE:
                return "\n\n".join(note.text for note in own[Group.NOTE])

    def _shown_of_line(self, target: Target, contact: Contact | None) -> str:
        if contact is None:
            return ""
        if target.name == "platform_id":
            return self._platforms.get(contact.platform_id or 0, "")
        return self._shown(getattr(contact, target.name))

    def _shown(self, value: Any) -> str:
        """Return a value as the import reads it: days and times as 2026-11-24 19:31, answers in words."""
        if isinstance(value, tuple):
            return "\n".join(self._shown(each) for each in value)
        if isinstance(value, Choice):
            return self._texts.gettext(value.label.text)
        if isinstance(value, bool):
            return self._texts.gettext("Yes") if value else self._texts.gettext("No")
        if isinstance(value, date):
            return _instant(value) if isinstance(value, datetime) else value.isoformat()
        return "" if value is None else str(value)


_HUNG: Mapping[Group, type[Any]] = {
    Group.IDENTIFIER: Identifier,
    Group.TOWN: Town,
    Group.NOTE: Note,
    Group.CONTACT: Contact,
}


def _instant(moment: datetime) -> str:
    """Return local time, with its offset in the hour that comes twice."""
    local = moment.astimezone(ZONE)
    plain = local.replace(tzinfo=None)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.isoformat(" ") if twice else plain.isoformat(" ", "auto" if plain.second else "minutes")


def _joined_identifiers(target: Target, found: Iterable[Identifier]) -> str:
    kind: IdentifierKind = target.kind or IdentifierKind.ALIAS
    values = [each.value for each in found if each.kind is kind and each.active is target.active]
    return _one_a_line(values, lambda value: identifiers_in(kind, value) == [value])


def _joined_towns(found: Iterable[Town]) -> str:
    values = [f"{each.name} {each.seen_on.isoformat()}" if each.seen_on else each.name for each in found]
    return _one_a_line(values, lambda value: len(towns_in(value)) == 1)


def _one_a_line(values: Sequence[str], alone: Callable[[str], bool]) -> str:
    """Return one value a line; a line end behind a single one says that it is one, where it might be taken for more."""
    if len(values) == 1 and not alone(values[0]):
        return f"{values[0]}\n"
    return "\n".join(values)
