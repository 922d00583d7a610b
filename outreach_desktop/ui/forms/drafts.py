"""Keeps what is being typed, so that a lock, a crash or a power cut costs two seconds of it at most."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

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
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_WAIT)
        self._timer.timeout.connect(self.keep_now)
        if watched:
            watched.installEventFilter(self)
            _application().focusChanged.connect(self._focus_moved)

    def touch(self) -> None:
        """Say that something was changed."""
        self._changed = True
        if not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Write the draft if anything was changed since the last one."""
        if self._changed:
            self.discard()
            self._keep(self._key, json.dumps(self._state()))

    def discard(self) -> None:
        """Forget what was changed: it was saved, or given up. The caller removes the stored draft."""
        self._changed = False
        self._timer.stop()

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
