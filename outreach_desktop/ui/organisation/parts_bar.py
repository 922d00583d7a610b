"""The parts of the room, as tabs; the log only for who may read it."""

from PySide6.QtWidgets import QTabBar

from ...i18n import _
from ..look.buttons import tab_bar
from ..main_window import MainWindow
from ..workspace import Workspace


def parts_bar(window: MainWindow, workspace: Workspace, here: str) -> QTabBar:
    """Return the tabs, with the part one is in chosen."""
    parts = {"": _("Profile"), "platforms": _("Platforms"), "accounts": _("Accounts")}
    if workspace.account.role.reads_log:
        parts["log"] = _("The log")
    ids = list(parts)
    tabs = tab_bar(list(parts.values()), _("Part of Organisation"), name="organisation.parts")
    tabs.setCurrentIndex(ids.index(here))
    tabs.currentChanged.connect(lambda at: window.go("organisation", {"part": ids[at]} if at else {}))
    return tabs
