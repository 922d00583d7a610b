"""A field of one row: its name to the left, the control, and below it what is wrong."""

from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from ...domain.attributes import Attribute
from ...domain.errors import KnownError
from ...i18n import _
from ..dialogs import known_error_text
from ..forms.editor import Editor
from ..look import theme
from ..look.parts import Space, announce, box, column, label, picture, row
from ..look.words import spoken

_NAME_WIDTH = 92


def name_label(text: str) -> QLabel:
    """Return the name of a row; all of them are of one width, so that the controls stand in line."""
    result = label(text, "strong")
    result.setMinimumWidth(theme.scaled(_NAME_WIDTH))
    return result


class Beside(QWidget):
    """Takes a third less height than a field with its name above, for pages that are used all evening.

    Without `heading` the field belongs to the one before it; its name is only spoken.
    """

    def __init__(self, attribute: Attribute, editor: Editor, identifier: str, *, heading: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.editor, self.name = editor, _(attribute.label.text)
        self._hint = _(attribute.label.hint)
        editor.name(self.name, identifier)
        names = [name_label(self.name)] if heading else []
        for each in names:
            each.setBuddy(editor.parts[0])
        must = [label(_("must be filled in"), "caption")] if attribute.required else []
        first = row(*names, editor.widget, *must, gap=Space.S)
        first.setStretch(len(names), 1)
        self._error = label("", "strong", "danger", wrap=True)
        indent = [name_label("")] if heading else []
        below = row(*indent, picture("circle-alert", "danger", 16), self._error, gap=6)
        below.setStretch(len(indent) + 1, 1)
        self._below = box(below)
        self.setLayout(column(first, self._below, gap=4))
        self.set_error("", aloud=False)
        editor.edited.connect(self._take_mark_away)
        editor.left.connect(self.check)

    def check(self) -> None:
        """Say what is wrong with what is typed, if it is no value."""
        try:
            self.editor.value()
        except KnownError as error:
            self.set_error(known_error_text(error))

    def restore(self, state: Any) -> None:
        self.editor.restore(state)
        self.check()

    def set_error(self, text: str, *, aloud: bool = True) -> None:
        """Show what is wrong, and say it to screen readers; "" takes the mark away."""
        self._error.setText(text)
        self._below.setVisible(bool(text))
        for part in self.editor.parts:
            part.setAccessibleDescription(spoken(text, self._hint))
            part.setProperty("wrong", bool(text))
            part.style().unpolish(part)
            part.style().polish(part)
        if text and aloud:
            announce(self.editor.parts[0], f"{self.name}: {text}")

    def _take_mark_away(self) -> None:
        if self._error.text():
            self.set_error("", aloud=False)
