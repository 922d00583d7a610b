"""The views of the room: persons, contacts, and ads."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar

from ...i18n import _
from ..look.parts import tab_bar

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..rooms import Place

CONTACTS = {"view": "contacts"}
_PLACES: tuple["Place", ...] = ({}, CONTACTS, {"view": "ads"})


def view_tabs(window: "MainWindow", here: int) -> QTabBar:
    """Return the tabs that lead from one view of the room to another; `here` is 0 for persons."""
    tabs = tab_bar([_("People"), _("Contacts"), _("Ads and profiles")], _("Views"))
    tabs.setCurrentIndex(here)
    tabs.currentChanged.connect(lambda at: _go(window, tabs, dict(_PLACES[at])))
    return tabs


def _go(window: "MainWindow", tabs: QTabBar, place: "Place") -> None:
    """Go to a view; who goes from tab to tab with the arrows stays on the tabs."""
    on_tabs = tabs.hasFocus()
    window.go("people", place)
    shown = window.page.findChild(QTabBar)
    if on_tabs and isinstance(shown, QTabBar):
        shown.setFocus()
