"""The paper recovery key on three sheets: any two of them open the vault, one alone tells nothing.

The key is a xor b xor c, where a and b are random. Sheet 1 carries a and b, sheet 2 b and c, sheet 3 c and a: any two
have all three, and two of the three are, whatever the key is, just random bytes (docs/decisions/0016).

Line 1 is the head: five bits of version, five of which sheet it is, and thirty random ones, the mark, the same on the
three sheets of one making. Its form stays the same in all versions. Lines 2 to 5 and 6 to 9 are the two pieces. The
check of a line is its number plus its place, modulo a prime: one wrong letter always shows, and so do two of the eight
that changed places.
"""

import secrets
from base64 import b32decode, b32encode
from collections.abc import Sequence
from dataclasses import dataclass

from .errors import RecoveryKeyMistyped, SameSheetTwice, SheetOfNewerVersion, SheetsDisagree, SheetsOfTwoMakings
from .paper_lines import ALPHABET, LETTERS, LINE, PART, bare, grouped
from .primitives import same
from .recovery import BYTES

VERSION = 1
SHEETS, LINES = 3, 9
_ROWS = BYTES // PART  # of a piece
_MARK_BITS, _FIELD_BITS = 30, 5
_CHECK_PRIME = 1021  # the largest below 1024, which is what two letters hold


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """`number` from 1 to 3; `mark` is the same on all sheets of one making; a piece has 20 bytes."""

    number: int
    mark: int
    pieces: tuple[bytes, bytes]


def split(key: bytes) -> tuple[Sheet, Sheet, Sheet]:
    """Return three sheets, made with fresh random bytes."""
    if len(key) != BYTES:
        raise ValueError("a recovery key has 20 bytes")
    first, second = secrets.token_bytes(BYTES), secrets.token_bytes(BYTES)
    pieces = (first, second, _xor(key, first, second))
    mark = secrets.randbits(_MARK_BITS)
    one, two, three = (Sheet(n, mark, _carried(pieces, n)) for n in range(1, SHEETS + 1))
    return one, two, three


def join(first: Sheet, second: Sheet) -> bytes:
    """Return the key from two sheets; raises `SameSheetTwice`, `SheetsOfTwoMakings`, `SheetsDisagree`."""
    if first.mark != second.mark:
        raise SheetsOfTwoMakings
    if first.number == second.number:
        raise SameSheetTwice(first.number)
    known = dict(zip(_indexes(first.number), first.pieces, strict=True))
    for index, piece in zip(_indexes(second.number), second.pieces, strict=True):
        if not same(known.setdefault(index, piece), piece):
            raise _disagreement(first, second, index)
    return _xor(*known.values())


def written(sheet: Sheet) -> list[str]:
    """Return the nine lines to print, such as `ABCDE FGHIJ`."""
    head = (VERSION << _FIELD_BITS | sheet.number) << _MARK_BITS | sheet.mark
    parts = [head.to_bytes(PART, "big")]
    for piece in sheet.pieces:
        parts += [piece[start : start + PART] for start in range(0, BYTES, PART)]
    places = _places(sheet.number)
    return [grouped(_line(place, part)) for place, part in zip(places, parts, strict=True)]


def read(lines: Sequence[str]) -> Sheet:
    """Return the sheet from its typed lines; case, spaces and dashes do not matter.

    Raises `RecoveryKeyMistyped` with the first wrong line, `SheetOfNewerVersion`.
    """
    number, mark = _head(lines[0] if lines else "")
    parts = [_part(at, line, (place,)) for at, (line, place) in enumerate(zip(lines, _places(number), strict=False), 1)]
    if len(lines) != LINES:
        raise RecoveryKeyMistyped(min(len(lines) + 1, LINES))
    return Sheet(number, mark, (b"".join(parts[1 : 1 + _ROWS]), b"".join(parts[1 + _ROWS :])))


def mistyped(lines: Sequence[str]) -> list[int]:
    """Return the numbers, counted from 1, of the lines that do not fit their own check letters or their place.

    A head of a newer version is none of them: `read` says so. While the head is wrong, a line may be of any sheet.
    """
    numbers: tuple[int, ...] = (1, 2, 3)
    wrong = []
    try:
        numbers = (_head(lines[0] if lines else "")[0],)
    except RecoveryKeyMistyped:
        wrong = [1]
    except SheetOfNewerVersion:
        return []
    places = [_places(number) for number in numbers]
    rest = [at for at, line in enumerate(lines[1:LINES], 2) if not _fits(at, line, [each[at - 1] for each in places])]
    return wrong + rest


def _xor(*pieces: bytes) -> bytes:
    result = bytes(BYTES)
    for piece in pieces:
        result = bytes(one ^ other for one, other in zip(result, piece, strict=True))
    return result


def _indexes(number: int) -> tuple[int, int]:
    """Return which two of the three pieces a sheet carries, counted from 0."""
    return number - 1, number % SHEETS


def _carried(pieces: Sequence[bytes], number: int) -> tuple[bytes, bytes]:
    first, second = _indexes(number)
    return pieces[first], pieces[second]


def _places(number: int) -> list[int]:
    """Return the place of each line of a sheet: 0 for the head, then from 1 to 12 by piece and row."""
    return [0, *(1 + index * _ROWS + row for index in _indexes(number) for row in range(_ROWS))]


def _line(place: int, part: bytes) -> str:
    check = (int.from_bytes(part, "big") + place) % _CHECK_PRIME
    return b32encode(part).decode("ascii") + ALPHABET[check >> _FIELD_BITS] + ALPHABET[check & 31]


def _part(at: int, typed: str, places: Sequence[int]) -> bytes:
    """Return the bytes of line `at`, which fits one of `places`; raises `RecoveryKeyMistyped`."""
    line = bare(typed)
    if len(line) != LINE or not set(line) <= set(ALPHABET):
        raise RecoveryKeyMistyped(at)
    part = b32decode(line[:LETTERS])
    if line not in [_line(place, part) for place in places]:
        raise RecoveryKeyMistyped(at)
    return part


def _fits(at: int, typed: str, places: Sequence[int]) -> bool:
    try:
        _part(at, typed, places)
    except RecoveryKeyMistyped:
        return False
    return True


def _head(typed: str) -> tuple[int, int]:
    """Return number and mark of a sheet."""
    head = int.from_bytes(_part(1, typed, (0,)), "big")
    version, number = head >> _MARK_BITS + _FIELD_BITS, head >> _MARK_BITS & 31
    if version > VERSION:
        raise SheetOfNewerVersion
    if version != VERSION or not 1 <= number <= SHEETS:
        raise RecoveryKeyMistyped(1)
    return number, head & (1 << _MARK_BITS) - 1


def _disagreement(first: Sheet, second: Sheet, index: int) -> SheetsDisagree:
    """Return the error that names the first line which says two things."""
    one, two = (sheet.pieces[_indexes(sheet.number).index(index)] for sheet in (first, second))
    row = next(row for row in range(_ROWS) if one[row * PART : (row + 1) * PART] != two[row * PART : (row + 1) * PART])
    places = [_places(sheet.number).index(1 + index * _ROWS + row) + 1 for sheet in (first, second)]
    return SheetsDisagree(line=places[0], sheet=first.number, other_line=places[1], other_sheet=second.number)
