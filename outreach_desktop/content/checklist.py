"""The safety checklist of physical meetings, phase by phase."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One item. A `must` blocks the meeting while it is open; `when` limits it to some organisations."""

    id: str
    text: Bilingual
    level: Literal["must", "should"]
    when: Literal["always", "secret_address", "alarm"] = "always"


@dataclass(frozen=True, slots=True)
class Phase:
    id: str
    text: Bilingual
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The whole list; meetings remember its `version`."""

    version: int
    phases: tuple[Phase, ...]


@cache
def checklist(folder: Path | None = None) -> Checklist:
    return read(Checklist, "checklist.toml", folder)
