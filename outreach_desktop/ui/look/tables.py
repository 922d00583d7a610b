"""Table views set up once: no grid, whole rows, Tab leaves the table, headings to the left."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from . import theme
from .cells import CellDelegate, RadioDelegate, StateDelegate
from .focus import OWN_FOCUS
from .tokens import Size
from .words import named

__all__ = ["CellDelegate", "RadioDelegate", "StateDelegate", "Table", "table"]


class Table(QTableView):
    """A table of whole rows. Enter and a double click open the row: `activated` is told of its index."""

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
    view = Table()
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
