"""What the vault knows of its backups: the copies that were met, and when each kind of work was done last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..domain.backups import Copy, State
from .columns import read_instant, write_instant
from .database import Database, Row

# Lines of the log that change no record: after them alone there is nothing new to copy.
_QUIET = (
    *("unlock", "lock", "read", "list", "check", "backup", "self_test", "print", "export", "prove_recovery_sheet"),
    "close",
)


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work: when it was tried last, and the sentence of its failure, empty for well."""

    at: datetime
    failure: str = ""


def copies(db: Database) -> list[Copy]:
    """Return the known copies, newest first."""
    return [_copy(row) for row in db.rows("SELECT * FROM backup ORDER BY made_at DESC, place, uid")]


def _copy(row: Row) -> Copy:
    return Copy(
        uid=row["uid"],
        place=row["place"],
        name=row["name"],
        made_at=read_instant(row["made_at"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        state=State(row["state"]),
        log_seq=row["log_seq"],
        size=row["size"],
        seen_at=read_instant(row["seen_at"]),
        checked_at=read_instant(row["checked_at"]) if row["checked_at"] else None,
    )


def keep(db: Database, known: Iterable[Copy], work: Mapping[str, Work]) -> None:
    """Note all copies that are known now, in place of those that were, and the work that was done."""
    db.execute("DELETE FROM backup")
    db.execute_many(_INSERT, [_columns(copy) for copy in known])
    for kind, done in work.items():
        db.execute(
            "INSERT INTO backup_work (kind, at, failure) VALUES (:kind, :at, :failure) "
            "ON CONFLICT (kind) DO UPDATE SET at = excluded.at, failure = excluded.failure",
            kind=kind,
            at=write_instant(done.at),
            failure=done.failure,
        )
    db.mark_changed("backup")


_NAMES = ("uid", "place", "name", "made_at", "ends_on", "state", "log_seq", "size", "seen_at", "checked_at")
_INSERT = f"INSERT INTO backup ({', '.join(_NAMES)}) VALUES ({', '.join(f':{name}' for name in _NAMES)})"


def _columns(copy: Copy) -> dict[str, object]:
    return {
        "uid": copy.uid,
        "place": copy.place,
        "name": copy.name,
        "made_at": write_instant(copy.made_at),
        "ends_on": copy.ends_on.isoformat(),
        "state": copy.state.value,
        "log_seq": copy.log_seq,
        "size": copy.size,
        "seen_at": write_instant(copy.seen_at),
        "checked_at": write_instant(copy.checked_at) if copy.checked_at else None,
    }


def work(db: Database) -> dict[str, Work]:
    """Return the last work of each kind."""
    rows = db.rows("SELECT kind, at, failure FROM backup_work")
    return {row["kind"]: Work(read_instant(row["at"]), row["failure"]) for row in rows}


def made_at(db: Database) -> datetime:
    """Return when the vault was made: the time of the first line that its log ever had."""
    closed_since = db.value("SELECT since FROM log_closing")
    return read_instant(closed_since or db.value("SELECT at FROM log ORDER BY seq LIMIT 1"))


def has_news(db: Database, seq: int) -> bool:
    """Say whether a record was changed after line `seq` of the log; lines that are closed since may be such."""
    marks = ", ".join(f"'{action}'" for action in _QUIET)
    found = f"""
        SELECT EXISTS (SELECT 1 FROM log WHERE seq > :seq AND action NOT IN ({marks}))
            OR EXISTS (SELECT 1 FROM log_closing WHERE last > :seq)
    """
    return bool(db.value(found, seq=seq))


def count_rows(db: Database) -> dict[str, int]:
    """Return how many rows each table has; search tables are checked by their own means."""
    sql = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE '%\\_text\\_%' ESCAPE '\\'"
    )
    tables = [row["name"] for row in db.rows(sql)]
    return {table: db.value(f"SELECT count(*) FROM {table}") for table in tables}
