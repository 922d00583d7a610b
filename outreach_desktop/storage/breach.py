"""What is asked of the register and its log on the day of a breach: how much is there, and who did what before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .columns import read, write_instant
from .database import Database

HELD = ("person", "contact", "note", "assessment", "concern_report")
UNLOCKED = """
    SELECT account, count(*) AS times, min(at) AS first_at, max(at) AS last_at FROM log
     WHERE action = 'unlock' AND at >= :since AND at <= :until GROUP BY account ORDER BY last_at DESC
"""
DONE = """
    SELECT seq AS id FROM log WHERE action IN ({actions}) AND at >= :since AND at <= :until
     ORDER BY seq DESC LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Unlockings:
    """How often an account unlocked in a period, and when first and last."""

    account: str
    times: int
    first_at: datetime
    last_at: datetime


def count_held(db: Database) -> dict[str, int]:
    """Return how many records of each kind there are, the bin included: that can leak too."""
    return {table: db.value(f"SELECT count(*) FROM {table}") for table in HELD}


def load_unlockings(db: Database, since: datetime, until: datetime) -> list[Unlockings]:
    """Return who unlocked in a period, the last to do so first."""
    return read(Unlockings, db.rows(UNLOCKED, since=write_instant(since), until=write_instant(until)))


def find_done(db: Database, actions: Sequence[str], since: datetime, until: datetime, most: int) -> list[int]:
    """Return the numbers of the newest lines of these actions, which are words of the program, in a period."""
    listed = ", ".join(f"'{action}'" for action in actions)
    question = DONE.format(actions=listed)
    return db.ids(question, since=write_instant(since), until=write_instant(until), most=most)
