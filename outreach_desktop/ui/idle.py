"""How long nobody has touched the computer, and locking after a while."""

import ctypes
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

WARN_SECONDS = 20
_LOOK_EVERY_MS = 1000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Counts the seconds without input. `warned` tells how many are left, 0 when somebody is there again."""

    warned = Signal(int)
    expired = Signal()

    def __init__(self, app: QObject, minutes: int, seconds_idle: Callable[[], float] | None = None) -> None:
        """Watch from now on; `seconds_idle` is the system's answer where it gives one, see `session_idle`."""
        super().__init__(app)
        self.minutes = minutes
        self._system, self._own = seconds_idle, _OwnInput(app)
        self._warning = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY_MS)

    @property
    def sees_whole_session(self) -> bool:
        """Whether input to other programs counts too."""
        return self._system is not None

    @property
    def seconds_idle(self) -> float:
        own = self._own.seconds
        return min(own, self._system()) if self._system else own

    def look(self) -> None:
        """Tell what is to be told now."""
        self._own.watch_windows()
        left = self.minutes * 60 - self.seconds_idle
        if left <= 0:
            self.stop()
            self.expired.emit()
        elif left <= WARN_SECONDS:
            self._warning = True
            self.warned.emit(max(1, round(left)))
        elif self._warning:
            self._warning = False
            self.warned.emit(0)

    def touch(self) -> None:
        """Count from zero, as if a key had been pressed."""
        self._own.touch()

    def stop(self) -> None:
        self._timer.stop()


class _OwnInput(QObject):
    """Input to our own windows. Keys that a program makes count too, such as those of a screen reader.

    It watches the windows, where all keys and clicks arrive, and what has the keyboard, where composed letters do.
    Watching the application instead would call Python for every event of every widget: half of building a page.
    """

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self.touch()
        self._focus: QObject | None = None
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.watch_windows)
            app.focusObjectChanged.connect(self._watch_focus)
            self._watch_focus(app.focusObject())
        self.watch_windows()

    def watch_windows(self) -> None:
        """Watch the windows that there are now; one that is watched already is not watched twice."""
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)

    def _watch_focus(self, control: QObject | None) -> None:
        if self._focus is not None and isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = control
        if control is not None:
            control.installEventFilter(self)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._last

    def touch(self) -> None:
        self._last = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in _INPUT:
            self._last = time.monotonic()
        return False


def session_idle() -> Callable[[], float] | None:
    """Return a function that says for how many seconds nobody has touched this computer, or None."""
    if sys.platform == "win32":
        return _windows_idle()
    return _x11_idle() if QGuiApplication.platformName() == "xcb" else None


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint))


def _windows_idle() -> Callable[[], float]:
    windows = ctypes.windll  # type: ignore[attr-defined]
    last = _LastInput(ctypes.sizeof(_LastInput), 0)

    def seconds() -> float:
        windows.user32.GetLastInputInfo(ctypes.byref(last))
        return float((windows.kernel32.GetTickCount() - last.tick) & 0xFFFFFFFF) / 1000

    return seconds


class _ScreenSaver(ctypes.Structure):
    """XScreenSaverInfo of libXss; `idle` in milliseconds."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("mask", ctypes.c_ulong),
    )


def _x11_idle() -> Callable[[], float] | None:
    try:
        x11, screen_saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
    except OSError:
        return None
    pointer, info = ctypes.c_void_p, _ScreenSaver()
    x11.XOpenDisplay.restype = pointer
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = (pointer,)
    screen_saver.XScreenSaverQueryInfo.argtypes = (pointer, ctypes.c_ulong, ctypes.POINTER(_ScreenSaver))
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    root = x11.XDefaultRootWindow(display)

    def seconds() -> float:
        known = screen_saver.XScreenSaverQueryInfo(display, root, ctypes.byref(info))
        return info.idle / 1000 if known else float("inf")

    return seconds if seconds() != float("inf") else None
