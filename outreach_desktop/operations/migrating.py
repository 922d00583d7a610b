"""Bringing a vault of an older version of the program to today's form, when it is unlocked.

It goes the way of every generation: backed up first, a copy beside is changed and verified whole, and only then it
counts. Whatever fails or dies before leaves the vault as it was, for the older version too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..domain.backups import Copy, State
from ..domain.errors import KnownError
from ..domain.log_head import LogHead
from ..domain.progress import Progress, stretch, unwatched
from ..storage import backups as registry
from ..storage import checks, identity, log, migrate, rekeying
from ..storage.database import Database, DatabaseDamaged, DatabaseFault
from ..vault import backup_folder
from ..vault.backup_errors import BackupDamaged
from ..vault.backup_file import read_header
from ..vault.folder import Unlocked, Vault
from . import backups
from .rotation import opened
from .unopened_backups import copy_unopened
from .wholeness import is_whole


class NotBroughtUp(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The vault could not be brought up to date for this version of the program. Nothing was changed: the "
            "version before opens it as it is. Check the vault, and tell those who make the program."
        )


def is_of_older_version(vault: Vault, unlocked: Unlocked) -> bool:
    """Say whether the vault lacks steps; what is wrong with its database otherwise is told by who opens it."""
    try:
        with opened(vault.database, unlocked) as db:
            return migrate.needs_migration(db) and identity.read(db).vault_id == vault.vault_id
    except (KnownError, DatabaseFault):
        return False


def bring_up_to_date(vault: Vault, unlocked: Unlocked, now: datetime, progress: Progress = unwatched) -> Copy:
    """Let today's form of the vault be its next generation; nobody may have its database open.

    Returns the proven backup of how it was. Raises `Cancelled`, `NotBroughtUp`, `DatabaseDamaged`, `CannotWrite`,
    `GenerationUncertain`, and why there is no backup: then the vault is as it was.
    """
    before = _backed_up(vault, unlocked, now, stretch(progress, 0, 40))
    moving = _Moving(vault, unlocked, before, now, progress)
    try:
        vault.move_on(vault.key_file_contents, moving.fill, moving.verify)
    except DatabaseFault:
        raise NotBroughtUp from None
    return before


def _backed_up(vault: Vault, unlocked: Unlocked, now: datetime, progress: Progress) -> Copy:
    """Copy the files as they are: what is read of an older form by today's program may not be there."""
    backup_folder.make_folder(vault.backups)
    path = copy_unopened(vault, vault.backups, now, stretch(progress, 0, 50))
    try:
        head = backups.prove(path, unlocked, vault.backups, stretch(progress, 50, 100)).head
    except BackupDamaged:
        raise DatabaseDamaged from None  # the copy is as its original
    return replace(backups.copy_of(read_header(path), "", path, now, State.GOOD), log_seq=head.seq)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What nobody may lose: rows by table, the log up to its end, the sealed texts of these columns."""

    rows: Mapping[str, int]
    head: LogHead
    columns: Mapping[str, list[str]]
    sealed: bytes

    @classmethod
    def of(cls, db: Database) -> "_Kept":
        columns = rekeying.sealed_columns(db)
        return cls(rekeying.kept_counts(db), log.head(db), columns, rekeying.sealed_digest(db, columns))

    def is_in(self, db: Database) -> bool:
        rows = rekeying.kept_counts(db)
        return (
            all(rows.get(table, 0) >= count for table, count in self.rows.items())
            and log.hash_at(db, self.head.seq) == self.head.hash
            and rekeying.sealed_digest(db, self.columns) == self.sealed
        )


class _Moving:
    """Fills and verifies the generation of today's form."""

    def __init__(self, vault: Vault, unlocked: Unlocked, before: Copy, now: datetime, progress: Progress) -> None:
        self._vault, self._unlocked, self._before, self._now = vault, unlocked, before, now
        self._progress = progress
        self._kept: _Kept | None = None

    def fill(self, target: Path) -> None:
        with opened(self._vault.database, self._unlocked) as db:
            db.checkpoint()
            self._kept = _Kept.of(db)
            db.copy_to(target, self._unlocked.database_key, stretch(self._progress, 40, 50))
        with opened(target, self._unlocked) as db:
            migrate.migrate(db)
            self._note(db)
            db.checkpoint()

    def _note(self, db: Database) -> None:
        with db.transaction():
            registry.keep(db, [*registry.copies(db), self._before], registry.work(db))
            log.note(db, "backup", "vault", self._before.uid, self._now)
            log.note(db, "migrate", "vault", "", self._now)

    def verify(self, path: Path) -> None:
        with opened(path, self._unlocked) as db:
            whole = is_whole(db, stretch(self._progress, 50, 100), checks.broken_references, checks.broken_search)
            if not (whole and self._fits(db)):
                raise NotBroughtUp

    def _fits(self, db: Database) -> bool:
        same_vault = identity.read(db).vault_id == self._vault.vault_id
        return same_vault and not migrate.needs_migration(db) and self._kept is not None and self._kept.is_in(db)
