"""What the vault cannot do, inside."""

from PySide6.QtWidgets import QWidget

from ...i18n import _
from ..gate.limits import limits_items, limits_title
from ..look.buttons import button
from ..look.layouts import card, narrow
from ..look.tokens import Space
from ..main_window import MainWindow
from ..page import Page

_WIDTH = 720


class LimitsPage(Page):
    """The same list as before unlocking."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._back = button(_("Back"), big=True, name="limits.back")
        self._back.clicked.connect(window.back)
        told = card(*limits_items(), gap=Space.L)
        self.compose(
            limits_title(),
            _("So that nobody trusts it with more than it can hold"),
            [self._back],
            narrow(told, _WIDTH),
            None,
        )

    def first_focus(self) -> QWidget | None:
        return self._back
