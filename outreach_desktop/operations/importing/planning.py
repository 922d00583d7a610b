"""What a file would bring in: rows made into persons, compared with the register; nothing is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ...domain.attributes import Problem, tidy
from ...domain.contact import Contact
from ...domain.folding import search_form, sort_key
from ...domain.importing import Group, ImportPlan, Incoming, Known, RowProblem, Sameness, Target, targets
from ...domain.person import Identifier, IdentifierKind, Note, Person, Town
from ...domain.progress import Progress, unwatched
from ...domain.rights import Right
from ...sheets.tables import Sheet
from ...storage import imports
from ...storage.database import Database
from ..do_not_disturb import left_alone
from ..identifiers import stored_key
from ..organisation import load_platforms
from ..saving import local_day, require_right
from .cells import Reader
from .rows import Row, RowReader

_TOLD_EVERY = 200  # rows
_NOBODY = Problem("", "Nobody is named here: alias, number and handle are missing.")
_OTHER_ROW = Problem("", "An earlier row about the same person says otherwise, and holds.")
_LEFT_ALONE = Problem("", "Has asked to be forgotten and not disturbed. Leave the row out.")
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def plan_import(
    db: Database, sheet: Sheet, columns: Sequence[str], now: datetime, progress: Progress = unwatched
) -> ImportPlan:
    """Return what the rows would bring in; `columns` are fields by id, "" for a column that is left out.

    Raises `NotPermitted`, `Cancelled`.
    """
    require_right(db, Right.SPREADSHEETS)
    rows = list(_read(db, sheet, columns, now, progress))
    _heed_left_alone(db, rows, now)
    people = _Grouping(db, rows).people()
    found = [problem for row in rows for problem in row.problems]
    nobody = [_said(row.number, "", _NOBODY) for row in rows if not row.problems and not _names_somebody(row)]
    remarks = [problem for each in people for problem in each[1]] + [remark for row in rows for remark in row.remarks]
    every = sorted([*found, *nobody, *remarks], key=lambda problem: problem.row)
    return ImportPlan(tuple(each[0] for each in people), tuple(every), len(rows))


def _read(db: Database, sheet: Sheet, columns: Sequence[str], now: datetime, progress: Progress) -> Iterator[Row]:
    known = targets()
    wanted: list[tuple[str, Target | None]] = [
        (heading, known.get(target)) for heading, target in zip(sheet.headings, columns, strict=True)
    ]
    platforms = {search_form(each.name).strip(): each.id for each in load_platforms(db)}
    reader = RowReader(Reader(now, platforms), wanted, db.sealer.account)
    for at, (number, cells) in enumerate(zip(sheet.numbers[1:], sheet.rows[1:], strict=True)):
        if not at % _TOLD_EVERY:
            progress(at, len(sheet.rows))
        yield reader.read(number, cells)


def _heed_left_alone(db: Database, rows: Sequence[Row], now: datetime) -> None:
    """Let nobody in who was forgotten with the promise not to be disturbed."""
    named = {row.number: {each.key for each in row.identifiers} | {_alias_key(row)} for row in rows}
    left = left_alone(db, {key for keys in named.values() for key in keys if key}, local_day(now))
    for row in rows:
        if named[row.number] & left:
            row.problems.append(_said(row.number, "", _LEFT_ALONE))


def _alias_key(row: Row) -> str:
    return stored_key(IdentifierKind.ALIAS, row.alias)


def _names_somebody(row: Row) -> bool:
    return bool(row.code or row.alias.strip() or row.identifiers)


@dataclass
class _Group:
    """The rows of one person, and what else they are called by."""

    rows: list[Row] = field(default_factory=list)


class _Grouping:
    """Rows with a code, number or handle in common are about one person; with the alias alone only without others."""

    def __init__(self, db: Database, rows: Iterable[Row]) -> None:
        self._sound = [row for row in rows if not row.problems and _names_somebody(row)]
        keys = {each.key for row in self._sound for each in row.identifiers}
        self._by_key = imports.persons_by_key(db, sorted(keys))
        self._by_code = imports.persons_by_code(db, sorted({row.code for row in self._sound if row.code}))
        names = {sort_key(row.alias) for row in self._sound if row.alias}
        self._by_alias = imports.persons_by_alias(db, sorted(names))
        self._persons = imports.stored_persons(db, self._known_ids())

    def _known_ids(self) -> list[int]:
        found = (*self._by_key.values(), *self._by_code.values(), *self._by_alias.values())
        return sorted({each for ids in found for each in ids})

    def people(self) -> list[tuple[Incoming, list[RowProblem]]]:
        return [self._incoming(group) for group in self._groups()]

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
        named: dict[tuple[str, str], _Group] = {}
        for row in self._sound:
            names = list(self._names(row))
            found = next((named[name] for name in names if name in named), None)
            if found is None:
                found = _Group()
                groups.append(found)
            found.rows.append(row)
            for name in names:
                named.setdefault(name, found)
        return groups

    def _names(self, row: Row) -> Iterator[tuple[str, str]]:
        if row.code:
            yield "code", row.code
        for each in row.identifiers:
            yield "key", each.key
        if not row.code and not row.identifiers:
            yield "alias", sort_key(row.alias) or row.alias

    def _incoming(self, group: _Group) -> tuple[Incoming, list[RowProblem]]:
        rows, remarks = group.rows, list[RowProblem]()
        stated: dict[str, Any] = {}
        for row in rows:
            for name, value in row.stated.items():
                if stated.setdefault(name, value) != value:
                    remarks.append(_two_values(row.number, name))
        alias = stated.get("alias") or next((each.value for row in rows for each in row.identifiers), rows[0].code)
        person: Person = tidy(Person(**stated | {"alias": alias}))
        incoming = Incoming(
            rows=tuple(row.number for row in rows),
            person=person,
            stated=frozenset(stated),
            identifiers=tuple(_once(Identifier, (each for row in rows for each in row.identifiers))),
            towns=tuple(_once(Town, (each for row in rows for each in row.towns))),
            notes=tuple(_once(Note, (each for row in rows for each in row.notes))),
            contacts=tuple(_in_time(row.contact for row in rows if row.contact)),
            known=self._known(rows, person),
        )
        return incoming, [*remarks, *self._kept(incoming)]

    def _known(self, rows: Sequence[Row], person: Person) -> Known | None:
        codes = {each for row in rows for each in self._by_code.get(row.code, ())}
        if codes:
            return self._who(Sameness.CODE if len(codes) == 1 else Sameness.SEVERAL, codes)
        keys = {each for row in rows for named in row.identifiers for each in self._by_key.get(named.key, ())}
        if keys:
            return self._who(Sameness.IDENTIFIER if len(keys) == 1 else Sameness.SEVERAL, keys)
        names = set(self._by_alias.get(sort_key(person.alias), ()))
        if not names:
            return None
        alone = not any(row.identifiers for row in rows)
        by_name = Sameness.IDENTIFIER if alone and len(names) == 1 else Sameness.ALIAS
        return self._who(by_name, names)

    def _who(self, by: Sameness, ids: Iterable[int]) -> Known:
        newest = tuple(sorted(ids, reverse=True))
        return Known(by, newest, tuple(self._persons[each].code for each in newest))

    def _kept(self, incoming: Incoming) -> list[RowProblem]:
        """Return what the register has otherwise than the file: it stays as it is."""
        known = incoming.known
        if known is None or known.by is Sameness.SEVERAL:
            return []
        stored = self._persons[known.persons[0]]
        fresh = Person()
        different = [
            name
            for name in sorted(incoming.stated - {"alias"})  # another alias is added
            if getattr(stored, name) not in (getattr(fresh, name), getattr(incoming.person, name))
        ]
        other = Problem("", "{0} has another value in the register, which stays.", (stored.code,))
        return [_said(incoming.rows[0], _labels()[name], other, blocks=False) for name in different]


def _two_values(row: int, name: str) -> RowProblem:
    return _said(row, _labels()[name], _OTHER_ROW, blocks=False)


def _said(row: int, column: str, problem: Problem, *, blocks: bool = True) -> RowProblem:
    return RowProblem(row, column, problem.text, problem.values, blocks)


def _labels() -> Mapping[str, str]:
    return {each.name: each.label for each in targets().values() if each.group is Group.PERSON}


def _once(_kind: type, records: Iterable[Any]) -> list[Any]:
    found: dict[Any, Any] = {}
    for each in records:
        found.setdefault(_what(each), each)
    return list(found.values())


def _what(record: Any) -> Any:
    match record:
        case Identifier():
            return record.kind, record.key
        case Town():
            return record.name, record.seen_on
        case _:
            return record.text


def _in_time(contacts: Iterable[Contact]) -> list[Contact]:
    return sorted(dict.fromkeys(contacts), key=lambda contact: contact.at or _NEVER)
