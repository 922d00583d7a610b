"""How long nobody has touched the computer, asked of the desktop on the bus: where X11 cannot be asked."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

_ASK_EVERY_MS = 5000
_PATIENCE_MS = 2000
_LEAST_STEP = 2.0  # seconds between two answers that are compared
_GROWTH = (0.5, 2.0)  # how much an answer may grow for each second that has passed


@dataclass(frozen=True, slots=True)
class Desktop:
    """Who on the bus counts idle time, and by which call."""

    interface: str
    path: str
    call: str


DESKTOPS = (
    Desktop("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "GetIdletime"),
    Desktop("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "GetSessionIdleTime"),
)


class BusIdle(QObject):
    """Trusted only after its answers were seen to grow with the time: some desktops answer 0 for ever.

    That also tells seconds from milliseconds, which desktops do not agree on.
    """

    def __init__(self, bus: QDBusConnection, desktop: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = desktop.interface
        self._bus, self._desktop = bus, desktop
        self._counted = Counted()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)
        self._timer.start(_ASK_EVERY_MS)
        self.ask()

    def __call__(self) -> float | None:
        """Return the seconds, None while nothing is known that can be trusted."""
        return self._counted.seconds(time.monotonic())

    def ask(self) -> None:
        asked = self._desktop
        call = QDBusMessage.createMethodCall(asked.interface, asked.path, asked.interface, asked.call)
        call.setAutoStartService(False)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call, _PATIENCE_MS), self)
        watcher.finished.connect(self._heed)

    def _heed(self, watcher: QDBusPendingCallWatcher) -> None:
        reply = watcher.reply()
        said = reply.arguments()[0] if reply.arguments() else None
        if reply.type() == QDBusMessage.MessageType.ReplyMessage and isinstance(said, int):
            self._counted.add(said, time.monotonic())
        else:
            self._counted = Counted()
        watcher.deleteLater()


class Counted:
    """The answers so far, and the unit that they turned out to have: `unit` answers are one second, 0 unknown."""

    def __init__(self) -> None:
        self.unit = 0
        self._said, self._at = 0, 0.0
        self._known = False

    def add(self, said: int, at: float) -> None:
        """Take an answer that came at a moment, in seconds of a clock."""
        if self._known and at - self._at < _LEAST_STEP:
            return
        if self._known and not self.unit:
            grown = (said - self._said) / (at - self._at)
            self.unit = next((unit for unit in (1, 1000) if _GROWTH[0] <= grown / unit <= _GROWTH[1]), 0)
        self._said, self._at, self._known = said, at, True

    def seconds(self, now: float) -> float | None:
        return self._said / self.unit + (now - self._at) if self.unit else None
