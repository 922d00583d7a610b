"""What a pasted text names: numbers, addresses, handles and codes, each by itself, and names that stand alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.folding import digits_of
from ..domain.person import IdentifierKind
from .identifiers import guess_kind
from .phones import numbers_at

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@.])[\w-]+(?:\.[\w-]+)+/\S*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@.])@\w(?:[\w.]*\w)?")
_CODE = re.compile(r"\b[Pp]-\d{4}-\d{4,}\b")
_AFTER = ".,;:!?)]}»”\"'"
_PARTED = re.compile(r"[\n;\t|]+")
_EDGES = " \t\r\n.,:!?-–—/()[]\"'«»”“•*"
_MOST_WORDS, _MOST_SIGNS = 3, 40  # of a name that stands alone
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_LONGEST_WINDOW = 3  # words
MOST_WINDOWS = 60
LONGEST_TEXT = 4000  # characters that are looked through


@dataclass(frozen=True, slots=True)
class Pieces:
    """`found` can be looked up one by one; `windows` are capitalised words between them, which may be names."""

    found: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()


def named_in(typed: str) -> tuple[str, ...]:
    """Return what a typed text names: its pieces where it has several, or one among other words; else the text."""
    bare = typed.strip()
    found = pieces_of(bare[:LONGEST_TEXT]).found
    return found if is_text(bare, found) else (bare,)


def is_text(bare: str, found: tuple[str, ...]) -> bool:
    """Say whether `bare` is more than the one number, address or handle that was found in it."""
    if len(found) != 1:
        return len(found) > 1
    return found[0] != bare and guess_kind(bare) is IdentifierKind.ALIAS and not digits_of(bare)


def pieces_of(text: str) -> Pieces:
    """Return what stands in `text`, each once and in order; nothing for an empty text."""
    known, rest = _identifiers(text)
    listed = [*known, *_names(rest)] if _is_list(text) else known
    found = dict.fromkeys(piece for _at, piece in sorted(listed))
    windows = dict.fromkeys(window for window in _windows(rest) if window not in found)
    return Pieces(tuple(found), tuple(windows)[:MOST_WINDOWS])


def _identifiers(text: str) -> tuple[list[tuple[int, str]], str]:
    """Return what can be told from its form, with its place, and the text with blanks instead of it."""
    found: list[tuple[int, str]] = []
    rest = text
    for pattern in (_ADDRESS, _MAIL, _HANDLE, _CODE):
        for match in pattern.finditer(rest):
            piece = match.group().rstrip(_AFTER)
            found.append((match.start(), piece))
            rest = _blanked(rest, match.start(), match.start() + len(piece))
    for start, end, phone in numbers_at(rest):
        found.append((start, phone.shown))
        rest = _blanked(rest, start, end)
    return found, rest


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _is_list(text: str) -> bool:
    return bool(_PARTED.search(text.strip()))


def _names(rest: str) -> Iterator[tuple[int, str]]:
    """Yield the short parts between separators that have a letter in them."""
    at = 0
    for part in _PARTED.split(rest):
        name = part.strip(_EDGES)
        short = len(name) <= _MOST_SIGNS and len(name.split()) <= _MOST_WORDS
        if short and any(sign.isalpha() for sign in name):
            yield rest.index(part, at), name
        at = rest.index(part, at) + len(part)


def _windows(rest: str) -> Iterator[str]:
    words = _WORD.findall(rest)
    for size in range(_LONGEST_WINDOW, 0, -1):
        for at in range(len(words) - size + 1):
            if words[at][0].isupper():
                yield " ".join(words[at : at + size])
