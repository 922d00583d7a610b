"""Making the next generation beside the current one: fill it, verify it whole, and only then let it count.

Rotation of keys, migration and restoring go this way. Until `CURRENT` names the new folder the old one holds, so
whatever fails or dies before leaves the vault as it was. The manifest is written last: a folder without one was
never finished.
"""

import contextlib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from . import durable, layout
from .durable import PRIVATE_FOLDER
from .errors import CannotReadFolder, CannotWrite, Damaged, GenerationUncertain, Unreadable
from .key_file import parse
from .layout import Layout, Manifest

# Both get the path of the new database. `Fill` writes it and closes it, `Verify` reads it as a stranger would.
Fill = Callable[[Path], None]
Verify = Callable[[Path], None]
_NAME = re.compile(r"gen-(\d{6})")


def next_number(places: Layout) -> int:
    """Return a number that no folder has."""
    return max((number for number, _folder in _folders(places)), default=0) + 1


def make(places: Layout, number: int, keys: bytes, fill: Fill, verify: Verify) -> None:
    """Make a generation and verify it; it does not count yet.

    Raises `CannotWrite`, `Unreadable` and what `fill` and `verify` raise; then nothing of it is left.
    """
    try:
        places.generation(number).mkdir(PRIVATE_FOLDER)
        fill(places.database(number))
        durable.write(places.keys(number), keys)
        durable.write(places.copy(number), keys)
        durable.sync_file(places.database(number))
        verify(places.database(number))
        _require_one_file(places.database(number))
        _finish(places, number, keys)
    except OSError:
        remove(places, number)
        raise CannotWrite from None
    except BaseException:
        remove(places, number)
        raise


def _require_one_file(database: Path) -> None:
    """At rest a generation holds one database file: a journal left beside it would not be durable."""
    if any(database.with_name(database.name + end).exists() for end in ("-wal", "-journal")):
        raise Damaged


def _finish(places: Layout, number: int, keys: bytes) -> None:
    roster = parse(keys).roster
    layout.write_manifest(places, Manifest(number, roster.vault_id, roster.practice))
    durable.sync_folder(places.folder)


def flip(places: Layout, number: int) -> None:
    """Let a generation count, in one step.

    Raises `CannotWrite` where the one before still holds, `GenerationUncertain` where the disk does not say.
    """
    try:
        layout.point_at(places, number)
    except OSError:
        durable.discard(places.current)
        _require_current(places, number)


def _require_current(places: Layout, number: int) -> None:
    """After an error, read which generation holds."""
    try:
        current = layout.current_generation(places)
    except (Unreadable, CannotReadFolder):
        raise GenerationUncertain from None
    if current != number:
        raise CannotWrite from None


def clear_unfinished(places: Layout, current: int) -> None:
    """Take away what a process left that died while making a generation."""
    for number, _folder in list(_folders(places)):
        if number != current and not places.manifest(number).exists():
            remove(places, number)


def sweep(places: Layout, current: int) -> None:
    """Take away every other generation, as far as the disk lets us; only once the current one has opened."""
    for number, _folder in list(_folders(places)):
        if number != current:
            remove(places, number)


def sweep_older(places: Layout, current: int) -> None:
    """Take away every generation before the current one, which has opened and was backed up."""
    for number, _folder in list(_folders(places)):
        if number < current:
            remove(places, number)


def remove(places: Layout, number: int) -> None:
    """Take away one generation, its manifest first, so that what is left of it counts as unfinished."""
    with contextlib.suppress(OSError):
        places.manifest(number).unlink(missing_ok=True)
    shutil.rmtree(places.generation(number), ignore_errors=True)


def _folders(places: Layout) -> Iterator[tuple[int, Path]]:
    for entry in places.folder.iterdir():
        if found := _NAME.fullmatch(entry.name):
            yield int(found[1]), entry
