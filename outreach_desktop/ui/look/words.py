"""Words and states: labels never read what users typed as markup."""

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from . import theme
from .icons import pixmap
from .layouts import box, column, row
from .tokens import Size

_FONTS = {
    "caption": ("caption", False),
    "strong": ("body", True),
    "lead": ("lead", True),
    "title": ("title", True),
    "figure": ("figure", True),
}


def label(text: str, role: str = "body", tone: str = "", *, wrap: bool = False) -> QLabel:
    """Return words in a role (body, caption, muted, strong, lead, title, figure) and a tone."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(text)
    if role in _FONTS:
        result.setFont(theme.font(_FONTS[role][0], strong=_FONTS[role][1]))  # at once, so that it can be measured
    result.setProperty("role", role)
    result.setProperty("tone", tone)
    result.setWordWrap(wrap)
    if wrap:
        policy = result.sizePolicy()  # its height goes by its width
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        result.setSizePolicy(policy)
    return result


class KeysLine(QLabel):
    """What which key does: in one line where there is room, else in as many as it needs."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setProperty("role", "muted")
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())


def picture(name: str, colour: str = "text", size: int = Size.ICON) -> QLabel:
    """Return an icon that stands beside its word, so it has no name of its own for screen readers."""
    result = QLabel()
    pixels = theme.px(size)
    result.setPixmap(pixmap(name, getattr(theme.active().colours, colour), pixels))
    result.setFixedSize(pixels, pixels)
    return result


def state(icon: str, text: str, tone: str = "", *, strong: bool = True) -> QWidget:
    """Return a state: always an icon and a word together; the colour only repeats it."""
    words = label(text, "strong" if strong else "body", tone)
    return box(row(picture(icon, tone or "text", Size.SMALL_ICON), words, None, gap=6))


def fact(name: str, *values: QWidget | str) -> QVBoxLayout:
    """Return what it is, in small, and what we know below."""
    shown = [label(value, wrap=True) if isinstance(value, str) else value for value in values]
    return column(label(name, "caption"), *shown, gap=2)


def named(widget: QObject, name: str) -> None:
    """Give a control the name that its state is kept under and that tests find it by."""
    widget.setObjectName(name)
    if isinstance(widget, QWidget):
        widget.setAccessibleIdentifier(name)


def spoken(*parts: str) -> str:
    """Return what a screen reader reads as sentences after each other; empty parts are left out."""
    return ". ".join(part.rstrip(".") for part in parts if part)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` at once."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
