"""Any file that somebody chooses as a spreadsheet: read, or refused with a sentence."""

from pathlib import Path

from .csv_reading import read_csv
from .errors import SheetEmpty, SheetGone, SheetTooLarge
from .tables import MOST_BYTES, Sheet
from .xlsx_reading import OLE, ZIP, read_old, read_xlsx


def read_file(path: Path, *, encoding: str = "", separator: str = "", title: str = "") -> Sheet:
    """Return the table in a file; what is not given is found out. Raises `Unreadable` in words, and nothing else."""
    return read_sheet(read_bytes(path), encoding=encoding, separator=separator, title=title)


def read_sheet(content: bytes, *, encoding: str = "", separator: str = "", title: str = "") -> Sheet:
    """Return the table in the bytes of a file. Raises `Unreadable`."""
    if not content:
        raise SheetEmpty
    if content.startswith(ZIP):
        return read_xlsx(content, title)
    if content.startswith(OLE):
        return read_old(content)
    return read_csv(content, encoding, separator)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raises `SheetGone`, `SheetTooLarge`."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise SheetGone from None
    if len(content) > MOST_BYTES:
        raise SheetTooLarge
    return content
