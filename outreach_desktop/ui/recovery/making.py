"""A recovery key on its way to paper, on one sheet or on three. In memory only."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ONE, THREE = 0, 1
_ASKED_BACK = 2


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """One sheet: its lines as they are printed, which of how many it is, and of which vault and day."""

    lines: tuple[str, ...]
    vault: str
    made: date
    number: int = 1
    of: int = 1


class Making:
    """`asked` holds, for each of `papers`, the numbers of the lines that are typed back, counted from 1.

    `taking`: the key file is being written with the key.
    """

    def __init__(self) -> None:
        self.form = ONE
        self.end()

    def end(self) -> None:
        """Forget the key: it holds, or nobody wants it any more."""
        self.key, self.taking = b"", False
        self.papers: tuple[Paper, ...] = ()
        self.asked: tuple[tuple[int, ...], ...] = ()
        self._begun_as = ONE

    @property
    def in_parts(self) -> bool:
        return self.form == THREE

    @property
    def is_begun(self) -> bool:
        """Whether there is a key, and in the form that is chosen."""
        return bool(self.papers) and self._begun_as == self.form

    def begin(self, key: bytes, vault_id: str, made: date) -> None:
        """Write a key in the chosen form."""
        from ...vault import recovery, recovery_parts

        sheets = [recovery.written(key)]
        if self.in_parts:
            sheets = [recovery_parts.written(sheet) for sheet in recovery_parts.split(key)]
        number = vault_number(vault_id)
        self.key, self._begun_as = key, self.form
        self.papers = tuple(Paper(tuple(each), number, made, at, len(sheets)) for at, each in enumerate(sheets, 1))
        self.asked = tuple(_some_lines(len(each)) for each in sheets)

    def begin_new(self, vault_id: str, made: date) -> None:
        """Make a key, unless one is being put on paper in the chosen form already."""
        from ...vault import recovery

        if not self.is_begun:
            self.begin(recovery.new_key(), vault_id, made)


def vault_number(vault_id: str) -> str:
    """Return by what people tell vaults apart on paper, such as `3F7A 21BC`: the first letters of its id."""
    return f"{vault_id[:4]} {vault_id[4:8]}".upper()


def wrong_lines(paper: Paper, asked: Sequence[int], typed: Sequence[str]) -> list[int]:
    """Return which of the lines asked for are not those of the paper: their numbers on it, counted from 1."""
    from ...vault.paper_lines import is_same_line

    pairs = zip(asked, typed, strict=True)
    return [number for number, text in pairs if not is_same_line(paper.lines[number - 1], text)]


def _some_lines(count: int) -> tuple[int, ...]:
    return tuple(sorted(secrets.SystemRandom().sample(range(1, count + 1), _ASKED_BACK)))
