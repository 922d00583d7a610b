"""The parts of the room, as tabs; those that the role may enter."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTabBar, QWidget

from ...domain.rights import Right
from ...i18n import _
from ..look.buttons import tab_bar
from ..look.layouts import box, column, rule
from ..main_window import MainWindow
from ..workspace import Workspace


def parts_bar(window: MainWindow, workspace: Workspace, here: str) -> QWidget:
    """Return the tabs that the role may enter, with the part one is in chosen."""
    parts = {"": _("Profile"), "platforms": _("Platforms"), "messages": _("Messages"), "checklist": _("Checklist")}
    if workspace.may(Right.ACCOUNTS):
        parts["accounts"] = _("Accounts")
    parts["retention"] = _("Retention")
    parts["backups"] = _("Backups")
    if workspace.may(Right.READ_LOG):
        parts["log"] = _("The log")
        parts["protection"] = _("Data protection")
    ids = list(parts)
    tabs = tab_bar(list(parts.values()), _("Part of Organisation"), name="organisation.parts")
    tabs.setCurrentIndex(ids.index(here))
    tabs.currentChanged.connect(lambda at: _go(window, tabs, ids.index(here), ids[at]))
    return box(column(tabs, rule(), gap=0))


def _go(window: MainWindow, tabs: QTabBar, here: int, part: str) -> None:
    """Go to a part; who goes from tab to tab with the arrows stays on the tabs."""
    on_tabs = tabs.hasFocus()
    with QSignalBlocker(tabs):
        tabs.setCurrentIndex(here)  # what is kept of this page says where it was: going back comes here
    window.go("organisation", {"part": part} if part else {})
    shown = window.page.findChild(QTabBar, tabs.objectName())
    if on_tabs and isinstance(shown, QTabBar):
        shown.setFocus()
