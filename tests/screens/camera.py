"""One picture of the window with what lies over it: dialogs, menus, calendars and lists are windows of their own."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication


def take(window, file):
    picture = window.grab()
    painter = QPainter(picture)
    for each in _over(window):
        at = each.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
        painter.drawPixmap(at, each.grab())
    painter.end()
    picture.save(str(file))


def close_what_lies_over(window):
    for each in _over(window):
        each.close()
        each.deleteLater()


def _over(window):
    return [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]
