"""Making the folder of a new vault, or nothing."""

import contextlib
import shutil
from pathlib import Path

from . import ballast, durable, layout
from .durable import PRIVATE_FOLDER
from .errors import CannotReadFolder, CannotWrite, FolderNotEmpty, OnShare
from .key_file import KeyFile
from .layout import Layout, Manifest
from .lock import FolderLock
from .warnings import is_on_share


def require_empty(folder: Path, but: frozenset[str] = frozenset()) -> None:
    """Refuse any other folder; raises `FolderNotEmpty`, `CannotReadFolder`, `OnShare`."""
    try:
        if folder.exists() and any(entry.name not in but for entry in folder.iterdir()):
            raise FolderNotEmpty
    except NotADirectoryError:
        raise FolderNotEmpty from None
    except OSError:
        raise CannotReadFolder from None
    if is_on_share(folder):
        raise OnShare


def write_vault(places: Layout, key_file: KeyFile) -> FolderLock:
    """Write a new vault and return the lock on it; raises `CannotWrite` and leaves nothing then."""
    lock = _locked_folder(places)
    try:
        _write_parts(places, key_file)
    except OSError:
        _take_back(places)
        lock.release()
        raise CannotWrite from None
    return lock


def _locked_folder(places: Layout) -> FolderLock:
    """Look again under the lock: what another process made meanwhile must not be touched."""
    try:
        places.folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        places.folder.chmod(PRIVATE_FOLDER)
    except OSError:
        raise CannotWrite from None
    lock = FolderLock(places.lock)
    try:
        require_empty(places.folder, frozenset({places.lock.name}))
    except BaseException:
        lock.release()
        raise
    return lock


def _write_parts(places: Layout, key_file: KeyFile) -> None:
    """Write `CURRENT` last: before it there is no vault."""
    contents, roster = key_file.packed(), key_file.roster
    layout.make_folders(places, 1)
    durable.write(places.keys(1), contents)
    durable.write(places.copy(1), contents)
    layout.write_manifest(places, Manifest(1, roster.vault_id, roster.practice))
    durable.reserve(places.ballast, ballast.BYTES)
    layout.point_at(places, 1)
    durable.sync_folder(places.folder.parent)


def _take_back(places: Layout) -> None:
    for folder in (places.generation(1), places.backups):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (places.current, places.ballast, places.lock):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
