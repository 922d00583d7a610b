"""Questions about ads and profiles that were seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.folding import search_form
from ..domain.seen_ad import AdFilter, SeenAd
from . import records
from .columns import read
from .database import Database

MOST = 5000

KEPT = """
    seen_ad.removed_on IS NULL
    AND (person_id IS NULL OR person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL))
"""
LOAD_ROWS = """
    SELECT seen_ad.id, seen_ad.uid, seen_ad.person_id, coalesce(person.code, '') AS code,
           coalesce(person.alias, '') AS person, seen_ad.address, seen_ad.alias, seen_ad.identifiers,
           seen_ad.towns, seen_ad.last_seen_on, seen_ad.active, seen_ad.checked_on
      FROM seen_ad LEFT JOIN person ON person.id = seen_ad.person_id
     WHERE seen_ad.id IN (SELECT value FROM json_each(:ids))
"""
ALIKE = f"""
    SELECT id FROM seen_ad WHERE fingerprint = :fingerprint AND fingerprint <> '' AND id <> :id AND {KEPT}
     ORDER BY last_seen_on DESC, id DESC LIMIT :most
"""
STRAY = "SELECT id, uid FROM seen_ad WHERE person_id IS NULL AND coalesce(last_seen_on, :none) <= :limit ORDER BY id"


@dataclass(frozen=True, slots=True)
class AdRow:
    """An ad as lists show it; `person` and `code` are empty where it is nobody's yet."""

    id: int
    uid: str
    person_id: int | None
    code: str
    person: str
    address: str
    alias: str
    identifiers: str
    towns: str
    last_seen_on: date | None
    active: bool
    checked_on: date | None


def find(db: Database, wanted: AdFilter, most: int = MOST) -> list[int]:
    """Return the ids of the wanted ads, the latest seen first, at most `most`."""
    words = search_form(wanted.words).split()
    conditions = [KEPT, *(f"instr(words, :word{at})" for at, _word in enumerate(words))]
    conditions += ["active"] if wanted.active else []
    conditions += ["person_id IS NULL"] if wanted.of_nobody else []
    sql = f"SELECT id FROM seen_ad WHERE {' AND '.join(conditions)} ORDER BY last_seen_on DESC, id DESC LIMIT :most"
    values: dict[str, object] = {f"word{at}": word for at, word in enumerate(words)}
    return db.ids(sql, most=most, **values)


def load_rows(db: Database, ids: Sequence[int]) -> list[AdRow]:
    """Return the rows with these ids, in the same order; those that are gone are left out."""
    found = {row.id: row for row in read(AdRow, db.rows(LOAD_ROWS, ids=str(list(ids))))}
    return [found[each] for each in ids if each in found]


def find_alike(db: Database, ad: SeenAd, most: int = 20) -> list[int]:
    """Return other ads with the same text, the latest seen first."""
    return [row["id"] for row in db.rows(ALIKE, fingerprint=ad.fingerprint, id=ad.id, most=most)]


def erase_stray(db: Database, limit: date) -> list[str]:
    """Erase what is nobody's and was last seen on `limit` or before; return their uids."""
    found = db.rows(STRAY, limit=limit.isoformat(), none=date.min.isoformat())
    for row in found:
        records.erase(db, SeenAd, row["id"])
    return [row["uid"] for row in found]
