"""What every stored record has besides its own fields."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`id` is 0 and `uid` empty until the record is stored; `version` counts its changes from 1.

    `uid` is random, 128 bits as 32 hex digits, made before the insert. Accounts are named by uid.
    Instants are aware. `removed_on` is the day the record went to the bin, or None.
    """

    id: int = 0
    uid: str = ""
    version: int = 0
    created_at: datetime | None = None
    created_by: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""
    removed_on: date | None = None
