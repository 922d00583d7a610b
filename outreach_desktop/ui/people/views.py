"""The two views of the room: persons, and contacts."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar

from ...i18n import _
from ..look.parts import tab_bar

if TYPE_CHECKING:
    from ..main_window import MainWindow

CONTACTS = {"view": "contacts"}


def view_tabs(window: "MainWindow", here: int) -> QTabBar:
    """Return the tabs that lead from one view of the room to the other; `here` is 0 for persons."""
    tabs = tab_bar([_("People"), _("Contacts")], _("Views"))
    tabs.setCurrentIndex(here)
    tabs.currentChanged.connect(lambda at: window.go("people", dict(CONTACTS) if at else {}))
    return tabs
