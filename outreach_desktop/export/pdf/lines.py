"""Text made printable, and broken into lines that fit."""

import re
import unicodedata
from collections.abc import Iterator

from .fonts import REPLACEMENT, Measure, typeface
from .styles import Style

_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_WORDS = re.compile(r"[^ ]+ ?| ")
# Modifiers of emoji: the sign they belong to is replaced as one.
_MODIFIERS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)]))


def printable(text: str) -> tuple[str, bool]:
    """Return `text` in characters that the fonts have, and whether some had to be replaced.

    Line breaks stay; characters without a form of their own (joiners, direction marks) are left out.
    """
    plain = unicodedata.normalize("NFC", _BREAKS.sub("\n", text).replace("\t", "    "))
    known = typeface().printable
    strange = set(plain) - known - {"\n"}
    if not strange:
        return plain, False
    table = {ord(character): _instead_of(character) for character in strange}
    return plain.translate(table), REPLACEMENT in table.values()


def _instead_of(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf" or character in _MODIFIERS:
        return ""
    return " " if kind == "Zs" else REPLACEMENT


def lines(text: str, style: Style, width: float) -> list[str]:
    """Break printable `text` into lines; those that others follow end with a space, which readers need."""
    measure, room = typeface().measures[style.font], width / style.size
    parts = [_filled(part.rstrip(), measure, room) for part in text.split("\n")]
    for part in parts[:-1]:
        part[-1] += " "
    return [line for part in parts for line in part]


def _filled(text: str, measure: Measure, room: float) -> list[str]:
    found, line, used, space = [], "", 0.0, measure.widths[" "]
    for word, extent in _words(text, measure, room):
        if line and used + extent - (space if word[-1] == " " else 0) > room:
            found.append(line)
            line, used = "", 0.0
        line += word
        used += extent
    return [*found, line]


def _words(text: str, measure: Measure, room: float) -> Iterator[tuple[str, float]]:
    """Yield words with their space and their extent, those wider than a line in parts."""
    for word in _WORDS.findall(text):
        extent = measure.extent(word)
        if extent > room:
            yield from ((part, measure.extent(part)) for part in _cut(word, measure, room))
        else:
            yield word, extent


def _cut(word: str, measure: Measure, room: float) -> Iterator[str]:
    """Cut a word that is wider than a line, so that each part fits."""
    start, used = 0, 0.0
    for at, character in enumerate(word):
        width = measure.widths[character]
        if at > start and used + width > room:
            yield word[start:at]
            start, used = at, 0.0
        used += width
    yield word[start:]


def shortened(text: str, style: Style, width: float) -> str:
    """Return the first line of printable `text`, ended by an ellipsis where it does not fit."""
    first, *more = lines(text, style, width) or [""]
    if not more:
        return first
    kept, *_ = lines(first.rstrip(), style, width - typeface().extent("…", style.font, style.size))
    return kept.rstrip() + "…"


def cut(found: list[str], most: int, mark: str, style: Style, width: float) -> list[str]:
    """Return at most so many lines; where some are left out the last one ends by an ellipsis and `mark`."""
    if not most or len(found) <= most:
        return found
    end = f"… {mark}"
    room = width - typeface().extent(end, style.font, style.size)
    kept, *_ = lines(found[most - 1].rstrip(), style, max(room, style.size))
    return [*found[: most - 1], kept.rstrip() + end]
