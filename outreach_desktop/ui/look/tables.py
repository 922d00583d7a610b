"""Table views set up once: no grid, whole rows, Tab leaves the table, headings to the left."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from . import theme
from .cells import CellDelegate, RadioDelegate, StateDelegate
from .focus import OWN_FOCUS
from .tokens import Size
from .words import named

__all__ = ["CellDelegate", "RadioDelegate", "StateDelegate", "Table", "table"]


_LEAST_OF_REST = 160  # pixels at 100 % that a column needs which takes what is left


class Table(QTableView):
    """A table of whole rows. Enter and a double click open the row: `activated` is told of its index.

    With larger text, columns that `give_way` are left out one by one rather than that the table scrolls sideways.
    """

    def __init__(self, widths: Sequence[int] = ()) -> None:
        super().__init__()
        self._needs = [theme.scaled(width or _LEAST_OF_REST) for width in widths]
        self._yielding: tuple[int, ...] = ()
        self._unwanted: set[int] = set()

    def give_way(self, *columns: int) -> None:
        """Name the columns that are left out where there is no room, the first one first."""
        self._yielding = columns
        self._fit_columns()

    def want_column(self, at: int, *, wanted: bool) -> None:
        """Show a column where there is room for it, or never."""
        self._unwanted = self._unwanted - {at} if wanted else self._unwanted | {at}
        self._fit_columns()

    def wants_column(self, at: int) -> bool:
        """Say whether a column is shown where there is room."""
        return at not in self._unwanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        hidden = self._unwanted | self._without_room()
        for at in range(len(self._needs)):
            if self.isColumnHidden(at) != (at in hidden):
                self.setColumnHidden(at, at in hidden)

    def _without_room(self) -> set[int]:
        needed = sum(need for at, need in enumerate(self._needs) if at not in self._unwanted)
        left_out: set[int] = set()
        for at in self._yielding:
            if needed <= self.viewport().width():
                break
            if at not in self._unwanted:
                left_out.add(at)
                needed -= self._needs[at]
        return left_out

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def table(
    model: QAbstractItemModel,
    spoken: str,
    widths: Sequence[int],
    *,
    name: str = "",
    row_height: int = Size.ROW,
    last_strong: bool = False,
    header: QHeaderView | None = None,
) -> Table:
    """Return a table of `model`; widths in pixels at 100 %, 0 takes what is left.

    `spoken` says what it lists, `name` keeps its place, `last_strong` marks a row of sums,
    `header` stands in for the usual one.
    """
    view = Table(widths)
    if header:
        view.setHorizontalHeader(header)
    view.setModel(model)
    view.setAccessibleName(spoken)
    named(view, name)
    view.setItemDelegate(CellDelegate(view, last_strong=last_strong))
    view.setProperty("role", "table")
    view.setProperty(OWN_FOCUS, True)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    _set_rows(view.verticalHeader(), row_height)
    _set_columns(view.horizontalHeader(), widths)
    return view


def _set_rows(header: QHeaderView, height: int) -> None:
    header.hide()
    header.setMinimumSectionSize(theme.px(16))
    header.setDefaultSectionSize(theme.scaled(height))


def _set_columns(header: QHeaderView, widths: Sequence[int]) -> None:
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setFixedHeight(theme.scaled(Size.ROW))
    header.setMinimumSectionSize(theme.scaled(56))
    for at, width in enumerate(widths):
        if width:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(at, theme.scaled(width))
        else:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
