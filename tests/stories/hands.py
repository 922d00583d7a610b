"""A user of the running program who has nothing but keys, one at a time, wherever the keyboard is."""

from desk import wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel


class Hands:
    """Nothing but keys, sent to whatever has the keyboard."""

    def __init__(self, desk):
        self.desk = desk

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        wait_until(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        workspace = self.desk.desktop.workspace
        for worker in (workspace._writer, workspace._reader) * 2:
            worker.drain()
            QApplication.processEvents()

    def tabs_to(self, name):
        for _step in range(60):
            if QApplication.focusWidget().objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}")

    def words(self):
        QApplication.processEvents()
        shown = self.desk.window.page.findChildren(QLabel)
        return " ".join(each.text() for each in shown if each.isVisible())
