"""Filters that an account keeps for itself."""

from dataclasses import replace
from datetime import datetime

from ..domain.folding import sort_key
from ..domain.saved_filter import SavedFilter
from ..storage import log, records
from ..storage.database import Database
from ..storage.reading import load_of, load_one
from .saving import save_record


def load_filters(db: Database) -> list[SavedFilter]:
    """Return the filters of who is signed in, in Swedish order."""
    found = load_of(db, SavedFilter, "owner", db.sealer.account)
    return sorted(found, key=lambda each: (sort_key(each.name), each.id))


def keep_filter(db: Database, wanted: SavedFilter, now: datetime) -> SavedFilter:
    """Keep a filter under its name, in the place of an own one of the same name. Raises `Invalid`."""
    same = (each for each in load_filters(db) if sort_key(each.name) == sort_key(wanted.name))
    before = next(same, SavedFilter())
    kept = replace(wanted, id=before.id, uid=before.uid, version=before.version, owner=db.sealer.account)
    return save_record(db, replace(kept, created_at=before.created_at, created_by=before.created_by), now)


def forget_filter(db: Database, filter_id: int, now: datetime) -> SavedFilter:
    """Forget a filter; return what it was, so that it can be kept again."""
    before = load_one(db, SavedFilter, filter_id)
    with db.transaction():
        records.erase(db, SavedFilter, filter_id)
        log.note(db, "erase", "saved_filter", before.uid, now)
    return before
