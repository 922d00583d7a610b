"""Name the Debian packages that are missing here, one a line; nothing when all is there.

    python scripts/system_packages.py run     what Qt loads for windows and printing, and what makes an environment
    python scripts/system_packages.py test    that, and the programs that the tests drive

Looks by trying, not by asking the package manager: a library counts as there when it can be loaded. Needs nothing
but the standard library, since it runs before anything is installed. Prints nothing on macOS and Windows, whose
wheels bring all they need.
"""

import ctypes
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libXss.so.1": "libxss1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}
PROGRAMS = {
    "git": "git",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "strace": "strace",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "dbus-run-session": "dbus",
}
SYSTEM_PYTHON = "/usr/bin/python3"  # the accessibility bus has its Python part there, not among the wheels
SPEECH = {
    "import gi": "python3-gi",
    "import gi; gi.require_version('Atspi', '2.0')": "gir1.2-atspi-2.0",
    "import pyatspi": "python3-pyatspi",
}
BUS_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def missing_packages(scope: str) -> Iterator[str]:
    """Yield the packages to install, in a fixed order; `scope` is run or test."""
    if not _can_make_environments():
        yield f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    yield from (package for library, package in LIBRARIES.items() if not loads(library))
    if scope == "test":
        yield from (package for program, package in PROGRAMS.items() if not shutil.which(program))
        yield from _missing_for_screen_readers()


def loads(library: str) -> bool:
    """Tell whether the system's loader finds the library and all that it needs itself."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _can_make_environments() -> bool:
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def _missing_for_screen_readers() -> Iterator[str]:
    if not any(Path(launcher).exists() for launcher in BUS_LAUNCHERS):
        yield "at-spi2-core"
    yield from (package for statement, package in SPEECH.items() if not _system_python_can(statement))


def _system_python_can(statement: str) -> bool:
    if not Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", statement], capture_output=True, check=False).returncode == 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["run" | "test" as scope]:
            if sys.platform == "linux":
                print("\n".join(missing_packages(scope)))
            return 0
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
