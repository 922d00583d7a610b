"""Where the log ends, remembered outside the vault so that an older copy is noticed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogHead:
    """The number of the last line, and that line's hash (32 bytes); 0 and zeros for an empty log."""

    seq: int
    hash: bytes
