"""Backups of a vault that is not open: its encrypted files are copied, and checked when somebody unlocks it next."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..domain.backups import DEFAULT_DAYS, DUE_AFTER
from ..domain.errors import KnownError
from ..domain.progress import Progress, unwatched
from ..storage.records import new_uid
from ..vault import backup_file, backup_folder, noted_places
from ..vault.backup_errors import not_written
from ..vault.backup_file import Header, Sources, journal_of
from ..vault.folder import Vault


def copy_unopened(vault: Vault, target: Path, now: datetime, progress: Progress = unwatched) -> Path:
    """Copy the files of a vault whose lock is held and whose database nobody has open; return the backup.

    Raises `PlaceFull`, `PlaceReadOnly`, `PlaceGone`, `PlaceFailed`, `Cancelled`; nothing is left then.
    """
    own = target.resolve() == vault.backups.resolve()
    if not own:
        backup_folder.mark(target, vault.vault_id)
    header = _header(vault, now)
    part = backup_folder.part_of(target, header)
    header = backup_file.write(part, header, _sources(vault), progress)
    path = backup_folder.settle(part, header, lambda: backup_file.read(part, None, progress))
    if not own:
        _note(vault, target)
    return path


def _sources(vault: Vault) -> Sources:
    """Return what is copied: a journal is there only after a crash, and holds what was acknowledged last."""
    journal = journal_of(vault.database)
    return Sources(vault.key_file_contents, vault.database, journal if journal.exists() else None)


def _header(vault: Vault, now: datetime) -> Header:
    made_at = now.astimezone(UTC).replace(microsecond=0)
    return Header(
        uid=new_uid(),
        vault_id=vault.vault_id,
        practice=vault.practice,
        generation=vault.generation,
        made_at=made_at,
        ends_on=now.date() + _kept_for(vault),
        checked=False,
    )


def _kept_for(vault: Vault) -> timedelta:
    """Return how long backups are kept, as the newest one says: what the organisation chose cannot be read yet."""
    newest = max(_headers(vault), key=lambda header: header.made_at, default=None)
    return newest.ends_on - newest.made_at.date() if newest else timedelta(days=DEFAULT_DAYS)


def _headers(vault: Vault) -> list[Header]:
    try:
        found = [each.header for each in backup_folder.met(vault.backups)]
    except KnownError:
        return []
    return [header for header in found if header and header.vault_id == vault.vault_id]


def _note(vault: Vault, target: Path) -> None:
    try:
        noted_places.note(vault.backups, target.resolve())
    except OSError as error:
        raise not_written(error) from None


def copy_after_locking(folder: Path, now: datetime, progress: Progress) -> Path | None:
    """Copy a vault into its own backups when its database was written since the newest, an hour ago or more."""
    vault = Vault.open(folder)
    try:
        if not _is_due(vault, now):
            return None
        backup_folder.make_folder(vault.backups)
        backup_folder.sweep(vault.backups, vault.vault_id)
        return copy_unopened(vault, vault.backups, now, progress)
    finally:
        vault.close()


def _is_due(vault: Vault, now: datetime) -> bool:
    """Say whether there is anything new; a vault without any backup has its first one after unlocking."""
    newest = max((header.made_at for header in _headers(vault)), default=None)
    if newest is None or vault.practice:  # whose days are not ours
        return False
    written = vault.database.stat().st_mtime
    return now - newest >= DUE_AFTER and written > newest.timestamp()
