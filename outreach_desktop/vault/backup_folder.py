"""Backups as files of a folder: what they are called, what lies there, and what a broken-off try left behind.

A second place carries a mark of its vault. Where the mark is missing, the stick is not plugged in, and what looks like
the place is an empty folder on the computer's own disk.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import KnownError
from . import durable
from .backup_errors import PlaceGone, not_read, not_written
from .backup_file import Header, read_header
from .durable import PRIVATE_FOLDER
from .errors import Unreadable

ENDING = ".backup"
_PART, _SCRATCH = ".part", ".scratch"
_SHOWN = 8  # letters of an id that stand in names
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}


@dataclass(frozen=True, slots=True)
class Met:
    """A file that looks like a backup; `header` is None where it cannot be read as one, and `error` says why."""

    path: Path
    size: int
    header: Header | None
    error: KnownError | None = None


def name_of(header: Header) -> str:
    """Return a name that says when it was made and nothing else, such as `2026-11-24-183105-1a2b3c4d.backup`."""
    return f"{header.made_at:%Y-%m-%d-%H%M%S}-{header.uid[:_SHOWN]}{ENDING}"


def part_of(folder: Path, header: Header) -> Path:
    """Return where a backup is written until it counts."""
    return folder / f".{header.vault_id[:_SHOWN]}-{header.uid[:_SHOWN]}{_PART}"


def scratch(folder: Path, vault_id: str, uid: str) -> Path:
    """Return where an encrypted database lies while it is copied or checked."""
    return folder / f".{vault_id[:_SHOWN]}-{uid[:_SHOWN]}{_SCRATCH}"


def make_folder(folder: Path) -> None:
    """Make the folder where it is missing; raises what says why backups cannot lie there."""
    try:
        folder.mkdir(PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise not_written(error) from None


def sweep(folder: Path, vault_id: str) -> None:
    """Take away what broken-off tries of this vault left, as far as the disk lets us."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f".{vault_id[:_SHOWN]}-*"):
            if any(left.name.endswith(end) or f"{end}-" in left.name for end in (_PART, _SCRATCH)):
                remove(left)


def remove(path: Path) -> bool:
    """Say whether the file is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def clear_scratch(path: Path) -> None:
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        remove(each)


def settle(part: Path, header: Header, prove: Callable[[], object]) -> Path:
    """Prove what was written beside, and only then let it count; nothing of it is left where that fails.

    Raises what `prove` raises, `PlaceFull` and its like.
    """
    try:
        prove()
        return _put_in_place(part, header)
    except BaseException:
        remove(part)
        raise


def _put_in_place(part: Path, header: Header) -> Path:
    path = part.with_name(name_of(header))
    try:
        os.replace(part, path)  # noqa: PTH105 - beside os.fsync, as the fault tests expect
        _sync_folder(part.parent)
    except OSError as error:
        raise not_written(error) from None
    return path


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the file system has a way to."""
    try:
        durable.sync_folder(folder)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def met(folder: Path) -> Iterator[Met]:
    """Yield what looks like a backup in a folder; raises `BackupGone`, `CannotReadBackup` for the folder itself."""
    try:
        paths = sorted(folder.glob(f"[!.]*{ENDING}"))
        folder.stat()
    except OSError as error:
        raise not_read(error) from None
    for path in paths:
        yield look_at(path)


def look_at(path: Path) -> Met:
    """Return what a file says of itself."""
    try:
        size, header = path.stat().st_size, read_header(path)
    except OSError as error:
        return Met(path, 0, None, not_read(error))
    except Unreadable as error:
        return Met(path, path.stat().st_size, None, error)
    except KnownError as error:
        return Met(path, 0, None, error)
    return Met(path, size, header)


def copy(source: Path, header: Header, folder: Path) -> Path:
    """Copy a proven backup to another place and return the part, not yet in its place, for proving."""
    part = part_of(folder, header)
    remove(part)
    try:
        with source.open("rb") as read, durable.new_file(part) as written:
            shutil.copyfileobj(read, written, 1 << 20)
            durable.sync(written)
    except OSError as error:
        remove(part)
        raise not_written(error) from None
    return part


def _mark(folder: Path, vault_id: str) -> Path:
    return folder / f".backups-{vault_id[:_SHOWN]}"


def mark(folder: Path, vault_id: str) -> None:
    """Make a folder the second place of a vault; raises `PlaceFull`, `PlaceReadOnly`, `PlaceGone`, `PlaceFailed`."""
    try:
        folder.mkdir(exist_ok=True)
        if not _mark(folder, vault_id).exists():
            durable.write(_mark(folder, vault_id), b"outreach backups\n")
    except OSError as error:
        raise not_written(error) from None


def require_marked(folder: Path, vault_id: str) -> None:
    """Raise `PlaceGone` where the second place is not there, or is only the empty folder where a stick would be."""
    try:
        there = _mark(folder, vault_id).exists()
    except OSError:
        there = False
    if not there:
        raise PlaceGone


def is_same_disk(one: Path, other: Path) -> bool:
    """Say whether two folders are on the same disk, as far as it can be seen."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
