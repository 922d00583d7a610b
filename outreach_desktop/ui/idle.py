"""How long nobody has touched the computer, and locking after a while."""

import ctypes
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
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


Keys = Mapping[str, Callable[[], object]]  # by how a shortcut is written: `F12`, `Ctrl+L`


class Source(Protocol):
    """Says for how many seconds nobody has touched the computer, None while it does not know. `name` says who tells."""

    @property
    def name(self) -> str: ...

    def __call__(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class SystemIdle:
    """The answer of the system itself."""

    name: str
    ask: Callable[[], float]

    def __call__(self) -> float:
        return self.ask()


class IdleWatch(QObject):
    """Counts the seconds without input. `warned` tells how many are left, 0 when somebody is there again."""

    warned = Signal(int)
    expired = Signal()

    def __init__(self, app: QObject, minutes: int, seconds_idle: Source | None = None) -> None:
        """Watch from now on; `seconds_idle` is the system's answer where it gives one, see `session_idle`."""
        super().__init__(app)
        self.minutes = minutes
        self._own = _OwnInput(app)
        self._sources = [seconds_idle] if seconds_idle else []
        self._warning = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY_MS)

    def also_ask(self, source: Source) -> None:
        """Let input that another part of the system has seen count too."""
        self._sources.append(source)

    def heed(self, keys: Keys) -> None:
        """Do something at a key wherever the keyboard is: in dialogs and open lists too, where no shortcut works."""
        pressed = {QKeySequence(written)[0].toCombined(): do for written, do in keys.items()}  # type: ignore[index]
        self._own.keys = pressed

    @property
    def sees_whole_session(self) -> bool:
        """Whether input to other programs counts too."""
        return any(source() is not None for source in self._sources)

    @property
    def source(self) -> str:
        """Who says how long nobody has touched the computer; empty where only our own window is seen."""
        return next((source.name for source in self._sources if source() is not None), "")

    @property
    def seconds_idle(self) -> float:
        told = (source() for source in self._sources)
        return min([self._own.seconds, *(each for each in told if each is not None)])

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
        self._own.keys = {}


class _OwnInput(QObject):
    """Input to our own windows. Keys that a program makes count too, such as those of a screen reader.

    It watches the windows, where all keys and clicks arrive, and what has the keyboard, where composed letters do.
    Watching the application instead would call Python for every event of every widget: half of building a page.
    """

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self.keys: dict[int, Callable[[], object]] = {}
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
        if event.type() not in _INPUT:
            return False
        self._last = time.monotonic()
        return isinstance(event, QKeyEvent) and self._heeds(event)

    def _heeds(self, event: QKeyEvent) -> bool:
        do = self.keys.get(event.keyCombination().toCombined())
        if do is not None:
            do()
        return do is not None


def session_idle() -> Source | None:
    """Return a function that says for how many seconds nobody has touched this computer, or None."""
    if sys.platform == "win32":
        return _windows_idle()
    return _x11_idle() if QGuiApplication.platformName() == "xcb" else None


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint))


def _windows_idle() -> Source:
    windows = ctypes.windll  # type: ignore[attr-defined]
    last = _LastInput(ctypes.sizeof(_LastInput), 0)

    def seconds() -> float:
        windows.user32.GetLastInputInfo(ctypes.byref(last))
        return float((windows.kernel32.GetTickCount() - last.tick) & 0xFFFFFFFF) / 1000

    return SystemIdle("Windows", seconds)


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


def _x11_idle() -> Source | None:
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

    return SystemIdle("X11", seconds) if seconds() != float("inf") else None
