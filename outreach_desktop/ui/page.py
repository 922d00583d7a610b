"""A page: what one room shows. It is built anew when language, theme or size change.

A page can be captured and restored: what is typed and chosen, where it is scrolled to, and where
the keyboard is. That serves live switching, going back, drafts, and locking.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QWidget,
)

from .look.buttons import Choice
from .look.fields import SECRET
from .look.layouts import Heading, Item, box, column
from .look.tokens import Space
from .look.words import label

State = dict[str, Any]  # what JSON can hold
_Taken = Callable[[Any], Any]
_Put = Callable[[Any, Any], None]


class Page(QWidget):
    """Fill one with `compose`; name each control that people type or choose in, so that it is kept.

    A page whose controls say it all needs no more. Where rows are added or things are loaded, extend
    `state` and `restore`. `unsaved` says whether leaving would lose something typed.
    """

    title = ""
    left = False  # another page stands in its place
    awaits_answer = False  # what it mainly shows is being asked for: it is painted with the answer, not before
    answered = Signal()
    first: QWidget | None = None  # gets the keyboard, where a page that is only what it shows has something to press

    def compose(self, title: str, subtitle: str, actions: Sequence[Item], *content: Item, gap: int = Space.L) -> None:
        """Put title and one muted line to the left, actions to the right, the rest in one column below."""
        self.title = title
        self.setProperty("role", "page")
        self.setAccessibleName(title)
        heading = label(title, "title")
        words = column(heading, *([label(subtitle, "muted", wrap=True)] if subtitle else []), gap=2)
        self.setLayout(column(_header(words, actions), *content, gap=gap, margin=(Space.XL, 20, Space.XL, 20)))

    def minimumSizeHint(self) -> QSize:
        """Return the least that the words take at the width they have; Qt reckons with lines broken sooner."""
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return least
        width = max(least.width(), self.width())
        return QSize(least.width(), min(least.height(), layout.totalMinimumHeightForWidth(width)))

    def state(self) -> State:
        """Return what is typed and chosen, by the controls' names, and the name of the one with the keyboard."""
        values = {name: take(control) for name, control, take, _put in _kept_controls(self)}
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        return {"values": values, "focus": _whole(focus).objectName() if focus is not None and inside else ""}

    def restore(self, state: State) -> None:
        """Put back what `state` gave, in the order of the page; names that are gone are left out."""
        values = state.get("values", {})
        for name, control, _take, put in _kept_controls(self) if values else ():
            if name in values:
                put(control, values[name])
        focus = self.findChild(QWidget, state["focus"]) if state.get("focus") else None
        if isinstance(focus, Choice):
            focus.take_focus()
        elif isinstance(focus, QWidget):
            focus.setFocus()

    def first_focus(self) -> QWidget | None:
        """Return the control that gets the keyboard when the page opens; None leaves it where it is."""
        return self.first

    def unsaved(self) -> bool:
        """Return whether something typed would be lost if the page were forgotten."""
        return False


def _header(words: QLayout, actions: Sequence[Item]) -> QWidget:
    shown = [
        each if isinstance(each, QWidget) else box(each) for each in actions if isinstance(each, QWidget | QLayout)
    ]
    return Heading(words, *shown)


def secrets_of(page: QWidget) -> dict[str, str]:
    """Return what is typed in secret fields, by their names: for a page that is built anew at once, never to keep."""
    return {field.objectName(): field.text() for field in page.findChildren(QLineEdit) if field.property(SECRET)}


def put_secrets(page: QWidget, secrets: Mapping[str, str]) -> None:
    """Put back what `secrets_of` gave."""
    for name, text in secrets.items():
        field = page.findChild(QLineEdit, name)
        if isinstance(field, QLineEdit):
            field.setText(text)


def _kept_controls(page: QWidget) -> list[tuple[str, QWidget, _Taken, _Put]]:
    found = []
    for control in page.findChildren(QWidget):
        name = control.objectName()
        if name and not name.startswith("qt_") and not control.property(SECRET) and not _part_of_choice(control):
            found += [(name, control, take, put) for kind, take, put in _KEPT if isinstance(control, kind)][:1]
    return found


def _whole(control: QWidget) -> QWidget:
    """Return what has the name: an answer has none, the choice that it is part of has."""
    parent = control.parentWidget()
    return parent if isinstance(parent, Choice) else control


def _part_of_choice(control: QWidget) -> bool:
    return _whole(control) is not control


def _take_line(control: QLineEdit) -> list[Any]:
    return [control.text(), control.cursorPosition()]


def _put_line(control: QLineEdit, value: list[Any]) -> None:
    control.setText(value[0])
    control.setCursorPosition(value[1])


def _take_area(control: QPlainTextEdit) -> list[Any]:
    return [control.toPlainText(), control.textCursor().position(), control.verticalScrollBar().value()]


def _put_area(control: QPlainTextEdit, value: list[Any]) -> None:
    from PySide6.QtGui import QTextCursor

    text, position, scroll = value
    control.setPlainText(text)
    cursor = control.textCursor()
    cursor.setPosition(min(position, control.document().characterCount() - 1), QTextCursor.MoveMode.MoveAnchor)
    control.setTextCursor(cursor)
    control.verticalScrollBar().setValue(scroll)


def _take_combo(control: QComboBox) -> list[Any]:
    return [control.currentIndex(), control.currentText() if control.isEditable() else ""]


def _put_combo(control: QComboBox, value: list[Any]) -> None:
    if value[0] < control.count():
        control.setCurrentIndex(value[0])
    if control.isEditable():
        control.setEditText(value[1])


def _take_view(control: QAbstractItemView) -> list[int]:
    return [control.currentIndex().row(), control.verticalScrollBar().value()]


def _put_view(control: QAbstractItemView, value: list[int]) -> None:
    from PySide6.QtCore import QItemSelectionModel

    model = control.model()
    if model is not None and 0 <= value[0] < model.rowCount():
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        control.selectionModel().setCurrentIndex(model.index(value[0], 0), flags)
        control.verticalScrollBar().setValue(value[1])


_KEPT: tuple[tuple[type | tuple[type, ...], _Taken, _Put], ...] = (
    (QLineEdit, _take_line, _put_line),
    (QPlainTextEdit, _take_area, _put_area),
    (QComboBox, _take_combo, _put_combo),
    (Choice, lambda control: control.index, lambda control, value: control.choose(value)),
    (QTabBar, lambda control: control.currentIndex(), lambda control, value: control.setCurrentIndex(value)),
    ((QCheckBox, QRadioButton), QAbstractButton.isChecked, QAbstractButton.setChecked),
    (QAbstractItemView, _take_view, _put_view),
)


def page_of(title: str, subtitle: str, actions: Sequence[Item], *content: Item, gap: int = Space.L) -> Page:
    """Return a page that is only what it shows."""
    result = Page()
    result.compose(title, subtitle, actions, *content, gap=gap)
    return result
