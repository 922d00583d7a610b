"""Caps Lock and the keyboard's layout, as far as the system tells: None and "" where it does not."""

import ctypes
import sys
from functools import cache, cached_property

from PySide6.QtGui import QGuiApplication, QKeyEvent

_CORE_KEYBOARD = 0x100
_ANY_TYPE = 0
_CAPS_KEY = 0x14


class _XkbState(ctypes.Structure):
    """The beginning of libX11's XkbStateRec, and room for the rest."""

    _fields_ = (("group", ctypes.c_ubyte), ("rest", ctypes.c_ubyte * 31))


class Keyboard:
    """Asks X11 and Windows; elsewhere Caps Lock is guessed from what is typed, see `guess_caps_lock`."""

    asked = False  # whether the system was asked before, so that the answer comes at once

    @cached_property
    def _x11(self) -> "_X11 | None":
        return _open_x11() if QGuiApplication.platformName() == "xcb" else None

    def caps_lock(self) -> bool | None:
        """Return whether Caps Lock is on; None where nobody says."""
        self.asked = True
        if self._x11:
            return self._x11.caps_lock()
        if sys.platform == "win32":
            return bool(ctypes.windll.user32.GetKeyState(_CAPS_KEY) & 1)
        return None

    def layout(self) -> str:
        """Return a short name of the layout in use, such as SE."""
        if self._x11:
            return self._x11.layout()
        if sys.platform in ("win32", "darwin"):
            return QGuiApplication.inputMethod().locale().name().rpartition("_")[2]
        return ""


@cache
def keyboard() -> Keyboard:
    """Return the one keyboard: a connection to the display is made at the first question, and kept."""
    return Keyboard()


def guess_caps_lock(typed: QKeyEvent) -> bool | None:
    """Return what a typed letter says of Caps Lock: large without Shift, or small with it."""
    from PySide6.QtCore import Qt

    text = typed.text()
    if not text.isalpha() or text.upper() == text.lower():
        return None
    shift = bool(typed.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != shift


class _X11:
    """A connection of its own to the display that Qt shows on."""

    def __init__(self, library: ctypes.CDLL, display: int) -> None:
        self._library, self._display = library, ctypes.c_void_p(display)

    def caps_lock(self) -> bool | None:
        lights = ctypes.c_uint()
        failed = self._library.XkbGetIndicatorState(self._display, _CORE_KEYBOARD, ctypes.byref(lights))
        return None if failed else bool(lights.value & 1)

    def layout(self) -> str:
        state = _XkbState()
        failed = self._library.XkbGetState(self._display, _CORE_KEYBOARD, ctypes.byref(state))
        layouts = self._rules()
        return layouts[state.group].upper() if not failed and state.group < len(layouts) else ""

    def _rules(self) -> list[str]:
        """Return the layouts that are set up; the property holds rules, model, layouts, variants, options."""
        parts = self._root_property(b"_XKB_RULES_NAMES").split(b"\0")
        return parts[2].decode("ascii", "replace").split(",") if len(parts) > 2 else []  # noqa: PLR2004

    def _root_property(self, name: bytes) -> bytes:
        library, kind, form = self._library, ctypes.c_ulong(), ctypes.c_int()
        count, left, value = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
        atom = library.XInternAtom(self._display, name, 1)
        if not atom:
            return b""
        out = [ctypes.byref(place) for place in (kind, form, count, left, value)]
        root = library.XDefaultRootWindow(self._display)
        failed = library.XGetWindowProperty(self._display, root, atom, 0, 1024, 0, _ANY_TYPE, *out)
        if failed or not value.value:
            return b""
        try:
            return ctypes.string_at(value.value, count.value)
        finally:
            library.XFree(value)


def _open_x11() -> _X11 | None:
    try:
        library = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    library.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    library.XInternAtom.restype = ctypes.c_ulong
    library.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    long, pointer = ctypes.c_long, ctypes.c_void_p
    library.XGetWindowProperty.argtypes = (
        *(pointer, ctypes.c_ulong, ctypes.c_ulong, long, long, ctypes.c_int, ctypes.c_ulong),
        *(pointer,) * 5,
    )
    display = library.XOpenDisplay(None)
    return _X11(library, display) if display else None
