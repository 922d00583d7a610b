"""The encrypted database: one connection for one thread, its transactions and its rows."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from ..domain.errors import KnownError
from ..domain.sealing import Sealer
from .id_list import Ids

Row = Mapping[str, Any]
TablesChanged = Callable[[frozenset[str]], None]

APPLICATION_ID = 0x4F555452  # "OUTR"
PAGE = 4096  # bytes
_PATIENCE_MS = 5000
_PAGES_AT_ONCE = 128  # some milliseconds of work, after which others get their turn
_STEPS_BETWEEN = 100_000
_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: the disk's own cache is flushed too; no effect elsewhere
    "wal_autocheckpoint = 0",  # an idle worker checkpoints, so that no save waits for it
    "temp_store = MEMORY",
    "secure_delete = ON",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
)
# MiB of pages that a connection keeps at most: decrypting one again costs more than keeping it, while it is asked for.
CACHE = 64
READ_ONCE = 4  # of a connection that copies, or asks two questions: what it has read it never reads again


_PIECE = 500  # rows fetched at once, so that other threads get their turn
_STATEMENTS = 256  # prepared ones that are kept: all that the pages ask


class WrongKey(KnownError):
    """The key does not open this file: another vault's, another program's, or its beginning is damaged."""

    def __init__(self) -> None:
        super().__init__(
            "The database in this vault does not belong to its keys: a file of another vault was put in its place, or "
            "its beginning is damaged. Put the right file back, or restore a backup."
        )


class DatabaseEmpty(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The database of this vault is an empty file. It may not have been copied to its end. Copy the whole "
            "vault again from where it came, or restore a backup."
        )


class DatabaseCut(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The end of the database is missing, as after a copy that was broken off. Copy the whole vault again from "
            "where it came, or restore a backup."
        )


class DatabaseDamaged(KnownError):
    """Pages of a database that could be opened cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            "A part of the database cannot be read: it is damaged. Check that the disk is in place and open the vault "
            "again. If that does not help, restore a backup."
        )


class DatabaseMissing(KnownError):
    def __init__(self) -> None:
        super().__init__("The database is not where it should be. Check that the disk or the USB stick is plugged in.")


class DiskFull(KnownError):
    def __init__(self) -> None:
        super().__init__("Could not save: the disk is full. Nothing is lost. Free some space and try again.")


class DiskFailed(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "Could not read or write the database. Check that the disk or the USB stick is plugged in, then try again."
        )


class Interrupted(Exception):
    """A question that nobody waits for any more was stopped between two statements."""


class Busy(KnownError):
    def __init__(self) -> None:
        super().__init__("Could not save: something else is writing. Nothing is lost. Try again in a moment.")


class Database:
    """A connection for one thread; reading is free, writing needs a transaction.

    After each commit `on_commit` is told, in this thread, which tables changed.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        sealer: Sealer,
        on_commit: TablesChanged | None = None,
        *,
        reading_only: bool = False,
        new: bool = False,
        pages: int = CACHE,
    ) -> None:
        self.path = path
        self.sealer = sealer
        self.another = partial(Database, path, key, sealer, reading_only=True)  # one more, for another thread
        self._on_commit = on_commit
        self._changed: set[str] = set()
        self._depth = 0
        self._interrupted = False
        self._connection = _connect(path, key, new=new)
        self.execute(f"PRAGMA cache_size = {-1024 * pages}")
        if reading_only:
            self.execute("PRAGMA query_only = ON")

    def execute(self, sql: str, **values: object) -> Any:
        if self._interrupted:
            raise Interrupted
        try:
            return self._connection.execute(sql, values)
        except sqlcipher.Error as error:
            raise _in_words(error) from None

    def execute_many(self, sql: str, rows: Iterator[Mapping[str, object]] | list[Mapping[str, object]]) -> None:
        try:
            self._connection.executemany(sql, rows)
        except sqlcipher.Error as error:
            raise _in_words(error) from None

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Return all rows, fetched in pieces so that other threads get their turn."""
        return list(self.each(sql, **values))

    def each(self, sql: str, **values: object) -> Iterator[Row]:
        """Yield the rows one by one, so that no more than a piece of them is in memory."""
        cursor = self.execute(sql, **values)
        try:
            while piece := cursor.fetchmany(_PIECE):
                yield from piece
                if len(piece) < _PIECE:
                    break
        except sqlcipher.Error as error:
            raise _in_words(error) from None

    def ids(self, sql: str, **values: object) -> list[int]:
        """Return the column `id` of all rows in their order."""
        return list(self.id_list(sql, **values))

    def id_list(self, sql: str, **values: object) -> Ids:
        """Return the same for a list, of which mostly the beginning is looked at.

        They come as one text: a hundred thousand rows on their own would hold up the window's thread as often.
        """
        return Ids(self.value(f"SELECT json_group_array(id) FROM ({sql})", **values))

    def value(self, sql: str, **values: object) -> Any:
        row = self.execute(sql, **values).fetchone()
        return row and row[0]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything done inside the block, or nothing of it; a block inside a block joins it."""
        if self._depth:
            yield
            return
        self.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            self._changed.clear()
            if self._connection.in_transaction:
                self._connection.rollback()
            raise
        finally:
            self._depth = 0
        changed, self._changed = frozenset(self._changed), set()
        if self._on_commit and changed:
            self._on_commit(changed)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Have all questions inside the block see the same state, whatever is saved meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    def mark_changed(self, table: str) -> None:
        if not self._depth:
            raise RuntimeError("a write outside a transaction")
        self._changed.add(table)

    def interrupt(self) -> None:
        """Stop what runs now in the connection's own thread, until `resume`; safe from any thread."""
        self._interrupted = True
        self._connection.interrupt()

    def resume(self) -> None:
        """Let statements run again."""
        self._interrupted = False

    def checkpoint(self) -> None:
        """Move what the journal holds into the database file and empty the journal."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def checkpoint_if_free(self) -> bool:
        """Do the same without waiting for those who still read, such as a backup; say whether all of it was done."""
        self.execute("PRAGMA busy_timeout = 0")
        try:
            return not self.value("PRAGMA wal_checkpoint(TRUNCATE)")
        except Busy:
            return False
        finally:
            self.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")

    def copy_to(self, path: Path, key: bytes, each: Callable[[int, int], None]) -> None:
        """Write all of it into a new file under `key`, a few pages at a time; `each` may raise to stop it.

        Inside `snapshot` the copy is of that moment, and what others write does not make it begin anew.
        """
        target = _new_copy(path, key)
        try:
            self._connection.backup(
                target, pages=_PAGES_AT_ONCE, progress=lambda _status, left, all_: each(all_ - left, all_)
            )
        except sqlcipher.Error as error:  # which carries no code here, only SQLite's own sentence
            raise (DiskFull() if "full" in str(error) else DiskFailed()) from None
        finally:
            target.close()

    @contextmanager
    def attached(self, path: Path, key: bytes) -> Iterator[None]:
        """Read another encrypted database beside this one, as `backup`, for the block."""
        place = f"{path.absolute().as_uri()}?mode=ro"
        self.execute("ATTACH DATABASE :place AS backup KEY :key", place=place, key=f"x'{key.hex()}'")
        try:
            yield
        finally:
            self.execute("DETACH DATABASE backup")

    def stop_when(self, asked: Callable[[], bool] | None) -> None:
        """Break off what runs when `asked` says so: it is asked every now and then in this thread, until None is."""
        self._connection.set_progress_handler(asked, _STEPS_BETWEEN)

    def give_back_memory(self) -> None:
        """Forget the pages that are kept, and let the system have the memory; they are read again when needed."""
        self._connection.execute("PRAGMA shrink_memory")  # also after a question was broken off
        give_back_freed()

    def close(self) -> None:
        self._connection.close()


def _new_copy(path: Path, key: bytes) -> Any:
    """Return a connection to a new file that is filled in one go: who fills it has it on the disk in the end."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    connection = sqlcipher.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def give_back_freed() -> None:
    """Let the system have what was freed: glibc keeps it for the next time, tens of MB after a backup."""
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """Return what gives freed memory back, where the C library keeps it to itself: glibc does."""
    if sys.platform != "linux":
        return None
    import ctypes

    return getattr(ctypes.CDLL(None), "malloc_trim", None)


def _connect(path: Path, key: bytes, *, new: bool) -> Any:
    if new:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))  # whatever the umask is
    elif path.exists() and not path.stat().st_size:
        raise DatabaseEmpty  # opened, it would be a new database with any key
    is_cut = not new and path.exists() and _is_cut(path)
    try:
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, cached_statements=_STATEMENTS
        )
    except sqlcipher.OperationalError:
        raise DatabaseMissing from None
    connection.row_factory = sqlcipher.Row
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        _set_up(connection, new=new)
        if not new:
            _require_whole_pages(connection, path)
    except sqlcipher.Error as error:
        connection.close()
        raise _unopened(_in_words(error)) from None
    except KnownError:
        connection.close()
        raise
    if is_cut:
        connection.close()
        raise DatabaseCut
    return connection


def _is_cut(path: Path) -> bool:
    """Say whether a file at rest does not end with a page: SQLite notices that only when the last one is read.

    Beside a journal a page may be half written, since the journal has it whole.
    """
    journal = path.with_name(f"{path.name}-wal")
    at_rest = not journal.exists() or not journal.stat().st_size
    return at_rest and path.stat().st_size % PAGE != 0


def _set_up(connection: Any, *, new: bool) -> None:
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    if new:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    elif connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise WrongKey


def _require_whole_pages(connection: Any, path: Path) -> None:
    """Raise `DatabaseCut` where the last page is not whole: it may be one that nothing reads before it is written.

    After a fault the journal puts the file right, so with one there is nothing to be said of it yet.
    """
    journals = [path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-journal")]
    if any(each.exists() and each.stat().st_size for each in journals):
        return
    if path.stat().st_size % int(connection.execute("PRAGMA page_size").fetchone()[0]):
        raise DatabaseCut


def _unopened(error: Exception) -> Exception:
    """Return what a fault means in a file that is just being opened: its beginning fits."""
    return DatabaseCut() if isinstance(error, DatabaseDamaged) else error


def _in_words(error: Exception) -> Exception:
    """Return what a person can do something about, without statement or values; else the error itself, emptied."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    known = {5: Busy, 6: Busy, 13: DiskFull, 10: DiskFailed, 14: DatabaseMissing, 26: WrongKey, 11: DatabaseDamaged}
    if code in known:
        return known[code]()
    return DatabaseFault(getattr(error, "sqlite_errorname", type(error).__name__))


class DatabaseFault(Exception):
    """A mistake of ours in a statement; carries SQLite's name of the error, never statement or values."""
