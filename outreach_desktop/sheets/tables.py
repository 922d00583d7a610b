"""What a reader gives: rows of texts, and how they were read."""

from dataclasses import dataclass

MOST_BYTES = 64 << 20
MOST_ROWS = 200_000
MOST_COLUMNS = 300
LONGEST_CELL = 131_000  # characters; no field holds more than 100 000


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are all equally long and begin with the headings; `numbers` are the rows' places in the file, from 1.

    `encoding` and `separator` are empty for XLSX, `title` for CSV. `formulas` says that some cells had one: their
    texts are what the spreadsheet program had last worked out.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str = ""
    separator: str = ""
    title: str = ""
    formulas: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        return self.rows[0]


def as_sheet(rows: list[tuple[int, list[str]]], **how: object) -> Sheet:
    """Return rows without the empty ones, all as wide as the widest."""
    kept = [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    width = max((_width(row) for _number, row in kept), default=0)
    equal = tuple(tuple(row[:width] + [""] * (width - len(row))) for _number, row in kept)
    return Sheet(equal, tuple(number for number, _row in kept), **how)  # type: ignore[arg-type]


def _width(row: list[str]) -> int:
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)
