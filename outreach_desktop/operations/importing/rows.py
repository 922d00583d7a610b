"""One row of a file: its cells read into records, with what is wrong in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ...content import municipalities
from ...domain.attributes import Problem, problems, tidy
from ...domain.contact import Contact, Direction
from ...domain.errors import KnownError
from ...domain.folding import search_form
from ...domain.importing import AT, CLOCK, TYPES, Group, RowProblem, Target
from ...domain.person import Identifier, Note, Person, Town
from ...domain.record import Record
from ...i18n import ZONE
from ..identifiers import stored_key
from .answers import says_nobody_wrote
from .cells import Reader, identifiers_in, said_yes_or_no, towns_in

_NOBODY, _SAID_YES = object(), object()  # what stands in a cell and is no value of its field
_LEFT_ALONE = Problem("", "Nobody was written to here: it comes in without a line in the log.").text


@dataclass
class Row:
    """What a row says. `code` names somebody in the register; `stated` are the person's fields that have a value.

    `problems` keep it out, `remarks` say what was read otherwise than it stands there.
    """

    number: int
    code: str = ""
    stated: dict[str, Any] = field(default_factory=dict)
    identifiers: list[Identifier] = field(default_factory=list)
    towns: list[Town] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    contact: Contact | None = None
    problems: list[RowProblem] = field(default_factory=list)
    remarks: list[RowProblem] = field(default_factory=list)

    @property
    def alias(self) -> str:
        return str(self.stated.get("alias", ""))


class RowReader:
    """Reads rows by the fields that columns go to; `columns` are headings and fields, in order."""

    def __init__(self, reader: Reader, columns: Sequence[tuple[str, Target | None]], account: str) -> None:
        self._reader, self._columns, self._account = reader, columns, account
        self._clock = ""
        self._codes = {search_form(each.name): each.code for each in municipalities()}
        self._headings = {(target.group, target.name): name for name, target in reversed(columns) if target}

    def read(self, number: int, cells: Sequence[str]) -> Row:
        """Return what a row says; what cannot be read is among its problems and nowhere else."""
        row, line = Row(number), dict[str, Any]()
        seen_on: date | None = None
        filled = [(*each, cell) for each, cell in zip(self._columns, cells, strict=True) if cell.strip()]
        self._clock = next((cell.strip() for _name, target, cell in filled if target and target.id == CLOCK), "")
        for heading, target, cell in filled:
            if target is None:
                continue
            try:
                seen_on = self._take(row, line, target, cell if _may_be_several(target) else cell.strip()) or seen_on
            except KnownError as error:
                row.problems.append(RowProblem(number, heading, error.text, tuple(error.values.values())))
        if seen_on and row.towns:
            row.towns = [replace(town, seen_on=town.seen_on or seen_on) for town in row.towns]
        row.contact = self._contact(self._written(row, line))
        self._date_refusal(row)
        self._check(row)
        return row

    def _written(self, row: Row, line: dict[str, Any]) -> dict[str, Any]:
        """Return the line as it comes in: where nobody wrote, only what was noted, and nothing without that."""
        if line.get("outcome") is not _NOBODY:
            return line
        heading = self._headings.get((Group.CONTACT, "outcome"), "")
        row.remarks.append(RowProblem(row.number, heading, _LEFT_ALONE, blocks=False))
        kept = {name: value for name, value in line.items() if name in ("at", "note", "platform_id")}
        return kept if "note" in kept else {}

    def _date_refusal(self, row: Row) -> None:
        """Let a tick under *do not contact* hold from the day of the line, or today."""
        since = row.stated.get("no_contact_since")
        if since is _SAID_YES:
            at = row.contact.at if row.contact else None
            row.stated["no_contact_since"] = at.astimezone(ZONE).date() if at else self._reader.today

    def _take(self, row: Row, line: dict[str, Any], target: Target, cell: str) -> date | None:
        """Put a cell where it belongs; return the day on which the row's towns were seen, where it says that."""
        if target.kind is not None:
            for value in identifiers_in(target.kind, cell):
                row.identifiers.append(self._identifier(target, value))
        elif target.group is Group.TOWN and target.name == "name":
            row.towns += [self._town(name, day) for name, day in towns_in(cell)]
        elif target.group is Group.TOWN:
            found: date = self._reader.value(target, cell)
            return found
        elif target.group is Group.NOTE:
            row.notes.append(Note(text=cell))
        elif target.group is Group.CONTACT:
            self._take_of_line(line, target, cell)
        elif target.name == "code":
            row.code = self._reader.value(target, cell)
        elif target.name == "no_contact_since" and (said := said_yes_or_no(cell)) is not None:
            row.stated |= {target.name: _SAID_YES} if said else {}
        else:
            row.stated[target.name] = self._reader.value(target, cell)
        return None

    def _take_of_line(self, line: dict[str, Any], target: Target, cell: str) -> None:
        if target.id == AT:
            line["at"] = self._reader.moment(cell, self._clock) if self._clock else self._reader.value(target, cell)
        elif target.name == "outcome" and says_nobody_wrote(cell):
            line["outcome"] = _NOBODY
        elif target.id != CLOCK:
            line[target.name] = self._reader.value(target, cell)

    def _identifier(self, target: Target, value: str) -> Identifier:
        if target.kind is None:
            raise TypeError("a field that is no identifier")
        found: Identifier = tidy(Identifier(kind=target.kind, value=value, active=target.active))
        return replace(found, key=stored_key(found.kind, found.value))

    def _town(self, name: str, day: date | None) -> Town:
        found: Town = tidy(Town(name=name, seen_on=day))
        return replace(found, municipality=self._codes.get(search_form(found.name), ""))

    def _contact(self, line: Mapping[str, Any]) -> Contact | None:
        """Return the line, if there is one; without a way, a channel and an outcome it is an observation."""
        if not line:
            return None
        said = "direction" in line or "outcome" in line or "channel" in line
        usual: dict[str, Any] = {} if said else {"direction": Direction.NOTE}
        found: Contact = tidy(Contact(**usual, **line, by_account=self._account))
        return found

    def _check(self, row: Row) -> None:
        person = Person(**{"alias": "-"} | row.stated)
        others: list[Record] = [*row.identifiers, *row.towns, *row.notes, *([row.contact] if row.contact else [])]
        for group, record in [(Group.PERSON, person), *((_group(each), each) for each in others)]:
            found = problems(record, self._reader.today)
            found = found or (record.order_problems() if isinstance(record, Person) else [])
            row.problems += [self._told(row.number, group, each) for each in found]

    def _told(self, number: int, group: Group, problem: Problem) -> RowProblem:
        return RowProblem(number, self._headings.get((group, problem.field), ""), problem.text, problem.values)


def _may_be_several(target: Target) -> bool:
    """Say whether a line end in a cell says something: it parts several, and behind one it says that it is one."""
    return target.kind is not None or (target.group is Group.TOWN and target.name == "name")


def _group(record: Record) -> Group:
    return next(group for group, kind in TYPES.items() if isinstance(record, kind))
