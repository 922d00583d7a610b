"""The log: who did what to which record, when. Ids and actions only; chained and signed.

A line's hash covers the hash of the line before, so that an edit, a removal, a cut or a new order
shows. `digest` is the hash of a sealed entry where one was written, else empty. Whether the chain is whole is
asked of `log_chain`; what stands for lines older than two years is in `log_closing`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ..domain.log_head import LogHead
from .columns import read_instant, write_instant
from .database import Database, Row

START = bytes(32)
NEWEST_OF = """
    SELECT uid, action, at, max(seq) FROM log
     WHERE uid IN (SELECT value FROM json_each(:uids)) AND action IN (SELECT value FROM json_each(:actions))
     GROUP BY uid
"""


def note(db: Database, action: str, subject: str, uid: str, now: datetime, *, digest: bytes = b"") -> None:
    """Add a line: `action` and `subject` are words of the program, `uid` names a record or is empty."""
    note_many(db, action, subject, [uid], now, digest=digest)


def note_many(
    db: Database, action: str, subject: str, uids: Iterable[str], now: datetime, *, digest: bytes = b""
) -> None:
    """Add a line for each uid, in their order."""
    last = head(db)
    for uid in uids:
        last = _add(db, last, {"at": now, "action": action, "subject": subject, "uid": uid, "digest": digest})
    db.mark_changed("log")


def _add(db: Database, last: LogHead, about: Mapping[str, Any]) -> LogHead:
    """Add the line that comes after `last`, and return where the log ends then."""
    line: dict[str, object] = {
        "seq": last.seq + 1,
        "at": write_instant(about["at"]),
        "account": db.sealer.account,
        "action": about["action"],
        "subject": about["subject"],
        "uid": about["uid"],
        "digest": about["digest"],
        "previous": last.hash,
    }
    own = line_hash(line)
    line |= {"hash": own, "signature": db.sealer.sign(own)}
    names = ", ".join(line)
    marks = ", ".join(f":{name}" for name in line)
    db.execute(f"INSERT INTO log ({names}) VALUES ({marks})", **line)
    return LogHead(last.seq + 1, own)


def line_hash(line: Row) -> bytes:
    """Return SHA-256 over every part of a line, each with its length before it."""
    names = ("seq", "at", "account", "action", "subject", "uid", "digest", "previous")
    return hashlib.sha256(with_lengths(line[name] for name in names)).digest()


def with_lengths(values: Iterable[object]) -> bytes:
    """Return all values as bytes, each with its length before it, so that none runs into the next."""
    parts = map(_as_bytes, values)
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def head(db: Database) -> LogHead:
    """Return where the log ends; 0 and zeros when it is empty."""
    rows = db.rows("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
    return LogHead(rows[0]["seq"], bytes(rows[0]["hash"])) if rows else LogHead(0, START)


def at(db: Database, seq: int) -> datetime | None:
    """Return when a line was written, None where the log has no such line."""
    found = db.value("SELECT at FROM log WHERE seq = :seq", seq=seq)
    return read_instant(found) if found else None


def last_of(db: Database, action: str) -> int:
    """Return the number of the newest line of an action, 0 where there is none."""
    found: int = db.value("SELECT coalesce(max(seq), 0) FROM log WHERE action = :action", action=action)
    return found


def newest_of(db: Database, uids: Iterable[str], actions: Sequence[str]) -> dict[str, tuple[str, datetime]]:
    """Return the newest of these actions upon each of these records, and when it was; who has none is left out."""
    rows = db.rows(NEWEST_OF, uids=json.dumps(list(uids)), actions=json.dumps(list(actions)))
    return {row["uid"]: (row["action"], read_instant(row["at"])) for row in rows}


def hash_at(db: Database, seq: int) -> bytes:
    """Return the hash of a line, or nothing when the log has no such line."""
    rows = db.rows("SELECT hash FROM log WHERE seq = :seq", seq=seq)
    return bytes(rows[0]["hash"]) if rows else b""
