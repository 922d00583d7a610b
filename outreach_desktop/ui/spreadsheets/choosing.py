"""Asking for the file of a spreadsheet; neither Qt nor the desktop remembers what was chosen."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ...i18n import _
from ..file_days import dress_file_dialog
from ..preview.saving import forget_places


def choose_sheet(parent: QWidget, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for a file; files of every kind can be chosen, and what is none is refused with a sentence."""
    dialog = QFileDialog(parent, _("Choose a spreadsheet"))
    dialog.setObjectName("place")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Spreadsheets") + " (*.csv *.xlsx *.txt *.tsv)", _("All files") + " (*)"])
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform == "linux")
    dress_file_dialog(dialog)
    dialog.setDirectory(str(Path.home()))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.destroyed.connect(forget_places)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
