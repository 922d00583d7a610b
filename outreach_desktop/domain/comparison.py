"""What a restored backup would bring and take, by numbers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of record. `changed` are in both and newer here: they would be as they were.

    `erased` are in the backup and were erased since: they do not come back.
    The instants are of the newest change, None where there is no record.
    """

    kind: str
    here: int
    there: int
    gained: int
    lost: int
    changed: int
    newest_here: datetime | None
    newest_there: datetime | None
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The vault as it is beside a backup of it.

    What was erased after `erasures_unknown_since` may be in the backup, and nobody here knows it; None where the
    vault itself says what was erased. `later_lines`: how many lines of the log this computer has seen that came after.
    """

    made_at: datetime
    differences: tuple[Difference, ...]
    erasures_unknown_since: datetime | None = None
    later_lines: int = 0

    @property
    def loses(self) -> bool:
        return any(each.lost or each.changed for each in self.differences)
