"""The paper recovery key: 160 random bits as four lines, each with two check letters.

Base32 (RFC 4648) has no 0, 1 and 8, so these are read as O, I and B. A line is eight letters of the key and
two that check it and its number, in two groups of five.
"""

import secrets
from base64 import b32decode, b32encode
from collections.abc import Sequence
from hashlib import blake2b

from .errors import RecoveryKeyMistyped
from .paper_lines import ALPHABET, LETTERS, LINE, PART, bare, grouped

BYTES = 20
LINES = 4
_PERSON = b"outreach-sheet-1"


def new_key() -> bytes:
    """Return 20 random bytes."""
    return secrets.token_bytes(BYTES)


def written(key: bytes) -> list[str]:
    """Return the lines to print, such as `ABCDE FGHIJ`."""
    if len(key) != BYTES:
        raise ValueError("a recovery key has 20 bytes")
    parts = [key[start : start + PART] for start in range(0, BYTES, PART)]
    return [grouped(_line(number, part)) for number, part in enumerate(parts, 1)]


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
    return [number for number, line in enumerate(lines, 1) if not _fits(number, bare(line))]


def _split(text: str) -> list[str]:
    """Return bare lines: as they were typed when each is whole, else cut at the length of a line."""
    typed = [line for line in map(bare, text.splitlines()) if line]
    if len(typed) == LINES:
        return typed
    whole = "".join(typed)
    return [whole[start : start + LINE] for start in range(0, len(whole), LINE)]


def _line(number: int, part: bytes) -> str:
    check = int.from_bytes(blake2b(bytes([number]) + part, digest_size=2, person=_PERSON).digest(), "big")
    return b32encode(part).decode("ascii") + ALPHABET[check >> 11] + ALPHABET[check >> 6 & 31]


def _fits(number: int, line: str) -> bool:
    try:
        _part(number, line)
    except RecoveryKeyMistyped:
        return False
    return True


def _part(number: int, line: str) -> bytes:
    if len(line) != LINE or not set(line) <= set(ALPHABET):
        raise RecoveryKeyMistyped(number)
    part = b32decode(line[:LETTERS])
    if _line(number, part) != line:
        raise RecoveryKeyMistyped(number)
    return part
