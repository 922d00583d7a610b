"""Reading the log, newest line first, in pieces: each piece begins below the last line of the one before."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from ..domain.log_line import LogFilter, LogLine
from ..i18n import ZONE
from .about_persons import belongings, under
from .columns import read_instant, write_instant
from .database import Database, Row

PIECE = 1000
_HEX = re.compile(r"[0-9a-f]{4,32}")
_LINES = """
    SELECT log.seq, log.at, log.account, log.action, log.subject, log.uid, person.code
      FROM log LEFT JOIN person ON log.subject = 'person' AND person.uid = log.uid
"""


def find(db: Database, wanted: LogFilter, before: int = 0, most: int = PIECE) -> list[int]:
    """Return the numbers of the newest fitting lines below `before`, 0 for the newest of all."""
    conditions, values = _conditions(db, wanted)
    if before:
        conditions.append("seq < :before")
    return db.ids(
        f"SELECT seq AS id FROM log {_where(conditions)} ORDER BY seq DESC LIMIT :most",
        **values | {"before": before, "most": most},
    )


def count(db: Database, wanted: LogFilter) -> int:
    conditions, values = _conditions(db, wanted)
    found: int = db.value(f"SELECT count(*) FROM log {_where(conditions)}", **values)
    return found


def load(db: Database, numbers: Sequence[int]) -> list[LogLine]:
    """Return the lines with these numbers, newest first."""
    marks = ", ".join(str(int(each)) for each in numbers)
    return [_line(row) for row in db.rows(f"{_LINES} WHERE log.seq IN ({marks}) ORDER BY log.seq DESC")]


def _line(row: Row) -> LogLine:
    at, code = read_instant(row["at"]), row["code"] or ""
    return LogLine(row["seq"], at, row["account"], row["action"], row["subject"], row["uid"], code)


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _conditions(db: Database, wanted: LogFilter) -> tuple[list[str], dict[str, object]]:
    conditions: list[str] = []
    values: dict[str, object] = {}
    if wanted.account:
        conditions.append("account = :account")
        values["account"] = wanted.account
    if wanted.action:
        conditions.append("action = :action")
        values["action"] = wanted.action.value
    if wanted.record.strip():
        conditions.append(_of_record(db, wanted.record, values))
    if wanted.since or wanted.until:
        conditions.append(_in_period(db, wanted, values))
    return conditions, values


def _of_record(db: Database, record: str, values: dict[str, object]) -> str:
    """Take a person's code or the beginning of an id; what is neither fits no line."""
    typed = record.strip()
    values["code"] = typed.upper()
    kinds, person = belongings(db), "IN (SELECT id FROM person WHERE code = :code)"
    belonging = " UNION ALL ".join(f"SELECT uid FROM {each} WHERE {under(kinds, each, person)}" for each in kinds)
    of_person = f"uid IN (SELECT uid FROM person WHERE code = :code UNION ALL {belonging})"
    beginning = typed.casefold()
    if not _HEX.fullmatch(beginning):
        return of_person
    values |= {"first": beginning, "last": beginning + "g"}
    return f"({of_person} OR uid >= :first AND uid < :last)"


def _in_period(db: Database, wanted: LogFilter, values: dict[str, object]) -> str:
    """Return a condition by numbers too, which follow each other as the lines do: an index gives them at once."""
    since = _midnight(wanted.since) if wanted.since else datetime.min.replace(tzinfo=UTC)
    until = _midnight(wanted.until + timedelta(days=1)) if wanted.until else datetime.max.replace(tzinfo=UTC)
    inside = {"since": write_instant(since), "until": write_instant(until)}
    ends = db.rows("SELECT min(seq) AS first, max(seq) AS last FROM log WHERE at >= :since AND at < :until", **inside)
    values |= inside | {"first_seq": ends[0]["first"] or 0, "last_seq": ends[0]["last"] or 0}
    return "seq BETWEEN :first_seq AND :last_seq AND at >= :since AND at < :until"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)
