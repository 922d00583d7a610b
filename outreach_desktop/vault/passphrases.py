"""Passphrases: made from a word list, or chosen and then judged by how hard they are to guess."""

import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from ..domain.errors import KnownError
from ..paths import RESOURCES
from .errors import PassphraseGuessable, PassphraseTooLong, PassphraseTooShort

WORDS = 7776
LEAST_LETTERS, MOST_LETTERS = 15, 1000
WORD_LIST = RESOURCES / "content" / "words_sv.txt"
_LEAST_GUESSES = 1e12
_JUDGED_LETTERS = 72  # as far as zxcvbn looks
_FIRST_GUESSES = """
lösenord hemligt hemlig hemlighet sommar vinter vår höst sverige stockholm göteborg malmö uppsala fotboll
hockey hammarby djurgården kärlek älskar hejsan välkommen qwertyå åäö januari februari mars april maj juni
juli augusti september oktober november december måndag tisdag onsdag torsdag fredag lördag söndag outreach
uppsökande nätvandring förening organisation jourtelefon kvinnojour tjejjour stödboende lösenfras valv
administratör
"""


def generate(words: int = 6, listed: Sequence[str] | None = None) -> str:
    """Return `words` random words with spaces between, about 12.9 bits each."""
    chosen_from = word_list() if listed is None else listed
    return " ".join(secrets.choice(chosen_from) for _ in range(words))


def word_list() -> tuple[str, ...]:
    """Return the Swedish words; raises `ValueError` unless there are exactly 7776, all different."""
    return _words_in(WORD_LIST)


@cache
def _words_in(path: Path) -> tuple[str, ...]:
    return read_words(path.read_text("utf-8"))


def read_words(text: str) -> tuple[str, ...]:
    """Read one word a line; raises `ValueError` unless there are exactly 7776, all different."""
    words = tuple(unicodedata.normalize("NFKC", line.strip()) for line in text.splitlines())
    if len(words) != WORDS or len(set(words)) != WORDS or not all(words):
        raise ValueError("the word list must have 7776 different words")
    return words


def weakness(
    passphrase: str, guessed_first: Iterable[str] = (), listed: Sequence[str] | None = None
) -> KnownError | None:
    """Return why a chosen passphrase will not do, or None.

    `guessed_first`: words a thief would try, such as the names of the organisation and the account.
    """
    normal = unicodedata.normalize("NFKC", passphrase)
    if len(normal.strip()) < LEAST_LETTERS:
        return PassphraseTooShort()
    if len(normal) > MOST_LETTERS:
        return PassphraseTooLong()
    words = word_list() if listed is None else listed
    return PassphraseGuessable() if _guesses(normal, guessed_first, words) < _LEAST_GUESSES else None


def _guesses(passphrase: str, guessed_first: Iterable[str], listed: Sequence[str]) -> float:
    """Return about how many tries a thief needs who knows English and Swedish words and habits."""
    from zxcvbn import zxcvbn

    names = [part for name in guessed_first for part in (name, *name.split())]
    judged = zxcvbn(passphrase[:_JUDGED_LETTERS], user_inputs=[*names, *_FIRST_GUESSES.split(), *listed])
    return float(judged["guesses"])
