"""The conversation guide: how to meet whoever answers, in pieces that are read beside the log."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .bilingual import Bilingual
from .reading import read


@dataclass(frozen=True, slots=True)
class GuidePiece:
    """What to do and why; `say` are words that one can say or write, if any."""

    id: str
    title: Bilingual
    text: Bilingual
    say: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class GuidePart:
    id: str
    heading: Bilingual
    pieces: tuple[GuidePiece, ...]


@dataclass(frozen=True, slots=True)
class ConversationGuide:
    version: int
    parts: tuple[GuidePart, ...]


@cache
def conversation_guide(folder: Path | None = None) -> ConversationGuide:
    return read(ConversationGuide, "conversation.toml", folder)
