"""Copying out of the vault: kept out of clipboard histories, and cleared soon, if nobody copied something else."""

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 30
HINTS = {  # what the clipboard managers of KDE, Windows and macOS look for
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\x00\x00\x00\x00",
    "application/x-nspasteboard-concealed-type": b"\x01",
    "org.nspasteboard.ConcealedType": b"\x01",
}


class Clipboard(QObject):
    """One a window. `left_changed` tells each second how many are left until the text is cleared, at last 0."""

    left_changed = Signal(int)

    def __init__(self, seconds: int = SECONDS) -> None:
        super().__init__()
        self._seconds = seconds
        self._text = ""
        self.left = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count_down)
        application = QGuiApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    def copy(self, text: str) -> None:
        """Put `text` on the clipboard, for half a minute."""
        content = QMimeData()
        content.setText(text)
        for kind, value in HINTS.items():
            content.setData(kind, QByteArray(value))
        _system().setMimeData(content)
        self._text, self.left = text, self._seconds
        self._tick.start()
        self.left_changed.emit(self.left)

    def clear(self) -> None:
        """Take our text away at once; what somebody else copied since stays."""
        if not self._text:
            return
        if _system().text() == self._text:
            _system().clear()
        self._text, self.left = "", 0
        self._tick.stop()
        self.left_changed.emit(0)

    def _count_down(self) -> None:
        if self.left <= 1:
            self.clear()
            return
        self.left -= 1
        self.left_changed.emit(self.left)


def _system() -> QClipboard:
    return QGuiApplication.clipboard()
