"""Whether the log is whole, from its closing line to its last; and the closing of what is old, once that was found."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from itertools import takewhile

from ..domain.log_head import LogHead
from ..i18n import ZONE
from . import log, log_closing
from .columns import write_instant
from .database import Database, Row

MOST_CLOSED = 300  # lines at an unlocking, a quarter of a second of the writing thread: each signature is checked
_OLDEST = "SELECT * FROM log WHERE seq < (SELECT max(seq) FROM log) ORDER BY seq LIMIT :most"


def damaged_lines(db: Database, come_to: Callable[[int], None] = lambda _line: None) -> Iterator[int]:
    """Yield the number of each line that does not fit: changed, moved, missing before it, or not signed.

    The closing line goes by the number of the last line that it stands for. `come_to` hears of each line before it is
    looked at.
    """
    closing = log_closing.load(db)
    if closing and not log_closing.is_sound(db, closing):
        yield closing.last
    yield from _damaged(db, db.each("SELECT * FROM log ORDER BY seq"), come_to)


def _damaged(db: Database, lines: Iterable[Row], come_to: Callable[[int], None]) -> Iterator[int]:
    expected = _beginning(db)
    for row in lines:
        come_to(row["seq"])
        if not _fits(db, row, expected):
            yield row["seq"]
        expected = LogHead(row["seq"], bytes(row["hash"]))


def _beginning(db: Database) -> LogHead:
    closing = log_closing.load(db)
    return closing.end if closing else LogHead(0, log.START)


def _fits(db: Database, row: Row, before: LogHead) -> bool:
    chained = row["seq"] == before.seq + 1 and bytes(row["previous"]) == before.hash
    own = log.line_hash(row) == bytes(row["hash"])
    return chained and own and db.sealer.verify(row["account"], bytes(row["hash"]), bytes(row["signature"]))


def holds(db: Database, seen: LogHead) -> bool:
    """Say whether the log goes on from where somebody saw it end.

    Of the lines that are closed only the last can still be compared: for the others the closing line vouches.
    """
    closing = log_closing.load(db)
    if closing is None or seen.seq > closing.last:
        return log.hash_at(db, seen.seq) == seen.hash
    return log_closing.is_sound(db, closing) and (seen.seq < closing.last or seen.hash == closing.head)


def close_before(db: Database, day: date, now: datetime) -> int:
    """Let the closing line stand for the oldest lines, those from before `day`, in one transaction; return how many.

    Lines that do not fit are evidence: they stay, and so does all that comes after them.
    """
    limit = write_instant(datetime.combine(day, time.min, ZONE))
    old = list(takewhile(lambda row: row["at"] < limit, db.rows(_OLDEST, most=MOST_CLOSED)))
    closing = log_closing.load(db)
    if not old or (closing and not log_closing.is_sound(db, closing)) or any(_damaged(db, old, lambda _line: None)):
        return 0
    with db.transaction():
        log_closing.replace(db, old, now)
    return len(old)
