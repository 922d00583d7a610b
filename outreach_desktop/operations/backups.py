"""Making a backup of the open vault, and proving one: it counts only when it was opened again and found whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ..domain.backups import Copy, State
from ..domain.errors import KnownError
from ..domain.log_head import LogHead
from ..domain.progress import Progress, stretch, unwatched
from ..domain.sealing import Sealer
from ..storage import backups as registry
from ..storage import identity, log, migrate
from ..storage.database import READ_ONCE, Database, DatabaseFault, DiskFull, WrongKey
from ..storage.records import new_uid
from ..vault import backup_file, backup_folder
from ..vault.backup_errors import BackupDamaged, BackupGone, PlaceFull, not_written
from ..vault.backup_file import Header, Sources
from ..vault.backup_keys import open_with, sealer_of
from ..vault.folder import Unlocked, Vault
from ..vault.key_file import KeyFile
from .organisation import load_organisation
from .vaults import connect
from .wholeness import is_whole


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup while it is open: what it says of itself, its keys, and its database in a file of its own."""

    header: Header
    data_key: bytes
    sealer: Sealer
    file: Path
    db: Database


def make_backup(
    vault: Vault, unlocked: Unlocked, now: datetime, progress: Progress = unwatched, place: Path | None = None
) -> Copy:
    """Copy the vault while others go on reading and writing, and prove the copy; return what is to be noted of it.

    It goes to the vault's own folder of backups, or to `place` on other media. Raises `KnownError` in words,
    `Cancelled`; then nothing is left.
    """
    own, folder, uid = vault.backups, place or vault.backups, new_uid()
    backup_folder.make_folder(own)
    if place is not None:
        backup_folder.mark(place, vault.vault_id)
    scratch = backup_folder.scratch(own, vault.vault_id, uid)
    try:
        made = _copy_live(vault, unlocked, scratch, stretch(progress, 0, 40))
        header = _header(vault, uid, now, made)
        part = backup_folder.part_of(folder, header)
        keys = vault.key_file_contents
        header = backup_file.write(part, header, Sources(keys, scratch), stretch(progress, 40, 55))
    finally:
        backup_folder.clear_scratch(scratch)
    proving = stretch(progress, 55, 100)
    path = backup_folder.settle(
        part, header, lambda: _require_same(prove(part, unlocked, own, proving).rows, made.rows)
    )
    return copy_of(header, str(place.resolve()) if place else "", path, now, State.GOOD)


def _require_same(counted: dict[str, int], before: dict[str, int]) -> None:
    if counted != before:
        raise BackupDamaged


@dataclass(frozen=True, slots=True)
class _Made:
    """What the vault held at the moment of the copy."""

    rows: dict[str, int]
    head: LogHead
    days: int


def _copy_live(vault: Vault, unlocked: Unlocked, target: Path, progress: Progress) -> _Made:
    db = connect(vault, unlocked, reading_only=True, pages=READ_ONCE)
    try:
        with db.snapshot():
            made = _Made(registry.count_rows(db), log.head(db), load_organisation(db).backup_days)
            db.copy_to(target, unlocked.database_key, progress)
    except DiskFull:
        raise PlaceFull from None
    except OSError as error:
        raise not_written(error) from None
    finally:
        db.close()
    return made


def _header(vault: Vault, uid: str, now: datetime, made: _Made) -> Header:
    return Header(
        uid=uid,
        vault_id=vault.vault_id,
        practice=vault.practice,
        generation=vault.generation,
        made_at=now.astimezone(UTC).replace(microsecond=0),
        ends_on=end_of(now, made.days),
        checked=True,
        log=made.head,
    )


def end_of(now: datetime, days: int) -> date:
    """Return the last day on which a backup made now is kept."""
    return now.date() + timedelta(days=days)


def copy_of(header: Header, place: str, path: Path, now: datetime, state: State) -> Copy:
    """Return what is noted of a backup that lies at `path`."""
    return Copy(
        uid=header.uid,
        place=place,
        name=path.name,
        made_at=header.made_at,
        ends_on=header.ends_on,
        state=state,
        log_seq=header.log.seq,
        size=path.stat().st_size,
        seen_at=now,
        checked_at=now if state is State.GOOD else None,
    )


@dataclass(frozen=True, slots=True)
class Proven:
    """What a whole backup holds: the number of rows of each table, and where its log ends."""

    header: Header
    rows: dict[str, int]
    head: LogHead


def prove(path: Path, unlocked: Unlocked, folder: Path, progress: Progress = unwatched) -> Proven:
    """Open a backup as a stranger would and check all of it; `folder` is where it is unpacked meanwhile.

    Raises why it does not count: `Unreadable`, `BackupOfAnother`, `BackupNotOpened`, `BackupGone`, ...
    """
    with unpacked(path, unlocked, folder, stretch(progress, 0, 50)) as found:
        require_whole(found.db, stretch(progress, 50, 100))
        return Proven(found.header, registry.count_rows(found.db), log.head(found.db))


@contextmanager
def unpacked(
    path: Path, unlocked: Unlocked, folder: Path, progress: Progress = unwatched, kept: Path | None = None
) -> Iterator[Unpacked]:
    """Open a backup for the block: each hash proved, keys opened, its database in a file in `folder`.

    That file is removed at the end, unless the block moved it away. Raises what `prove` raises.
    """
    scratch = kept or backup_folder.scratch(folder, unlocked.vault_id, new_uid())
    try:
        header, keys = _read_twice(path, scratch, progress)
        key_file, shared = open_with(keys, unlocked)
        with _opened(scratch, shared.data, unlocked) as db:
            _require_agreement(db, header, key_file)
            yield Unpacked(header, shared.data, sealer_of(key_file, shared, unlocked), scratch, db)
    finally:
        backup_folder.clear_scratch(scratch)


def _read_twice(path: Path, scratch: Path, progress: Progress) -> tuple[Header, bytes]:
    """Read, and read again before anybody is told of damage: a stick with a bad contact looks damaged too."""
    try:
        return backup_file.read(path, scratch, progress)
    except BackupDamaged:
        if not path.exists():
            raise BackupGone from None
        return backup_file.read(path, scratch, progress)


@contextmanager
def _opened(file: Path, key: bytes, unlocked: Unlocked) -> Iterator[Database]:
    try:
        db = Database(file, key, unlocked.sealer)
    except (WrongKey, DatabaseFault):
        raise BackupDamaged from None
    try:
        yield db
    finally:
        db.close()


def _require_agreement(db: Database, header: Header, key_file: KeyFile) -> None:
    """Raise `BackupDamaged` unless header, key file and database are of one vault and one moment."""
    migrate.require_known_version(db)
    try:
        found = identity.read(db)
        fits = found.vault_id == header.vault_id == key_file.roster.vault_id and found.practice == header.practice
        agrees = fits and (not header.checked or log.head(db) == header.log)
    except (KnownError, DatabaseFault):
        agrees = False
    if not agrees:
        raise BackupDamaged


def require_whole(db: Database, progress: Progress = unwatched) -> None:
    """Let SQLite and SQLCipher check every page; raises `BackupDamaged`, `Cancelled`."""
    if not is_whole(db, progress):
        raise BackupDamaged
