"""How to begin, in a vault that holds nothing yet: one line a step, what is done has a tick."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from ...domain.organisation import Organisation
from ...i18n import _
from ..look.buttons import button
from ..look.layouts import box, card, column, row, rule
from ..look.tokens import Space
from ..look.words import label, picture, state
from ..main_window import MainWindow
from .waiting import Waiting


@dataclass(frozen=True)
class Hint:
    """A step; `do` leads to where it is done."""

    room: str
    icon: str
    title: str
    text: str
    done: bool
    action: str
    do: Callable[[], object]
    name: str


def beginning(window: MainWindow, organisation: Organisation, found: Waiting) -> QFrame:
    """Return the card with the steps."""
    hints = [hint for hint in _hints(window, organisation, found) if window.has_room(hint.room)]
    lines = [_line(hint) for hint in hints]
    spaced = [item for at, each in enumerate(lines) for item in ((rule(), each) if at else (each,))]
    heading = column(
        label(_("How to get going"), "lead"),
        label(_("This page fills with what needs doing. Until then, this is how to begin."), "muted", wrap=True),
        gap=2,
    )
    return card(heading, rule(), *spaced, gap=Space.M)


def _hints(window: MainWindow, organisation: Organisation, found: Waiting) -> list[Hint]:
    return [
        Hint(
            "organisation",
            "building-2",
            _("Tell who you are"),
            _("Phone and a short text about you go into every report. It takes five minutes."),
            bool(organisation.name and organisation.standard_text),
            _("Describe the organisation"),
            lambda: window.go("organisation"),
            "hint.organisation",
        ),
        Hint(
            "organisation",
            "link",
            _("Add a platform"),
            _("The sites and apps where you look for people. None comes with the program."),
            found.has_platform,
            _("Add a platform"),
            lambda: window.go("organisation", {"platform": "new"}),
            "hint.platform",
        ),
        Hint(
            "outreach",
            "compass",
            _("Log your first contact"),
            _("Paste an alias, a phone number or an ad, and write the first line."),
            found.has_contact,
            _("Log a contact"),
            lambda: window.go("outreach"),
            "hint.contact",
        ),
    ]


def _line(hint: Hint) -> QWidget:
    words = column(label(hint.title, "strong"), label(hint.text, "muted", wrap=True), gap=2)
    if hint.done:
        end = state("check", _("Done"), "good")
    else:
        end = button(hint.action, big=True, name=hint.name)
        end.clicked.connect(hint.do)
    layout = row(picture(hint.icon, "good" if hint.done else "accent", 24), words, end, gap=Space.L)
    layout.setStretch(1, 1)
    return box(layout)
