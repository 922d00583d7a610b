"""Somebody leaves, or gets a role with fewer keys: all shared keys are made anew, in a new generation.

Until the last step the vault is as it was, so it can be stopped and can die at any moment. The others unlock
with their own passphrase as before.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ..domain.attributes import Choice, Label
from ..domain.errors import KnownError
from ..domain.organisation import Role
from ..domain.progress import Progress, stretch
from ..domain.rights import Right
from ..domain.sealing import Sealer
from ..storage import accounts, checks, identity, log, records, rekeying
from ..storage.database import Database
from ..vault.folder import Unlocked
from .accounts import Office
from .backup_upkeep import back_up_before
from .organisation import load_accounts
from .saving import require_right
from .wholeness import is_whole, stoppable


class Stage(Choice):
    """What is going on, in the order in which it happens."""

    BACK_UP = "back_up", Label("Backing up the vault first")
    COPY = "copy", Label("Copying the vault under new keys")
    SEAL = "seal", Label("Sealing notes and reports anew")
    CHECK = "check", Label("Checking the new copy")


Told = Callable[[Stage, int, int], None]


class CopyNotWhole(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The new copy of the vault is not whole, so nothing was changed. Check that the disk is sound, and try "
            "again."
        )


def unwatched(_stage: Stage, _done: int, _total: int) -> None:
    """Progress that nobody follows."""


def back_up(office: Office, now: datetime, told: Told = unwatched) -> None:
    """Make the proven backup that comes before; raises `Cancelled`, and why there is none."""
    back_up_before(office.vault, office.unlocked, office.db, now, _progress(told, Stage.BACK_UP))


def take_keys(office: Office, uid: str, role: Role | None, now: datetime, told: Told = unwatched) -> Unlocked:
    """Make all shared keys anew for an account that leaves (`role` is None) or gets a role with fewer keys.

    `told` may raise `Cancelled`; then, and after any error, the vault is as it was. Returns the administrator's
    keys to the new generation. Raises `NotPermitted`, `SealDamaged`, `CopyNotWhole` and what `Vault.rotate` raises.
    """
    db, vault, administrator = office.db, office.vault, office.unlocked
    require_right(db, Right.ACCOUNTS)
    db.checkpoint()
    before = rekeying.row_counts(db)

    def fill(path: Path, keys: Unlocked) -> None:
        db.copy_to(path, keys.database_key, _progress(told, Stage.COPY))
        with opened(path, keys) as new:
            with new.transaction():
                _note_change(new, uid, role, now)
                seal_under(new, administrator.sealer, now, _progress(told, Stage.SEAL))
            new.checkpoint()

    def verify(path: Path, keys: Unlocked) -> None:
        with opened(path, keys) as new:
            _require_whole(new, vault.vault_id, before, _progress(told, Stage.CHECK))

    return vault.rotate(administrator, uid, None if role is None else role.value, fill, verify)


def seal_under(db: Database, former: Sealer, now: datetime, progress: Progress) -> None:
    """Seal every text of a copy for the keys that it is open with, and note it with a hash over them all."""
    with db.transaction():
        log.note(db, "rotate", "vault", "", now, digest=rekeying.seal_anew(db, former, progress))


@contextmanager
def opened(path: Path, keys: Unlocked) -> Iterator[Database]:
    """Open the database of a generation that does not count yet, for the block."""
    db = Database(path, keys.database_key, keys.sealer)
    try:
        yield db
    finally:
        db.close()


def _progress(told: Told, stage: Stage) -> Progress:
    return lambda done, total: told(stage, done, total)


def _note_change(db: Database, uid: str, role: Role | None, now: datetime) -> None:
    account = load_accounts(db)[uid]
    changed = replace(account, active=False) if role is None else replace(account, role=role)
    records.change(db, changed, now)
    if role is None:
        accounts.discard_drafts_of(db, uid)
    log.note(db, "leave" if role is None else "change_role", "account", uid, now)


def _require_whole(db: Database, vault_id: str, before: Mapping[str, int], progress: Progress) -> None:
    """Check pages, structure, references, rows and seals, as a stranger would; raises `CopyNotWhole`, `Cancelled`."""
    if not is_whole(db, stretch(progress, 0, 50), checks.broken_references):
        raise CopyNotWhole
    with stoppable(db, stretch(progress, 50, 100)):
        if identity.read(db).vault_id != vault_id or _missing_rows(rekeying.row_counts(db), before):
            raise CopyNotWhole
    rekeying.open_all(db, stretch(progress, 50, 100))


def _missing_rows(after: Mapping[str, int], before: Mapping[str, int]) -> bool:
    """Say whether rows went, but drafts and what search indexes keep for themselves."""
    counted = {name for name in before if name != "draft" and "_text_" not in name}
    return before.keys() != after.keys() or any(after[name] < before[name] for name in counted)
