"""A tick in a row of filters."""

from PySide6.QtWidgets import QCheckBox

from ..look import theme
from ..look.tokens import Size
from ..look.words import named


def tick(words: str, name: str) -> QCheckBox:
    """Return a tick as high as the fields beside it."""
    result = QCheckBox(words)
    result.setAccessibleName(words)
    named(result, name)
    result.setFixedHeight(theme.scaled(Size.CONTROL))
    return result
