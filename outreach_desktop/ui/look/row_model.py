"""The model of painted lists: Python objects, with what is said of them and what can be ticked.

Not `QStandardItemModel`: when Qt takes its items apart, it asks PySide for wrappers that Python has let go of, and the
process ended in the middle of an evening (`tests/stories/test_evening.py`).
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from .paint import ROW

_Index = QModelIndex | QPersistentModelIndex
_Role, _Flag = Qt.ItemDataRole, Qt.ItemFlag
_ROOT = QModelIndex()


class RowModel(QAbstractListModel):
    """Each entry is given back whole for the role `ROW`; `title` and `spoken` of an entry are its words.

    An entry with `heading` cannot be chosen, one whose `ticked` is not None can be ticked.
    """

    def __init__(self, entries: Sequence[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._entries = list(entries)
        self._ticked = {at for at, entry in enumerate(self._entries) if getattr(entry, "ticked", None)}

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        match role:
            case _ if role == ROW:
                return entry
            case _Role.DisplayRole:
                return entry.title
            case _Role.AccessibleTextRole:
                return entry.spoken
            case _Role.CheckStateRole if self._can_be_ticked(index):
                return Qt.CheckState.Checked if index.row() in self._ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Tick an entry, or take its tick away."""
        if role != _Role.CheckStateRole or not self._can_be_ticked(index):
            return False
        keep = self._ticked.add if Qt.CheckState(value) == Qt.CheckState.Checked else self._ticked.discard
        keep(index.row())
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or getattr(self._entries[index.row()], "heading", False):
            return _Flag.ItemIsEnabled
        ticks = _Flag.ItemIsUserCheckable if self._can_be_ticked(index) else _Flag.NoItemFlags
        return _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | ticks

    def ticked(self) -> list[Any]:
        """Return the entries that are ticked, in their order."""
        return [self._entries[at] for at in sorted(self._ticked)]

    def _can_be_ticked(self, index: _Index) -> bool:
        return getattr(self._entries[index.row()], "ticked", None) is not None
