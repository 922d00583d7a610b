"""The days of files in Qt's own dialogs, which ask where to save or which folder to open."""

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDateTime, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QHeaderView, QTreeView

from ..i18n import window_texts
from .look import theme

_CHANGED = 3  # the column of the day on which a file was changed


def dress_file_dialog(dialog: QFileDialog) -> None:
    """Let a dialog of Qt's own, which one that is the system's takes no notice of, show days whole and in our words."""
    dialog.setProxyModel(_DaysInWords(dialog))
    dialog.resize(theme.scaled(880), theme.scaled(560))
    listed = dialog.findChild(QTreeView, "treeView")
    if isinstance(listed, QTreeView):
        listed.header().setSectionResizeMode(_CHANGED, QHeaderView.ResizeMode.ResizeToContents)


def day_in_words(changed: QDateTime) -> str:
    """Return day and time; nothing for a file of which neither can be told, such as a link that leads nowhere."""
    if not changed.isValid() or not 1 <= changed.date().year() <= date.max.year:
        return ""
    moment: datetime = changed.toPython()  # type: ignore[assignment]
    return f"{window_texts().day(moment.date(), 'medium')} {window_texts().clock(moment)}"


class _DaysInWords(QSortFilterProxyModel):
    """The files that a dialog lists, with their days in the window's language: Qt writes them as the system does."""

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        files = self.sourceModel()
        if role == Qt.ItemDataRole.DisplayRole and index.column() == _CHANGED and isinstance(files, QFileSystemModel):
            return day_in_words(files.lastModified(self.mapToSource(index)))
        return super().data(index, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the files themselves: their days as words have no order."""
        self.sourceModel().sort(column, order)
