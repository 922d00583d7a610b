"""Choosing the file that is the second key; where it lies is remembered nowhere."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from ...i18n import _
from ..look.buttons import button
from ..look.layouts import box, column, row
from ..look.words import label

PROPOSED_NAME = "key.bin"


class SecondKeyField(QWidget):
    """The chosen file by its name, and the way to choose one."""

    chosen = Signal()

    def __init__(self, name: str = "second_key") -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.path: Path | None = None
        self._shown = label("", wrap=True)
        choose = button(_("Choose the file"), "hard-drive", name=name)
        choose.clicked.connect(lambda: choose_key(self, self.use))
        self.setLayout(column(label(_("Second key"), "strong"), self._shown, box(row(choose, None)), gap=6))
        self._show()

    def use(self, path: Path) -> None:
        self.path = path
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        self._shown.setText(self.path.name if self.path else _("No file chosen. Plug in the USB stick first."))


def choose_key(parent: QWidget, then: Callable[[Path], None], *, new: bool = False) -> None:
    """Let a file be chosen, or the name of a new one, in Qt's own dialog; it remembers nothing."""
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, _("Make a second key") if new else _("Second key"))
    dialog.setObjectName("second_key.place")
    dialog.setFileMode(QFileDialog.FileMode.AnyFile if new else QFileDialog.FileMode.ExistingFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if new else QFileDialog.AcceptMode.AcceptOpen)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    if new:
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # a file that is there is refused, never replaced
        dialog.selectFile(PROPOSED_NAME)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.destroyed.connect(_forget)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _forget() -> None:
    """Take away what Qt keeps of its file dialogs."""
    remembered = QSettings(QSettings.Scope.UserScope, "QtProject")
    remembered.remove("FileDialog")
    remembered.sync()
