"""The shift clock in the top bar: how long the shift has run, and with whom; pressed, it opens the shift."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from ...domain.shift import Shift
from ...i18n import _
from ...operations.shifts import names_in
from ...storage.shifts import find_running
from ..look.buttons import button
from ..main_window import MainWindow
from ..workspace import Workspace
from .words import running_words

_TICK_MS = 20_000


class ShiftClock(QObject):
    """Stands there while a shift runs."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._running: Shift | None = None
        self._shown: QPushButton | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        window.keep_in_top(self._make)
        workspace.changed.connect(self._heed)
        workspace.closing.connect(self._timer.stop)
        self._ask()

    def _make(self) -> QPushButton:
        shown = button("", "timer", "quiet", name="shift.clock")
        shown.clicked.connect(self._open)
        self._shown = shown
        self._tick()
        return shown

    def _heed(self, tables: frozenset[str]) -> None:
        if "shift" in tables:
            self._ask()

    def _ask(self) -> None:
        self._workspace.ask(self, "shift.clock", find_running, self._show)

    def _show(self, running: Shift | None) -> None:
        self._running = running
        if running is None:
            self._timer.stop()
        else:
            self._timer.start()
        self._tick()

    def _tick(self) -> None:
        shown = self._shown
        if shown is None or not isValid(shown):
            return
        if self._running is None:
            shown.hide()
            return
        if shown.parentWidget() is not None:
            shown.show()  # before it stands in the bar, it would be a window
        words = _("Shift {time}").format(time=running_words(self._running, self._workspace.now()))
        others = names_in(self._running, self._workspace.accounts, self._workspace.account.uid)
        pair = ", ".join(others) if others else _("alone")
        shown.setText(f" {words} · {pair}".replace("&", "&&"))
        shown.setAccessibleName(f"{words}, {pair}")
        shown.setToolTip(_("Opens the shift"))

    def _open(self) -> None:
        if self._running is not None:
            self._window.go("outreach", {"shift": self._running.id})
