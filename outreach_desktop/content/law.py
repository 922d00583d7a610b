"""What the law says, in sentences with a source; nothing legal is printed that does not stand in the file."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class LawEntry:
    """One sentence or two. `checked_on` is the day they were last compared with `source`."""

    id: str
    text: Bilingual
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class _LawFile:
    version: int
    entries: tuple[LawEntry, ...]


@cache
def laws(folder: Path | None = None) -> tuple[LawEntry, ...]:
    return read(_LawFile, "law.toml", folder).entries


def law(entry_id: str, folder: Path | None = None) -> LawEntry:
    """Return one entry; an unknown id is a mistake of the caller (`KeyError`)."""
    return {entry.id: entry for entry in laws(folder)}[entry_id]


def report_wording(basis: Literal["duty", "recommendation"], folder: Path | None = None) -> LawEntry:
    """Return what a concern report says of the law it is made under."""
    if basis not in ("duty", "recommendation"):
        raise ValueError(basis)
    return law(basis, folder)


def offences(folder: Path | None = None) -> tuple[LawEntry, ...]:
    """Return what is criminal when a child is exploited, in the order of the file."""
    return tuple(entry for entry in laws(folder) if entry.id.startswith("offence_"))
