"""Which column goes where: as it was kept, as the headings say, or as a file of the terminal says."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ...domain.errors import KnownError
from ...domain.importing import Action, Rules, targets
from ...sheets.tables import Sheet
from ...storage import imports
from ...storage.database import Database
from .headings import recognise

LONGEST = 1 << 20  # bytes of a mapping file
_ACTIONS = {each.value: each for each in Action}


class NoMapping(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The file that says which column is what cannot be read: it must be JSON that gives headings their fields."
        )


class UnknownField(KnownError):
    def __init__(self, name: str) -> None:
        super().__init__("There is no field called {name}.", name=name)


class UnknownColumn(KnownError):
    def __init__(self, name: str) -> None:
        super().__init__("The file has no column called {name}.", name=name)


class NoColumns(KnownError):
    def __init__(self) -> None:
        super().__init__("No column was recognised. Say which column is what.")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a mapping file says: how to read the file, fields by heading, and the rules."""

    encoding: str = ""
    separator: str = ""
    title: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)


def columns_for(db: Database, sheet: Sheet) -> tuple[str, ...]:
    """Return the field of each column: as it was kept for these headings, else as they are recognised."""
    kept = imports.kept_columns(db, sheet.headings)
    known = targets()
    if len(kept) == len(sheet.headings):
        return tuple(each if each in known else "" for each in kept)
    return recognise(sheet.headings)


def wished_columns(found: Sequence[str], sheet: Sheet, wishes: Wishes) -> tuple[str, ...]:
    """Return the columns with what a mapping file says of them; raises `UnknownColumn`, `UnknownField`, `NoColumns`."""
    columns, headings = list(found), [heading.strip() for heading in sheet.headings]
    for heading, name in wishes.columns.items():
        if heading.strip() not in headings:
            raise UnknownColumn(heading)
        if name and name not in targets():
            raise UnknownField(name)
        columns[headings.index(heading.strip())] = name
    if not any(columns):
        raise NoColumns
    return tuple(columns)


def keep_columns(db: Database, sheet: Sheet, columns: Sequence[str], now: datetime) -> None:
    """Remember which column is what, for the next file with the same headings."""
    with db.transaction():
        imports.keep_columns(db, sheet.headings, columns, now)


def read_wishes(content: bytes) -> Wishes:
    """Return what a mapping file says; raises `NoMapping`."""
    try:
        said = json.loads(content[: LONGEST + 1].decode("utf-8-sig"))
        return _wishes(said)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        raise NoMapping from None


def _wishes(said: Any) -> Wishes:
    texts = {name: said.get(name, "") for name in ("encoding", "separator", "title")}
    columns = {str(heading): str(name or "") for heading, name in said.get("columns", {}).items()}
    rules = Rules(
        same_identifier=_ACTIONS[said.get("same_identifier", Action.MERGE.value)],
        same_alias=_ACTIONS[said.get("same_alias", Action.NEW.value)],
        leave_out=bool(said.get("leave_out_problems", False)),
    )
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError
    return Wishes(**texts, columns=columns, rules=rules)
