"""One piece of work in a thread of its own: before a workspace is there, and for backups beside it."""

import threading
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ...domain.errors import KnownError
from ...domain.progress import Cancelled


class _Post(QObject):
    """Brings word from threads to the main thread. There is one, which never ends.

    A thread that spoke by an object of its own could find it ending in the middle of the word, and a thread that held
    the last of a window would end that itself; either ends the process. So what a thread works on is kept here, by
    number, and is let go in the main thread only.
    """

    _ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._under_way: dict[int, Task] = {}
        self._given = 0
        self._ended.connect(self._deliver)

    def take(self, task: "Task") -> int:
        """Keep a task until it is delivered, and give it a number."""
        self._given += 1
        self._under_way[self._given] = task
        return self._given

    def tell(self, number: int) -> None:
        """Have a task delivered in the main thread; safe from any thread."""
        self._ended.emit(number)

    def _deliver(self, number: int) -> None:
        self._under_way.pop(number).deliver()


@cache
def _post() -> _Post:
    return _Post()


class Task(QObject):
    """Tells in the main thread how `work` went. After `cancel` nobody is told; `undo` takes back a late result.

    It goes with its owner, and is then told to nobody. Work that was stopped by its own progress ends without a word.
    """

    done = Signal(object)
    failed = Signal(object)  # a KnownError; anything else is a bug and raised in the main thread
    ended = Signal()  # after either, or after neither

    def __init__(self, owner: QObject, work: Callable[[], Any], undo: Callable[[Any], None] | None = None) -> None:
        super().__init__(owner)
        self._work, self._undo, self._cancelled = work, undo, False
        self.result: Any = None  # there once the thread has ended
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, args=(_post(), _post().take(self)), daemon=True)

    def start(self) -> "Task":
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Wait no longer for the answer."""
        self._cancelled = True

    def _run(self, post: _Post, number: int) -> None:
        try:
            self.result = self._work()
        except Exception as caught:  # noqa: BLE001 - raised again in the main thread
            self._error = caught
        post.tell(number)

    def deliver(self) -> None:
        """Say how it went; called in the main thread, by the post."""
        self._thread.join()
        result, error = self.result, self._error
        if self._cancelled or not isValid(self):
            self._take_back(result, error)
            return
        self.deleteLater()
        if error is None:
            self.done.emit(result)
        elif isinstance(error, KnownError):
            self.failed.emit(error)
        self.ended.emit()
        if not isinstance(error, KnownError | Cancelled | None):
            raise error

    def wait(self, seconds: float) -> None:
        """Let the thread end, for so long at most; nobody is told yet."""
        self._thread.join(seconds)

    def _take_back(self, result: Any, error: Exception | None) -> None:
        if error is None and self._undo:
            self._undo(result)


class Errand(QObject):
    """Work that goes on while the pages that show it are built anew. `error` is why the last try failed."""

    changed = Signal()
    done = Signal(object)

    def __init__(self, owner: QObject, work: Callable[[], Any]) -> None:
        super().__init__(owner)
        self._work = work
        self.running = False
        self.error: KnownError | None = None

    def begin(self) -> None:
        """Have the work done, unless it is going on already."""
        if self.running:
            return
        self.running, self.error = True, None
        task = Task(self, self._work)
        task.done.connect(self._succeed)
        task.failed.connect(self._fail)
        task.start()
        self.changed.emit()

    def _succeed(self, result: Any) -> None:
        self.running = False
        self.done.emit(result)

    def _fail(self, error: KnownError) -> None:
        self.running, self.error = False, error
        self.changed.emit()
