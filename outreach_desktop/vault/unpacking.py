"""A backup as a vault of its own again: its parts in their places, in a folder that holds nothing yet."""

from pathlib import Path

from ..domain.progress import Progress, unwatched
from . import backup_file, durable, layout
from .backup_errors import BackupDamaged
from .backup_file import Header, journal_of
from .durable import PRIVATE_FOLDER
from .errors import CannotWrite, KeyFileDamaged
from .key_file import parse
from .layout import Layout, Manifest


def unpack(backup: Path, folder: Path, progress: Progress = unwatched) -> Header:
    """Make a vault in `folder`, which must be new or empty; `CURRENT` is written last.

    Raises what `backup_file.read` raises, and `CannotWrite`. What was written is left to who made the folder.
    """
    places, number = Layout(folder), backup_file.read_header(backup).generation
    try:
        folder.mkdir(PRIVATE_FOLDER, exist_ok=True)
        layout.make_folders(places, number)
        header, keys = backup_file.read(backup, places.database(number), progress)
        _finish(places, header, keys)
    except OSError:
        raise CannotWrite from None
    return header


def _finish(places: Layout, header: Header, keys: bytes) -> None:
    try:
        roster = parse(keys).roster
    except KeyFileDamaged:
        raise BackupDamaged from None
    if (roster.vault_id, roster.practice) != (header.vault_id, header.practice):
        raise BackupDamaged
    number = header.generation
    for path in (places.database(number), journal_of(places.database(number))):
        if path.exists():
            durable.sync_file(path)
    durable.write(places.keys(number), keys)
    durable.write(places.copy(number), keys)
    layout.write_manifest(places, Manifest(number, roster.vault_id, roster.practice))
    layout.point_at(places, number)
