"""What the person on call does when nobody checks in."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class OnCallStep:
    """One step, in the order in which it is done; without `ways` it is for every kind of meeting."""

    id: str
    text: Bilingual
    ways: tuple[Literal["physical", "phone", "digital", "chat"], ...] = ()


@dataclass(frozen=True, slots=True)
class OnCallSteps:
    version: int
    steps: tuple[OnCallStep, ...]

    def of_way(self, way: str) -> tuple[OnCallStep, ...]:
        """Return the steps for one kind of meeting."""
        return tuple(each for each in self.steps if not each.ways or way in each.ways)


@cache
def on_call_steps(folder: Path | None = None) -> OnCallSteps:
    return read(OnCallSteps, "on_call.toml", folder)
