"""XLSX, read cell by cell by openpyxl; a file is looked at before it is unpacked, since it may be made to do harm."""

import os
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from .errors import (
    NoSheet,
    OldExcel,
    OpenDocument,
    SheetDamaged,
    SheetEmpty,
    SheetEncrypted,
    SheetTooLarge,
    Unreadable,
)
from .guarding import as_written
from .tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Sheet, as_sheet

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_UNPACKED, _MOST_PARTS = 400 << 20, 5000
_MOST_PLACES = 1 << 20  # rows of a sheet, the empty ones between counted
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = (b"<f>", b"<f ")
_ESCAPED = "_x005F_"  # an underscore that would else begin an escape


def read_old(content: bytes) -> Sheet:
    """Raise what an OLE file is: a protected XLSX, or an old .xls."""
    raise SheetEncrypted if _ENCRYPTED in content else OldExcel


def read_xlsx(content: bytes, title: str = "") -> Sheet:
    """Return the first sheet that has something in it, or the one called `title`. Raises `Unreadable` in words."""
    _look_at(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not keep (drawings, filters) is not read anyway
        try:
            return _read(content, title)
        except Unreadable:
            raise
        except Exception:  # noqa: BLE001 - the library raises anything at all on a damaged file
            raise SheetDamaged from None


def _look_at(content: bytes) -> None:
    """Refuse what would unpack to very much, and what is no workbook, before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            parts = file.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise SheetDamaged from None
    if any(part.flag_bits & 1 for part in parts):
        raise SheetEncrypted
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise SheetTooLarge
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise OpenDocument if "content.xml" in names else NoSheet


def _read(content: bytes, title: str) -> Sheet:
    book = _open(content)
    try:
        for sheet in book.worksheets:
            if title in ("", sheet.title):
                sheet.reset_dimensions()  # what the file says of its size need not be true
                rows = list(_rows(sheet.iter_rows()))
                if rows or title:
                    found = as_sheet(rows, title=sheet.title, formulas=_has_formulas(content))
                    if found.rows:
                        return found
    finally:
        book.close()
    raise SheetEmpty


def _open(content: bytes) -> Any:
    os.environ["OPENPYXL_LXML"] = "False"  # the parser is the same wherever the program runs
    import openpyxl

    return openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)


def _rows(rows: Any) -> Iterator[tuple[int, list[str]]]:
    kept = 0
    for number, row in enumerate(islice(rows, _MOST_PLACES + 1), 1):
        texts = [_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        kept += 1
        if kept > MOST_ROWS or number > _MOST_PLACES or len(texts) > MOST_COLUMNS:
            raise SheetTooLarge
        yield number, texts


def _text(cell: Any) -> str:
    """Return a cell as one would type it: a number without `.0`, a day as 2026-11-24."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            raise SheetTooLarge
        return as_written(value.replace(_ESCAPED, "_"))
    return _typed(value)


def _typed(value: Any) -> str:
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return value.isoformat(" ", "minutes").removesuffix(" 00:00")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as file:
        sheets = (name for name in file.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml"))
        return any(mark in part for name in sheets for part in _parts(file, name) for mark in _FORMULA)


def _parts(file: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part of the file bit by bit, each with the end of the one before."""
    with file.open(name) as opened:
        last = b""
        while some := opened.read(1 << 20):
            yield last + some
            last = some[-4:]
