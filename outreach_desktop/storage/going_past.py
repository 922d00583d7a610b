"""How often somebody wrote although the program said to wait: counts by day, without persons."""

from collections.abc import Iterable
from datetime import date

from ..domain.permission import Why
from .database import Database

COUNT_ONE = """
    INSERT INTO gone_past (day, why, times) VALUES (:day, :why, 1)
        ON CONFLICT (day, why) DO UPDATE SET times = times + 1
"""
COUNTED = "SELECT why, sum(times) AS times FROM gone_past WHERE day BETWEEN :since AND :until GROUP BY why"


def count_one(db: Database, day: date, whys: Iterable[Why]) -> None:
    """Count one time for each reason that was gone past; inside a transaction."""
    for why in whys:
        db.execute(COUNT_ONE, day=day.isoformat(), why=why.value)
    db.mark_changed("gone_past")


def counted(db: Database, since: date, until: date) -> dict[str, int]:
    """Return how often each reason was gone past, both days included."""
    rows = db.rows(COUNTED, since=since.isoformat(), until=until.isoformat())
    return {row["why"]: row["times"] for row in rows}
