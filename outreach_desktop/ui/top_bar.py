"""The top bar: neutral name, search, practice mark, what pages add, who is signed in, lock."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy

from ..i18n import _
from .look import theme
from .look.buttons import button
from .look.layouts import Item, box, frame, row
from .look.paint import draw_icon
from .look.tokens import Size, Space
from .look.words import label, named, picture

_SEARCH_FIRST = 100  # of what is left over in the bar, until the search field is as wide as it may be
_BESIDE_ICON = 26  # pixels of the search field that belong to its icon


@dataclass(frozen=True, slots=True)
class Signs:
    """What the window says of itself: a neutral name ("" is the usual one), who works, practice or real."""

    name: str = ""
    who: str = ""
    practice: bool = False

    @property
    def shown_name(self) -> str:
        return self.name or _("Notes")


class SearchField(QLineEdit):
    """Search over everything; Esc empties it, then gives the keyboard back (`left`)."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Search everything: alias, phone, code"))
        self.setAccessibleName(_("Search everything"))
        self.setToolTip("Ctrl+K")
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(160)
        self.setMaximumWidth(theme.scaled(440))
        self.setTextMargins(theme.px(_BESIDE_ICON), 0, 0, 0)
        named(self, "search")

    def set_quietly(self, text: str) -> None:
        """Put `text` in without telling, since nobody asks for it."""
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a magnifier in the field; an action for it would be a nameless button for screen readers."""
        super().paintEvent(event)
        top = (self.height() - theme.px(Size.SMALL_ICON)) / 2
        draw_icon(QPainter(self), theme.px(Space.S), top, "search", "muted", Size.SMALL_ICON)

    def event(self, event: QEvent) -> bool:
        """Keep Esc, and no other key, from the window's shortcuts while one types here."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.set_quietly("")
        else:
            self.left.emit()


class TopBar(QFrame):
    """One line that is the same in every room."""

    lock_pressed = Signal()

    def __init__(self, signs: Signs, name_width: int) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.search = SearchField()
        self._added = row(gap=Space.L)
        lock = button(_("Lock"), "lock", hint="Ctrl+L", name="lock")
        lock.clicked.connect(self.lock_pressed)
        self._name = label(signs.shown_name, "lead")
        self._name.setMinimumWidth(name_width - theme.px(Space.L))
        account = row(picture("user", "muted", Size.SMALL_ICON), label(signs.who), gap=6)
        marks: list[Item] = [_practice_badge(), Space.S] if signs.practice else []
        items = [self._name, self.search, None, *marks, self._added, account, Space.M, lock]
        layout = row(*items, margin=(Space.XL, 0, Space.L, 0))
        layout.setStretch(1, _SEARCH_FIRST)
        self.setLayout(layout)
        self.setFixedHeight(theme.scaled(Size.TOP_HEIGHT))

    def set_compact(self, *, compact: bool) -> None:
        """Do without the name, which the window's title says too, where there is little room."""
        self._name.setVisible(not compact)

    def add(self, item: Item) -> None:
        """Let a part of the program show something beside who is signed in, such as a running clock."""
        self._added.addWidget(box(row(item)))


def _practice_badge() -> QFrame:
    words = label(_("Practice"), "strong", "warning")
    inner = row(picture("book-open", "warning", Size.SMALL_ICON), words, gap=6, margin=(10, 6, 10, 6))
    result = frame(inner, "badge")
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    result.setAccessibleName(_("Practice"))
    result.setToolTip(_("This vault holds invented people to learn on."))
    return result
