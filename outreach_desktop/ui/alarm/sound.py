"""The sound of the alarm, played by what the system has for it: no library of ours talks to a sound card."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer, Signal

from ...paths import RESOURCES

ALARM = RESOURCES / "sounds" / "alarm.wav"
LENGTH_MS = 2900
_AGAIN_MS = 5000  # until a computer that could not play it is asked once more
_TOO_SHORT_MS = 300  # who ends sooner has played nothing
_STOPPING_MS = 300


@dataclass(frozen=True, slots=True)
class Player:
    """A program that plays a file and ends."""

    program: str
    arguments: tuple[str, ...] = ()


_PLAYERS = {
    "linux": (Player("pw-play"), Player("paplay"), Player("aplay", ("-q",))),
    "darwin": (Player("afplay"),),
}


def players() -> list[Player]:
    """Return those that are installed here, the one to try first first."""
    known = _PLAYERS.get(sys.platform, ())
    found = ((shutil.which(each.program), each.arguments) for each in known)
    return [Player(path, arguments) for path, arguments in found if path]


class Sound(Protocol):
    """`ended` tells whether it was played once to its end; `missing` that this computer cannot play it."""

    ended: Signal
    changed: Signal

    @property
    def missing(self) -> bool: ...
    def play_once(self) -> None: ...
    def ring(self) -> None: ...
    def stop(self) -> None: ...


class ProgramSound(QObject):
    """Played by another program, again and again while it rings."""

    ended = Signal(bool)
    changed = Signal()

    def __init__(self, parent: QObject | None = None, installed: Sequence[Player] | None = None) -> None:
        super().__init__(parent)
        self._installed = list(players() if installed is None else installed)
        self.missing = not self._installed
        self._rings, self._at = False, 0
        self._process: QProcess | None = None
        self._lasted = QElapsedTimer()
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._begin)

    def play_once(self) -> None:
        """Play it, and tell by `ended` how that went."""
        self.stop()
        self._begin()

    def ring(self) -> None:
        """Play it until `stop`."""
        if not self._rings:
            self._rings = True
            self._begin()

    def stop(self) -> None:
        self._rings = False
        self._again.stop()
        if self._process is not None:
            process, self._process = self._process, None
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.kill()
            process.waitForFinished(_STOPPING_MS)
            process.deleteLater()

    def _begin(self) -> None:
        """Play it from the start by the player that worked last."""
        if self._process is None:
            self._at = 0 if self._at >= len(self._installed) else self._at
            self._try()

    def _try(self) -> None:
        if self._at >= len(self._installed):
            self._give_up()
            return
        player = self._installed[self._at]
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self._lasted.start()
        process.start(player.program, [*player.arguments, str(ALARM)])

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._next()

    def _finished(self, status: int) -> None:
        if status != 0 or self._lasted.elapsed() < _TOO_SHORT_MS:
            self._next()
            return
        self._forget_process()
        self._note_missing(missing=False)
        self.ended.emit(True)
        if self._rings:
            self._begin()

    def _next(self) -> None:
        self._forget_process()
        self._at += 1
        self._try()

    def _give_up(self) -> None:
        self._note_missing(missing=True)
        self.ended.emit(False)
        if self._rings:
            self._again.start()

    def _forget_process(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None

    def _note_missing(self, *, missing: bool) -> None:
        if missing != self.missing:
            self.missing = missing
            self.changed.emit()


class WindowsSound(QObject):
    """Played by Windows itself."""

    ended = Signal(bool)
    changed = Signal()

    def __init__(self, parent: QObject | None = None, file: Path = ALARM) -> None:
        super().__init__(parent)
        self.missing, self._file = False, file
        self._once = QTimer(self, singleShot=True, interval=LENGTH_MS)
        self._once.timeout.connect(lambda: self.ended.emit(not self.missing))

    def play_once(self) -> None:
        """Play it, and tell by `ended` how that went."""
        self._play(again=False)
        self._once.start()

    def ring(self) -> None:
        """Play it until `stop`."""
        self._play(again=True)

    def stop(self) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(None, winsound.SND_PURGE)

    def _play(self, *, again: bool) -> None:
        if sys.platform == "win32":
            import winsound

            how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            try:
                winsound.PlaySound(str(self._file), how | winsound.SND_LOOP if again else how)
            except RuntimeError:
                self.missing = True
                self.changed.emit()


def system_sound(parent: QObject) -> "ProgramSound | WindowsSound":
    return WindowsSound(parent) if sys.platform == "win32" else ProgramSound(parent)
