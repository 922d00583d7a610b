"""Words that no text about persons uses, and a check for them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from .reading import read


@dataclass(frozen=True, slots=True)
class AvoidedWord:
    """One word in all its `forms`, and what to write instead."""

    id: str
    language: Literal["sv", "en"]
    forms: tuple[str, ...]
    instead: str


@dataclass(frozen=True, slots=True)
class AllowedPhrase:
    """A phrase in which an avoided word means something else."""

    phrase: str
    language: Literal["sv", "en"]
    reason: str


@dataclass(frozen=True, slots=True)
class _AvoidFile:
    version: int
    words: tuple[AvoidedWord, ...]
    allowed: tuple[AllowedPhrase, ...]


@cache
def _avoid_file(folder: Path | None) -> _AvoidFile:
    return read(_AvoidFile, "avoid.toml", folder)


def avoid_list(folder: Path | None = None) -> tuple[AvoidedWord, ...]:
    return _avoid_file(folder).words


def allowed_phrases(folder: Path | None = None) -> tuple[AllowedPhrase, ...]:
    return _avoid_file(folder).allowed


@cache
def _patterns(language: str, folder: Path | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    phrases = [allowed.phrase for allowed in allowed_phrases(folder) if allowed.language == language]
    forms = [form for word in avoid_list(folder) if word.language == language for form in word.forms]
    return _any_of(phrases), _any_of(forms)


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)", re.IGNORECASE)


def avoided_words(text: str, language: str, folder: Path | None = None) -> list[str]:
    """Return the avoided words that stand in `text`, as they are written there, in order.

    Only whole words count, in any letter case; allowed phrases are passed over.
    """
    allowed, avoided = _patterns(language, folder)
    return avoided.findall(allowed.sub(" ", text))
