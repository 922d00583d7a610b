"""Letters on paper: base32 (RFC 4648) in groups of five, without 0, 1 and 8, which are read as O, I and B."""

from .primitives import same

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PART = 5  # bytes of a line
LETTERS, CHECKS = 8, 2
LINE = LETTERS + CHECKS
_GROUP = 5
_ALIKE = str.maketrans("018", "OIB")


def bare(text: str) -> str:
    """Return what was typed without spaces and dashes, in capitals, with digits that look like letters as those."""
    return "".join(letter for letter in text if letter.isalnum()).upper().translate(_ALIKE)


def grouped(line: str) -> str:
    """Return a line as it is printed: `ABCDE FGHIJ`."""
    return " ".join(line[start : start + _GROUP] for start in range(0, LINE, _GROUP))


def is_same_line(written: str, typed: str) -> bool:
    """Say whether `typed` is the line that was written, however it is spaced and cased."""
    return same(bare(typed).encode(), bare(written).encode())
