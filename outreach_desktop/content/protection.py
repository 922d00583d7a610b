"""What the program knows for an impact assessment and for the record of processing; and what it has to ask."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law asks for; `checked_on` is the day the sentence was last compared with `source`."""

    id: Literal["impact", "consultation", "record"]
    text: Bilingual
    source: Bilingual
    checked_on: date


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why data are kept, about whom, which, and who receives them. All but `colleagues` have a period of their own."""

    id: Literal["contact", "declined", "support", "report", "claim", "colleagues"]
    text: Bilingual
    whose: Bilingual
    data: Bilingual
    recipients: Bilingual


@dataclass(frozen=True, slots=True)
class Risk:
    """What may happen to the people, and what the program does against it."""

    id: str
    heading: Bilingual
    text: Bilingual
    measure: Bilingual


@dataclass(frozen=True, slots=True)
class Measure:
    """One technical measure that holds in every vault."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Question:
    """What only the organisation can answer."""

    id: str
    part: Literal["description", "necessity", "risks", "views"]
    heading: Bilingual
    source: Bilingual
    checked_on: date


@dataclass(frozen=True, slots=True)
class Protection:
    version: int
    disclaimer: Bilingual
    duties: tuple[Duty, ...]
    purposes: tuple[Purpose, ...]
    risks: tuple[Risk, ...]
    measures: tuple[Measure, ...]
    questions: tuple[Question, ...]


@cache
def protection(folder: Path | None = None) -> Protection:
    return read(Protection, "protection.toml", folder)
