"""On Windows: what the system tells our windows; among it that the session is left or the computer goes to sleep."""

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
    """Shows each message of the system to `heed` and passes all of them on."""

    def __init__(self, heed: Callable[[Message], object]) -> None:
        super().__init__()
        self._heed = heed

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type]
            self._heed(Message.from_address(int(message)))
        return False, 0


def install(seen: MessageFilter) -> None:
    """Let a filter see the messages from now on; who installs it keeps it."""
    application = QCoreApplication.instance()
    if application is not None:
        application.installNativeEventFilter(seen)


class WindowsWatch(QObject):
    """`left` comes when the user locks the session, leaves it, or lets the computer sleep."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter = MessageFilter(self._heed)
        install(self._filter)
        _ask_for_messages(int(window.winId()))

    def _heed(self, message: Message) -> None:
        if says_left(message.message, message.what):
            self.left.emit()


def _ask_for_messages(window: int) -> None:
    """Have the system send its session's messages to a window; power messages come to every window."""
    if sys.platform == "win32":
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), _THIS_SESSION)
