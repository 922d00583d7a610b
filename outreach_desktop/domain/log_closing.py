"""The closing line: it stands for all lines of the log that are older than two years."""

from dataclasses import dataclass
from datetime import date, datetime

from .log_head import LogHead
from .retention import months_after

LOG_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Closing:
    """Stands for the lines up to number `last`, written between `since` and `until`; `head` is the hash of the last.

    Made `at` a moment by an account, whose signature is over `hash`.
    """

    last: int
    head: bytes
    since: datetime
    until: datetime
    at: datetime
    account: str
    hash: bytes
    signature: bytes

    @property
    def end(self) -> LogHead:
        """Return where the lines that it stands for end."""
        return LogHead(self.last, self.head)


def closed_before(today: date) -> date:
    """Return the day before which lines are closed: whole months, two years back."""
    return months_after(today.replace(day=1), -LOG_MONTHS)
