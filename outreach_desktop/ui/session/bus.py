"""On Linux: what logind and the screen savers tell on the buses of this machine."""

import os
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

_LOGIND, _MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1"
_SAVERS = tuple(f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
_TURNED = SLOT("_turned(bool)")
_PATIENCE_MS = 2000


def system_bus() -> QDBusConnection:
    return QDBusConnection.systemBus()


def session_bus() -> QDBusConnection | None:
    """Return the bus of the user's session; none where Qt would have to start one, which leaves files behind."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS") or (runtime and Path(runtime, "bus").exists()):
        return QDBusConnection.sessionBus()
    return None


class BusWatch(QObject):
    """`left` comes when the screen is locked, and before the computer sleeps: it waits until we have locked.

    The system ends that waiting after some seconds of its own. What we hold of it is closed when the process is
    replaced, which is the sign for it to go on.
    """

    left = Signal()

    def __init__(
        self, name: str, system: QDBusConnection, session: QDBusConnection | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._system, self.session, self._name = system, session, name
        self._delay: object = None
        if system.isConnected():
            self._hear_logind(system)
            self._ask_for_delay()
        if session is not None and session.isConnected():
            for saver in _SAVERS:
                session.connect(saver, "", saver, "ActiveChanged", self, _TURNED)  # type: ignore[call-overload]

    @property
    def holds_sleep(self) -> bool:
        """Whether the system waits for us before it sleeps."""
        return self._delay is not None

    def _hear_logind(self, bus: QDBusConnection) -> None:
        own = own_session_path(os.environ.get("XDG_SESSION_ID", ""))
        bus.connect(_LOGIND, _MANAGER, f"{_LOGIND}.Manager", "PrepareForSleep", self, _TURNED)  # type: ignore[call-overload]
        bus.connect(_LOGIND, own, f"{_LOGIND}.Session", "Lock", self, SLOT("_locked()"))  # type: ignore[call-overload]

    @Slot(bool)
    def _turned(self, on: bool) -> None:  # noqa: FBT001 - what the bus sends
        if on:
            self.left.emit()

    @Slot()
    def _locked(self) -> None:
        self.left.emit()

    def _ask_for_delay(self) -> None:
        call = QDBusMessage.createMethodCall(_LOGIND, _MANAGER, f"{_LOGIND}.Manager", "Inhibit")
        call.setArguments(["sleep", self._name, self._name, "delay"])
        asked = QDBusPendingCallWatcher(self._system.asyncCall(call, _PATIENCE_MS), self)
        asked.finished.connect(self._keep_delay)

    def _keep_delay(self, asked: QDBusPendingCallWatcher) -> None:
        reply = asked.reply()
        if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            self._delay = reply.arguments()[0]
        asked.deleteLater()


def own_session_path(session: str) -> str:
    """Return where logind has our session, by its id; without one the sessions of all users are heard."""
    if not session:
        return ""
    plain = "".join(_escaped(letter, first=not at) for at, letter in enumerate(session))
    return f"{_MANAGER}/session/{plain}"


def _escaped(letter: str, *, first: bool) -> str:
    """Write a letter as paths on the bus have it: no digit first, letters and digits as they are."""
    kept = letter.isascii() and letter.isalnum() and not (first and letter.isdigit())
    return letter if kept else "".join(f"_{byte:02x}" for byte in letter.encode())
