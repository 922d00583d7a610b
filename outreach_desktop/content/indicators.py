"""Indicators of trafficking: what can be observed, and what is known about each."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that stands beside the whole list."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Indicator:
    """One observation. `id` is stored in assessments; `about` says what it can mean and what it cannot."""

    id: str
    text: Bilingual
    about: Bilingual
    says_little_alone: bool


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """The list; assessments remember its `version`."""

    version: int
    notes: tuple[Note, ...]
    items: tuple[Indicator, ...]


@cache
def indicators(folder: Path | None = None) -> IndicatorList:
    """Return the indicators in the order in which they are asked."""
    return read(IndicatorList, "indicators.toml", folder)
