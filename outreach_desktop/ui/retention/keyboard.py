"""Giving the keyboard to a list that was asked for."""

from PySide6.QtWidgets import QApplication, QWidget

from ..page import Page


def take_keyboard(page: Page, shown: QWidget) -> None:
    """Give `shown` the keyboard, unless somebody has taken it elsewhere on the page, or searches, meanwhile."""
    focus = QApplication.focusWidget()
    if focus is not None and (page.isAncestorOf(focus) or focus.objectName() == "search"):
        return
    shown.setFocus()
