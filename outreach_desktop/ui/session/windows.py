"""On Windows: the session is locked or left for another user's, or the computer goes to sleep."""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

SESSION_CHANGE, POWER = 0x02B1, 0x0218
_LEAVING = {
    SESSION_CHANGE: frozenset({2, 4, 6, 7}),  # console or remote disconnected, signed out, locked
    POWER: frozenset({4}),  # goes to sleep
}
_THIS_SESSION = 0


class Message(ctypes.Structure):
    """MSG of Windows."""

    _fields_ = (
        ("window", wintypes.HWND),
        ("message", wintypes.UINT),
        ("what", wintypes.WPARAM),
        ("more", wintypes.LPARAM),
        ("time", wintypes.DWORD),
        ("point", wintypes.POINT),
    )


def says_left(message: int, what: int) -> bool:
    return what in _LEAVING.get(message, ())


class MessageFilter(QAbstractNativeEventFilter):
    """Looks at each message of the system and passes all of them on."""

    def __init__(self, left: Callable[[], object]) -> None:
        super().__init__()
        self._left = left

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type]
            read = Message.from_address(int(message))
            if says_left(read.message, read.what):
                self._left()
        return False, 0


class WindowsWatch(QObject):
    """`left` comes when the user locks the session, leaves it, or lets the computer sleep."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter = MessageFilter(self.left.emit)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        _ask_for_messages(int(window.winId()))


def _ask_for_messages(window: int) -> None:
    """Have the system send its session's messages to a window; power messages come to every window."""
    if sys.platform == "win32":
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), _THIS_SESSION)
