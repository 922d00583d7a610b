"""The views of the room: persons, contacts, ads, what falls due, and the bin."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar

from ...i18n import _
from ..look.parts import tab_bar

if TYPE_CHECKING:
    from ..main_window import MainWindow
    from ..rooms import Place

PEOPLE, CONTACTS, ADS, DUE, BIN = range(5)
_VIEWS = {PEOPLE: "", CONTACTS: "contacts", ADS: "ads", DUE: "due", BIN: "bin"}


def place_of(view: int) -> "Place":
    """Return where a view is."""
    return {"view": _VIEWS[view]} if _VIEWS[view] else {}


def view_tabs(window: "MainWindow", here: int) -> QTabBar:
    """Return the tabs that lead from one view of the room to the others."""
    names = [_("People"), _("Contacts"), _("Ads and profiles"), _("Erased soon"), _("The bin")]
    tabs = tab_bar(names, _("Views"))
    tabs.setCurrentIndex(here)
    tabs.currentChanged.connect(lambda at: _go(window, tabs, place_of(at)))
    return tabs


def _go(window: "MainWindow", tabs: QTabBar, place: "Place") -> None:
    """Go to a view; who goes from tab to tab with the arrows stays on the tabs."""
    on_tabs = tabs.hasFocus()
    window.go("people", place)
    shown = window.page.findChild(QTabBar)
    if on_tabs and isinstance(shown, QTabBar):
        shown.setFocus()
