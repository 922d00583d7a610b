"""Ids in their order, as the one text in which SQLite gives them.

A list of persons has a hundred thousand of which a screenful is looked at. Making numbers of all of them takes as long
as the question, and holds up every other thread meanwhile; so only the first are, until others are asked for.
"""

import json
from collections.abc import Iterator, Sequence
from typing import overload

_FIRST = 128  # as many as are painted when a list opens, and some more


class Ids(Sequence[int]):
    """Like a list of numbers, equal to one that has the same."""

    __slots__ = ("_all", "_count", "_first", "_text")

    def __init__(self, text: str) -> None:
        """Take what `json_group_array` gives."""
        self._text = text[1:-1]
        self._count = self._text.count(",") + 1 if self._text else 0
        self._first = _numbers(",".join(self._text.split(",", _FIRST)[:_FIRST]))
        self._all = self._first if self._count <= _FIRST else None

    @classmethod
    def joined(cls, *parts: "Ids") -> "Ids":
        """Return the ids of all parts, one part after the other."""
        return cls(f"[{','.join(part.text for part in parts if part)}]")

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> list[int]: ...
    def __getitem__(self, at: int | slice) -> int | list[int]:
        if isinstance(at, slice):
            start, stop, step = at.indices(self._count)
            return self._first[start:stop:step] if step > 0 and stop <= _FIRST else self._whole[at]
        return (self._first if 0 <= at < _FIRST else self._whole)[at]

    def __iter__(self) -> Iterator[int]:
        return iter(self._whole)

    def __contains__(self, wanted: object) -> bool:
        return f",{wanted}," in f",{self._text},"

    def index(self, wanted: int, *_span: int) -> int:
        at = f",{self._text},".find(f",{wanted},")
        if at < 0:
            raise ValueError(wanted)
        return self._text.count(",", 0, at)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Ids):
            return self._text == other._text
        return isinstance(other, list) and self._whole == other

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"[{self._text}]"

    @property
    def text(self) -> str:
        """The numbers with commas between them."""
        return self._text

    @property
    def _whole(self) -> list[int]:
        if self._all is None:
            self._all = _numbers(self._text)
        return self._all


def _numbers(text: str) -> list[int]:
    found: list[int] = json.loads(f"[{text}]")
    return found
