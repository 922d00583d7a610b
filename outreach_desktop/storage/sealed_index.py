"""Restricted texts to search in, in memory only: made after unlocking by who may open them, gone with the process.

What is in it is compared with what is stored, by version, so nothing that writes has to know of it. Columns and
tables are read from the database itself, so that no kind of text can be forgotten.

The folded texts are walked for each question. An index of words would take longer to make than all texts take to open
(measured: FTS5 in memory, and lists of texts by word), and an erased text would leave its words in it.
"""

import json
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest

from ..domain.errors import KnownError
from ..domain.sealing import CannotRead, SealedPlace
from .columns import changed_at, read
from .database import Database, Row
from .derived import search_words
from .rekeying import sealed_columns
from .search import beginnings_of

AT_ONCE = 16  # texts opened in one step, after which questions and pages get their turn
# Texts are kept as UTF-8, half as large as where one dash makes each sign two bytes. Then every byte that is not ASCII
# belongs to a letter, since other marks are taken out.
_MARKS = re.compile(r"[^\w\x00-\x7f]+")
_NO_LETTER_BEFORE = rb"(?<![0-9a-z\x80-\xff])"
_ABOUT = """
    SELECT {table}.id, {opens} AS opens, {changed_at} AS at,
           coalesce(person.id, 0) AS person_id, coalesce(person.alias, '') AS alias, coalesce(person.code, '') AS code
      FROM {table} {joined}
     WHERE {table}.id IN (SELECT value FROM json_each(:ids)) AND {table}.removed_on IS NULL AND {shown}
     ORDER BY {table}.id DESC LIMIT :most
"""
_OF_PERSON = ("JOIN person ON person.id = {table}.person_id", "person.removed_on IS NULL")
_BY_WAY = (
    "JOIN assessment ON assessment.id = finding.assessment_id JOIN person ON person.id = assessment.person_id",
    "assessment.removed_on IS NULL AND person.removed_on IS NULL",
)
_OF_NOBODY = ("LEFT JOIN person ON person.id = {table}.person_id", "TRUE")
_WAYS = {
    "note": ("note.id", *_OF_PERSON),
    "going_past": ("going_past.id", *_OF_PERSON),
    "assessment": ("assessment.id", *_OF_PERSON),
    "finding": ("assessment.id", *_BY_WAY),
    "concern_report": ("concern_report.id", *_OF_NOBODY),
    "shift_incident": ("shift_incident.shift_id", "LEFT JOIN person ON FALSE", "TRUE"),
}


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


class SealedIndex:
    """For one thread, which is that of its first step."""

    def __init__(self) -> None:
        self._columns: dict[str, list[str]] = {}
        self._known: dict[str, dict[int, int]] = {}  # version by id, by table; what waits is not in it
        self._waiting: deque[tuple[str, int]] = deque()
        self._unread: set[tuple[str, int]] = set()
        self._texts: dict[tuple[str, int], bytes] = {}  # folded

    def compare(self, db: Database) -> Progress:
        """Take out what is gone, and note what is new or changed; `step` then reads it. Raises `CannotRead`."""
        if not db.sealer.can_open:
            raise CannotRead
        if not self._columns:
            self._columns = sealed_columns(db)
            self._known = {table: {} for table in self._columns}
        self._waiting.clear()
        for table in self._columns:
            known, stored = self._known[table], _versions(db, table)
            for record_id in [each for each, version in known.items() if stored.get(each) != version]:
                self._forget(table, record_id)
            self._waiting.extend((table, each) for each in stored if each not in known)
        return self.progress

    @property
    def progress(self) -> Progress:
        done = sum(map(len, self._known.values()))
        return Progress(done, done + len(self._waiting), len(self._unread))

    def step(self, db: Database) -> Progress:
        """Read the next few texts, those of one table."""
        if not self._waiting:
            return self.progress
        table = self._waiting[0][0]
        ids: list[int] = []
        while self._waiting and self._waiting[0][0] == table and len(ids) < AT_ONCE:
            ids.append(self._waiting.popleft()[1])
        columns = ", ".join(self._columns[table])
        sql = f"SELECT id, uid, version, {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(:ids))"
        for row in db.rows(sql, ids=json.dumps(ids)):
            self._take_in(db, table, row)
        return self.progress

    def find(self, typed: str, most: int) -> dict[str, list[int]]:
        """Return ids by table of records with words that begin so, newest first."""
        found: dict[str, list[int]] = {table: [] for table in self._columns}
        for words in beginnings_of(typed):
            left = list(self._texts.items())
            for word in map(str.encode, words):  # of letters and digits only
                begins = re.compile(_NO_LETTER_BEFORE + word).search
                left = [each for each in left if word in each[1] and begins(each[1])]
            for (table, record_id), _text_of in left:
                found[table].append(record_id)
        return {table: nlargest(most, set(ids)) for table, ids in found.items() if ids}

    def close(self) -> None:
        """Let go of everything."""
        self._columns, self._known, self._texts = {}, {}, {}
        self._waiting, self._unread = deque(), set()

    def _take_in(self, db: Database, table: str, row: Row) -> None:
        self._known[table][row["id"]] = row["version"]
        try:
            texts = [_text(db, table, row, name) for name in self._columns[table]]
        except KnownError:  # damaged, which the check of the vault tells of; the others can still be searched
            self._unread.add((table, row["id"]))
            return
        if any(texts):
            self._texts[table, row["id"]] = _MARKS.sub(" ", search_words(*texts)).encode()

    def _forget(self, table: str, record_id: int) -> None:
        del self._known[table][record_id]
        self._unread.discard((table, record_id))
        self._texts.pop((table, record_id), None)


def _versions(db: Database, table: str) -> dict[int, int]:
    """Return the version by id of all records that are not in the bin."""
    pairs = f"SELECT json_group_array(id), json_group_array(version) FROM {table} WHERE removed_on IS NULL"
    ids, versions = db.rows(pairs)[0]
    return dict(zip(json.loads(ids), json.loads(versions), strict=True))


def _text(db: Database, table: str, row: Row, name: str) -> str:
    return db.sealer.open(bytes(row[name]), SealedPlace(table, row["uid"], name, row["version"]))


def load_about(db: Database, table: str, ids: Sequence[int], most: int) -> list[About]:
    """Return whom the records are about, newest first, without those in the bin or whose person is there."""
    opens, joined, shown = _WAYS[table]
    about = {"opens": opens, "changed_at": changed_at(table), "joined": joined.format(table=table), "shown": shown}
    sql = _ABOUT.format(table=table, **about)
    return read(About, db.rows(sql, ids=json.dumps(list(ids)), most=most))
