"""The drill of the year with the paper recovery key: it is typed in and proven to open the vault."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ..domain.errors import KnownError
from ..domain.rights import Right
from ..storage import log
from ..storage.accounts import load_sheet_proven
from ..storage.database import Database
from ..vault import recovery
from ..vault.errors import RecoveryKeyMistyped, WrongRecoveryKey
from ..vault.folder import Vault
from .saving import require_right

DRILL_AFTER = timedelta(days=365)


class SheetOpensNothing(KnownError):
    """Each line is whole, and still they are not the key of this vault."""

    def __init__(self) -> None:
        super().__init__(
            "Each line is whole, but together they do not open this vault. Look whether this is an older sheet, or "
            "one of another vault. If you find no other, make a new recovery sheet."
        )


def prove_sheet(vault: Vault, lines: Sequence[str]) -> str:
    """Return the uid of the account that the sheet opens; nothing changes, and it takes as long as unlocking.

    Raises `RecoveryKeyMistyped`, `SheetOpensNothing`, `KeyFileDamaged`, `NotEnoughMemory`.
    """
    wrong = recovery.mistyped(lines)
    if wrong:
        raise RecoveryKeyMistyped(wrong[0])
    try:
        return vault.prove_recovery_key(recovery.parse("\n".join(lines)))
    except WrongRecoveryKey:
        raise SheetOpensNothing from None


def note_drill(db: Database, owner: str, now: datetime) -> None:
    """Write into the log that the sheet was found to open the account `owner`; raises `NotPermitted`."""
    require_right(db, Right.ACCOUNTS)
    with db.transaction():
        log.note(db, "prove_recovery_sheet", "account", owner, now)


def sheet_proven_at(db: Database) -> datetime:
    """Return when the sheet was last typed in and fitted; raises `NotPermitted`."""
    require_right(db, Right.ACCOUNTS)
    return load_sheet_proven(db)


def is_drill_due(db: Database, now: datetime) -> bool:
    """Say whether nobody has typed in the recovery sheet for a year; raises `NotPermitted`."""
    return now - sheet_proven_at(db) >= DRILL_AFTER
