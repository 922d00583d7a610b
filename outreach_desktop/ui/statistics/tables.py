"""The tables of statistics as ordinary table models, which screen readers read cell by cell."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ...export.words import ShownTable
from ...i18n import _, window_texts

Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FiguresModel(QAbstractTableModel):
    """One table: what is counted, and its figures to the right."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownTable | None = None

    def show(self, shown: ShownTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self._shown is None or (parent is not None and parent.isValid()) else len(self._shown.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if self._shown is None or (parent is not None and parent.isValid()) else 1 + len(self._shown.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._shown is None or orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self._shown.key_heading, *self._shown.headings)[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._shown is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        words, figures = self._shown.rows[index.row()]
        return _figure(figures[index.column() - 1]) if index.column() else words


def _figure(value: int | None) -> str:
    return _("hidden") if value is None else window_texts().number(value)
