"""Look-ups by what somebody is known by."""

from collections.abc import Sequence

from .database import Database

BY_KEY = """
    SELECT DISTINCT person.id
      FROM identifier JOIN person ON person.id = identifier.person_id
     WHERE identifier.key IN (SELECT value FROM json_each(:keys))
       AND identifier.removed_on IS NULL AND person.removed_on IS NULL
     UNION
    SELECT id FROM person WHERE alias_sort = :alias_sort AND removed_on IS NULL
     UNION
    SELECT id FROM person WHERE code = :code AND removed_on IS NULL
     ORDER BY 1 DESC
     LIMIT :most
"""


def find_people(db: Database, keys: Sequence[str], alias_sort: str, code: str, most: int = 20) -> list[int]:
    """Return the persons that one of the keys, the alias or the code names exactly, newest first."""
    import json

    rows = db.rows(BY_KEY, keys=json.dumps(list(keys)), alias_sort=alias_sort, code=code, most=most)
    return [row[0] for row in rows]  # type: ignore[index]
