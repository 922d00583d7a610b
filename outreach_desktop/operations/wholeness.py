"""Whether a database that is about to count is whole: every page and every rule, in checks that can be broken off."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..domain.progress import Cancelled, Progress
from ..storage import checks
from ..storage.database import Database, DatabaseFault

_ASK_EVERY = 0.02  # seconds
Check = Callable[[Database], list[str]]


def is_whole(db: Database, progress: Progress, *more: Check) -> bool:
    """Let SQLCipher and SQLite look at every page, and `more` at what they look at; raises `Cancelled`."""
    rules = (checks.broken_structure, *more)
    steps = 1 + len(rules)
    found = _damaged_pages(db, progress)
    progress(1, steps)
    with stoppable(db, progress):
        for number, check in enumerate(rules, 2):
            found += check(db)
            progress(number, steps)
    return not found


@contextmanager
def stoppable(db: Database, progress: Progress) -> Iterator[None]:
    """Break off whatever runs in the block when `progress` says that it is cancelled."""
    db.stop_when(lambda: _is_cancelled(progress))
    try:
        yield
    except DatabaseFault:
        progress(1, 1)  # raises `Cancelled` where that is why
        raise
    finally:
        db.stop_when(None)


def _is_cancelled(progress: Progress) -> bool:
    try:
        progress(0, 1)
    except Cancelled:
        return True
    return False


def _damaged_pages(db: Database, progress: Progress) -> list[str]:
    """Return what SQLCipher's check finds.

    It hears no interruption, five seconds of a gigabyte. So it has a thread and a connection of its own, which are
    left to their end when `progress` raises `Cancelled`: nobody waits for them, and what they read may be removed.
    """
    looking = _Looking(db)
    looking.start()
    while looking.is_alive():
        looking.join(_ASK_EVERY)
        progress(0, 1)
    if looking.error is not None:
        raise looking.error
    return looking.found


class _Looking(threading.Thread):
    """`found` or `error` are there once it has ended."""

    def __init__(self, db: Database) -> None:
        super().__init__(daemon=True)
        self._connect = db.another
        self.found: list[str] = []
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            db = self._connect()
            try:
                self.found = checks.damaged_pages(db)
            finally:
                db.close()
        except Exception as error:  # noqa: BLE001 - raised again by who waits
            self.error = error
