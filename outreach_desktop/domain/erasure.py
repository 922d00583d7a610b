"""What is erased: how much of it, why, and what is told before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .attributes import Choice, Label
from .person import Ground, Person


class Scope(Choice):
    """How much of a record goes."""

    WHOLE = "whole", Label("Everything")
    REST = "rest", Label("All but alias and platform")
    CONTENT = "content", Label("The text of a sent report")


class Cause(Choice):
    """Why it goes."""

    DATE = "date", Label("The time to keep it was over")
    DECLINED = "declined", Label("The person declined")
    ASKED = "asked", Label("The person asked for it")
    CHOSEN = "chosen", Label("Erased by hand")
    BIN = "bin", Label("It had been in the bin for its time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """A line of the ledger: that something went, never what stood in it.

    `subject` and `uid` name the record that is gone, `code` the person it was about. `counts` say how many records
    of each kind went, by table. `line` is the number of the line in the log.
    """

    subject: str
    uid: str
    scope: Scope
    cause: Cause
    at: datetime
    account: str
    code: str = ""
    ground: Ground | None = None
    counts: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """What erasing would take: how many records of each kind by table, drafts too, and what stays of it.

    `sent_reports` lose their texts; that they were sent stays. `backups_until` is the last day on which an older
    backup may still hold it, None where there is none.
    """

    person: Person
    scope: Scope
    counts: Mapping[str, int]
    sent_reports: int
    backups_until: date | None
