"""A backup of the vault while it is locked: its encrypted files are copied, in a thread, and unlocking comes first.

So that what was written before locking has a second copy, though locking itself waits for nothing. Whoever
unlocks next has the copy checked.
"""

import threading
from datetime import datetime
from pathlib import Path

from ...domain.errors import KnownError
from ...domain.progress import Cancelled


class LockedCopy:
    """One for the process; its functions are called in any thread."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._turn = threading.Lock()
        self._thread: threading.Thread | None = None
        self._over = False

    def begin(self, folder: Path, now: datetime) -> None:
        """Copy the vault if that is due, and if nobody is unlocking."""
        self.give_way()
        with self._turn:
            if self._over:
                return
            self._stopped.clear()
            self._thread = threading.Thread(target=self._run, args=(folder, now), daemon=True)
            self._thread.start()

    def give_way(self) -> None:
        """Break off a copy and wait until the vault's lock is free: at most the time of a few pages."""
        with self._turn:
            self._stopped.set()
            if self._thread is not None:
                self._thread.join()

    def end(self) -> None:
        """Give way to who unlocks; no copy begins in this process any more."""
        with self._turn:
            self._over = True
        self.give_way()

    def _run(self, folder: Path, now: datetime) -> None:
        from ...operations.unopened_backups import copy_after_locking

        try:
            copy_after_locking(folder, now, self._progress)
        except (KnownError, Cancelled, OSError):
            return  # the next unlocking makes a backup of its own, and tells why that did not work

    def _progress(self, _done: int, _total: int) -> None:
        if self._stopped.is_set():
            raise Cancelled


locked_copy = LockedCopy()
