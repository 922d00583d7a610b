"""Work on backups beside everything else: one thing after the other, in a thread, with progress, to be cancelled.

Rounds are made some time after unlocking and every few minutes after; each does only what is due.
"""

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ..domain.progress import Cancelled, Progress
from ..storage.database import give_back_freed
from .gate.background import Task

if TYPE_CHECKING:
    from ..domain.comparison import Comparison
    from .workspace import Workspace

FIRST_MS, EVERY_MS = 5_000, 300_000
_PATIENCE = 1.0  # seconds that locking waits for work to notice that it is cancelled
_STEPS = 1000
Then = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """`what` is a word for what goes on: round, make, compare or restore. `owner` is who asked."""

    what: str
    owner: QObject
    work: Callable[[Progress], Any]
    then: Then
    failed: Then


class BackupKeeper(QObject):
    """`changed` tells that work began or ended, `progressed` how far it has come, in thousandths."""

    changed = Signal()
    progressed = Signal(int)

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._waiting: deque[_Job] = deque()
        self._job: _Job | None = None
        self._cancelled = threading.Event()
        self._task: Task | None = None
        self.done = 0
        self.compared: dict[Path, Comparison] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._again)

    @property
    def doing(self) -> str:
        """What goes on now, empty for nothing."""
        return self._job.what if self._job else ""

    def start(self) -> None:
        """Begin with the rounds."""
        self._timer.start(FIRST_MS)

    def _again(self) -> None:
        self._timer.start(EVERY_MS)
        if not self.doing:
            self.round()

    def round(self, then: Then | None = None, *, must: bool = False) -> None:
        """Do what is due; with `must` a backup is made in any case. `then` gets the outcome, once it is noted."""
        workspace = self._workspace
        vault, unlocked, now = workspace.vault, workspace.unlocked, workspace.now()

        def work(progress: Progress) -> Any:
            from ..operations.backup_upkeep import look_after

            return look_after(vault, unlocked, now, progress, must=must)

        self._do(_Job("make" if must else "round", self, work, lambda outcome: self._record(outcome, then), self._tell))

    def _record(self, outcome: Any, then: Then | None) -> None:
        from ..operations.backup_upkeep import record

        now = self._workspace.now()
        self._workspace.write(
            self, lambda db: record(db, outcome, now), lambda _nothing: then(outcome) if then else None
        )

    def _tell(self, error: Any) -> None:
        self._workspace.failed.emit(error)

    def compare(self, owner: QObject, path: Path, then: Then, failed: Then) -> None:
        """Check a backup and say what restoring it would bring and take; asked twice, the answer is at hand."""
        vault, unlocked = self._workspace.vault, self._workspace.unlocked

        def work(progress: Progress) -> Any:
            from ..operations.restoring import compare

            found = self.compared.get(path) or compare(vault, unlocked, path, progress)
            self.compared[path] = found
            return found

        self._do(_Job("compare", owner, work, then, failed))

    def restore(self, owner: QObject, path: Path, then: Then, failed: Then) -> None:
        """Put a backup in the place of what the vault holds; the vault must be locked right after."""
        workspace = self._workspace
        vault, unlocked, now = workspace.vault, workspace.unlocked, workspace.now()

        def work(progress: Progress) -> Any:
            from ..operations.restoring import restore

            return restore(vault, unlocked, path, now, progress)

        def restored(answer: Any) -> None:
            workspace.moved_on = answer[0]
            then(answer)

        def refused(error: Any) -> None:
            (failed if isValid(owner) else self._tell)(error)

        self._do(_Job("restore", self, work, restored, refused))

    def cancel(self) -> None:
        """Break off what goes on and forget what waits; nobody is told."""
        self._waiting.clear()
        self._cancelled.set()

    def stop(self) -> None:
        """End all work before the vault is closed, so that nobody reads it any more."""
        self._timer.stop()
        self.cancel()
        if self._task is None:
            return
        self._task.wait(_PATIENCE)
        if self.doing == "restore" and self._task.result:  # it was past the point where it could be stopped
            self._workspace.moved_on = self._task.result[0]

    def _do(self, job: _Job) -> None:
        self._waiting.append(job)
        if self._job is None:
            self._next()

    def _next(self) -> None:
        self._job = self._waiting.popleft() if self._waiting else None
        self._task = self._begin(self._job) if self._job else None
        self.changed.emit()

    def _begin(self, job: _Job) -> Task:
        self._cancelled.clear()
        self.done = 0
        task = Task(self, partial(_work, job, self._progress))
        task.done.connect(partial(_tell, job.owner, job.then))
        task.failed.connect(partial(_tell, job.owner, job.failed))
        task.ended.connect(self._next)
        return task.start()

    def _progress(self, done: int, total: int) -> None:
        """Told by the working thread; never goes back."""
        if self._cancelled.is_set():
            raise Cancelled
        at = _STEPS * done // max(total, 1)
        if at > self.done:
            self.done = at
            with contextlib.suppress(RuntimeError):
                self.progressed.emit(at)


def _work(job: _Job, progress: Progress) -> Any:
    """Do the work, in its thread, and let the system have what it took for that."""
    try:
        return job.work(progress)
    finally:
        give_back_freed()


def _tell(owner: QObject, then: Then, answer: Any) -> None:
    if isValid(owner):
        then(answer)
