"""An open vault beside a backup of it: what only one of them has, and what is newer."""

from datetime import datetime

from ..domain.comparison import Difference
from .columns import changed_at, read_instant
from .database import Database

KINDS = ("person", "contact", "assessment", "meeting", "concern_report")
_NOTHING = "(SELECT '' AS uid, 0 AS version, NULL AS removed_on, '' AS created_at, '' AS changed_at WHERE 0)"


def difference(db: Database, kind: str) -> Difference:
    """Compare one table with that of the database that is attached as `backup`."""

    def count(sql: str) -> int:
        found: int = db.value(f"SELECT count(*) FROM {sql}")
        return found

    live, old = _table(db, "main", kind), _table(db, "backup", kind)
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
    table = _table(db, "main", kind)
    count, newest = db.value(f"SELECT count(*) FROM {table} WHERE removed_on IS NULL"), _newest(db, table)
    return Difference(kind, 0, count, count, 0, 0, None, newest)


def _table(db: Database, schema: str, kind: str) -> str:
    """Return where a kind stands; nothing where the database is older than the kind."""
    known = db.value(f"SELECT count(*) FROM {schema}.sqlite_schema WHERE type = 'table' AND name = :kind", kind=kind)
    return f"{schema}.{kind}" if known else _NOTHING


def _newest(db: Database, table: str) -> datetime | None:
    found = db.value(f"SELECT max({changed_at('one')}) FROM {table} AS one WHERE removed_on IS NULL")
    return read_instant(found) if found else None
