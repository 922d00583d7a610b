"""What a register extract asks: everything that hangs on a person, the bin included."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .columns import read
from .database import Database

_OF = {
    "person": """
        SELECT id FROM person WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY removed_on IS NOT NULL, id
    """,
    "finding": """
        SELECT finding.id FROM finding JOIN assessment ON assessment.id = finding.assessment_id
         WHERE assessment.person_id IN (SELECT value FROM json_each(:ids))
         ORDER BY assessment.number, finding.id
    """,
    "contact": "SELECT id FROM contact WHERE person_id IN (SELECT value FROM json_each(:ids)) ORDER BY at, id",
}
_OTHERS = "SELECT id FROM {table} WHERE person_id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
DRAFTS = """
    SELECT account, editor, saved_at FROM draft
     WHERE person IN (SELECT uid FROM person WHERE id IN (SELECT value FROM json_each(:ids)))
     ORDER BY saved_at
"""


@dataclass(frozen=True, slots=True)
class DraftRow:
    account: str
    editor: str
    saved_at: datetime


def ids_of(db: Database, table: str, persons: Sequence[int]) -> list[int]:
    """Return the ids of a table's records about these persons, the bin included; the name comes from our own code."""
    sql = _OF.get(table, _OTHERS.format(table=table))
    return [row["id"] for row in db.rows(sql, ids=json.dumps(list(persons)))]


def drafts_about(db: Database, persons: Sequence[int]) -> list[DraftRow]:
    """Return whose unsaved texts there are about these persons, of every account."""
    return read(DraftRow, db.rows(DRAFTS, ids=json.dumps(list(persons))))
