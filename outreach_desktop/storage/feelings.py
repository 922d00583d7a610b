"""How a shift felt: texts sealed to one reader each, who wrote it and whom they chose. No other key opens them."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..domain.errors import KnownError
from ..domain.sealing import SealedPlace
from .columns import read_instant, write_instant
from .database import Database, Row

OF_READER = "SELECT * FROM shift_feeling WHERE shift_id = :shift AND reader = :reader ORDER BY written_at, uid"
FORGET = "DELETE FROM shift_feeling WHERE shift_id = :shift AND writer = :writer"
ADD = """
    INSERT INTO shift_feeling (uid, shift_id, writer, reader, written_at, text)
    VALUES (:uid, :shift, :writer, :reader, :written_at, :text)
"""


@dataclass(frozen=True, slots=True)
class Feeling:
    """What one of the two wrote; `text` is None where it cannot be opened."""

    writer: str
    written_at: datetime
    text: str | None


def keep(db: Database, shift_id: int, text: str, readers: Iterable[str], now: datetime) -> None:
    """Write one's own text over the earlier one, a copy for each reader; an empty text only takes the earlier away."""
    writer = db.sealer.account
    db.execute(FORGET, shift=shift_id, writer=writer)
    for reader in readers if text.strip() else ():
        uid = secrets.token_hex(16)
        db.execute(
            ADD,
            uid=uid,
            shift=shift_id,
            writer=writer,
            reader=reader,
            written_at=write_instant(now),
            text=db.sealer.seal_for(reader, text, _place(uid)),
        )
    db.mark_changed("shift_feeling")


def load_own(db: Database, shift_id: int) -> list[Feeling]:
    """Return what the account that is signed in may read of a shift: its own text and what others let it read."""
    return [_opened(db, row) for row in db.rows(OF_READER, shift=shift_id, reader=db.sealer.account)]


def is_shared(db: Database, shift_id: int) -> bool:
    """Say whether one's own text of a shift has other readers."""
    sql = "SELECT 1 FROM shift_feeling WHERE shift_id = :shift AND writer = :writer AND reader <> :writer"
    return db.value(sql, shift=shift_id, writer=db.sealer.account) is not None


def _place(uid: str) -> SealedPlace:
    return SealedPlace("shift_feeling", uid, "text", 1)


def _opened(db: Database, row: Row) -> Feeling:
    try:
        text = db.sealer.open_own(bytes(row["text"]), _place(row["uid"]))
    except KnownError:
        return Feeling(row["writer"], read_instant(row["written_at"]), None)
    return Feeling(row["writer"], read_instant(row["written_at"]), text)
