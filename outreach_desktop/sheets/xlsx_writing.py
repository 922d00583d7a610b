"""Rows of texts as XLSX: each cell is a text, so that no program takes one for a formula or a number."""

import os
import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from ..domain.errors import KnownError
from .guarding import harmless

LONGEST_CELL = 32_767  # characters, by the format
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class CellTooLong(KnownError):
    def __init__(self) -> None:
        super().__init__("A text is longer than a cell of XLSX holds. Choose CSV, or leave that column out.")


def xlsx_bytes(title: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with one sheet, its first row fixed; raises `CellTooLong`."""
    os.environ["OPENPYXL_LXML"] = "False"  # the writer is the same wherever the program runs
    import openpyxl
    from openpyxl.worksheet._writer import WorksheetWriter

    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = ""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet._writer = WorksheetWriter(sheet, BytesIO())  # noqa: SLF001 - the library's own is a file in clear
    sheet._writer.write_top()  # noqa: SLF001
    try:
        for row in rows:
            sheet.append([_cell(text) for text in row])
    except BaseException:
        sheet.close()  # else the library's writer ends in the collector, after what it writes to
        raise
    return _packed(book)


def _packed(book: Any) -> bytes:
    """Return the workbook's bytes; by itself the library would put each sheet into a temporary file, in clear."""
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):  # type: ignore[misc,unused-ignore]
        def write_worksheet(self, sheet: Any) -> None:
            sheet.close()
            writer = sheet._writer  # noqa: SLF001
            sheet._drawing = None  # noqa: SLF001
            sheet._rels = writer._rels  # noqa: SLF001
            self._archive.writestr(sheet.path[1:], writer.out.getvalue())
            self.manifest.append(sheet)

    file = BytesIO()
    InMemory(book, ZipFile(file, "w", ZIP_DEFLATED)).save()
    return file.getvalue()


def _cell(text: str) -> str | None:
    """Return a text that is stored as it is; what looks like the format's own escape is escaped itself."""
    if len(text) > LONGEST_CELL:
        raise CellTooLong
    return _ESCAPE_LIKE.sub("_x005F_", harmless(text)) if text else None
