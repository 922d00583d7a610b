"""A vault that opens no more is made anew from a backup, in a folder of its own; what is damaged stays as it is.

Where only the keys were damaged, the database of the damaged vault is whole and the keys of the backup open it. Then it
comes along, and nothing that was written since the backup is lost.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..domain.comparison import Comparison
from ..domain.errors import KnownError
from ..domain.log_head import LogHead
from ..domain.progress import Progress, stretch, unwatched
from ..paths import proposed_vault_folder
from ..storage import comparing, identity, log
from ..storage.database import Database, DatabaseFault
from ..vault import backup_folder, durable, layout, noted_places
from ..vault.accounts import AccountEntry
from ..vault.backup_errors import BackupDamaged
from ..vault.backup_file import Header, journal_of, read_header
from ..vault.errors import CannotWrite, InUse
from ..vault.folder import Unlocked, Vault
from ..vault.layout import Layout
from ..vault.lock import FolderLock
from . import backups, founding, restoring
from .rotation import opened

_NEWER = "newer.db"


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup that may be restored, by what it says of itself without any key."""

    path: Path
    header: Header


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A backup that was unpacked for `folder`, in `inner`, where nobody finds a vault yet; who may open it."""

    offer: Offer
    folder: Path
    inner: Path
    accounts: tuple[AccountEntry, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What an account was opened with when the backup was made; `second` is what its second key gives."""

    label: str
    passphrase: str
    second: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class _Opened:
    """A laid out backup that was unlocked and found whole: where its log ends and what it holds."""

    vault: Vault
    unlocked: Unlocked
    head: LogHead
    held: Comparison


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What the restored vault will hold. `newer`: the damaged vault's own database is whole, and comes along.

    Then `comparison` says what is in it beside the backup, which loses nothing; else it is what the backup holds.
    """

    unlocked: Unlocked
    comparison: Comparison
    newer: bool


def offers(damaged: Path) -> list[Offer]:
    """Return the backups that lie with a vault, and where it was copied to from a terminal, newest first."""
    own = Layout(damaged).backups
    found: dict[str, Offer] = {}
    for folder in (own, *noted_places.read(own)):
        with contextlib.suppress(KnownError):
            met = [each for each in backup_folder.met(folder) if each.header is not None]
            found |= {each.header.uid: Offer(each.path, each.header) for each in met if each.header is not None}
    return sorted(found.values(), key=lambda offer: offer.header.made_at, reverse=True)


def offer_of(path: Path) -> Offer:
    """Return a backup that somebody chose; raises `Unreadable`, `BackupGone`, `CannotReadBackup`."""
    return Offer(path, read_header(path))


def place_for(damaged: Path) -> Path:
    """Return a folder that holds nothing: that of the vault where it is gone, else one beside it."""
    base = damaged if damaged.parent.is_dir() else proposed_vault_folder()
    places = (base, *(base.with_name(f"{base.name}-{number}") for number in range(2, 100)))
    return next((place for place in places if _holds_nothing(place)), base)


def _holds_nothing(folder: Path) -> bool:
    try:
        left = founding.left_behind(folder)
        return not folder.exists() or not any(entry.name not in left for entry in folder.iterdir())
    except OSError:
        return False


def lay_out(offer: Offer, folder: Path, progress: Progress = unwatched) -> LaidOut:
    """Read a whole backup and unpack it; raises what `restoring.lay_out` and `Vault.open` raise."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotWrite from None
    inner = restoring.lay_out(offer.path, folder, progress)
    vault = Vault.open(inner)
    try:
        return LaidOut(offer, folder, inner, vault.accounts)
    finally:
        vault.close()


def prove(laid: LaidOut, damaged: Path, key: Key | Unlocked, progress: Progress = unwatched) -> Found:
    """Unlock what was laid out, check all of it, and look whether the damaged vault holds more.

    `key` is what was typed, or what the recovery key has opened already.
    Raises what `Vault.unlock` raises, `BackupDamaged`, `InUse` where another window has the damaged vault open.
    """
    vault = Vault.open(laid.inner)
    try:
        unlocked = vault.unlock(key.label, key.passphrase, key.second) if isinstance(key, Key) else key
        with opened(vault.database, unlocked) as db:
            _require_whole(db, laid.offer.header.vault_id, stretch(progress, 0, 50))
            head, held = log.head(db), restoring.holdings(db, laid.offer.header.made_at)
        newer = _fetch_newer(_Opened(vault, unlocked, head, held), damaged, stretch(progress, 50, 100))
    except DatabaseFault:
        raise BackupDamaged from None
    finally:
        vault.close()
    return Found(unlocked, newer or held, newer is not None)


def finish(laid: LaidOut, found: Found, now: datetime) -> LogHead:
    """Let what was proven be the vault of its folder; return where its log ends. Raises `CannotWrite`."""
    vault = Vault.open(laid.inner)
    try:
        if found.newer:
            _take_newer(vault)
        with opened(vault.database, found.unlocked) as db:
            if not found.newer:
                restoring.erase_as_newer_backups_know(db, vault, found.unlocked, laid.offer.path, now)
            restoring.accept(db, laid.offer.header.uid, now)
            head = log.head(db)
    finally:
        vault.close()
    restoring.put_in_place(laid.folder)
    return head


def abandon(folder: Path) -> None:
    """Take back what was laid out; the folder too, where nothing else is in it."""
    restoring.abandon(folder)
    with contextlib.suppress(OSError):
        folder.rmdir()


def _require_whole(db: Database, vault_id: str, progress: Progress) -> None:
    backups.require_whole(db, progress)
    if identity.read(db).vault_id != vault_id:
        raise BackupDamaged


def _fetch_newer(backup: _Opened, damaged: Path, progress: Progress) -> Comparison | None:
    """Copy the damaged vault's database beside that of the backup; say what it has, None where it cannot be used.

    The copy is what is opened, so that nothing of the damaged vault changes.
    """
    vault, unlocked = backup.vault, backup.unlocked
    source, target = _database_of(damaged), _newer(vault)
    backup_folder.clear_scratch(target)
    if source is None:
        return None
    try:
        with _held(damaged):
            _copy(source, target)
        with opened(target, unlocked) as db:
            _require_whole(db, vault.vault_id, progress)
            if log.head(db).seq < backup.head.seq:
                raise BackupDamaged
            with db.attached(vault.database, unlocked.database_key):
                differences = tuple(comparing.difference(db, kind) for kind in comparing.KINDS)
            db.checkpoint()
            return Comparison(backup.held.made_at, differences)
    except InUse:
        raise
    except (KnownError, DatabaseFault, OSError):
        backup_folder.clear_scratch(target)
        return None


def _newer(vault: Vault) -> Path:
    return vault.database.with_name(_NEWER)


def _take_newer(vault: Vault) -> None:
    if not _newer(vault).exists():
        return  # taken at an earlier try
    try:
        os.replace(_newer(vault), vault.database)  # noqa: PTH105 - beside os.fsync, as the fault tests expect
        journal_of(vault.database).unlink(missing_ok=True)
        durable.sync_folder(vault.database.parent)
    except OSError:
        raise CannotWrite from None


def _database_of(damaged: Path) -> Path | None:
    """Return the database of the generation that holds, or of the newest where that cannot be read."""
    places = Layout(damaged)
    try:
        path = places.database(layout.current_generation(places))
    except KnownError:
        path = max(damaged.glob("gen-*/case.db"), default=places.database(1))
    return path if path.is_file() else None


@contextlib.contextmanager
def _held(damaged: Path) -> Iterator[None]:
    """Keep others out of the damaged vault for the block, where its folder lets a lock be made; raises `InUse`."""
    try:
        lock = FolderLock(Layout(damaged).lock)
    except InUse:
        raise
    except KnownError:
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    if journal_of(source).is_file():
        shutil.copyfile(journal_of(source), journal_of(target))
    durable.sync_file(target)
