"""The three parts of the room, as tabs."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTabBar

from ...i18n import _
from ..look.buttons import tab_bar
from ..main_window import MainWindow

PARTS = ("", "platforms", "accounts")


def parts_bar(window: MainWindow, here: str) -> QTabBar:
    """Return the tabs, with the part one is in chosen."""
    tabs = tab_bar([_("Profile"), _("Platforms"), _("Accounts")], _("Part of Organisation"), name="organisation.parts")
    tabs.setCurrentIndex(PARTS.index(here))
    tabs.currentChanged.connect(lambda at: _go(window, tabs, here, PARTS[at]))
    return tabs


def _go(window: MainWindow, tabs: QTabBar, here: str, part: str) -> None:
    """Go to a part; who goes from tab to tab with the arrows stays on the tabs."""
    on_tabs = tabs.hasFocus()
    with QSignalBlocker(tabs):
        tabs.setCurrentIndex(PARTS.index(here))  # what is kept of this page says where it was: going back comes here
    window.go("organisation", {"part": part} if part else {})
    shown = window.page.findChild(QTabBar, tabs.objectName())
    if on_tabs and isinstance(shown, QTabBar):
        shown.setFocus()
