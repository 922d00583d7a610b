"""Files that leave the vault: whole or not at all, and readable only by the user of the computer."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from ..domain.errors import KnownError

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class NotWritten(KnownError):
    def __init__(self) -> None:
        super().__init__("The file could not be written there. Choose another folder.")


class NoRoom(KnownError):
    def __init__(self) -> None:
        super().__init__("The file could not be written: the disk is full. Make room, or choose another disk.")


def write_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and put it in place in one step; raises `NotWritten` or `NoRoom`."""
    beside = path.with_name(f".{secrets.token_hex(6)}.new")
    try:
        _write_synced(beside, content)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise told(error) from error


def told(error: OSError) -> KnownError:
    """Return what to tell of a failure to write."""
    return NoRoom() if error.errno in (errno.ENOSPC, errno.EDQUOT) else NotWritten()


def _write_synced(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, _CREATE, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
