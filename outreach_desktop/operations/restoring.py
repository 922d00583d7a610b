"""Restoring a backup: compared first, then into a new generation, or into a folder that holds nothing yet."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ..domain.backups import Copy
from ..domain.comparison import Comparison
from ..domain.log_head import LogHead
from ..domain.progress import Progress, stretch, unwatched
from ..domain.rights import Right, require
from ..storage import backups as registry
from ..storage import comparing, log, migrate, rekeying
from ..storage.database import Database
from ..vault.backup_errors import BackupDamaged
from ..vault.errors import CannotWrite
from ..vault.folder import Unlocked, Vault
from ..vault.unpacking import unpack
from . import backups, founding
from .backups import Unpacked
from .rotation import opened, seal_under
from .tombstones import erase_again
from .vaults import connect


def compare(vault: Vault, unlocked: Unlocked, path: Path, progress: Progress = unwatched) -> Comparison:
    """Check a backup and say what restoring it would bring and take; raises what `backups.prove` raises."""
    with backups.unpacked(path, unlocked, vault.backups, stretch(progress, 0, 50)) as found:
        backups.require_whole(found.db, stretch(progress, 50, 90))
        db = connect(vault, unlocked, reading_only=True)
        try:
            with db.attached(found.file, found.data_key):
                differences = tuple(comparing.difference(db, kind) for kind in comparing.KINDS)
        finally:
            db.close()
        progress(1, 1)
        return Comparison(found.header.made_at, differences)


def holdings(db: Database, made_at: datetime) -> Comparison:
    """Say what a backup holds that is restored where nothing is."""
    return Comparison(made_at, tuple(comparing.holdings(db, kind) for kind in comparing.KINDS))


def restore(
    vault: Vault, unlocked: Unlocked, path: Path, now: datetime, progress: Progress = unwatched
) -> tuple[LogHead, Copy]:
    """Put a backup in the place of what the vault holds, as a new generation that is verified before it counts.

    The accounts and keys that hold now go on holding. What the vault holds now is backed up first; what was erased
    since the backup was made is erased from it again.
    Return where the log ends then, and the backup of before. The vault must be locked and opened anew after.
    Raises `NotPermitted`, `CannotWrite`, `GenerationUncertain`, and what `backups.prove` raises.
    """
    require(unlocked.sealer.role, Right.RESTORE)
    before = backups.make_backup(vault, unlocked, now, stretch(progress, 0, 30))
    with backups.unpacked(path, unlocked, vault.backups, stretch(progress, 30, 60)) as found:
        backups.require_whole(found.db, stretch(progress, 60, 80))
        with _live(vault, unlocked) as live:
            _bring_up(found.db, live, found, before, now)
        found.db.checkpoint()
        found.db.close()
        moving = _Moving(found, unlocked, now, stretch(progress, 80, 100))
        vault.move_on(vault.key_file_contents, moving.fill, moving.verify)
    return moving.head, before


@contextmanager
def _live(vault: Vault, unlocked: Unlocked) -> Iterator[Database]:
    db = connect(vault, unlocked, reading_only=True)
    try:
        yield db
    finally:
        db.close()


def _same_keys(found: Unpacked, unlocked: Unlocked) -> bool:
    return found.data_key == unlocked.database_key


def _bring_up(db: Database, live: Database, found: Unpacked, before: Copy, now: datetime) -> None:
    """Bring an older database to today: its form, what was erased since, and what is known of the backups."""
    migrate.migrate(db)
    last = log.head(db).seq
    with db.transaction():
        erase_again(db, live, now)
        known = [replace(copy, log_seq=min(copy.log_seq, last)) for copy in (*registry.copies(live), before)]
        registry.keep(db, known, registry.work(live))  # lines after `last` are of another history
        log.note(db, "restore", "vault", found.header.uid, now)


class _Moving:
    """Moves an opened backup into the next generation, under the keys that hold now: who left since stays out."""

    def __init__(self, found: Unpacked, unlocked: Unlocked, now: datetime, progress: Progress) -> None:
        self._found, self._unlocked, self._now, self._progress = found, unlocked, now, progress
        self.head = LogHead(0, b"")

    def fill(self, target: Path) -> None:
        if _same_keys(self._found, self._unlocked):
            os.replace(self._found.file, target)  # noqa: PTH105 - beside os.fsync, as the fault tests expect
        else:
            self._copy_under_own_keys(target)
        with opened(target, self._unlocked) as db:
            self.head = log.head(db)

    def _copy_under_own_keys(self, target: Path) -> None:
        old = Database(self._found.file, self._found.data_key, self._found.sealer)
        try:
            old.copy_to(target, self._unlocked.database_key, unwatched)
        finally:
            old.close()
        with opened(target, self._unlocked) as db:
            seal_under(db, self._found.sealer, self._now, unwatched)
            db.checkpoint()

    def verify(self, path: Path) -> None:
        with opened(path, self._unlocked) as db:
            backups.require_whole(db, self._progress)
            if log.head(db) != self.head:
                raise BackupDamaged
            rekeying.open_all(db, unwatched)


def lay_out(path: Path, folder: Path, progress: Progress = unwatched) -> Path:
    """Unpack a backup into a new or empty folder, where it is no vault yet; return where it can be opened and checked.

    Raises `FolderNotEmpty`, `CannotReadFolder`, `CannotWrite`, and what reading a backup raises.
    """
    founding.clear(folder)
    inner = folder / founding.UNFINISHED
    try:
        folder.mkdir(0o700, exist_ok=True)
        unpack(path, inner, progress)
    except OSError:
        raise CannotWrite from None
    except BaseException:
        abandon(folder)
        raise
    return inner


def accept(db: Database, uid: str, now: datetime) -> None:
    """Bring a laid out backup, which was found whole, to today's form, and note in its log that it was restored."""
    migrate.migrate(db)
    with db.transaction():
        log.note(db, "restore", "vault", uid, now)
    db.checkpoint()


def put_in_place(folder: Path) -> None:
    """Let what was laid out be the vault of `folder`; raises `CannotWrite`."""
    founding.put_in_place(folder)


def abandon(folder: Path) -> None:
    """Take back what was laid out."""
    shutil.rmtree(folder / founding.UNFINISHED, ignore_errors=True)
