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
    SELECT id FROM person INDEXED BY person_by_former_codes  -- nearly empty; else all persons are read, in their order
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


PLATFORMS = """
    SELECT person_id, platform_id FROM identifier
     WHERE key IN (SELECT value FROM json_each(:keys)) AND person_id IN (SELECT value FROM json_each(:ids))
       AND removed_on IS NULL
"""


def find_platforms(db: Database, ids: Sequence[int], keys: Sequence[str]) -> dict[int, list[int | None]]:
    """Return on which platforms these persons have one of the keys; None stands for one that is on no platform."""
    found: dict[int, list[int | None]] = {}
    for row in db.rows(PLATFORMS, ids=json.dumps(list(ids)), keys=json.dumps(list(keys))):
        found.setdefault(row["person_id"], []).append(row["platform_id"])
    return found


_NOT_IN_BIN = "person_id NOT IN (SELECT id FROM person WHERE removed_on IS NOT NULL)"
# Only what indexes hold is read of all that are alike, then the row of the few that are wanted.
ALIKE = f"""
    SELECT id, 0 AS identifier FROM person
     WHERE alias_alike IN (SELECT value FROM json_each(:forms)) AND removed_on IS NULL
     UNION ALL
    SELECT person_id, id FROM identifier
     WHERE key_alike IN (SELECT value FROM json_each(:forms)) AND key_alike <> '' AND removed_on IS NULL
       AND {_NOT_IN_BIN}
     ORDER BY 1 DESC
     LIMIT :most
"""
VALUES = "SELECT id, value FROM identifier WHERE id IN (SELECT value FROM json_each(:ids))"
NUMBERS = f"""
    SELECT person_id AS id, value FROM identifier
     WHERE key IN (SELECT value FROM json_each(:forms)) AND +kind = 'phone' AND removed_on IS NULL AND {_NOT_IN_BIN}
     ORDER BY 1 DESC
     LIMIT :most
"""
BEGINNING = f"""
    SELECT person_id AS id, value FROM identifier
     WHERE key >= :key AND key < :key || char(0x10ffff) AND removed_on IS NULL AND {_NOT_IN_BIN}
     ORDER BY key
     LIMIT :most
"""
ALIASES = """
    SELECT asked.key AS at, person.id
      FROM json_each(:keys) AS asked JOIN person ON person.alias_sort = asked.value
     WHERE person.removed_on IS NULL AND asked.value <> ''
     ORDER BY asked.key, person.id DESC
"""


def find_alike(db: Database, forms: Sequence[str], most: int) -> dict[int, str]:
    """Return persons with an alias or a handle of one of these forms, newest first, and that handle; "" for alias."""
    rows = db.rows(ALIKE, forms=json.dumps(list(forms)), most=most)
    handles = [row["identifier"] for row in rows if row["identifier"]]
    values = {row["id"]: row["value"] for row in db.rows(VALUES, ids=json.dumps(handles))} if handles else {}
    found: dict[int, str] = {}
    for row in rows:
        found.setdefault(row["id"], values.get(row["identifier"], ""))
    return found


def find_numbers(db: Database, keys: Sequence[str], most: int) -> dict[int, str]:
    """Return persons with one of these numbers, newest first, and the number as it is written there."""
    rows = db.rows(NUMBERS, forms=json.dumps(list(keys)), most=most)
    newest = {row["id"]: row["value"] for row in reversed(rows)}
    return {row["id"]: newest[row["id"]] for row in rows}


def find_beginning(db: Database, key: str, most: int) -> dict[int, str]:
    """Return persons with an address whose key begins so, and that address."""
    rows = db.rows(BEGINNING, key=key, most=most)
    return {row["id"]: row["value"] for row in rows}


def find_aliases(db: Database, names: Sequence[str]) -> list[str]:
    """Return those of the names that are somebody's alias, in their order."""
    rows = db.rows(ALIASES, keys=json.dumps([sort_key(name) for name in names]))
    return [names[at] for at in dict.fromkeys(row["at"] for row in rows)]


def find_people(db: Database, keys: Sequence[str], typed: str, most: int = 20) -> list[int]:
    """Return the persons that one of the keys names exactly, or `typed` as alias or code, newest first.

    An alias of signs alone, without a letter or a digit, is compared sign by sign.
    """
    plain = typed.encode("utf-8", "replace").decode()  # half a sign cannot be asked for
    names = {"alias_sort": sort_key(typed), "alias": plain, "code": plain.upper()}
    rows = db.rows(BY_KEY, keys=json.dumps(list(keys)), most=most, **names)
    return [row[0] for row in rows]  # type: ignore[index]
