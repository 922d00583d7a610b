"""The user's session beside our window: when they leave it, and how long nobody has touched the computer."""

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ..idle import IdleWatch


def watch_session(window: QWidget, name: str, idle: IdleWatch, leave: Callable[[], object]) -> None:
    """Call `leave` when the screen is locked, the computer sleeps or another user comes; let the desktop tell `idle`.

    `name` is what the system is told of us. Loads the bus only now: the window stands already. macOS tells nothing.
    """
    if sys.platform == "win32":
        from .windows import WindowsWatch

        WindowsWatch(window).left.connect(leave)
    elif sys.platform == "linux":
        _watch_buses(window, name, idle, leave)


def _watch_buses(window: QWidget, name: str, idle: IdleWatch, leave: Callable[[], object]) -> None:
    from .bus import BusWatch, session_bus, system_bus
    from .bus_idle import DESKTOPS, BusIdle

    watch = BusWatch(name, system_bus(), session_bus(), window)
    watch.left.connect(leave)
    if watch.session is not None and watch.session.isConnected():
        for desktop in DESKTOPS:
            idle.also_ask(BusIdle(watch.session, desktop, idle))
