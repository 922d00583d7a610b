"""The parts of the room, as tabs; those that the role may enter."""

from PySide6.QtWidgets import QTabBar

from ...domain.rights import Right
from ...i18n import _
from ..look.buttons import tab_bar
from ..main_window import MainWindow
from ..workspace import Workspace


def parts_bar(window: MainWindow, workspace: Workspace, here: str) -> QTabBar:
    """Return the tabs that the role may enter, with the part one is in chosen."""
    parts = {"": _("Profile"), "platforms": _("Platforms")}
    if workspace.may(Right.ACCOUNTS):
        parts["accounts"] = _("Accounts")
    parts["backups"] = _("Backups")
    if workspace.may(Right.READ_LOG):
        parts["log"] = _("The log")
    ids = list(parts)
    tabs = tab_bar(list(parts.values()), _("Part of Organisation"), name="organisation.parts")
    tabs.setCurrentIndex(ids.index(here))
    tabs.currentChanged.connect(lambda at: window.go("organisation", {"part": ids[at]} if at else {}))
    return tabs
