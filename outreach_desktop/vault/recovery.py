"""The paper recovery key: 160 random bits as four lines, each with two check letters.

Base32 (RFC 4648) has no 0, 1 and 8, so these are read as O, I and B. A line is eight letters of the key and
two that check it and its number, in two groups of five.
"""

import secrets
from base64 import b32decode, b32encode
from collections.abc import Sequence
from hashlib import blake2b

from .errors import RecoveryKeyMistyped
from .primitives import same

BYTES = 20
LINES = 4
_PART = BYTES // LINES
_LETTERS, _CHECKS, _GROUP = 8, 2, 5
_LINE = _LETTERS + _CHECKS
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_ALIKE = str.maketrans("018", "OIB")
_PERSON = b"outreach-sheet-1"


def new_key() -> bytes:
    """Return 20 random bytes."""
    return secrets.token_bytes(BYTES)


def written(key: bytes) -> list[str]:
    """Return the lines to print, such as `ABCDE FGHIJ`."""
    if len(key) != BYTES:
        raise ValueError("a recovery key has 20 bytes")
    parts = [key[start : start + _PART] for start in range(0, BYTES, _PART)]
    return [_grouped(_line(number, part)) for number, part in enumerate(parts, 1)]


def parse(text: str) -> bytes:
    """Return the key from what was typed; case, spaces and dashes do not matter.

    Raises `RecoveryKeyMistyped` with the first wrong line.
    """
    lines = _split(text)
    parts = [_part(number, line) for number, line in enumerate(lines[:LINES], 1)]
    if len(lines) != LINES:
        raise RecoveryKeyMistyped(min(len(lines) + 1, LINES))
    return b"".join(parts)


def mistyped(lines: Sequence[str]) -> list[int]:
    """Return the numbers, counted from 1, of the lines that do not fit their own check letters or their place."""
    return [number for number, line in enumerate(lines, 1) if not _fits(number, _bare(line))]


def lines_to_type_back() -> list[int]:
    """Return the numbers of two lines, in order, by which set-up sees that the key was written down."""
    return sorted(secrets.SystemRandom().sample(range(1, LINES + 1), 2))


def is_line(key: bytes, number: int, typed: str) -> bool:
    """Say whether `typed` is line `number`, counted from 1."""
    return same(_bare(typed).encode(), _bare(written(key)[number - 1]).encode())


def _split(text: str) -> list[str]:
    """Return bare lines: as they were typed when each is whole, else cut at the length of a line."""
    typed = [line for line in map(_bare, text.splitlines()) if line]
    if len(typed) == LINES:
        return typed
    bare = "".join(typed)
    return [bare[start : start + _LINE] for start in range(0, len(bare), _LINE)]


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum()).upper().translate(_ALIKE)


def _line(number: int, part: bytes) -> str:
    check = int.from_bytes(blake2b(bytes([number]) + part, digest_size=2, person=_PERSON).digest(), "big")
    return b32encode(part).decode("ascii") + _ALPHABET[check >> 11] + _ALPHABET[check >> 6 & 31]


def _grouped(line: str) -> str:
    return " ".join(line[start : start + _GROUP] for start in range(0, _LINE, _GROUP))


def _fits(number: int, line: str) -> bool:
    try:
        _part(number, line)
    except RecoveryKeyMistyped:
        return False
    return True


def _part(number: int, line: str) -> bytes:
    if len(line) != _LINE or not set(line) <= set(_ALPHABET):
        raise RecoveryKeyMistyped(number)
    part = b32decode(line[:_LETTERS])
    if _line(number, part) != line:
        raise RecoveryKeyMistyped(number)
    return part
