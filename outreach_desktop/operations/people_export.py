"""Persons as a spreadsheet: the columns that were chosen, in a form that can be brought in again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from ..content import counties_by_name
from ..domain.attributes import Choice, Label
from ..domain.contact import Contact
from ..domain.importing import INTO_ANOTHER, Group, Target, targets
from ..domain.permission import Permission, Verdict
from ..domain.person import Identifier, IdentifierKind, Note, Person, PersonFilter, Town
from ..domain.progress import Progress, unwatched
from ..domain.rights import Right
from ..i18n import ZONE, Texts
from ..sheets.writing import csv_bytes
from ..sheets.xlsx_writing import xlsx_bytes
from ..storage import log, people
from ..storage.database import Database
from ..storage.people import PersonRow
from ..storage.reading import load, load_of_any, load_unopened_of_any
from .importing.cells import identifiers_in, towns_in
from .importing.headings import heading_of
from .organisation import load_organisation, load_platforms
from .people import row_permission
from .saving import local_day, require_right

_AT_ONCE = 500
# What lists of persons show besides, worked out on the day: it goes out, and cannot be brought in.
MAY_CONTACT, LAST_CONTACT, COUNTY = "listed.permission", "listed.last", "listed.county"
WORKED_OUT = {
    MAY_CONTACT: Label("May we contact?"),
    LAST_CONTACT: Label("Last contact was on"),
    COUNTY: Label("County"),
}
_VERDICTS = {
    Verdict.YES: Label("Yes"),
    Verdict.WAIT: Label("Wait"),
    Verdict.HOLD: Label("On hold"),
    Verdict.NO: Label("No"),
}
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
    now: datetime,
    progress: Progress = unwatched,
    who: PersonFilter | None = None,
) -> bytes:
    """Return a file with a row for each person, or for each line of the log where columns of it are among them.

    `who` gives whom, and in which order; nobody in the bin goes out. Raises `NotPermitted`, `CellTooLong`, `Cancelled`.
    Who hands the file out notes it (`note_export`).
    """
    require_right(db, Right.SPREADSHEETS)
    chosen = [targets().get(each) or each for each in columns]
    if any(isinstance(each, Target) and each.group is Group.NOTE for each in chosen):
        require_right(db, Right.READ_NOTES)
    asked = replace(who or PersonFilter(), removed=False)
    rows = _Rows(db, chosen, wanted, progress, local_day(now)).rows(people.find(db, asked))
    head = [column_name(each, wanted) for each in columns]
    every = (row for rows_ in ([head], rows) for row in rows_)
    if form is SheetFormat.XLSX:
        return xlsx_bytes(wanted.gettext("People"), every)
    return csv_bytes(every)


def column_name(column: str, wanted: Texts) -> str:
    """Return what a column of the file is called, by its id."""
    found = targets().get(column)
    return heading_of(found, wanted) if found else wanted.gettext(WORKED_OUT[column].text)


def note_export(db: Database, now: datetime) -> None:
    """Write into the log that persons left the vault."""
    with db.transaction():
        log.note(db, "export", "person", "", now)


class _Rows:
    def __init__(
        self, db: Database, columns: Sequence[Target | str], wanted: Texts, progress: Progress, today: date
    ) -> None:
        self._db, self._columns, self._texts, self._progress = db, columns, wanted, progress
        self._groups = {each.group for each in columns if isinstance(each, Target)}
        self._worked_out = any(isinstance(each, str) for each in columns)
        self._organisation, self._today = load_organisation(db), today
        self._counties = counties_by_name(wanted.language)
        self._platforms = {each.id: each.name for each in load_platforms(db)}

    def rows(self, ids: Sequence[int]) -> Iterator[list[str]]:
        for first in range(0, len(ids), _AT_ONCE):
            self._progress(first, len(ids))
            yield from self._rows_of(ids[first : first + _AT_ONCE])

    def _rows_of(self, ids: Sequence[int]) -> Iterator[list[str]]:
        hung = {group: self._hung(group, kind, ids) for group, kind in _HUNG.items() if group in self._groups}
        listed = {row.id: row for row in people.load_rows(self._db, ids)} if self._worked_out else {}
        for person in load(self._db, Person, ids):
            own = {group: found.get(person.id, []) for group, found in hung.items()}
            for contact in own.get(Group.CONTACT) or [None]:
                yield [
                    self._cell(each, person, own, contact)
                    if isinstance(each, Target)
                    else self._cell_worked_out(each, listed[person.id])
                    for each in self._columns
                ]

    def _cell_worked_out(self, column: str, row: PersonRow) -> str:
        if column == COUNTY:
            return self._counties.get(row.county, "")
        if column == LAST_CONTACT:
            return local_day(row.last_contact_at).isoformat() if row.last_contact_at else ""
        return self._permission(row_permission(row, self._organisation, self._today))

    def _permission(self, permission: Permission) -> str:
        word = self._texts.gettext(_VERDICTS[permission.verdict].text)
        return f"{word}, {permission.until.isoformat()}" if permission.until else word

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
        if contact is None or target.id in INTO_ANOTHER:
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
    towns = {f"{each.name} {each.seen_on.isoformat()}" if each.seen_on else each.name: each for each in found}
    return _one_a_line(list(towns), lambda value: towns_in(value) == [(towns[value].name, towns[value].seen_on)])


def _one_a_line(values: Sequence[str], alone: Callable[[str], bool]) -> str:
    """Return one value a line; a line end behind a single one says that it is one, where it might be taken for more."""
    if len(values) == 1 and not alone(values[0]):
        return f"{values[0]}\n"
    return "\n".join(values)
