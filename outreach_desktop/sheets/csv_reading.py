"""CSV as spreadsheet programs write it: any of their encodings and separators."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from . import encodings
from .errors import NoSheet, SheetDamaged, SheetEmpty, SheetTooLarge
from .guarding import as_written
from .tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Sheet, as_sheet

SEPARATORS = ";,\t|"
_TRIED = 200  # rows that tell the separator
_SAID = "sep="  # a first line by which Excel is told
_UNSEEN = frozenset(map(chr, [*range(9), *range(14, 32)])) | {"\ufffe", "\uffff"}


def read_csv(content: bytes, encoding: str = "", separator: str = "") -> Sheet:
    """Return the table in `content`; what is not given is found out. Raises `Unreadable` in words."""
    name = encoding or encodings.guess(content)
    text = _text(content, name)
    said, text = _said_separator(text)
    mark = separator or said or _separator(text)
    rows = _rows(text, mark)
    if not rows:
        raise SheetEmpty
    return as_sheet(rows, encoding=_plain(name), separator=mark)


def _plain(name: str) -> str:
    return next((each for each in encodings.ENCODINGS if name.lower().replace("_", "-").startswith(each)), name)


def _text(content: bytes, name: str) -> str:
    if not name:
        raise NoSheet
    try:
        text = content.decode(name)
    except (UnicodeDecodeError, LookupError):
        raise SheetDamaged from None
    text = text.removeprefix("\ufeff")
    if _UNSEEN & set(text):
        raise NoSheet
    if not text.strip():
        raise SheetEmpty
    return text


def _said_separator(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    bare = first.rstrip("\r").strip('"')
    if bare.lower().startswith(_SAID) and len(bare) == len(_SAID) + 1:
        return bare[-1], rest
    return "", text


def _separator(text: str) -> str:
    """Return the separator that gives the most rows of one same width."""
    return max(SEPARATORS, key=lambda mark: _regularity(text, mark))


def _regularity(text: str, mark: str) -> tuple[int, int]:
    try:
        rows = [row for row in islice(csv.reader(StringIO(text, newline=""), delimiter=mark), _TRIED) if row]
    except csv.Error:
        return (0, 0)
    widths = [len(row) for row in rows]
    if not widths or widths[0] == 1:
        return (0, max(widths, default=0))
    return (widths.count(widths[0]), widths[0])


def _rows(text: str, mark: str) -> list[tuple[int, list[str]]]:
    """Return each row with its number. Misplaced quotes are read as spreadsheet programs do; a cut file is not."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        return list(_numbered(text, mark, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            raise SheetDamaged from None
    try:
        return list(_numbered(text, mark, strict=False))
    except csv.Error as error:
        raise (SheetTooLarge if "field limit" in str(error) else SheetDamaged) from None


def _numbered(text: str, mark: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=mark, strict=strict), 1):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise SheetTooLarge
        yield number, [as_written(cell) for cell in row]
