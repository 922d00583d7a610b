"""What stands above everything else on a person's page: what blocks, what is to be erased, that it is in the bin."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...domain.permission import Permission
from ...domain.retention import bin_ends_on, must_be_reduced
from ...domain.rights import Right
from ...i18n import _, window_texts
from ...operations.people import PersonPage as Known
from ..look.messages import notice
from ..look.parts import button
from ..words import permission_reasons, permission_sign
from ..workspace import Workspace
from .child_notice import child_notice, may_be_child

if TYPE_CHECKING:
    from ..main_window import MainWindow


def notices(window: "MainWindow", workspace: Workspace, known: Known, *, restore: Callable[[], None]) -> list[QWidget]:
    """Return them in order: the bin, what blocks, what a refusal asks for, that the person may be a child."""
    person, today = known.person, workspace.today
    shown: list[QWidget] = []
    if person.removed_on is not None:
        shown.append(_in_bin(workspace, known, restore))
    shown += blocking_notices(known.permission, today)
    if must_be_reduced(person) and person.removed_on is None:
        shown.append(_refusal(window, workspace, known))
    if may_be_child(person):
        can_report = window.has_room("reports")
        report = (lambda: window.go("reports", {"report": "new", "person": person.id})) if can_report else None
        shown.append(child_notice(report))
    return shown


def blocking_notices(permission: Permission, today: date) -> list[QWidget]:
    """Return what says that we must not write, and why, where it is so."""
    if not permission.verdict.blocks:
        return []
    sign = permission_sign(permission, today)
    title = _("May we contact? {answer}").format(answer=sign.text)
    return [notice(sign.tone, title, permission_reasons(permission, today), icon=sign.icon)]


def _in_bin(workspace: Workspace, known: Known, restore: Callable[[], None]) -> QWidget:
    actions = []
    if workspace.may(Right.REMOVE_PEOPLE):
        back = button(_("Take back"), "undo-2", name="person.restore")
        back.clicked.connect(restore)
        actions = [back]
    removed_on = known.person.removed_on or workspace.today
    ends = window_texts().day(bin_ends_on(removed_on, known.person.retention_on))
    text = _("It is erased for good on {day}.").format(day=ends)
    return notice("accent", _("This person is in the bin"), text, actions, icon="archive")


def _refusal(window: "MainWindow", workspace: Workspace, known: Known) -> QWidget:
    """Say that all but alias and platform goes, and lead to where it is done."""
    actions = []
    if workspace.may(Right.ERASE):
        look = button(_("See what goes …"), "eye", name="person.reduce")
        look.clicked.connect(lambda: window.go("people", {"person": known.person.id, "erase": "rest"}))
        actions = [look]
    text = _("Only alias and platform are kept, so that nobody writes again. The rest is to be erased now.")
    return notice("warning", _("The person has declined"), text, actions, icon="archive")
