"""One piece of work in a thread of its own, for what is done before a workspace is there."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from ...domain.errors import KnownError


class Task(QObject):
    """Tells in the main thread how `work` went. After `cancel` nobody is told; `undo` takes back a late result."""

    done = Signal(object)
    failed = Signal(object)  # a KnownError; anything else is a bug and raised in the main thread
    _ended = Signal(object, object)

    def __init__(self, owner: QObject, work: Callable[[], Any], undo: Callable[[Any], None] | None = None) -> None:
        super().__init__(owner)
        self._work, self._undo, self._cancelled = work, undo, False
        self._ended.connect(self._deliver)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> "Task":
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Wait no longer for the answer."""
        self._cancelled = True

    def _run(self) -> None:
        try:
            result, error = self._work(), None
        except Exception as caught:  # noqa: BLE001 - raised again in the main thread
            result, error = None, caught
        try:
            self._ended.emit(result, error)
        except RuntimeError:  # who asked is gone, and this with it: nobody waits for the answer
            self._take_back(result, error)

    def _deliver(self, result: Any, error: Exception | None) -> None:
        self._thread.join()  # what the thread still held is let go before anything of ours may end with it
        self.deleteLater()
        if self._cancelled:
            self._take_back(result, error)
        elif error is None:
            self.done.emit(result)
        elif isinstance(error, KnownError):
            self.failed.emit(error)
        else:
            raise error

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
