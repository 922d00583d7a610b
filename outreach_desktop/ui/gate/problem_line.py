"""A line that says what stands in the way; always as high, so that nothing moves when something is said."""

from PySide6.QtWidgets import QWidget

from ..look.layouts import row
from ..look.theme import scaled
from ..look.tokens import Size
from ..look.words import announce, label, picture


class ProblemLine(QWidget):
    """Two lines of room, unless more are said to be needed."""

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._words = label("", "strong", wrap=True)
        self._mark = picture("circle-alert", "danger", Size.SMALL_ICON)
        layout = row(self._mark, self._words, gap=6)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setMinimumHeight(scaled(20 * lines))
        self._mark.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, text: str, tone: str = "danger", *, spoken: bool = True) -> None:
        """Say something else, aloud too; "" says nothing."""
        if text == self._words.text():
            return
        self._words.setText(text)
        self._words.setProperty("tone", tone)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._mark.setVisible(bool(text and tone))
        if text and spoken:
            announce(self, text)
