"""What is asked of accounts besides their records."""

from datetime import datetime

from .backups import made_at
from .columns import read_instant
from .database import Database

_MAKING_SHEETS = "('new_recovery_sheet', 'new_recovery_parts')"
_OF_SHEETS = "('new_recovery_sheet', 'new_recovery_parts', 'prove_recovery_sheet')"
_ANYWHERE = """
    SELECT {what} FROM log WHERE action IN {actions} UNION ALL SELECT {what} FROM log_kept WHERE action IN {actions}
"""


def load_last_unlocked(db: Database) -> dict[str, datetime]:
    """Return when each account that ever unlocked did so last, by uid; of closed lines the closing line knows."""
    closed = db.rows("SELECT account, at FROM log_kept WHERE action = 'unlock'")
    newer = db.rows("SELECT account, max(at) AS at FROM log WHERE action = 'unlock' GROUP BY account")
    return {row["account"]: read_instant(row["at"]) for row in (*closed, *newer)}


def load_sheet_proven(db: Database) -> datetime:
    """Return when a recovery sheet was last typed back: when it was made, at set-up or later, or in a drill."""
    at = db.value(f"SELECT max(at) FROM ({_ANYWHERE.format(what='max(at) AS at', actions=_OF_SHEETS)})")
    return read_instant(at) if at else made_at(db)


def load_in_parts(db: Database) -> bool:
    """Say whether the recovery key that holds was written on three sheets."""
    made = _ANYWHERE.format(what="seq, action", actions=_MAKING_SHEETS)
    return bool(db.value(f"SELECT action = 'new_recovery_parts' FROM ({made}) ORDER BY seq DESC LIMIT 1"))


def discard_drafts_of(db: Database, account: str) -> None:
    """Take away the drafts of somebody who has left: nobody else can open them."""
    db.execute("DELETE FROM draft WHERE account = :account", account=account)
