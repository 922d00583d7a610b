"""The needs that the needs form asks about."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class FormNeed:
    """One need of the form; `ask` is how one can ask about it."""

    id: str
    text: Bilingual
    ask: Bilingual


@dataclass(frozen=True, slots=True)
class _NeedsFile:
    version: int
    items: tuple[FormNeed, ...]


@cache
def form_needs(folder: Path | None = None) -> tuple[FormNeed, ...]:
    return read(_NeedsFile, "needs.toml", folder).items
