"""Search in restricted texts: an index in memory, made by a thread of its own after unlocking, kept up to date.

Each step is asked for when the one before is done, so questions get in between, and the window comes first.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ..domain.rights import Right
from ..operations.searching_texts import KINDS, TextHits, search_texts
from ..storage.database import Database
from ..storage.sealed_index import Progress, SealedIndex
from .worker import Then, Worker

if TYPE_CHECKING:
    from .workspace import Workspace

_GIVE_WAY_MS = 300
_TABLES = frozenset({"person", *KINDS})  # an erased person takes all of theirs along


class TextIndex(QObject):
    """For an account that may not read restricted texts there is none: no thread, no connection, no answer.

    `moved` tells that everything was read, or something new; `progress` says how far it has come.
    """

    moved = Signal()

    def __init__(self, workspace: "Workspace", connect: Callable[[], Database]) -> None:
        super().__init__(workspace)
        self._workspace, self._connect = workspace, connect
        self._index = SealedIndex()
        self._worker: Worker | None = None
        self._busy = self._again = False
        self.failed = False  # the last step could not be done
        self.progress = Progress()
        self._giving_way = QTimer(self, singleShot=True, interval=_GIVE_WAY_MS)
        self._giving_way.timeout.connect(self._go_on)
        self._held = False  # the next step waits until nobody has asked anything for a moment
        workspace.changed.connect(self._follow)

    @property
    def serves(self) -> bool:
        """Whether who is signed in may search in restricted texts."""
        return self._workspace.may(Right.READ_NOTES)

    @property
    def ready(self) -> bool:
        """Whether everything is read that is stored, as far as is known."""
        return not self.serves or (self._worker is not None and not self._busy and not self.failed)

    def start(self) -> None:
        """Begin to read, where that was not done yet."""
        if self._worker is None and self.serves:
            self._worker = Worker(self._connect, self._workspace.failed.emit)
            self._compare()

    def ask(self, owner: QObject, typed: str, then: Then) -> None:
        """Have `then` called with the `TextHits` for what was typed, unless it is asked anew before."""
        self.start()
        if self._worker is None:
            then(TextHits(typed))
            return
        self._worker.do(owner, lambda db: search_texts(db, self._index, typed), then, None, "texts")

    def give_way(self) -> None:
        """Read no more for a moment: somebody types or turns pages, and Python runs one thread at a time."""
        if self._busy or self._held:
            self._giving_way.start()

    def reconnect(self) -> None:
        """Read from the next generation; what is known stays, since versions are the same there."""
        if self._worker is not None:
            self._worker.reconnect()
            self._compare()

    def drain(self) -> None:
        """Wait until what was asked for so far is done; steps that it leads to come after."""
        if self._worker is not None:
            self._worker.drain()

    def stop(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.do(self, lambda _db: self._index.close(), None)
            worker.abandon()

    def _follow(self, tables: Any) -> None:
        if tables & _TABLES and self._worker is not None:
            self._compare()

    def _compare(self) -> None:
        """Look for what is new, after the step that is under way."""
        if self._busy:
            self._again = True
        else:
            self._do(self._compare_and_read)

    def _compare_and_read(self, db: Database) -> Progress:
        self._index.compare(db)
        return self._index.step(db)

    def _do(self, work: Callable[[Database], Progress]) -> None:
        if self._worker is not None:
            self._busy, self.failed = True, False
            self._worker.do(self, work, self._stepped, self._refused)

    def _stepped(self, progress: Progress) -> None:
        self.progress, self._busy = progress, False
        if self._again:
            self._again = False
            self._do(self._compare_and_read)
        elif progress.whole:
            self.moved.emit()
        elif self._giving_way.isActive():
            self._busy = self._held = True
        else:
            self._do(self._index.step)

    def _go_on(self) -> None:
        if self._held:
            self._held = False
            self._do(self._index.step)

    def _refused(self, error: Exception) -> None:
        self._busy, self._again, self.failed = False, False, True
        self.moved.emit()
        self._workspace.failed.emit(error)
