"""The second key: any file, best on a USB stick, that is asked for besides the passphrase.

Only a hash of it takes part, so that a file of any size and kind will do.
"""

import os
import secrets
from hashlib import blake2b
from pathlib import Path

from . import durable
from .errors import SecondKeyNotMade, SecondKeyNotRead, SecondKeyUnfit

_MADE_BYTES = 64
_LEAST, _MOST = 32, 64 * 1024 * 1024
_PIECE = 1 << 20
_PERSON = b"outreach-stick-1"


def read(path: Path) -> bytes:
    """Return what a file gives to the secret, 32 bytes; raises `SecondKeyNotRead`, `SecondKeyUnfit`."""
    hashed, size = blake2b(digest_size=32, person=_PERSON), 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > _MOST:
                    raise SecondKeyUnfit
                hashed.update(piece)
    except OSError:
        raise SecondKeyNotRead from None
    if size < _LEAST:
        raise SecondKeyUnfit
    return hashed.digest()


def make(path: Path) -> bytes:
    """Write a new second key and return what it gives; never over a file that is there. Raises `SecondKeyNotMade`."""
    contents = secrets.token_bytes(_MADE_BYTES)
    try:
        _require_free(path)
        durable.write(path, contents)
    except OSError:
        raise SecondKeyNotMade from None
    return read(path)


def _require_free(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError
