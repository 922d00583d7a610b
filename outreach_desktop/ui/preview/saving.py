"""Saving what leaves the vault as a file: what is in it is said before, and how it is called says nothing."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from ...i18n import _
from ...operations.exported_files import write_file
from ...storage.database import Database
from ..dialogs import Dialog, confirm
from ..workspace import Workspace


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file about to leave: its ending, a sentence about what is in it, its bytes, and the line for the log.

    `content` and `note` are called in threads of the workspace.
    """

    ending: str
    inside: str
    content: Callable[[Database], bytes]
    note: Callable[[Database], None]


def save_as_file(parent: QWidget, workspace: Workspace, leaving: Leaving, saved: Callable[[str], None]) -> Dialog:
    """Say what leaves the vault, ask for a place, write the file and its line in the log; `saved` gets its name."""
    text = f"{leaving.inside} {_('The file lies outside the vault: whoever gets at it can read it.')}"
    return confirm(
        parent,
        _("This leaves the vault"),
        text,
        _("Choose a place"),
        lambda: workspace.compute(
            parent, "", leaving.content, lambda content: _ask_place(parent, workspace, leaving, content, saved)
        ),
    )


def _ask_place(
    parent: QWidget, workspace: Workspace, leaving: Leaving, content: bytes, saved: Callable[[str], None]
) -> None:
    dialog = place_dialog(parent, leaving.ending, f"export-{workspace.today.isoformat()}.{leaving.ending}")
    dialog.fileSelected.connect(lambda name: _write(parent, workspace, leaving, content, Path(name), saved))
    dialog.open()


def _write(
    parent: QWidget, workspace: Workspace, leaving: Leaving, content: bytes, path: Path, saved: Callable[[str], None]
) -> None:
    """Note first: a line too many is better than a file that nobody knows of."""

    def work(db: Database) -> str:
        leaving.note(db)
        write_file(path, content)
        return path.name

    workspace.write(parent, work, saved)


def place_dialog(parent: QWidget, ending: str, name: str) -> QFileDialog:
    """Return a dialog that asks where to save; neither Qt nor the desktop remembers what was chosen."""
    dialog = QFileDialog(parent, _("Save as"))
    dialog.setObjectName("place")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{ending.upper()} (*.{ending})"])
    dialog.setDefaultSuffix(ending)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform == "linux")
    dialog.selectFile(name)
    dialog.destroyed.connect(forget_places)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def forget_places() -> None:
    """Take away what Qt keeps of its file dialogs in the user's own settings: folders and names."""
    remembered = QSettings(QSettings.Scope.UserScope, "QtProject")
    remembered.remove("FileDialog")
    remembered.sync()
