"""After unlocking: what is due today is shown, and erased; a clock that has jumped is asked about first."""

from functools import partial
from typing import TYPE_CHECKING

from ...domain.rights import Right
from ...i18n import _, window_texts
from ...operations.due import Due, load_due, trust_clock
from ..dialogs import Dialog
from ..look.buttons import button
from ..people.views import DUE, place_of
from ..workspace import Workspace
from .due_page import erase_shown
from .words import codes_words, due_words

if TYPE_CHECKING:
    from ..main_window import MainWindow


def ask_what_is_due(window: "MainWindow", workspace: Workspace) -> None:
    """Show what is due, to who may erase. In a practice vault it only stands in the lists."""
    if not workspace.may(Right.ERASE) or workspace.practice:
        return
    today = workspace.today
    # Behind what unlocking writes, so that the answer is of after it.
    workspace.write(window, lambda db: load_due(db, today).on(today), partial(_tell, window, workspace))


def _tell(window: "MainWindow", workspace: Workspace, due: Due) -> None:
    if due.last_at is not None:
        _ask_about_clock(window, workspace, due)
    elif due.count:
        _show(window, workspace, due)


def _show(window: "MainWindow", workspace: Workspace, due: Due) -> None:
    words = due_words(due)
    text = _("{what}: {codes}. It is gone for good then. Look at it first if somebody must be kept longer.")
    said = text.format(what=words[:1].upper() + words[1:], codes=codes_words(due))
    dialog = Dialog(window, _("Their time is over today"), said, "warning")
    look = button(_("Look first"), big=True, name="due.look")
    look.clicked.connect(dialog.reject)
    look.clicked.connect(lambda: window.go("people", place_of(DUE)))
    erase = button(_("Erase for good"), kind="danger", big=True, name="due.erase_now")
    erase.clicked.connect(dialog.accept)
    erase.clicked.connect(lambda: erase_shown(window, workspace, due))
    dialog.add(look, focus=True)
    dialog.add(erase)
    dialog.open()


def _ask_about_clock(window: "MainWindow", workspace: Workspace, due: Due) -> None:
    texts, last = window_texts(), due.last_at or workspace.now()
    text = _(
        "This computer says that it is {now}. Somebody worked here last {last}. If the clock is wrong, set it right "
        "and unlock again. Nothing is erased by its day before that."
    ).format(now=texts.instant(workspace.now()), last=texts.instant(last))
    dialog = Dialog(window, _("Is the clock right?"), text, "warning")
    wrong = button(_("It is wrong"), big=True, name="clock.wrong")
    wrong.clicked.connect(dialog.reject)
    right = button(_("The clock is right"), big=True, name="clock.right")
    right.clicked.connect(dialog.accept)
    right.clicked.connect(lambda: _trust(window, workspace))
    dialog.add(wrong, focus=True)
    dialog.add(right)
    dialog.open()


def _trust(window: "MainWindow", workspace: Workspace) -> None:
    now = workspace.now()
    workspace.write(window, lambda db: trust_clock(db, now), lambda _none: ask_what_is_due(window, workspace))
