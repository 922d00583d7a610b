"""Rows of texts as CSV that spreadsheet programs open as text, never as formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from .guarding import harmless


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return RFC 4180 text in UTF-8 with a byte order mark, by which spreadsheets know å from Ã¥."""
    file = StringIO(newline="")
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)
    # Half a surrogate pair cannot be written in UTF-8; it never stood for anything.
    return file.getvalue().encode("utf-8-sig", "replace")
