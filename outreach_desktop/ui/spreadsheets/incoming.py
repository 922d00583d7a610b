"""A file that somebody is bringing in, from page to page; in memory only."""

from dataclasses import dataclass, field

from ...domain.importing import Action, ImportPlan, Rules
from ...operations.importing.mapping import columns_for
from ...sheets.reading import read_sheet
from ...sheets.tables import Sheet
from ...storage.database import Database
from ..rooms import Place

PLACE = "sheets"
START, COLUMNS, PREVIEW = "start", "columns", "preview"


def place(step: str) -> Place:
    """Return the place of a step in the room of people."""
    return {PLACE: step}


@dataclass
class Incoming:
    """`columns` are the fields of the columns; `plan` is what would come in by them, None while it is not known."""

    name: str
    content: bytes
    sheet: Sheet
    columns: list[str]
    same_identifier: Action = Action.MERGE
    same_alias: Action = Action.NEW
    leave_out: bool = False
    decided: dict[int, Action] = field(default_factory=dict)
    plan: ImportPlan | None = None

    @property
    def rules(self) -> Rules:
        return Rules(self.same_identifier, self.same_alias, self.leave_out, dict(self.decided))

    def forget_plan(self) -> None:
        """Take back what was found out and decided: the file is read in another way."""
        self.plan, self.decided, self.leave_out = None, {}, False


def read_incoming(db: Database, name: str, content: bytes, encoding: str = "", separator: str = "") -> Incoming:
    """Return a file as it is read, with its columns recognised. Raises `Unreadable`."""
    sheet = read_sheet(content, encoding=encoding, separator=separator)
    return Incoming(name, content, sheet, list(columns_for(db, sheet)))
