"""The safety checklist of meetings that ships, phase by phase."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from .bilingual import Bilingual
from .reading import read

_Way = Literal["physical", "phone", "digital", "chat"]
_Condition = Literal[
    "secret_address", "alarm", "first_meeting", "may_be_child", "third_party", "interpreter", "our_premises"
]


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """One item; `domain.safety_checklist.ChecklistItem` says what its fields mean."""

    id: str
    text: Bilingual
    level: Literal["must", "should"]
    ways: tuple[_Way, ...] = ()
    shown_when: tuple[_Condition, ...] = ()
    must_when: tuple[_Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ShippedPhase:
    id: str
    text: Bilingual
    items: tuple[ShippedItem, ...]


@dataclass(frozen=True, slots=True)
class ShippedChecklist:
    """The whole list; meetings remember its `version`."""

    version: int
    phases: tuple[ShippedPhase, ...]


@cache
def checklist(folder: Path | None = None) -> ShippedChecklist:
    return read(ShippedChecklist, "checklist.toml", folder)
