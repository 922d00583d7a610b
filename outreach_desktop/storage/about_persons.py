"""Which tables hold records about a person: read from the database itself, so that no kind of record is forgotten."""

from .database import Database

# What follows from records (a summary, what undoing needs) has no uid or never goes to the bin.
_TABLES = """
    SELECT entry.name, key.on_delete
      FROM sqlite_schema AS entry JOIN pragma_foreign_key_list(entry.name) AS key
     WHERE entry.type = 'table' AND key."table" = 'person' AND key."from" = 'person_id'
       AND (SELECT count(*) FROM pragma_table_info(entry.name) AS info WHERE info.name IN ('uid', 'removed_on')) = 2
     ORDER BY entry.name
"""


def tables_about_persons(db: Database) -> dict[str, str]:
    """Return the tables whose rows belong to a person, with what happens to those when the person goes."""
    return {row["name"]: row["on_delete"] for row in db.rows(_TABLES)}
