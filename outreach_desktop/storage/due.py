"""What is due: persons whose time in the register ends. Steps with people are in `follow_ups`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import people
from .database import Database
from .people import PersonRow

ENDING = """
    SELECT id FROM person
     WHERE removed_on IS NULL AND retention_on <= :until
     ORDER BY retention_on, id LIMIT :most
"""
ENDING_COUNT = "SELECT count(*) FROM person WHERE removed_on IS NULL AND retention_on <= :until"


@dataclass(frozen=True, slots=True)
class Due:
    """The first rows and how many there are in all."""

    rows: Sequence[PersonRow]
    count: int


def ending(db: Database, until: date, most: int) -> Due:
    """Return persons who fall due for erasure until a day, the first due first."""
    rows = db.rows(ENDING, until=until.isoformat(), most=most)
    return Due(people.load_rows(db, [row["id"] for row in rows]), db.value(ENDING_COUNT, until=until.isoformat()))
