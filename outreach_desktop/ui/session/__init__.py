"""The user's session beside our window: when they leave it, and how long nobody has touched the computer."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .bus import BusWatch
    from .windows import WindowsWatch


def watch_session(window: QWidget, name: str) -> "BusWatch | WindowsWatch | None":
    """Return what tells by `left` that the user goes: screen locked, computer asleep, another user. None on macOS.

    `name` is what the system is told of us. Loads the bus only now: the window stands already.
    """
    if sys.platform == "win32":
        from .windows import WindowsWatch

        return WindowsWatch(window)
    if sys.platform == "linux":
        from .bus import BusWatch, session_bus, system_bus

        return BusWatch(name, system_bus(), session_bus(), window)
    return None
