"""Cards for asking as a routine: an open question, narrower ones, and what an answer can lead to."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .bilingual import Bilingual
from .indicators import Note
from .reading import read


@dataclass(frozen=True, slots=True)
class QuestionCard:
    id: str
    purpose: Bilingual
    opening: Bilingual
    narrower: tuple[Bilingual, ...]
    leads_to: Bilingual


@dataclass(frozen=True, slots=True)
class QuestionCards:
    """The cards and the sentences that stand beside them all."""

    version: int
    notes: tuple[Note, ...]
    cards: tuple[QuestionCard, ...]


@cache
def question_cards(folder: Path | None = None) -> QuestionCards:
    return read(QuestionCards, "question_cards.toml", folder)
