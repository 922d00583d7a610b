"""Making a vault, opening its database, and closing it so that one file remains."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from ..domain.errors import KnownError
from ..domain.log_head import LogHead
from ..domain.organisation import Account, Organisation
from ..i18n import ZONE
from ..storage import counting, drafts, identity, log, log_chain, migrate, records
from ..storage.database import CACHE, Database, TablesChanged
from ..vault.cost import Cost
from ..vault.folder import NewAccount, Unlocked, Vault
from .due import note_unlocking, tidy_up
from .saving import local_day, require_sound


class NotTheSameVault(KnownError):
    def __init__(self) -> None:
        super().__init__("The database and the key file belong to different vaults. Restore a backup.")


@dataclass(frozen=True, slots=True)
class NewVault:
    """What a vault is made from; `account` gives name, alias, role and language of the first person."""

    folder: Path
    account: Account
    passphrase: str = field(repr=False)
    organisation: Organisation
    practice: bool = False


def make_vault(new: NewVault, cost: Cost, now: datetime) -> tuple[Vault, Unlocked, list[str]]:
    """Make a vault with its database; return it unlocked, with the lines of the paper recovery key."""
    require_sound(new.account, local_day(now))
    if new.organisation.name:
        require_sound(new.organisation, local_day(now))
    first = NewAccount(label=new.account.name, role=new.account.role.value, passphrase=new.passphrase)
    vault, unlocked, recovery = Vault.create(new.folder, first, cost, practice=new.practice)
    db = Database(vault.database, unlocked.database_key, unlocked.sealer, new=True)
    try:
        migrate.migrate(db)
        _fill(db, new, unlocked, now)
        db.checkpoint()
    finally:
        db.close()
    return vault, unlocked, recovery


def _fill(db: Database, new: NewVault, unlocked: Unlocked, now: datetime) -> None:
    with db.transaction():
        identity.write(db, unlocked.vault_id, practice=new.practice, zone=str(ZONE))
        records.add(db, replace(new.account, uid=unlocked.account), now)
        records.add(db, new.organisation, now)
        log.note(db, "create", "vault", unlocked.vault_id, now)


def connect(
    vault: Vault,
    unlocked: Unlocked,
    on_commit: TablesChanged | None = None,
    *,
    reading_only: bool = False,
    pages: int = CACHE,
) -> Database:
    """Return a connection for the calling thread; it keeps `pages` MiB of the database at most."""
    return connect_to(vault.database, unlocked, on_commit, reading_only=reading_only, pages=pages)


def connect_to(
    database: Path,
    unlocked: Unlocked,
    on_commit: TablesChanged | None = None,
    *,
    reading_only: bool = False,
    pages: int = CACHE,
) -> Database:
    """Return a connection to the database of one generation, whose keys these are."""
    key, sealer = unlocked.database_key, unlocked.sealer
    db = Database(database, key, sealer, on_commit, reading_only=reading_only, pages=pages)
    try:
        _require_same_vault(db, unlocked)
    except BaseException:
        db.close()
        raise
    return db


def _require_same_vault(db: Database, unlocked: Unlocked) -> None:
    migrate.require_known_version(db)
    if identity.read(db).vault_id != unlocked.vault_id:
        raise NotTheSameVault


def begin(db: Database, now: datetime) -> None:
    """Note an unlocking in the log, before anything else is written, and set aside drafts that cannot be opened."""
    note_unlocking(db, now)
    drafts.set_aside_damaged(db)


def settle(db: Database, now: datetime) -> None:
    """Do the rest of what each unlocking brings: old drafts and the bin emptied, past months kept.

    Nothing is erased by a clock that has jumped.
    """
    tidy_up(db, now)
    counting.keep_months(db, before=local_day(now).isoformat()[:7])


def end(db: Database, now: datetime) -> LogHead:
    """Do what locking needs: a line in the log, and the journal moved into the database file."""
    with db.transaction():
        log.note(db, "lock", "vault", "", now)
    db.checkpoint()
    return log.head(db)


def seen_head(counter: int, log_head: str) -> LogHead:
    """Return where the log ended when this computer saw it last; what somebody wrote into the settings is no hash."""
    try:
        return LogHead(counter, bytes.fromhex(log_head))
    except ValueError:
        return LogHead(counter, b"")


def accept_older(db: Database, now: datetime) -> None:
    """Write into the log that somebody went on with an older state of the vault, knowing it."""
    with db.transaction():
        log.note(db, "accept_older", "vault", "", now)


def missing_lines(db: Database, seen: int) -> int:
    """Return how many lines of the log were written after this state, as far as this computer has seen: at least."""
    return max(0, seen - log.head(db).seq)


def is_older(db: Database, seen: int, seen_hash: str) -> bool:
    """Say whether the log does not go on from the line that this computer saw last, by number and hash in hex."""
    return seen > 0 and not log_chain.holds(db, seen_head(seen, seen_hash))
