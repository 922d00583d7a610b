"""The support directory that ships with the program: whom to turn to, as the handbook lists them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from .bilingual import Bilingual
from .geography import counties
from .reading import read, refuse

FILE = "directory.toml"
Kind = Literal["ngo", "federation", "clinic", "coordinators", "police", "advice_line"]


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """Somebody to turn to. Ages in years, 0 when there is no limit; `counties` are codes, empty for all Sweden.

    `checked_on` is empty until somebody has called or visited the page.
    """

    id: str
    kind: Kind
    name: Bilingual
    offers: Bilingual
    audience: Bilingual
    youngest: int = 0
    oldest: int = 0
    town: str = ""
    counties: tuple[str, ...] = ()
    web: str = ""
    phone: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """All entries, and the `source` they were taken from."""

    version: int
    source: str
    entries: tuple[DirectoryEntry, ...]


@cache
def directory(folder: Path | None = None) -> Directory:
    """Return the directory; `KnownError` when an entry names a county that does not exist."""
    found = read(Directory, FILE, folder)
    known = {county.code for county in counties()}
    for entry in found.entries:
        if not set(entry.counties) <= known:
            refuse(FILE, f"entries.{entry.id}.counties")
    return found


def entries_for(county_code: str, kind: Kind, folder: Path | None = None) -> tuple[DirectoryEntry, ...]:
    """Return the entries of a kind that serve a county, those for all Sweden included.

    No region coordinators are listed for Halland: the answer is empty, and the advice line knows more.
    """
    return tuple(
        entry
        for entry in directory(folder).entries
        if entry.kind == kind and (not entry.counties or county_code in entry.counties)
    )
