"""What a register extract asks: everything that hangs on a person, the bin included."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .about_persons import PERSONS, belongings, under
from .columns import read
from .database import Database

_WANTED = "IN (SELECT value FROM json_each(:ids))"
_PERSONS = f"SELECT id FROM person WHERE id {_WANTED} ORDER BY removed_on IS NOT NULL, id"
_ORDERS = {
    "contact": "at, id",
    "finding": "(SELECT number FROM assessment WHERE assessment.id = assessment_id), id",
    "meeting": "starts_at, id",
}
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
    hangs = under(belongings(db), table, _WANTED) if table != PERSONS else ""
    sql = f"SELECT id FROM {table} WHERE {hangs} ORDER BY {_ORDERS.get(table, 'id')}" if hangs else _PERSONS
    return [row["id"] for row in db.rows(sql, ids=json.dumps(list(persons)))]


def drafts_about(db: Database, persons: Sequence[int]) -> list[DraftRow]:
    """Return whose unsaved texts there are about these persons, of every account."""
    return read(DraftRow, db.rows(DRAFTS, ids=json.dumps(list(persons))))
