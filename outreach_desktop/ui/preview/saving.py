"""Saving what leaves the vault as a file: what is in it is said before, and its name says nothing."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from ...i18n import _
from ...operations.exported_files import write_file
from ...storage.database import Database
from ..dialogs import Dialog, confirm
from ..file_days import dress_file_dialog
from ..workspace import Workspace


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file about to leave: its ending, a sentence about what is in it, its bytes, and the line for the log.

    `content` and `note` are called in threads of the workspace.
    """

    ending: str
    inside: str
    content: Callable[[Database], bytes]
    note: Callable[[Database], object]


class FileSaver(QObject):
    """Says what leaves the vault, asks for a place, writes the file with its line in the log, and tells its name."""

    def __init__(self, parent: QWidget, workspace: Workspace, leaving: Leaving, saved: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._page, self._workspace, self._leaving, self._saved = parent, workspace, leaving, saved

    def begin(self) -> Dialog:
        outside = _("The file will lie outside the vault: whoever gets at it can read it.")
        text = f"{self._leaving.inside} {outside}"
        return confirm(self._page, _("This leaves the vault"), text, _("Choose a place"), self._prepare)

    def _prepare(self) -> None:
        self._workspace.compute(self, "", self._leaving.content, self._ask_place)

    def _ask_place(self, content: bytes) -> None:
        ending = self._leaving.ending
        dialog = place_dialog(self._page, ending, f"export-{self._workspace.today.isoformat()}.{ending}")
        dialog.fileSelected.connect(lambda name: self.write(Path(name), content))
        dialog.open()

    def write(self, path: Path, content: bytes) -> None:
        """Note first: a line too many in the log is better than a file that nobody knows of."""

        def work(db: Database) -> str:
            self._leaving.note(db)
            write_file(path, content)
            return path.name

        self._workspace.write(self, work, self._saved)


def place_dialog(parent: QWidget, ending: str, name: str) -> QFileDialog:
    """Return a dialog that asks where to save; neither Qt nor the desktop remembers what was chosen."""
    dialog = QFileDialog(parent, _("Save as"))
    dialog.setObjectName("place")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{ending.upper()} (*.{ending})"])
    dialog.setDefaultSuffix(ending)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform == "linux")
    dress_file_dialog(dialog)
    dialog.setDirectory(str(Path.home()))
    dialog.selectFile(name)
    dialog.destroyed.connect(forget_places)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def forget_places() -> None:
    """Take away what Qt keeps of its file dialogs in the user's own settings: folders and names."""
    remembered = QSettings(QSettings.Scope.UserScope, "QtProject")
    remembered.remove("FileDialog")
    remembered.sync()
