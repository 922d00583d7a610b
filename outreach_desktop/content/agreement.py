"""The confidentiality agreement that each account accepts before any room opens."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class Promise:
    """One point of the agreement."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Agreement:
    """A new wording raises `version`, and everybody is asked again."""

    version: int
    title: Bilingual
    beginning: Bilingual
    end: Bilingual
    points: tuple[Promise, ...]

    @property
    def digest(self) -> bytes:
        """What the log keeps of the text that was accepted, in both languages."""
        parts = (self.title, self.beginning, *(point.text for point in self.points), self.end)
        return sha256("\n".join(text for part in parts for text in (part.sv, part.en)).encode()).digest()


@cache
def agreement(folder: Path | None = None) -> Agreement:
    return read(Agreement, "agreement.toml", folder)
