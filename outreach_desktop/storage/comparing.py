"""An open vault beside a backup of it: what only one of them has, and what is newer."""

from datetime import datetime

from ..domain.comparison import Difference
from .columns import changed_at, read_instant
from .database import Database

KINDS = ("person", "contact", "concern_report")


def difference(db: Database, kind: str) -> Difference:
    """Compare one table with that of the database that is attached as `backup`."""

    def count(sql: str) -> int:
        found: int = db.value(f"SELECT count(*) FROM {sql}")
        return found

    live, old = f"main.{kind}", f"backup.{kind}"
    missing = "uid NOT IN (SELECT uid FROM {other} WHERE removed_on IS NULL)"  # read once; not every uid has an index
    both = f"{live} AS one JOIN {old} AS other USING (uid)"
    shown = "one.removed_on IS NULL"
    return Difference(
        kind=kind,
        here=count(f"{live} AS one WHERE {shown}"),
        there=count(f"{old} AS one WHERE {shown}"),
        gained=count(f"{old} AS one WHERE {shown} AND {missing.format(other=live)}"),
        lost=count(f"{live} AS one WHERE {shown} AND {missing.format(other=old)}"),
        changed=count(f"{both} WHERE {shown} AND other.removed_on IS NULL AND one.version > other.version"),
        newest_here=_newest(db, live),
        newest_there=_newest(db, old),
    )


def holdings(db: Database, kind: str) -> Difference:
    """Return what one database has of a kind, as a gain."""
    count, newest = db.value(f"SELECT count(*) FROM {kind} WHERE removed_on IS NULL"), _newest(db, kind)
    return Difference(kind, 0, count, count, 0, 0, None, newest)


def _newest(db: Database, table: str) -> datetime | None:
    found = db.value(f"SELECT max({changed_at(table)}) FROM {table} WHERE removed_on IS NULL")
    return read_instant(found) if found else None
