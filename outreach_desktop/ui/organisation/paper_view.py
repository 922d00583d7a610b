"""The parts of a paper on a page of the window: headings, texts, facts, and tables that are read cell by cell."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ...export.paper import Blank, Facts, Grid, Part, Said, Section
from ..look.layouts import Item, box, column
from ..look.tables import Table, table
from ..look.theme import px, scaled
from ..look.tokens import Size, Space
from ..look.words import label

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CHAPTER = 2
_MOST_ROWS = 8  # of a table are seen at once; the others scroll
_WIDTH = 560  # of a table where there is least room, pixels at 100 %; the last column takes what there is more


class GridModel(QAbstractTableModel):
    """The rows of a table as they are printed."""

    def __init__(self, grid: Grid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = grid

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._grid.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._grid.headings[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._grid.rows[index.row()][index.column()]


def sections_view(sections: Sequence[Section]) -> QWidget:
    """Return the sections below each other."""
    items: list[Item] = []
    for at, section in enumerate(sections):
        is_chapter = section.level == _CHAPTER
        items.append((Space.L if is_chapter else Space.S) if items else 0)
        items.append(label(section.heading, "lead" if is_chapter else "strong", wrap=True))
        items += [shown for part in section.parts if (shown := _part(part, at, section.heading)) is not None]
    return box(column(*items, gap=Space.XS))


def _part(part: Part, at: int, heading: str) -> QWidget | None:
    match part:
        case Said():
            return label(part.text, "caption" if part.small else "body", wrap=True)
        case Facts():
            return _facts(part)
        case Grid() if part.rows:
            return _table(part, at, heading)
        case Grid():
            return label(part.empty, "muted")
        case Blank():
            return None


def _facts(part: Facts) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(Space.L))
    grid.setVerticalSpacing(px(2))
    for at, (name, value) in enumerate(part.rows):
        grid.addWidget(label(name, "muted"), at, 0)
        grid.addWidget(label(value, wrap=True), at, 1)
    grid.setColumnStretch(1, 1)
    return box(grid)


def _table(part: Grid, at: int, heading: str) -> Table:
    widths = [round(_WIDTH * each / sum(part.widths)) for each in part.widths[:-1]]
    model = GridModel(part)
    view = table(model, heading, [*widths, 0], name=f"paper.table{at}")
    model.setParent(view)
    rows = min(len(part.rows), _MOST_ROWS)
    view.setFixedHeight(scaled(Size.ROW) * (rows + 1) + 2 * view.frameWidth())
    return view
