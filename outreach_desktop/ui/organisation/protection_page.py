"""Data protection: the page for the day of a leak, the templates, and the receipt of erasure."""

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ...i18n import _
from ..look.buttons import button
from ..look.layouts import box, card, column, narrow, row
from ..look.tokens import Space
from ..look.words import label, picture
from ..main_window import MainWindow
from ..page import Page
from ..rooms import Place
from ..workspace import Workspace
from .parts_bar import parts_bar

_WIDTH = 860


class ProtectionPage(Page):
    """For administrators and coordinators: kept by the program, not by encryption."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window = window
        self._buttons: list[QPushButton] = []
        subtitle = _("What the law asks of who keeps a register like this. Not legal advice.")
        tabs = parts_bar(window, workspace, "protection")
        cards = box(column(*(self._card(*each) for each in _entries()), gap=Space.M))
        self.compose(_("Organisation"), subtitle, [], tabs, narrow(cards, _WIDTH), None)

    def first_focus(self) -> QWidget:
        return self._buttons[0]

    def _card(self, icon: str, title: str, text: str, verb: str, place: Place) -> QFrame:
        name = place.get("paper") or place["part"]
        open_it = button(verb, big=True, name=f"protection.{name}")
        open_it.setAccessibleName(f"{verb}: {title}")
        open_it.clicked.connect(lambda: self._window.go("organisation", place))
        self._buttons.append(open_it)
        words = column(label(title, "lead"), label(text, "muted", wrap=True), gap=2)
        line = row(picture(icon, "accent", 28), words, open_it, gap=Space.L)
        line.setStretch(1, 1)
        return card(line)


def _entries() -> list[tuple[str, str, str, str, Place]]:
    look = _("Show")
    return [
        (
            "triangle-alert",
            _("If something has leaked"),
            _("A lost computer, a printout gone astray, somebody who has seen too much: what to do within 72 hours."),
            _("Open"),
            {"part": "leak"},
        ),
        (
            "shield-check",
            _("Impact assessment"),
            _("Must be made before a register like this is kept. A template, filled in from your settings."),
            look,
            {"paper": "impact"},
        ),
        (
            "file-text",
            _("Record of processing"),
            _("What you keep, why and for how long, as article 30 asks for, filled in from your settings."),
            look,
            {"paper": "record"},
        ),
        (
            "archive",
            _("Receipt of erasure"),
            _("A signed list of what was erased in a period, without contents, for the board and the authority."),
            look,
            {"paper": "receipt"},
        ),
    ]
