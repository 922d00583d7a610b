"""Where a window stands: 1366 x 768 or what fits, and where it stood before only if that can be seen."""

from PySide6.QtCore import QByteArray, QPoint, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

WANTED = QSize(1366, 768)
_TITLE_SEEN = 48  # pixels of the title bar that must be on a screen, to take hold of it


def fit_on_screen(window: QWidget, wanted: QSize = WANTED) -> None:
    """Give the window the wanted size, or all of its screen's free area when that is smaller."""
    free = window.screen().availableGeometry()
    window.resize(wanted.boundedTo(free.size()))


def place_of(window: QWidget) -> str:
    """Return size and place as text, for the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode()


def place_again(window: QWidget, place: str) -> None:
    """Put the window where `place_of` found it; what cannot be read or seen gives the usual size."""
    restored = window.restoreGeometry(QByteArray.fromBase64(place.encode()))
    if not restored or not _can_be_seen(window):
        fit_on_screen(window)
        window.move(window.screen().availableGeometry().topLeft())


def _can_be_seen(window: QWidget) -> bool:
    frame = window.frameGeometry()
    corners = (frame.topLeft(), frame.topRight() - QPoint(_TITLE_SEEN, 0))
    grips = [corner + QPoint(_TITLE_SEEN // 2, _TITLE_SEEN // 2) for corner in corners]
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    return any(screen.contains(grip) for screen in screens for grip in grips)
