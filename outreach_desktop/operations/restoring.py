"""Restoring a backup: compared first, then into a new generation, or into a folder that holds nothing yet."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ..domain.backups import Copy
from ..domain.comparison import Comparison, Difference
from ..domain.errors import KnownError
from ..domain.log_head import LogHead
from ..domain.progress import Progress, stretch, unwatched
from ..domain.rights import Right, require
from ..storage import backups as registry
from ..storage import comparing, log, migrate, records, rekeying
from ..storage.database import Database
from ..vault import backup_folder
from ..vault.backup_errors import BackupDamaged
from ..vault.backup_file import read_header
from ..vault.errors import CannotWrite
from ..vault.folder import Unlocked, Vault
from ..vault.unpacking import unpack
from . import backups, founding
from .backups import Unpacked
from .organisation import load_organisation
from .rotation import opened, seal_under
from .tombstones import erase_again
from .vaults import connect, missing_lines


def compare(vault: Vault, unlocked: Unlocked, path: Path, progress: Progress = unwatched) -> Comparison:
    """Check a backup and say what restoring it would bring and take; raises what `backups.prove` raises.

    What was erased since is erased from the unpacked copy first, as restoring does: it would not come back.
    """
    with backups.unpacked(path, unlocked, vault.backups, stretch(progress, 0, 50)) as found:
        backups.require_whole(found.db, stretch(progress, 50, 90))
        before = {kind: comparing.holdings(found.db, kind).there for kind in comparing.KINDS}
        with _live(vault, unlocked) as live:
            _erase_since(found.db, live, found.header.made_at)
            with live.attached(found.file, found.data_key):
                after = [comparing.difference(live, kind) for kind in comparing.KINDS]
        progress(1, 1)
        return Comparison(found.header.made_at, tuple(_beside(each, before[each.kind]) for each in after))


def holdings(db: Database, made_at: datetime) -> Comparison:
    """Say what a backup holds that is restored where nothing is."""
    return Comparison(made_at, tuple(comparing.holdings(db, kind) for kind in comparing.KINDS), made_at)


def _beside(after: Difference, there: int) -> Difference:
    return replace(after, there=there, erased=there - after.there)


def _erase_since(db: Database, later: Database, now: datetime) -> None:
    """Bring an unpacked backup to today's form and erase from it what `later`, of the same vault, knows as erased."""
    migrate.migrate(db)
    with db.transaction():
        erase_again(db, later, now)


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
        _keep_second_place(db, live, now)
        log.note(db, "restore", "vault", found.header.uid, now)


def _keep_second_place(db: Database, live: Database, now: datetime) -> None:
    """Let the second place that is set now hold: a stick of back then may be lost, or somebody else's."""
    there, here = load_organisation(db), load_organisation(live)
    if there.backup_place != here.backup_place:
        records.change(db, replace(there, backup_place=here.backup_place), now)
        log.note(db, "change", "organisation", there.uid, now)


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


def accept_alone(vault: Vault, unlocked: Unlocked, path: Path, now: datetime, seen: int = 0) -> Comparison:
    """Check and accept a laid out backup, beside which there is no vault that says what was erased since.

    Return what the vault holds then; `seen` is the last line of its log that this computer knows.
    Raises `BackupDamaged`.
    """
    header = read_header(path)
    with opened(vault.database, unlocked) as db:
        backups.require_whole(db)
        later_lines = missing_lines(db, seen)
        before = {kind: comparing.holdings(db, kind).there for kind in comparing.KINDS}
        known_until = erase_as_newer_backups_know(db, vault, unlocked, path, now)
        accept(db, header.uid, now)
        after = [comparing.holdings(db, kind) for kind in comparing.KINDS]
    differences = tuple(_beside(each, before[each.kind]) for each in after)
    return Comparison(header.made_at, differences, known_until or header.made_at, later_lines)


def erase_as_newer_backups_know(
    db: Database, vault: Vault, unlocked: Unlocked, path: Path, now: datetime
) -> datetime | None:
    """Erase from a laid out backup what the newest other one in its folder knows as erased.

    Return when that one was made; None where there is none newer, or none that the account opens.
    """
    backup_folder.make_folder(vault.backups)
    for newer in _newer_beside(path):
        with contextlib.suppress(KnownError), backups.unpacked(newer, unlocked, vault.backups) as found:
            migrate.migrate(found.db)
            _erase_since(db, found.db, now)
            return found.header.made_at
    return None


def _newer_beside(path: Path) -> list[Path]:
    """Return the newer backups of the same vault that lie in the same folder, newest first."""
    own = read_header(path)
    try:
        met = [(each.header, each.path) for each in backup_folder.met(path.parent) if each.header]
    except KnownError:
        return []
    newer = [(header, other) for header, other in met if header.vault_id == own.vault_id]
    newer.sort(key=lambda each: each[0].made_at, reverse=True)
    return [other for header, other in newer if header.made_at > own.made_at]


def put_in_place(folder: Path) -> None:
    """Let what was laid out be the vault of `folder`; raises `CannotWrite`."""
    founding.put_in_place(folder)


def abandon(folder: Path) -> None:
    """Take back what was laid out."""
    shutil.rmtree(folder / founding.UNFINISHED, ignore_errors=True)
