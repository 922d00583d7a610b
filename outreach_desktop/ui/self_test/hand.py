"""A hand at the keyboard: it presses keys, types, and waits until something can be seen. It never calls the program."""

import sys
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

LOOK_EVERY_MS = 10
W = TypeVar("W", bound=QWidget)


class NotSeen(Exception):
    """Something that was waited for did not come; `what` says in a few words what it was."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Hand:
    """`seconds` is how long it waits for anything. `bugs` are errors that nobody caught: they end the waiting."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.bugs: list[BaseException] = []
        sys.excepthook = lambda _kind, error, _trace: self.bugs.append(error)

    def wait(self, what: str, condition: Callable[[], object]) -> None:
        """Let the program run until `condition` holds; raises `NotSeen`."""
        loop = QEventLoop()
        look, end = QTimer(interval=LOOK_EVERY_MS), QTimer(singleShot=True, interval=round(self.seconds * 1000))
        look.timeout.connect(lambda: loop.quit() if self.bugs or condition() else None)
        end.timeout.connect(loop.quit)
        look.start()
        end.start()
        loop.exec()
        look.stop()
        end.stop()
        if self.bugs:
            raise self.bugs[0]
        if not condition():
            raise NotSeen(what)

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """Return the control of that name that can be seen and used, waiting for it."""
        self.wait(name, lambda: _shown(name, kind))
        found = _shown(name, kind)
        if found is None:
            raise NotSeen(name)
        return found

    def sees(self, name: str) -> bool:
        """Say whether a control of that name is on the screen now."""
        return _shown(name, QWidget) is not None

    def focus(self, name: str) -> QWidget:
        """Bring the keyboard to a control; it is looked up at each try, since pages are built anew."""
        self.wait(name, lambda: (control := _shown(name, QWidget)) is not None and _takes_keyboard(control))
        return self.find(name)

    def take(self, control: QWidget) -> None:
        """Bring the keyboard to a control that is at hand."""
        self.wait(control.objectName(), lambda: _takes_keyboard(control))

    def press(self, keys: str) -> None:
        """Press keys such as `Ctrl+S` where the keyboard is."""
        combination = QKeySequence(keys)[0]  # type: ignore[index]
        QTest.keyClick(self._keyboard(), combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type a text, letter by letter, where the keyboard is."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._keyboard(), key)

    def _keyboard(self) -> QWidget:
        """Return what has the keyboard; where nothing has it, bring the window to the front first."""
        if (found := QApplication.focusWidget() or QApplication.activeWindow()) is not None:
            return found
        self.wait("keyboard", _bring_to_front)
        return self._keyboard()

    def write(self, name: str, text: str) -> None:
        """Type a text into a control, over what stands there."""
        self.focus(name)
        self.press("Ctrl+A")
        self.type(text)

    def push(self, name: str) -> None:
        """Push a button with the space bar."""
        button: QWidget = self.find(name)
        self.wait(name, button.isEnabled)
        self.focus(name)
        self.press("Space")

    def choose(self, name: str, words: str) -> None:
        """Choose an entry of a list by typing how it begins, or step to it."""
        control = self.focus(name)
        if isinstance(control, QComboBox) and control.isEditable():
            self.press("Ctrl+A")
            self.type(words)
            return
        for _step in range(control.count() if isinstance(control, QComboBox) else 0):
            if isinstance(control, QComboBox) and control.currentText() == words:
                return
            self.press("Down")
        raise NotSeen(words)


def _takes_keyboard(control: QWidget) -> bool:
    """Bring the window of a control to the front, or the keyboard to it, and say whether it is there."""
    if not control.isActiveWindow():
        control.window().activateWindow()
    elif not control.hasFocus() and not control.isAncestorOf(QApplication.focusWidget() or control.window()):
        control.setFocus(Qt.FocusReason.TabFocusReason)
    focus = QApplication.focusWidget()
    return focus is not None and (focus is control or control.isAncestorOf(focus) or focus is control.focusProxy())


def _bring_to_front() -> bool:
    if QApplication.activeWindow() is not None:
        return True
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.activateWindow()
    return False


def _shown(name: str, kind: type[W]) -> W | None:
    found = (each for window in QApplication.topLevelWidgets() for each in _all(window, name, kind))
    return next((each for each in found if each.isVisible()), None)


def _all(window: QWidget, name: str, kind: type[W]) -> list[W]:
    return [
        each for each in (window, *window.findChildren(kind)) if isinstance(each, kind) and each.objectName() == name
    ]
