"""Look-ups by what somebody is known by."""

import json
from collections.abc import Sequence

from ..domain.folding import sort_key
from .database import Database

BY_KEY = """
    SELECT DISTINCT person.id
      FROM identifier JOIN person ON person.id = identifier.person_id
     WHERE identifier.key IN (SELECT value FROM json_each(:keys))
       AND identifier.removed_on IS NULL AND person.removed_on IS NULL
     UNION
    SELECT id FROM person
     WHERE alias_sort = :alias_sort AND (alias_sort <> '' OR alias = :alias) AND removed_on IS NULL
     UNION
    SELECT id FROM person WHERE code = :code AND removed_on IS NULL
     UNION
    SELECT id FROM person
     WHERE former_codes <> '' AND instr(' ' || former_codes || ' ', ' ' || :code || ' ') AND removed_on IS NULL
     ORDER BY 1 DESC
     LIMIT :most
"""

GONE = """
    SELECT person_id, key FROM identifier
     WHERE person_id IN (SELECT value FROM json_each(:ids)) AND NOT active AND removed_on IS NULL AND key <> ''
       AND key NOT IN (SELECT same.key FROM identifier AS same
                        WHERE same.person_id = identifier.person_id AND same.active AND same.removed_on IS NULL)
"""


def find_gone(db: Database, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return, for persons who have any, the keys by which they are no longer to be reached anywhere."""
    found: dict[int, set[str]] = {}
    for row in db.rows(GONE, ids=json.dumps(list(ids))):
        found.setdefault(row["person_id"], set()).add(row["key"])
    return {person: frozenset(keys) for person, keys in found.items()}


def find_people(db: Database, keys: Sequence[str], typed: str, most: int = 20) -> list[int]:
    """Return the persons that one of the keys names exactly, or `typed` as alias or code, newest first.

    An alias of signs alone, without a letter or a digit, is compared sign by sign.
    """
    plain = typed.encode("utf-8", "replace").decode()  # half a sign cannot be asked for
    names = {"alias_sort": sort_key(typed), "alias": plain, "code": plain.upper()}
    rows = db.rows(BY_KEY, keys=json.dumps(list(keys)), most=most, **names)
    return [row[0] for row in rows]  # type: ignore[index]
