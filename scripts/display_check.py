"""Exit 0 when a window can be shown here; else say in words what to do, and exit 1.

Asks the display itself: a DISPLAY that points nowhere makes Qt abort. Needs nothing but the standard library.
"""

import ctypes
import os
import socket
import sys
from pathlib import Path

SENTENCES = """\
There is no display here, so the window cannot be shown. Everything is set up.
In a desktop, give `make run` in a terminal there. A display over the network (`ssh -X`) cannot be used, since the
program keeps itself off the network.
Without any screen, `xvfb-run -a make run` opens it unseen; `make self-test` does the main job and says how it went.
The command line needs no display: .venv/bin/outreach-desktop --help"""


def can_show_windows() -> bool:
    """Tell whether Qt will find a display, or was told by QT_QPA_PLATFORM what to do without one."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _x11_answers() or _wayland_answers()


def _x11_answers() -> bool:
    """Ask a display of this machine; one with a host in its name is reached over the network, which we refuse."""
    host, _colon, number = os.environ.get("DISPLAY", "").rpartition(":")
    if not number or host not in ("", "unix"):
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
    with socket.socket(socket.AF_UNIX) as door:
        return door.connect_ex(str(Path(folder) / name)) == 0


if __name__ == "__main__":
    if not can_show_windows():
        print(SENTENCES, file=sys.stderr)
        sys.exit(1)
