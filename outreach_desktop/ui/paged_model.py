"""A table of any number of records: knows all their ids, and loads the rows that are painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ..i18n import _
from .look.paint import ROW
from .words import Sign

Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _SPOKEN, _TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
_ROOT = QModelIndex()
PAGE = 64
MOST_PAGES = 64  # pages kept; older ones are loaded anew when they are painted again


class Listed(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Listed)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: `show` gives the words of a record's cell, or a `Sign`. `order` names how to sort by it.

    `width` is in pixels at 100 %, 0 takes what is left over.
    """

    id: str
    heading: str
    show: Callable[[R], str | Sign]
    width: int = 0
    order: str = ""


class PagedModel(QAbstractTableModel, Generic[R]):
    """`load` reads the records of some ids, leaving out those that are gone; their rows stay empty."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        load: Callable[[Sequence[int]], Sequence[R]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._load = load
        self.ids: Sequence[int] = ()
        self._pages: dict[int, list[tuple[R | None, list[str], list[Any]]]] = {}
        self._sorted: tuple[str, bool] = ("", False)

    def show(self, ids: Sequence[int]) -> None:
        """Show the records with these ids, in this order."""
        self.beginResetModel()
        self.ids, self._pages = ids, {}
        self.endResetModel()

    def refresh(self) -> None:
        """Load the painted rows again: what they say may have changed."""
        self._pages = {}
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))

    def mark_sorted(self, order: str, *, descending: bool) -> None:
        """Have the headings say which column the rows are sorted by."""
        self._sorted = (order, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def record(self, row: int) -> R | None:
        """Return the record of a row, None for one that is gone."""
        return self._row(row)[0]

    def _row(self, row: int) -> tuple[R | None, list[str], list[Any]]:
        page, place = divmod(row, PAGE)
        if page not in self._pages:
            self._pages[page] = self._loaded(self.ids[page * PAGE : (page + 1) * PAGE])
            if len(self._pages) > MOST_PAGES:
                del self._pages[next(iter(self._pages))]
        return self._pages[page][place]

    def _loaded(self, ids: Sequence[int]) -> list[tuple[R | None, list[str], list[Any]]]:
        found = {record.id: record for record in self._load(ids)}
        return [self._made(found.get(each)) for each in ids]

    def _made(self, record: R | None) -> tuple[R | None, list[str], list[Any]]:
        """Make all words of a row at once, so that `data` only looks them up."""
        if record is None:
            nothing = [""] * len(self.columns)
            return None, nothing, [("minus", "", "") for _each in nothing]
        shown = [column.show(record) for column in self.columns]
        texts = [cell.text if isinstance(cell, Sign) else cell for cell in shown]
        return record, texts, [cell.cell if isinstance(cell, Sign) else None for cell in shown]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY, *, display: int = _DISPLAY, row: int = ROW) -> Any:
        if role == display:
            return self._row(index.row())[1][index.column()]
        if role == row:
            return self._row(index.row())[2][index.column()]
        if role == _TIP:
            return self._row(index.row())[1][index.column()] or None
        return self._spoken(index) if role == _SPOKEN else None

    def _spoken(self, index: Index) -> str:
        """Return the heading before the cell, so that a screen reader says what the words are."""
        return f"{self.columns[index.column()].heading}: {self._row(index.row())[1][index.column()]}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].heading
        return self._spoken_heading(section) if role == _SPOKEN else None

    def _spoken_heading(self, section: int) -> str:
        column, (order, descending) = self.columns[section], self._sorted
        if not column.order or column.order != order:
            return column.heading
        way = _("sorted, last first") if descending else _("sorted, first first")
        return f"{column.heading}, {way}"
