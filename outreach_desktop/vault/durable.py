"""Writing small files so that a crash at any point leaves the old or the new one whole."""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .envelope import MOST_BYTES

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
Check = Callable[[bytes], None]


def unchecked(_contents: bytes) -> None:
    """Accept files that have nothing to prove beyond being read back."""


def read(path: Path) -> bytes:
    """Return the contents, cut just over the size that any parser takes; raises `OSError`."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def write(path: Path, contents: bytes, check: Check = unchecked) -> None:
    """Write beside, sync, read back, check, put in place, sync the folder; raises `OSError` or what `check` raises."""
    new = prepare(path, contents, check)
    put_in_place(new, path)


def prepare(path: Path, contents: bytes, check: Check) -> Path:
    """Write and prove `path` with `.new` after its name, and return that; leaves nothing when it fails."""
    new = _beside(path)
    new.unlink(missing_ok=True)
    try:
        _write_synced(new, contents)
        _require_same(read(new), contents)
        check(contents)
    except BaseException:
        discard(path)
        raise
    return new


def _require_same(written: bytes, contents: bytes) -> None:
    if written != contents:
        raise OSError("read back otherwise than written")


def discard(path: Path) -> None:
    """Remove what `prepare` left beside `path`, as far as the disk lets us."""
    with contextlib.suppress(OSError):
        _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def put_in_place(new: Path, path: Path) -> None:
    os.replace(new, path)  # noqa: PTH105 - beside os.fsync, as the fault tests expect
    sync_folder(path.parent)


def new_file(path: Path) -> BinaryIO:
    """Open a file that was not there, for the user only."""
    return os.fdopen(os.open(path, _CREATE, PRIVATE_FILE), "wb")


def _write_synced(path: Path, contents: bytes) -> None:
    with new_file(path) as file:
        file.write(contents)
        file.flush()
        _sync(file.fileno())


_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def sync(file: BinaryIO) -> None:
    """Have on the disk what was written to an open file."""
    file.flush()
    _sync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and writes renames through its journal."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make durable what was written to `path` by others."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    os.fsync(descriptor)
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)


def reserve(path: Path, size: int) -> None:
    """Make a file of `size` bytes that takes its space on the disk."""
    with new_file(path) as file:
        if sys.platform == "linux":
            os.posix_fallocate(file.fileno(), 0, size)
        else:
            file.write(bytes(size))
            file.flush()
        _sync(file.fileno())
