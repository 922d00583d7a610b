"""The button of the room Outreach that leads to the shift: to start one, or to the one that runs."""

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ...i18n import _
from ...storage.shifts import find_running
from ..look.buttons import button
from ..main_window import MainWindow
from ..workspace import Workspace
from .pages import START


def shift_button(page: QWidget, window: MainWindow, workspace: Workspace) -> QPushButton:
    """Return the button; F6 does the same."""
    running = find_running(workspace.db)
    words = _("The shift") if running else _("Start a shift")
    result = button(words, "timer", hint="F6", name="outreach.shift")
    go = partial(window.go, "outreach", {"shift": running.id} if running else dict(START))
    result.clicked.connect(go)
    QShortcut(QKeySequence("F6"), page).activated.connect(go)
    return result
