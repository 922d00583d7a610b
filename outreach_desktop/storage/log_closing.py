"""The closing line of the log, and what it keeps of the lines that are gone. Who reads a line may ask for it here."""

import hashlib
from collections.abc import Mapping
from typing import Any

from ..domain.log_closing import LOG_MONTHS, Closing
from ..domain.retention import months_after
from . import log
from .columns import read, to_column
from .database import Database, Row

# What is asked for however long ago it was: who unlocked last, and when the recovery key was made and tried.
KEPT = ("unlock", "new_recovery_sheet", "new_recovery_parts", "prove_recovery_sheet")
_KEPT_ACTIONS = ", ".join(f"'{action}'" for action in KEPT)
_SIGNED = ("last", "head", "since", "until", "at", "account")
_KEEP = f"""
    INSERT INTO log_kept (action, account, seq, at)
    SELECT action, account, max(seq), at FROM log
     WHERE seq <= :last AND action IN ({_KEPT_ACTIONS}) GROUP BY action, account
        ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at
"""
_COLUMNS = (*_SIGNED, "hash", "signature")


def load(db: Database) -> Closing | None:
    """Return the closing line, None while no line is old enough."""
    rows = db.rows(f"SELECT {', '.join(_COLUMNS)} FROM log_closing")
    return next(iter(read(Closing, rows)), None)


def is_sound(db: Database, closing: Closing) -> bool:
    """Say whether an account has signed it, whether the log tells of it, and whether its lines were old enough."""
    own = _hash(db, {name: to_column(getattr(closing, name)) for name in _SIGNED})
    old_enough = months_after(closing.until.date(), LOG_MONTHS) <= closing.at.date()
    signed = own == closing.hash and db.sealer.verify(closing.account, closing.hash, closing.signature)
    return signed and old_enough and _newest_told(db) == closing.hash


def _newest_told(db: Database) -> bytes:
    """Return the hash that stands in the newest line which tells of a closing."""
    rows = db.rows("SELECT digest FROM log WHERE action = 'close' ORDER BY seq DESC LIMIT 1")
    return bytes(rows[0]["digest"]) if rows else b""


def _hash(db: Database, line: Mapping[str, object]) -> bytes:
    """Return SHA-256 over the closing line and all that is kept of the lines it stands for."""
    kept = db.rows("SELECT action, account, seq, at FROM log_kept ORDER BY action, account")
    parts = [line[name] for name in _SIGNED] + [value for row in kept for value in tuple(row)]
    return hashlib.sha256(log.with_lengths(parts)).digest()


def replace(db: Database, lines: list[Row], now: Any) -> None:
    """Let the closing line stand for these lines, the oldest there are, and for those it stood for before."""
    former, last = load(db), lines[-1]
    line: dict[str, object] = {
        "last": last["seq"],
        "head": bytes(last["hash"]),
        "since": to_column(former.since) if former else lines[0]["at"],
        "until": max(line["at"] for line in lines),
        "at": to_column(now),
        "account": db.sealer.account,
    }
    db.execute(_KEEP, last=last["seq"])
    own = _hash(db, line)
    line |= {"hash": own, "signature": db.sealer.sign(own)}
    marks = ", ".join(f":{name}" for name in line)
    db.execute("DELETE FROM log_closing")
    db.execute(f"INSERT INTO log_closing (id, {', '.join(line)}) VALUES (1, {marks})", **line)
    db.execute("DELETE FROM log WHERE seq <= :last", last=last["seq"])
    log.note(db, "close", "log", "", now, digest=own)
