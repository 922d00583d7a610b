"""Bring a database to the newest schema: one numbered SQL file for each step.

A step that changes what is searched for says `-- search texts anew` on a line: that takes minutes for a million lines,
so no other step has it done.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from sqlcipher3.dbapi2 import complete_statement

from ..domain.errors import KnownError
from . import derived
from .database import Database

_ANEW = "-- search texts anew"


class TooNew(KnownError):
    """The database was written by a newer version of the program."""

    def __init__(self) -> None:
        super().__init__(
            "This vault was last used with a newer version of the program. Install that version to open it."
        )


def steps() -> list[Traversable]:
    """Return the migration files, oldest first."""
    folder = files("outreach_desktop.storage").joinpath("migrations")
    return sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)


def require_known_version(db: Database) -> None:
    """Raise `TooNew` when the schema is ahead of this program."""
    if db.value("PRAGMA user_version") > len(steps()):
        raise TooNew


def needs_migration(db: Database) -> bool:
    require_known_version(db)
    return bool(db.value("PRAGMA user_version") < len(steps()))


def migrate(db: Database, wanted: Sequence[Traversable] | None = None) -> None:
    """Take the steps that `db` lacks: all of them, or none."""
    taken = steps() if wanted is None else wanted
    version = db.value("PRAGMA user_version")
    if version > len(taken):
        raise TooNew
    if version == len(taken):
        return
    db.execute("PRAGMA foreign_keys = OFF")  # a step may rebuild a table that others refer to
    try:
        with db.transaction():
            _take(db, taken[version:])
            db.execute(f"PRAGMA user_version = {len(taken)}")
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _take(db: Database, files_to_take: Sequence[Traversable]) -> None:
    scripts = [file.read_text("utf-8") for file in files_to_take]
    for script in scripts:
        for statement in statements(script):
            db.execute(statement)
    if any(_ANEW in script.splitlines() for script in scripts):
        derived.rebuild(db)


def statements(script: str) -> Iterator[str]:
    """Split a script where SQLite says that a statement is complete."""
    collected = ""
    for line in script.splitlines(keepends=True):
        collected += line
        if complete_statement(collected):
            yield collected
            collected = ""
