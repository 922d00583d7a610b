"""Fields: label above, help between, error below with its own mark."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QStyledItemDelegate, QWidget

from ...i18n import _
from . import theme
from .layouts import box, column, row
from .tokens import Size
from .words import announce, label, named, picture, spoken

_PRIVATE = Qt.InputMethodHint.ImhSensitiveData  # input methods must not learn what is typed here
SECRET = "secret"  # noqa: S105 - the property that keeps a field out of what pages remember


class Field(QWidget):
    """A control with its label; `set_error` marks it and says why."""

    def __init__(self, name: str, control: QWidget, hint: str, *, must: bool) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.control, self._hint = control, hint
        heading = label(name, "strong")
        heading.setBuddy(control)
        control.setAccessibleName(name)
        must_words = [label(_("must be filled in"), "caption")] if must else []
        hints = [label(hint, "caption", wrap=True)] if hint else []
        self._layout = column(row(heading, *must_words, None, gap=6), *hints, control, gap=6)
        self.setLayout(self._layout)
        self._error: QLabel | None = None  # most fields never have one
        control.setAccessibleDescription(hint)

    @property
    def error(self) -> str:
        return self._error.text() if self._error else ""

    def set_error(self, text: str, *, aloud: bool = True) -> None:
        """Show what is wrong below the control and say it to screen readers; "" takes the mark away."""
        if not text and not self.error:
            return
        if self._error is None:
            self._error = self._error_line()
        self._error.setText(text)
        for widget in (self._mark, self._error):
            widget.setVisible(bool(text))
        self.control.setAccessibleDescription(spoken(text, self._hint))
        self.control.setProperty("wrong", bool(text))
        style = self.control.style()
        style.unpolish(self.control)
        style.polish(self.control)
        if text and aloud:
            announce(self.control, f"{self.control.accessibleName()}: {text}")

    def _error_line(self) -> QLabel:
        words = label("", "strong", "danger", wrap=True)
        self._mark = picture("circle-alert", "danger", Size.SMALL_ICON)
        line_below = row(self._mark, words, gap=6)
        line_below.setStretch(1, 1)
        self._layout.addWidget(box(line_below))
        return words


def field(name: str, control: QWidget, hint: str = "", *, error: str = "", must: bool = False) -> Field:
    """Return `control` under its label; that it is required is said in words."""
    result = Field(name, control, hint, must=must)
    if error:
        result.set_error(error, aloud=False)
    return result


class Line(QLineEdit):
    """One line. Undoing where nothing was typed since is left to the window: it takes back what was done last."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()
        else:
            super().keyPressEvent(event)


def line(text: str = "", placeholder: str = "", *, name: str = "", width: int = 0, secret: bool = False) -> QLineEdit:
    """Return a field of one line; what is typed in a `secret` one is hidden and never remembered."""
    result = Line(text)
    result.setPlaceholderText(placeholder)
    result.setInputMethodHints(_PRIVATE)
    named(result, name)
    if secret:
        result.setEchoMode(QLineEdit.EchoMode.Password)
        result.setProperty(SECRET, True)
    if width:
        result.setFixedWidth(theme.scaled(width))
    return result


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab goes on to the next control."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setInputMethodHints(_PRIVATE | Qt.InputMethodHint.ImhMultiLine)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


def text_area(text: str = "", *, name: str = "", height: int = 88, read_only: bool = False) -> TextArea:
    result = TextArea(text)
    result.setFixedHeight(theme.scaled(height))
    result.setReadOnly(read_only)
    named(result, name)
    return result


class Combo(QComboBox):
    """A list to choose from. The wheel turns it only when it has the keyboard, so scrolling changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the style sheet reaches no other kind

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def combo(answers: Sequence[str] = (), *, spoken: str = "", name: str = "", width: int = 0) -> Combo:
    """Return a list to choose one from; `spoken` names it where it stands in no `field`."""
    result = Combo()
    result.addItems(list(answers))
    result.setAccessibleName(spoken)
    named(result, name)
    if width:
        result.setFixedWidth(theme.scaled(width))
    return result
