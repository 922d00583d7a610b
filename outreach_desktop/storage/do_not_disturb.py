"""Fingerprints of who wants to be left alone."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ..domain.do_not_disturb import DoNotDisturb
from .columns import column_names, read
from .database import Database

_NAMES = tuple(name for name in column_names(DoNotDisturb) if name != "id")
FIND = """
    SELECT * FROM do_not_disturb
     WHERE fingerprint IN (SELECT value FROM json_each(:marks)) AND removed_on IS NULL AND ends_on >= :today
     ORDER BY ends_on DESC
"""
OVER = "SELECT id FROM do_not_disturb WHERE ends_on < :today ORDER BY id"
ALL = "SELECT * FROM do_not_disturb ORDER BY id"


def find(db: Database, marks: Iterable[str], today: date) -> list[DoNotDisturb]:
    """Return the entries with one of these fingerprints that hold today, the longest first."""
    return read(DoNotDisturb, db.rows(FIND, marks=json.dumps(list(marks)), today=today.isoformat()))


def find_over(db: Database, today: date) -> list[int]:
    """Return the ids of entries whose last day has passed."""
    return [row["id"] for row in db.rows(OVER, today=today.isoformat())]


def load_stored(db: Database) -> list[Mapping[str, Any]]:
    """Return all rows as they are stored, the bin included."""
    return [{name: row[name] for name in _NAMES} for row in db.rows(ALL)]


def replace_all(db: Database, rows: Sequence[Mapping[str, Any]]) -> None:
    """Have these rows and no others."""
    db.execute("DELETE FROM do_not_disturb")
    marks = ", ".join(f":{name}" for name in _NAMES)
    db.execute_many(f"INSERT INTO do_not_disturb ({', '.join(_NAMES)}) VALUES ({marks})", list(rows))
    db.mark_changed("do_not_disturb")
