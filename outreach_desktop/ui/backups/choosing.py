"""Asking for a folder or a file; neither Qt nor the desktop remembers what was chosen."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ...i18n import _
from ...vault.backup_folder import ENDING
from ..preview.saving import forget_places

Then = Callable[[Path], None]


def choose_folder(parent: QWidget, then: Then) -> QFileDialog:
    """Ask for the folder of a second place."""
    dialog = _dialog(parent, _("Choose a folder on a stick or a network share"), then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def choose_backup(parent: QWidget, then: Then) -> QFileDialog:
    """Ask for the file of a backup."""
    dialog = _dialog(parent, _("Choose a backup"), then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Backups") + f" (*{ENDING})"])
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, then: Then) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("place")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform == "linux")
    dialog.setDirectory(str(Path.home()))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.destroyed.connect(forget_places)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
