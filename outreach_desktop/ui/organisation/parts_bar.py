"""The parts of the room, as tabs."""

from PySide6.QtWidgets import QTabBar

from ...domain.rights import Right
from ...i18n import _
from ..look.buttons import tab_bar
from ..main_window import MainWindow
from ..workspace import Workspace

PARTS = ("", "platforms", "accounts", "backups")


def parts_bar(window: MainWindow, workspace: Workspace, here: str) -> QTabBar:
    """Return the tabs that the role may enter, with the part one is in chosen."""
    names = [_("Profile"), _("Platforms"), _("Accounts"), _("Backups")]
    tabs = tab_bar(names, _("Part of Organisation"), name="organisation.parts")
    tabs.setTabVisible(PARTS.index("accounts"), workspace.may(Right.ACCOUNTS))
    tabs.setCurrentIndex(PARTS.index(here))
    tabs.currentChanged.connect(lambda at: window.go("organisation", {"part": PARTS[at]} if at else {}))
    return tabs
