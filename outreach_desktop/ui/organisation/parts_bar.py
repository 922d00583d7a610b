"""The parts of the room, as tabs."""

from PySide6.QtWidgets import QTabBar

from ...i18n import _
from ..look.buttons import tab_bar
from ..main_window import MainWindow

PARTS = ("", "platforms", "accounts", "backups")


def parts_bar(window: MainWindow, here: str) -> QTabBar:
    """Return the tabs, with the part one is in chosen."""
    names = [_("Profile"), _("Platforms"), _("Accounts"), _("Backups")]
    tabs = tab_bar(names, _("Part of Organisation"), name="organisation.parts")
    tabs.setCurrentIndex(PARTS.index(here))
    tabs.currentChanged.connect(lambda at: window.go("organisation", {"part": PARTS[at]} if at else {}))
    return tabs
