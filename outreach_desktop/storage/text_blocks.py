"""Many short texts in memory, end to end in a few large pieces, searched by the beginnings of their words.

A text by itself is an object beside another in a table of objects: with a hundred thousand of them that took four times
as much memory as their letters. A piece is searched in one go, and made anew when one of its texts is taken out, so
that nothing of that one stays.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

_FULL = 1 << 16  # bytes of a piece, which is made anew in some microseconds
# What is no letter and no digit is a blank. Texts are UTF-8 without marks: each byte that is not ASCII is of a letter.
_BLANKS = bytes(each if chr(each).isalnum() or each > 0x7F else 0x20 for each in range(256))  # noqa: PLR2004


class _Piece:
    """Texts with a blank before each, so that every word has one before it; `ends[n]` is where text n ends."""

    __slots__ = ("ends", "ids", "text")

    def __init__(self) -> None:
        self.ids, self.ends, self.text = array("q"), array("q"), bytearray()

    def add(self, text_id: int, text: bytes) -> None:
        self.text += b" "
        self.text += text.translate(_BLANKS)
        self.ids.append(text_id)
        self.ends.append(len(self.text))

    def without(self, gone: AbstractSet[int]) -> "_Piece":
        """Return a piece of the other texts, made anew: nothing of what is gone lies behind its end."""
        made = _Piece()
        for at, text_id in enumerate(self.ids):
            if text_id not in gone:
                start, end = self.span(at)
                made.text += self.text[start:end]
                made.ids.append(text_id)
                made.ends.append(len(made.text))
        return made

    def span(self, at: int) -> tuple[int, int]:
        return self.ends[at - 1] if at else 0, self.ends[at]

    def find(self, words: Sequence[bytes]) -> Iterator[int]:
        """Yield the ids of the texts that have all the words; each word has a blank before it."""
        first, *others = words
        place = self.text.find(first)
        while place >= 0:
            at = bisect_right(self.ends, place)
            start, end = self.span(at)
            if all(self.text.find(word, start, end) >= 0 for word in others):
                yield self.ids[at]
            place = self.text.find(first, end)


class TextBlocks:
    """Texts by id, each at most once."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []

    def add(self, text_id: int, text: bytes) -> None:
        if not self._pieces or len(self._pieces[-1].text) >= _FULL:
            self._pieces.append(_Piece())
        self._pieces[-1].add(text_id, text)

    def take_out(self, gone: AbstractSet[int]) -> None:
        """Let go of these texts, as far as they are there."""
        left = (each if gone.isdisjoint(each.ids) else each.without(gone) for each in self._pieces)
        self._pieces = [each for each in left if each.ids]

    def find(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the ids of the texts in which, for each of the words, a word begins so; words of letters and digits."""
        begun = sorted((b" " + word.encode() for word in words), key=len, reverse=True)
        for piece in self._pieces if begun else ():
            yield from piece.find(begun)
