"""What is seldom done to a person, in a menu."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ...domain.rights import Right
from ...i18n import _
from ..follow_ups.menu import add_steps

if TYPE_CHECKING:
    from .person_page import PersonPage


def show_menu(page: "PersonPage", below: QWidget) -> None:
    """Show the menu; only what the account may do stands in it."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add_steps(menu, page.known, lambda wanted: page.go("step", wanted))
    if page.window_.has_room("meetings"):
        menu.addAction(_("Plan a meeting …"), page.plan_meeting)
    menu.addAction(_("Do not contact …"), lambda: page.go("block", "no_contact"))
    menu.addAction(_("Put on hold …"), lambda: page.go("block", "hold"))
    if page.window_.has_room("reports"):
        menu.addAction(_("New concern report"), page.new_report)
    if page.workspace.may(Right.ERASE):
        menu.addAction(_("Keep longer …"), lambda: page.go("prolong", True))
    if page.workspace.may(Right.EXTRACT):
        menu.addAction(_("Extract for the person …"), lambda: page.go("extract", True))
    if page.workspace.may(Right.REMOVE_PEOPLE):
        menu.addSeparator()
        menu.addAction(_("Merge with another person …"), lambda: page.go("merge", "choose"))
        menu.addAction(_("Split off what belongs to somebody else …"), lambda: page.go("split", True))
        menu.addSeparator()
        menu.addAction(_("Remove the person"), page.remove)
    if page.workspace.may(Right.ERASE):
        menu.addAction(_("Erase for good …"), lambda: page.go("erase", "whole"))
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
