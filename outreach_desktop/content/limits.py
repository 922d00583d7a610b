"""What the vault cannot do, said plainly."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that the vault does not protect against, and what one can do."""

    id: str
    heading: Bilingual
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Limits:
    version: int
    intro: Bilingual
    limits: tuple[Limit, ...]


@cache
def limits(folder: Path | None = None) -> Limits:
    return read(Limits, "limits.toml", folder)
