"""What a restored backup would bring and take, by numbers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of record. `changed` are in both and newer here: they would be as they were.

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


@dataclass(frozen=True, slots=True)
class Comparison:
    """The vault as it is beside a backup of it."""

    made_at: datetime
    differences: tuple[Difference, ...]

    @property
    def loses(self) -> bool:
        return any(each.lost or each.changed for each in self.differences)
