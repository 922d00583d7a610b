"""What to do when something may have leaked, step by step, each with its source."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class BreachStep:
    """One thing to do; `checked_on` is the day the text was last compared with `source`."""

    id: str
    stage: Literal["now", "first_day", "within_72_hours", "after"]
    heading: Bilingual
    text: Bilingual
    source: Bilingual
    checked_on: date


@dataclass(frozen=True, slots=True)
class Breach:
    version: int
    intro: Bilingual
    steps: tuple[BreachStep, ...]


@cache
def breach(folder: Path | None = None) -> Breach:
    return read(Breach, "breach.toml", folder)
