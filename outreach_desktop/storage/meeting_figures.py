"""What statistics count of meetings: read from the view `counted_meeting`, and kept by month of those erased."""

from datetime import date

from .database import Database

_ALIVE = "person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)"
COUNTED = f"""
    SELECT what, sum(times) AS times FROM counted_meeting
     WHERE day BETWEEN :since AND :until AND {_ALIVE} GROUP BY what
"""
OF_PERSON = f"""
    SELECT substr(day, 1, 7) AS month, what, sum(times) AS times FROM counted_meeting
     WHERE person_id = :id AND {_ALIVE} GROUP BY substr(day, 1, 7), what
"""
KEPT = "SELECT what, sum(times) AS times FROM kept_meeting WHERE month BETWEEN :since AND :until GROUP BY what"
KEEP = """
    INSERT INTO kept_meeting (month, what, times) VALUES (:month, :what, :times)
        ON CONFLICT DO UPDATE SET times = times + excluded.times
"""
Share = dict[tuple[str, str], int]  # by month and what


def count(db: Database, since: date, until: date) -> dict[str, int]:
    """Return what is counted of the meetings of some days, both included: `state_held`, `overdue`, `item:alarm`."""
    rows = db.rows(COUNTED, since=since.isoformat(), until=until.isoformat())
    return {row["what"]: row["times"] for row in rows}


def count_erased(db: Database, since: str, until: str) -> dict[str, int]:
    """Return what is kept of meetings that were erased, for whole months, both included."""
    return {row["what"]: row["times"] for row in db.rows(KEPT, since=since, until=until)}


def share_of(db: Database, person_id: int) -> Share:
    """Return what is counted of a person's meetings."""
    return {(row["month"], row["what"]): row["times"] for row in db.rows(OF_PERSON, id=person_id)}


def keep(db: Database, before: Share, after: Share) -> None:
    """Keep what is no longer there, without the person."""
    for (month, what), times in before.items():
        gone = times - after.get((month, what), 0)
        if gone:
            db.execute(KEEP, month=month, what=what, times=gone)
            db.mark_changed("kept_meeting")
