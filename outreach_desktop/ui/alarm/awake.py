"""Keeping the computer awake while the clock of a meeting runs: a computer that sleeps cannot ring."""

import os
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, Signal

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusPendingCallWatcher

_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001
# What is asked for, the most first: some systems let nobody but an administrator hold the lid.
WISHES = ("sleep:idle:handle-lid-switch", "sleep:idle", "idle")
_PATIENCE_MS = 2000


class KeepAwake(QObject):
    """`kept` says whether the system has promised it, None while nobody has answered or nothing is wished for."""

    changed = Signal()

    def __init__(self, name: Callable[[], str], parent: QObject | None = None) -> None:
        """`name` is what the system is told of us."""
        super().__init__(parent)
        self._name = name
        self.kept: bool | None = None
        self._wished = False
        self._held: Any = None

    def hold(self) -> None:
        """Ask the system to stay awake; asked already, nothing happens."""
        if self._wished:
            return
        self._wished = True
        if sys.platform == "win32":
            self._note(kept=_tell_windows(_CONTINUOUS | _SYSTEM_REQUIRED))
        elif sys.platform == "darwin":
            self._caffeinate()
        else:
            self._inhibit(list(WISHES))

    def release(self) -> None:
        """Let the system sleep as it likes."""
        if not self._wished:
            return
        self._wished, self.kept = False, None
        if sys.platform == "win32":
            _tell_windows(_CONTINUOUS)
        held, self._held = self._held, None  # closing what logind gave is the sign
        if isinstance(held, QProcess):
            held.kill()

    def _note(self, *, kept: bool) -> None:
        if self._wished and kept != self.kept:
            self.kept = kept
            self.changed.emit()

    def _caffeinate(self) -> None:
        program = shutil.which("caffeinate")
        if program is None:
            self._note(kept=False)
            return
        process = QProcess(self)
        process.start(program, ["-i", "-s", "-w", str(os.getpid())])
        self._held = process
        self._note(kept=True)

    def _inhibit(self, wishes: list[str]) -> None:
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        from ..session.bus import system_bus

        bus = system_bus()
        if not bus.isConnected() or not wishes:
            self._note(kept=False)
            return
        logind, manager = "org.freedesktop.login1", "/org/freedesktop/login1"
        call = QDBusMessage.createMethodCall(logind, manager, f"{logind}.Manager", "Inhibit")
        call.setArguments([wishes[0], self._name(), self._name(), "block"])
        asked = QDBusPendingCallWatcher(bus.asyncCall(call, _PATIENCE_MS), self)
        asked.finished.connect(lambda answer: self._heed(answer, wishes[1:]))

    def _heed(self, asked: "QDBusPendingCallWatcher", others: list[str]) -> None:
        from PySide6.QtDBus import QDBusMessage

        reply = asked.reply()
        asked.deleteLater()
        if reply.type() != QDBusMessage.MessageType.ReplyMessage or not reply.arguments():
            self._inhibit(others)
        elif self._wished:
            self._held = reply.arguments()[0]
            self._note(kept=True)


def _tell_windows(state: int) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint32(state)))
