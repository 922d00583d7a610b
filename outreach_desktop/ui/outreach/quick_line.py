"""The one line to ask with: alias, phone in any form, or the address of an ad."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from ...i18n import _
from ..forms.text_editors import PlainLine, one_line
from ..look.words import named

DEBOUNCE_MS = 5  # a newer question breaks the older off, so hardly any rest is needed


class QuickLine(PlainLine):
    """`typed` is told at each change, `asked` when the keys have rested for a moment."""

    typed = Signal()
    asked = Signal(str)
    entered = Signal()
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("extent", "big")
        self.setAccessibleName(_("Alias, phone or ad address"))
        self.setAccessibleDescription(_("Type or paste. Enter opens the person or begins a new one."))
        named(self, "quick")
        self._rest = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._rest.timeout.connect(self.ask_now)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self.entered)

    def ask_now(self) -> None:
        """Ask without waiting for the keys to rest."""
        self._rest.stop()
        self.asked.emit(self.text())

    def _changed(self) -> None:
        self._rest.start()
        self.typed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while there is something to take away."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and self.text() and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a pasted text of several lines as a list: in a line of spaces nobody could tell them apart."""
        if event.matches(QKeySequence.StandardKey.Paste):
            lines = QGuiApplication.clipboard().text().split("\n")
            self.insert(one_line("; ".join(filter(None, (line.strip() for line in lines)))))
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)
