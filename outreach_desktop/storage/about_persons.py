"""Which tables hold records about a person: read from the database itself, so that no kind of record is forgotten.

A table is about persons by a column that refers to them, or by hanging on a record that is, at any depth: the findings
of an assessment, the risks of a meeting. What follows from records (a summary, what undoing needs) has no uid or never
goes to the bin, and is none of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .database import Database

_REFERENCES = """
    SELECT entry.name, key."from", key."table", key.on_delete
      FROM sqlite_schema AS entry JOIN pragma_foreign_key_list(entry.name) AS key
     WHERE entry.type = 'table'
       AND (SELECT count(*) FROM pragma_table_info(entry.name) AS info WHERE info.name IN ('uid', 'removed_on')) = 2
     ORDER BY entry.name, key.id
"""
PERSONS = "person"


@dataclass(frozen=True, slots=True)
class Belonging:
    """By which column the rows of a table belong to those of another, and what happens to them when those go."""

    table: str
    column: str
    parent: str
    on_delete: str

    @property
    def is_owned(self) -> bool:
        """Say whether a row goes with the one that it belongs to."""
        return self.on_delete == "CASCADE"


def references(db: Database) -> list[Belonging]:
    """Return all references between tables of records."""
    return [Belonging(*row) for row in db.rows(_REFERENCES)]


def belongings(db: Database) -> dict[str, Belonging]:
    """Return how each table belongs to persons, those before it that others hang on."""
    return to_persons(references(db))


def to_persons(references: Sequence[Belonging]) -> dict[str, Belonging]:
    """Return the references by which tables belong to persons, by table."""
    known = {each.table: each for each in references if each.parent == PERSONS and each.column == "person_id"}
    while more := {
        each.table: each
        for each in references
        if each.is_owned and each.parent in known and each.table not in known and each.table != PERSONS
    }:
        known |= more
    return known


def owned(found: Mapping[str, Belonging]) -> list[str]:
    """Return the tables whose rows go with their person."""
    return [each.table for each in found.values() if each.is_owned]


def hanging_on(found: Mapping[str, Belonging], table: str) -> list[str]:
    """Return the tables whose rows hang on those of a table, at any depth."""
    below = [each.table for each in found.values() if each.parent == table]
    return [*below, *(deeper for each in below for deeper in hanging_on(found, each))]


def tables_about_persons(db: Database) -> dict[str, str]:
    """Return the tables that refer to persons themselves, with what happens to their rows when the person goes."""
    return {each.table: each.on_delete for each in belongings(db).values() if each.parent == PERSONS}


def way_up(found: Mapping[str, Belonging], table: str) -> list[Belonging]:
    """Return the steps from a table to persons."""
    step = found[table]
    return [step] if step.parent == PERSONS else [step, *way_up(found, step.parent)]


def under(found: Mapping[str, Belonging], table: str, wanted: str, above: str = PERSONS) -> str:
    """Return a condition on the rows of a table: those that hang on rows of `above` whose ids fit `wanted`, `= :id`."""
    each = found[table]
    if each.parent == above:
        return f"{table}.{each.column} {wanted}"
    return f"{table}.{each.column} IN (SELECT id FROM {each.parent} WHERE {under(found, each.parent, wanted, above)})"
