"""An editor in its place: label above, hint between, error below."""

from typing import Any

from ...domain.attributes import Attribute
from ...domain.errors import KnownError
from ...i18n import _
from ..look.parts import Field
from .editor import Editor


class FormField(Field):
    """Marks what is no value as soon as the keyboard leaves it, and takes the mark away at the next change."""

    def __init__(self, attribute: Attribute, editor: Editor, identifier: str) -> None:
        self.editor, self.name = editor, _(attribute.label.text)
        self._hint_words = _(attribute.label.hint)
        editor.name(self.name, identifier)
        super().__init__(self.name, editor.widget, self._hint_words, must=attribute.required)
        self._describe("")
        editor.edited.connect(self._take_mark_away)
        editor.left.connect(self.check)

    def check(self) -> None:
        """Say what is wrong with what is typed, if it is no value."""
        try:
            self.editor.value()
        except KnownError as error:
            self.set_error(_(error.text))

    def restore(self, state: Any) -> None:
        self.editor.restore(state)
        self.check()

    def set_error(self, text: str, *, aloud: bool = True) -> None:
        super().set_error(text, aloud=aloud)
        self._describe(text)
        for part in self.editor.parts:
            part.setProperty("wrong", bool(text))
            part.style().unpolish(part)
            part.style().polish(part)

    def _describe(self, error: str) -> None:
        """Have each control say, besides its name, what is wrong and the hint."""
        for part in self.editor.parts:
            of_field = "" if part.accessibleName() == self.name else self.name
            part.setAccessibleDescription(" ".join(filter(None, (of_field, error, self._hint_words))))

    def _take_mark_away(self) -> None:
        if self.error:
            self.set_error("", aloud=False)
