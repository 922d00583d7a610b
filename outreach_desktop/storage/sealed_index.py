"""Restricted texts to search in, in memory only: made after unlocking by who may open them, gone with the process.

What is in it is compared with what is stored, by version, so nothing that writes has to know of it. Columns and
tables are read from the database itself, so that no kind of text can be forgotten.

The folded texts are walked for each question (`text_blocks.py`). An index of words would take longer to make than all
texts take to open (measured: FTS5 in memory, and lists of texts by word), and keep the words of what was erased.
"""

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest

from ..domain.errors import KnownError
from ..domain.sealing import CannotRead, SealedPlace
from .about_persons import PERSONS, Belonging, references, to_persons, way_up
from .columns import changed_at, read
from .database import Database, Row
from .derived import search_words
from .rekeying import sealed_columns
from .search import beginnings_of
from .text_blocks import TextBlocks

AT_ONCE = 32  # texts opened in one step, after which questions and pages get their turn
_ABOUT = """
    SELECT {table}.id, {opens} AS opens, {changed_at} AS at,
           coalesce(person.id, 0) AS person_id, coalesce(person.alias, '') AS alias, coalesce(person.code, '') AS code
      FROM {table} {joined}
     WHERE {table}.id IN (SELECT value FROM json_each(:ids)) AND {table}.removed_on IS NULL AND {shown}
     ORDER BY {table}.id DESC LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class About:
    """Which record `id` is opened by which (`opens`), and whom it is about; `person_id` is 0 for nobody."""

    id: int
    opens: int
    at: datetime
    person_id: int
    alias: str
    code: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the index has come; `unread` texts could not be opened."""

    done: int = 0
    total: int = 0
    unread: int = 0

    @property
    def whole(self) -> bool:
        return self.done >= self.total


@dataclass(slots=True)
class _Table:
    """What is known of a table: which versions were read, what waits (the next one last), and the folded texts."""

    columns: list[str]
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    versions: "array[int]" = field(default_factory=lambda: array("q"))
    waiting: "array[int]" = field(default_factory=lambda: array("q"))
    unread: set[int] = field(default_factory=set)
    texts: TextBlocks = field(default_factory=TextBlocks)

    def compare(self, stored: dict[int, int]) -> None:
        """Let go of what is not stored in the version that was read, and wait for what was not read."""
        known = dict(zip(self.ids, self.versions, strict=True))
        if over := {each for each, version in known.items() if stored.get(each) != version}:
            known = {each: version for each, version in known.items() if each not in over}
            self.ids, self.versions = array("q", known), array("q", known.values())
            self.unread -= over
            self.texts.take_out(over)
        self.waiting = array("q", [each for each in reversed(stored) if each not in known])

    def next(self) -> list[int]:
        """Take out the next few that wait."""
        found = self.waiting[-AT_ONCE:]
        del self.waiting[-AT_ONCE:]
        return list(reversed(found))


class SealedIndex:
    """For one thread, which is that of its first step."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}

    def compare(self, db: Database) -> Progress:
        """Take out what is gone, and note what is new or changed; `step` then reads it. Raises `CannotRead`."""
        if not db.sealer.can_open:
            raise CannotRead
        if not self._tables:
            self._tables = {table: _Table(columns) for table, columns in sealed_columns(db).items()}
        for name, table in self._tables.items():
            table.compare(_versions(db, name))
        return self.progress

    @property
    def progress(self) -> Progress:
        tables = self._tables.values()
        done = sum(len(table.ids) for table in tables)
        waiting, unread = sum(len(table.waiting) for table in tables), sum(len(table.unread) for table in tables)
        return Progress(done, done + waiting, unread)

    def step(self, db: Database) -> Progress:
        """Read the next few texts, those of one table."""
        name, table = next(((name, table) for name, table in self._tables.items() if table.waiting), ("", None))
        if table is not None:
            columns = ", ".join(table.columns)
            sql = f"SELECT id, uid, version, {columns} FROM {name} WHERE id IN (SELECT value FROM json_each(:ids))"
            for row in db.rows(sql, ids=json.dumps(table.next())):
                _take_in(db, name, table, row)
        return self.progress

    def find(self, typed: str, most: int) -> dict[str, list[int]]:
        """Return ids by table of records with words that begin so, newest first."""
        ways = beginnings_of(typed)
        found = {
            name: {each for words in ways for each in table.texts.find(words)} for name, table in self._tables.items()
        }
        return {name: nlargest(most, ids) for name, ids in found.items() if ids}

    def close(self) -> None:
        """Let go of everything."""
        self._tables = {}


def _take_in(db: Database, name: str, table: _Table, row: Row) -> None:
    table.ids.append(row["id"])
    table.versions.append(row["version"])
    try:
        texts = [_text(db, name, row, column) for column in table.columns]
    except KnownError:  # damaged, which the check of the vault tells of; the others can still be searched
        table.unread.add(row["id"])
        return
    if any(texts):
        table.texts.add(row["id"], _without_marks(search_words(*texts)).encode())


def _without_marks(text: str) -> str:
    """Return a text in which each sign that is not ASCII is a letter or a digit, as `TextBlocks` wants it.

    A text has few different signs: looking at these takes half of what a pattern takes that looks at each place.
    """
    for mark in (sign for sign in set(text) if not sign.isascii() and not sign.isalnum()):
        text = text.replace(mark, " ")
    return text


def _versions(db: Database, table: str) -> dict[int, int]:
    """Return the version by id of all records that are not in the bin."""
    pairs = f"SELECT json_group_array(id), json_group_array(version) FROM {table} WHERE removed_on IS NULL"
    ids, versions = db.rows(pairs)[0]
    return dict(zip(json.loads(ids), json.loads(versions), strict=True))


def _text(db: Database, table: str, row: Row, name: str) -> str:
    return db.sealer.open(bytes(row[name]), SealedPlace(table, row["uid"], name, row["version"]))


def load_about(db: Database, found: Mapping[str, Sequence[int]], most: int) -> dict[str, list[About]]:
    """Return whom the records are about, by table, newest first, without those in the bin or whose person is there."""
    known = references(db)
    return {table: _about(db, known, table, ids, most) for table, ids in found.items()}


def _about(db: Database, known: Sequence[Belonging], table: str, ids: Sequence[int], most: int) -> list[About]:
    opens, joined, shown = _way(known, table)
    about = {"opens": opens, "changed_at": changed_at(table), "joined": joined, "shown": shown}
    sql = _ABOUT.format(table=table, **about)
    return read(About, db.rows(sql, ids=json.dumps(list(ids)), most=most))


def _way(known: Sequence[Belonging], table: str) -> tuple[str, str, str]:
    """Return what opens a record, how it is joined to its person, and what must hold for it to be shown.

    It is opened by itself, or by the record that it hangs on. What may be about nobody is shown whoever is in the bin.
    """
    by_table = to_persons(known)
    step = by_table.get(table) or next(each for each in known if each.table == table and each.is_owned)
    opens = f"{table}.id" if step.parent == PERSONS else f"{table}.{step.column}"
    if table not in by_table:
        return opens, "LEFT JOIN person ON FALSE", "TRUE"
    if not step.is_owned:
        return opens, f"LEFT JOIN person ON person.id = {table}.person_id", "TRUE"
    steps = way_up(by_table, table)
    joined = (f"JOIN {each.parent} ON {each.parent}.id = {each.table}.{each.column}" for each in steps)
    return opens, " ".join(joined), " AND ".join(f"{each.parent}.removed_on IS NULL" for each in steps)
