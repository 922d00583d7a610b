"""Fields under a heading; a section of what is rarely needed is folded until it is opened."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...i18n import _
from ..look.parts import Space, button, icon, label
from ..look.theme import px
from .form_field import FormField


class Section(QWidget):
    """`title` may be empty: then there is no heading.

    What is folded has a button with its title; its fields are made by `make` when it is opened.
    """

    def __init__(self, title: str, make: Callable[[], Iterable[FormField]], *, folded: bool) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.title = title
        self._make, self._is_made = make, False
        self._content = QWidget()
        self._content.setProperty("role", "plain")
        self._fields = QVBoxLayout(self._content)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(px(Space.L))
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(px(Space.M))
        self._fold = button(title, "plus", kind="quiet") if folded else None
        if self._fold:
            self._fold.clicked.connect(self._turn)
            self._place.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        elif title:
            self._place.addWidget(label(title, "lead"))
        self._place.addWidget(self._content)
        self.is_open = True
        self._set_open(not folded)

    def make(self) -> None:
        """Make the fields, where that was not done yet."""
        if self._is_made:
            return
        self._is_made = True
        for field in self._make():
            self._fields.addWidget(field)
        if self._fold:
            self._lead_from(self._fold)

    def _lead_from(self, fold: QWidget) -> None:
        """Have Tab come to the fields after the button that opens them, not after all that was there before them."""
        parts = (each for each in self._content.findChildren(QWidget) if each.focusPolicy())
        for before, after in pairwise([fold, *parts]):
            QWidget.setTabOrder(before, after)

    def open_if(self, condition: bool) -> None:  # noqa: FBT001 - a sentence: open if ...
        """Open when `condition` holds; what is open stays open."""
        if condition:
            self._set_open(True)

    def _turn(self) -> None:
        self._set_open(not self.is_open)

    def _set_open(self, shown: bool) -> None:  # noqa: FBT001
        if shown:
            self.make()
        if shown != self.is_open:  # else what nothing hides would be measured before it is dressed
            self._content.setVisible(shown)
        self.is_open = shown
        if self._fold:
            self._fold.setIcon(icon("minus" if shown else "plus"))
            self._fold.setAccessibleDescription(_("Unfolded") if shown else _("Folded"))
