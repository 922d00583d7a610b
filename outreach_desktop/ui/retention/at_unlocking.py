"""After unlocking: what is due is shown, and goes on a later day; a clock that has jumped is asked about first."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ...domain.rights import Right
from ...i18n import _, window_texts
from ...operations.due import Due, load_due, trust_clock
from ...operations.due_erasing import erase_left, note_shown
from ...storage.database import Database
from ..dialogs import Dialog
from ..look.buttons import button
from ..people.views import DUE, place_of
from ..workspace import Workspace
from .due_page import erase_shown
from .words import held_words, next_day, what_words

if TYPE_CHECKING:
    from ..main_window import MainWindow


def ask_what_is_due(window: "MainWindow", workspace: Workspace) -> None:
    """Erase what was shown before and nobody has kept, then show what is due, to who may erase.

    In a practice vault it only stands in the lists.
    """
    if not workspace.may(Right.ERASE) or workspace.practice:
        return
    today, now = workspace.today, workspace.now()

    def work(db: Database) -> tuple[Due, Due]:
        return erase_left(db, now), load_due(db, today).on(today)

    # Behind what unlocking writes, so that the answer is of after it.
    workspace.write(window, work, lambda found: _tell(window, workspace, *found))


def _tell(window: "MainWindow", workspace: Workspace, gone: Due, due: Due) -> None:
    """Say what went, and after that what is due."""
    if due.last_at is not None:
        _ask_about_clock(window, workspace, due)
        return
    then = partial(_show, window, workspace, due) if due.free.count else _nothing
    if gone.count:
        _show_gone(window, workspace, gone, then)
    else:
        then()


def _nothing() -> None:
    """Say no more."""


def _show_gone(window: "MainWindow", workspace: Workspace, gone: Due, then: Callable[[], None]) -> None:
    text = _("{what}. It was shown before, and nobody kept it longer. The receipt of erasure lists it.")
    said = text.format(what=what_words(gone))
    dialog = Dialog(window, _("Erased, since the time was over"), said)
    if workspace.may(Right.ORGANISATION) and window.has_room("organisation"):
        receipt = button(_("To the receipt"), "file-text", big=True, name="due.receipt")
        receipt.clicked.connect(dialog.accept)
        receipt.clicked.connect(lambda: window.go("organisation", {"part": "retention"}))
        dialog.add(receipt)
    read = button(_("Close"), kind="primary", big=True, name="due.read")
    read.clicked.connect(dialog.accept)
    dialog.add(read, focus=True)
    dialog.finished.connect(lambda _how: then())
    dialog.open()


def _show(window: "MainWindow", workspace: Workspace, due: Due) -> None:
    """Show what is due, and note that it was shown: from the next day on it goes by itself."""
    text = _("{what}. What nobody keeps longer is erased for good at the first unlocking from {day} on.")
    said = text.format(what=what_words(due.free), day=next_day(workspace.today))
    dialog = Dialog(window, _("Their time is over today"), " ".join(filter(None, (said, held_words(due)))), "warning")
    look = button(_("Look first"), big=True, name="due.look")
    look.clicked.connect(dialog.reject)
    look.clicked.connect(lambda: window.go("people", place_of(DUE)))
    erase = button(_("Erase now"), kind="danger", big=True, name="due.erase_now")
    erase.clicked.connect(dialog.accept)
    erase.clicked.connect(lambda: erase_shown(window, workspace, due))
    dialog.add(look, focus=True)
    dialog.add(erase)
    dialog.open()
    workspace.write(window, partial(note_shown, due=due, now=workspace.now()))


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
