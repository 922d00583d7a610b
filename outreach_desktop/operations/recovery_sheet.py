"""The drill of the year with the paper recovery key, one sheet or two of three: it is typed in and proven."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ..domain.errors import KnownError
from ..domain.rights import Right
from ..storage import log
from ..storage.accounts import load_in_parts, load_sheet_proven
from ..storage.database import Database
from ..vault import recovery, recovery_parts
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


class SheetsOpenNothing(KnownError):
    """Two whole sheets that belong together, and still not to this vault."""

    def __init__(self) -> None:
        super().__init__(
            "The two sheets belong together, but they do not open this vault. Look whether they are older sheets, or "
            "of another vault. If you find no others, make a new recovery key."
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


def prove_sheets(vault: Vault, first: Sequence[str], second: Sequence[str]) -> str:
    """Return the uid of the account that two of the three sheets open; nothing changes, as with `prove_sheet`.

    Raises `SheetsOpenNothing`, what `recovery_parts.read` and `recovery_parts.join` raise, `KeyFileDamaged`,
    `NotEnoughMemory`.
    """
    key = recovery_parts.join(recovery_parts.read(first), recovery_parts.read(second))
    try:
        return vault.prove_recovery_key(key)
    except WrongRecoveryKey:
        raise SheetsOpenNothing from None


def note_drill(db: Database, owner: str, now: datetime) -> None:
    """Write into the log that the sheet was found to open the account `owner`; raises `NotPermitted`."""
    require_right(db, Right.ACCOUNTS)
    with db.transaction():
        log.note(db, "prove_recovery_sheet", "account", owner, now)


def sheet_proven_at(db: Database) -> datetime:
    """Return when the sheet was last typed in and fitted; raises `NotPermitted`."""
    require_right(db, Right.ACCOUNTS)
    return load_sheet_proven(db)


def is_in_parts(db: Database) -> bool:
    """Say whether the recovery key was last made on three sheets; raises `NotPermitted`."""
    require_right(db, Right.ACCOUNTS)
    return load_in_parts(db)


def is_drill_due(db: Database, now: datetime) -> bool:
    """Say whether nobody has typed in the recovery sheet for a year; raises `NotPermitted`."""
    return now - sheet_proven_at(db) >= DRILL_AFTER
