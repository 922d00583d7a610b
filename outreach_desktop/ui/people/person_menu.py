"""What can be done with a person besides logging and writing, each with what it needs to be allowed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ...domain.rights import Right
from ...i18n import _
from ...operations.people import PersonPage as Known
from ..follow_ups.menu import add_steps
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow


def more_menu(
    window: "MainWindow", workspace: Workspace, known: Known | None, person_id: int, *, remove: Callable[[], None]
) -> QMenu:
    """Return the menu; it goes when it is closed."""
    menu = QMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(words: str, name: str, wanted: object) -> None:
        menu.addAction(words, lambda: go(name, wanted))

    def go(name: str, wanted: object) -> None:
        window.go("people", {"person": person_id, name: wanted})

    add_steps(menu, known, partial(go, "step"))
    add(_("Do not contact …"), "block", "no_contact")
    add(_("Put on hold …"), "block", "hold")
    if window.has_room("reports"):
        menu.addAction(_("New concern report"), lambda: window.go("reports", {"report": "new", "person": person_id}))
    if workspace.may(Right.ERASE):
        add(_("Keep longer …"), "prolong", True)
    if workspace.may(Right.REMOVE_PEOPLE):
        menu.addSeparator()
        add(_("Merge with another person …"), "merge", "choose")
        add(_("Split off what belongs to somebody else …"), "split", True)
        menu.addSeparator()
        menu.addAction(_("Remove the person"), remove)
    if workspace.may(Right.ERASE):
        add(_("Erase for good …"), "erase", "whole")
    return menu
