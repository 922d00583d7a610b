"""Typing as a keyboard does; the library's own way ends the process at the first letter outside ASCII."""

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


def type_text(text, widget=None):
    """Type as a keyboard does into what has the keyboard."""
    for letter in text:
        press(Qt.Key.Key_unknown, letter, widget)


def press(key, letter="", widget=None):
    target = widget or QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def enter():
    press(Qt.Key.Key_Return, "\r")


def rest(milliseconds):
    """Let the window live for a while. Qt's own waiting holds Python's lock, so that no thread gets anywhere."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
