"""What the vault cannot do, for who stands before it and for who is inside."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...content.limits import limits
from ...i18n import _, window_texts
from ..look.buttons import button
from ..look.layouts import Item, box, column, row
from ..look.tokens import Space
from ..look.words import label
from .window import GatePage

_WIDTH = 640


def limits_title() -> str:
    return _("What the vault cannot do")


def limits_items() -> list[Item]:
    """Return the introduction and each limit, a heading and its sentences."""
    language, known = window_texts().language, limits()
    parts: list[Item] = [label(known.intro.in_language(language), wrap=True)]
    for each in known.limits:
        heading = label(each.heading.in_language(language), "strong", wrap=True)
        parts.append(box(column(heading, label(each.text.in_language(language), wrap=True), gap=Space.XS)))
    return parts


class LimitsPage(GatePage):
    """The page before unlocking; `back` leads where one came from."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        self._back = back
        self._button = button(_("Back"), kind="primary", big=True, name="limits.back")
        self._button.clicked.connect(back)
        # The way back stands first: it has the keyboard, and Page Down reads on from there.
        self.compose_card("shield-check", limits_title(), row(self._button, None), *limits_items(), width=_WIDTH)

    def first_focus(self) -> QWidget | None:
        return self._button

    def escape(self) -> None:
        self._back()
