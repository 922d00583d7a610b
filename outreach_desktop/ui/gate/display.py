"""Whether a window can be shown here, asked before Qt is loaded: Qt ends the process where it cannot."""

import ctypes
import os
import re
import sys
from pathlib import Path

from ...domain.errors import KnownError

_LIBRARY = re.compile(r"(lib[\w.+-]+\.so[.\d]*)")


class NoDisplay(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "There is no display here, so the window cannot be shown. In a desktop, start the program in a terminal "
            "there. A display over the network (ssh -X) cannot be used, since the program keeps itself off the "
            "network. Without any screen, xvfb-run -a outreach-desktop opens it unseen, and outreach-desktop "
            "--self-test does the main job and says how it went. The command line needs no display: "
            "outreach-desktop --help"
        )


class LibraryMissing(KnownError):
    def __init__(self, library: str) -> None:
        super().__init__(
            "The window cannot be shown, since the system library {library} is missing. Install it with the system's "
            "package manager and start again. The command line works without it: outreach-desktop --help",
            library=library,
        )


def require_display() -> None:
    """Raise `NoDisplay` or `LibraryMissing` where Qt would end the process."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    x11 = _x11_answers()
    if not x11 and not _wayland_answers():
        raise NoDisplay
    if x11:
        _require_loadable("libqxcb.so")


def missing_library(error: BaseException) -> LibraryMissing | None:
    """Return in words which library the loader did not find; None when the error is another."""
    found = _LIBRARY.search(str(error))
    return LibraryMissing(found[1]) if found and "cannot open shared object" in str(error) else None


def _require_loadable(plugin: str) -> None:
    """Load the part of Qt that talks to the display, as Qt will: it names what it lacks."""
    inside = Path("PySide6", "Qt", "plugins", "platforms", plugin)
    path = next((found for folder in sys.path if (found := Path(folder) / inside).exists()), None)
    if path is None:
        return
    try:
        ctypes.CDLL(str(path))
    except OSError as error:
        raise missing_library(error) or LibraryMissing(plugin) from None


def _x11_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def _wayland_answers() -> bool:
    name, folder = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("XDG_RUNTIME_DIR", "")
    if not name:
        return False
    import socket

    with socket.socket(socket.AF_UNIX) as door:
        return door.connect_ex(str(Path(folder) / name)) == 0
