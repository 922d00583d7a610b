"""How far long work is, from the thread that does it to the page that shows it; and a way to stop it."""

import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ...domain.progress import Cancelled
from ...i18n import _
from ..look.buttons import button
from ..look.layouts import column, row
from ..look.words import announce, label

_STEPS = 1000


class Following(QObject):
    """`told` is called in the working thread; `stop` ends the work at its next word."""

    moved = Signal(int)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._stop, self._last = threading.Event(), -1

    def stop(self) -> None:
        self._stop.set()

    def told(self, done: int, total: int) -> None:
        """Tell, never that it went back; raises `Cancelled`."""
        if self._stop.is_set():
            raise Cancelled
        far = _STEPS * done // max(total, 1)
        if far > self._last:
            self._last = far
            self.moved.emit(far)


class ProgressBox(QWidget):
    """Words, a bar and *Cancel*, hidden while nothing goes on. Going to another page stops the work too."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._following: Following | None = None
        self._words, self._bar = label("", "strong"), QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far it has come"))
        self.cancel = button(_("Cancel"), big=True, name="sheets.cancel")
        self.cancel.clicked.connect(self._stop)
        beside = row(self._bar, self.cancel)
        beside.setStretch(0, 1)
        self.setLayout(column(self._words, beside, gap=6))
        self.hide()

    @property
    def busy(self) -> bool:
        return self._following is not None

    def begin(self, owner: QObject, words: str) -> Following:
        """Show that something begins; return whom to tell."""
        self._following = Following(owner)
        self._following.moved.connect(self._bar.setValue)
        self.destroyed.connect(self._following.stop)
        self._words.setText(words)
        self._bar.setValue(0)
        self.show()
        self.cancel.setFocus()
        announce(self._bar, words)
        return self._following

    def end(self) -> None:
        self._following = None
        self.hide()

    def _stop(self) -> None:
        if self._following is not None:
            self._following.stop()
