"""Pictures of the screen: Windows leaves our windows out of them. Elsewhere no program can ask for that."""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ..gate.preferences import Preferences
from .windows import Message, MessageFilter, install

SHOWN = 0x0018  # WM_SHOWWINDOW
SEEN, BLACK, LEFT_OUT = 0x00, 0x01, 0x11  # WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE
SetAffinity = Callable[[int, int], bool]  # a window and how pictures show it; whether the system did so


def can_be_prevented() -> bool:
    """Say whether this system keeps windows out of pictures of the screen."""
    return sys.platform == "win32"


class CaptureGuard(QObject):
    """Sees each window before it is first painted, and changes those that stand when the switch changes."""

    def __init__(self, app: QObject, preferences: Preferences, set_affinity: SetAffinity | None = None) -> None:
        super().__init__(app)
        self._preferences, self._set = preferences, set_affinity or _set_affinity
        self._seen = MessageFilter(self._heed)
        install(self._seen)
        preferences.changed.connect(self._cover_all)

    def _heed(self, message: Message) -> None:
        if message.message == SHOWN and message.what and message.window:
            self._cover(message.window)

    def _cover_all(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            if window.isVisible():
                self._cover(int(window.winId()))

    def _cover(self, window: int) -> None:
        """Leave a window out of pictures, or paint it black in them where Windows is too old for that."""
        if self._preferences.settings.capture_allowed:
            self._set(window, SEEN)
        elif not self._set(window, LEFT_OUT):
            self._set(window, BLACK)


def _set_affinity(window: int, affinity: int) -> bool:
    user = ctypes.windll.user32  # type: ignore[attr-defined]
    return bool(user.SetWindowDisplayAffinity(wintypes.HWND(window), wintypes.DWORD(affinity)))
