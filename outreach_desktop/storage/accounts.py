"""What is asked of accounts besides their records."""

from datetime import datetime

from .backups import made_at
from .columns import read_instant
from .database import Database


def load_last_unlocked(db: Database) -> dict[str, datetime]:
    """Return when each account that ever unlocked did so last, by uid."""
    rows = db.rows("SELECT account, max(at) AS at FROM log WHERE action = 'unlock' GROUP BY account")
    return {row["account"]: read_instant(row["at"]) for row in rows}


def load_sheet_proven(db: Database) -> datetime:
    """Return when a recovery sheet was last typed back: when it was made, at set-up or later, or in a drill."""
    actions = "('new_recovery_sheet', 'new_recovery_parts', 'prove_recovery_sheet')"
    at = db.value(f"SELECT max(at) FROM log WHERE action IN {actions}")
    return read_instant(at) if at else made_at(db)


def load_in_parts(db: Database) -> bool:
    """Say whether the recovery key that holds was written on three sheets."""
    newest = "SELECT max(seq) FROM log WHERE action IN ('new_recovery_sheet', 'new_recovery_parts')"
    return bool(db.value(f"SELECT action = 'new_recovery_parts' FROM log WHERE seq = ({newest})"))


def discard_drafts_of(db: Database, account: str) -> None:
    """Take away the drafts of somebody who has left: nobody else can open them."""
    db.execute("DELETE FROM draft WHERE account = :account", account=account)
