"""What is asked of accounts besides their records."""

from datetime import datetime

from .columns import read_instant
from .database import Database


def load_last_unlocked(db: Database) -> dict[str, datetime]:
    """Return when each account that ever unlocked did so last, by uid."""
    rows = db.rows("SELECT account, max(at) AS at FROM log WHERE action = 'unlock' GROUP BY account")
    return {row["account"]: read_instant(row["at"]) for row in rows}


def discard_drafts_of(db: Database, account: str) -> None:
    """Take away the drafts of somebody who has left: nobody else can open them."""
    db.execute("DELETE FROM draft WHERE account = :account", account=account)
