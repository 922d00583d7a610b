"""Questions about the versions of the organisation's own checklist."""

from ..domain.safety_checklist import OwnChecklist
from .columns import read
from .database import Database

HIGHEST = "SELECT coalesce(max(number), 0) FROM own_checklist"
IN_USE = "SELECT * FROM own_checklist WHERE newest AND removed_on IS NULL ORDER BY number DESC"
VERSIONS = "SELECT * FROM own_checklist WHERE removed_on IS NULL ORDER BY number DESC"
USED_IDS = "SELECT item FROM checklist_item UNION SELECT item FROM checklist_answer"


def highest_number(db: Database) -> int:
    """Return the number of the newest version there ever was, 0 before the first."""
    found: int = db.value(HIGHEST)
    return found


def load_in_use(db: Database) -> list[OwnChecklist]:
    """Return the versions that are marked as in use, the newest first, without their items."""
    return read(OwnChecklist, db.rows(IN_USE))


def load_versions(db: Database) -> list[OwnChecklist]:
    """Return all versions, the newest first, without their items."""
    return read(OwnChecklist, db.rows(VERSIONS))


def used_ids(db: Database) -> set[str]:
    """Return every id that an item of ours has or had, and every one that was answered at a meeting."""
    return {row["item"] for row in db.rows(USED_IDS)}
