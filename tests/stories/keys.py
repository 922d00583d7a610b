"""A user of the running program who has nothing but a keyboard."""

from fingers import rest, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier


class Keys:
    """Keys go to what has the keyboard; after each, everything that it set off is waited for."""

    def __init__(self, desk):
        self._desk = desk

    @property
    def window(self):
        return self._desk.window

    def waits(self):
        space = self._desk.desktop.workspace
        for worker in (space._writer, space._reader, space._slow) * 3:
            worker.drain()
            QApplication.processEvents()
        rest(20)

    def press(self, *keys, modifiers=_NONE):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
            self.waits()

    def writes(self, text):
        type_text(text)
        self.waits()

    def saves(self):
        self.press(Qt.Key.Key_S, modifiers=CTRL)

    def tabs_to(self, name, most=80):
        """Press Tab until the control of that name has the keyboard."""
        way = []
        for _step in range(most):
            way.append(_name_of(QApplication.focusWidget()) or repr(QApplication.focusWidget()))
            if way[-1] == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}, but to {way[:3]}")

    def chooses(self, words, most=12):
        """Go with the arrows from answer to answer, and take the one that says so."""
        for _step in range(most):
            answer = QApplication.focusWidget()
            assert isinstance(answer, QToolButton), answer
            if answer.accessibleName() == words:
                self.press(Qt.Key.Key_Space)
                assert answer.isChecked()
                return
            self.press(Qt.Key.Key_Right)
        raise AssertionError(f"no answer says {words}")

    def rows(self, view):
        """Return what a list says, row by row."""
        return [(view.row(at).title, view.row(at).detail, view.row(at).aside) for at in range(view.model().rowCount())]

    def said(self):
        """Return every sentence that stands in the window."""
        return [each.text() for each in self.window.findChildren(QLabel) if each.isVisible() and each.text()]


def _name_of(widget):
    return widget.objectName() if widget is not None else ""
