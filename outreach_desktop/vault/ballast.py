"""Space that is kept on the disk, so that one can still save and erase when the disk is full."""

from pathlib import Path

from . import durable
from .errors import CannotWrite

BYTES = 16 * 1024 * 1024


def release(path: Path) -> None:
    path.unlink(missing_ok=True)


def restore(path: Path) -> None:
    """Reserve the space where it is missing; raises `CannotWrite` while the disk is full."""
    try:
        if not path.exists() or path.stat().st_size < BYTES:
            path.unlink(missing_ok=True)
            durable.reserve(path, BYTES)
    except OSError:
        path.unlink(missing_ok=True)
        raise CannotWrite from None
