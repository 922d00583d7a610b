"""All that is kept about one person, put together for the person: records, unsaved texts, who saw it, and backups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .record import Record


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that somebody has not saved: `texts` are None where it is sealed to another account."""

    saved_at: datetime
    texts: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Processed:
    """A line of the log: `role` is that of who did it, not their name."""

    at: datetime
    action: str
    subject: str
    role: str


@dataclass(frozen=True, slots=True)
class Held:
    """A backup that may hold what stands here, and its last day."""

    made_at: datetime
    ends_on: date


@dataclass(frozen=True, slots=True)
class Extract:
    """`records` by table, the bin included: the person first, and who went into them."""

    code: str
    alias: str
    records: dict[str, Sequence[Record]]
    unsaved: Sequence[Unsaved]
    processed: Sequence[Processed]
    backups: Sequence[Held]
