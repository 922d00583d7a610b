"""Keeps what is being typed, so that a lock, a crash or a power cut costs two seconds of it at most."""

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from ..worker import Then, Work
    from ..workspace import Workspace

LONGEST_WAIT = 1500  # milliseconds from a keystroke to its draft; the rest of the two seconds is for storing it


class DraftKeeper(QObject):
    """Writes the state of one editor as a draft.

    `state` gives what JSON can hold; `keep(key, text)` stores the draft, ASCII text, and must return
    at once (it hands the work to another thread). Connect `touch` to each change. The wait begins with the
    first keystroke after a draft and is not begun anew by the next, so steady typing is kept too.
    """

    def __init__(
        self, key: str, state: Callable[[], Any], keep: Callable[[str, str], None], watched: QWidget | None = None
    ) -> None:
        super().__init__(watched)
        self._key, self._state, self._keep = key, state, keep
        self._watched = watched
        self._changed = False
        self.storing = False  # what is typed is on its way into the register: it is nothing unsaved any more
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_WAIT)
        self._timer.timeout.connect(self.keep_now)
        if watched:
            watched.installEventFilter(self)
            _application().focusChanged.connect(self._focus_moved)

    def touch(self) -> None:
        """Say that something was changed."""
        self._changed = True
        if not (self.storing or self._timer.isActive()):
            self._timer.start()

    def keep_now(self) -> None:
        """Write the draft if anything was changed since the last one."""
        if self._changed and not self.storing:
            self.discard()
            self._keep(self._key, json.dumps(self._state()))

    def discard(self) -> None:
        """Forget what was changed: it was saved, or given up. The caller removes the stored draft."""
        self._changed = False
        self._timer.stop()

    def store(self, workspace: "Workspace", owner: QObject, work: "Work", then: "Then", failed: "Then") -> None:
        """Have `work` store what the editor holds; its draft is forgotten in the same transaction.

        The draft is written once more before, so that nothing is lost if storing fails. From then on nothing is
        kept until the answer is there: a page that is left meanwhile must not bring back what has been stored.
        """
        self.keep_now()
        self.storing = True
        workspace.store(owner, self._key, work, partial(self._stored, then), partial(self._refused, failed))

    def _stored(self, then: "Then", answer: Any) -> None:
        self.storing = self._changed = False
        if isValid(self):
            self._timer.stop()
        then(answer)

    def _refused(self, failed: "Then", error: Exception) -> None:
        self.storing = False
        if isValid(self) and self._changed:
            self.touch()
        failed(error)

    def _focus_moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        if old is not None and self._watched is not None and self._watched.isAncestorOf(old):
            self.keep_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Hide, QEvent.Type.Close):
            self.keep_now()
        return super().eventFilter(watched, event)


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError(application)
    return application
