"""Dialogs in plain words: errors, and questions before what cannot be undone. None of them blocks.

What a dialog shows is read as plain text, never as markup. A bug is told without any data: a short
random code to quote, which stands beside the traceback in the program's own log.
"""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from ..domain.errors import KnownError
from ..faults import Plain, uncaught, whereabouts
from ..i18n import _
from .look import theme
from .look.buttons import button
from .look.focus import FocusRing
from .look.layouts import column, row
from .look.tokens import TONE_ICONS, Space
from .look.words import announce, label, picture, spoken

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Dialog(QDialog):
    """A heading, a few sentences, and buttons; Esc closes it. Open it with `open()`."""

    def __init__(self, parent: QWidget | None, title: str, text: str, tone: str = "accent") -> None:
        super().__init__(parent)
        if parent is None:
            theme.dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(parent.window().windowTitle() if parent else _("Notes"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        words = label(text, wrap=True)
        words.setFixedWidth(theme.scaled(420))
        said = column(label(title, "lead", wrap=True), words, gap=Space.S)
        mark = picture(TONE_ICONS[tone], tone, 24)
        body = row(mark, said, gap=Space.M)
        body.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self._buttons = row(None, gap=Space.S)
        self._below = column(gap=0)
        self.setLayout(column(body, self._below, self._buttons, gap=Space.XL, margin=Space.XL))
        self._text = spoken(title, text)
        FocusRing(self)

    def add(self, choice: QPushButton, *, focus: bool = False) -> None:
        """Add a button at the right; the first to have the keyboard is the one that does no harm."""
        self._buttons.addWidget(choice)
        if focus:
            choice.setDefault(True)
            choice.setFocus()

    def add_wide(self, shown: QWidget) -> None:
        """Add something below the sentences, such as a bar."""
        self._below.addWidget(shown)

    def open(self) -> None:
        super().open()
        announce(self, self._text)


def known_error_text(error: KnownError) -> str:
    """Return what happened and what to do, in the window's language."""
    return _(error.text).format(**error.values)


def show_error(parent: QWidget | None, error: KnownError) -> Dialog:
    """Tell of a failure that a person can do something about."""
    return _show_sentence(parent, _("That did not work"), known_error_text(error))


def show_bug(parent: QWidget | None, code: str) -> Dialog:
    """Tell that the program is at fault, without any data."""
    text = _("Nothing was lost. Try again. If it happens again, tell us what you did and this code: {code}")
    return _show_sentence(parent, _("Something went wrong"), text.format(code=code))


def _show_sentence(parent: QWidget | None, title: str, text: str) -> Dialog:
    dialog = Dialog(parent, title, text, "danger")
    close = button(_("Close"), kind="primary", big=True, name="dialog.close")
    close.clicked.connect(dialog.accept)
    dialog.add(close, focus=True)
    dialog.open()
    return dialog


def confirm(
    parent: QWidget, title: str, text: str, yes: str, then: Callable[[], None], *, danger: bool = False
) -> Dialog:
    """Ask before something is done; `yes` says what the button does, `then` does it. Never blocks."""
    dialog = Dialog(parent, title, text, "warning" if danger else "accent")
    cancel = button(_("Cancel"), big=True, name="dialog.cancel")
    cancel.clicked.connect(dialog.reject)
    agree = button(yes, kind="danger" if danger else "primary", big=True, name="dialog.yes")
    agree.clicked.connect(dialog.accept)
    dialog.accepted.connect(then)
    dialog.add(cancel, focus=danger)
    dialog.add(agree, focus=not danger)
    dialog.open()
    return dialog


def bug_code() -> str:
    import secrets

    return "".join(secrets.choice(_LETTERS) for _each in range(6))


def install_exception_dialogs() -> None:
    """Show every exception that nobody caught: known ones in their words, the rest as a bug with a code."""
    sys.excepthook = _tell


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, Exception):
        uncaught(kind, error, trace)
        return
    parent = QApplication.activeWindow()
    if isinstance(error, KnownError):
        show_error(parent, error)
        return
    import logging

    code, log = bug_code(), logging.getLogger("outreach_desktop")
    log.error(Plain("bug %s: %s at %s"), Plain(code), kind, whereabouts(trace))
    show_bug(parent, code)
