"""Cells of tables: words, a state, a radio button."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from . import theme
from .paint import LEFT, RIGHT, ROW, Index, draw_icon, draw_line_below, draw_ring, is_chosen, write
from .tokens import Size


class CellDelegate(QStyledItemDelegate):
    """Text over a thin line; the row with the keyboard has one ring round all its cells.

    A model that gives a `TextAlignmentRole` gets numbers to the right with digits of one width.
    """

    def __init__(self, view: QTableView, *, strong_first: bool = True, last_strong: bool = False) -> None:
        super().__init__(view)
        self._view, self._strong_first, self._last_strong = view, strong_first, last_strong

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen(option):
            painter.fillRect(option.rect, theme.colour("accent_soft"))
        draw_line_below(painter, option.rect)
        self.paint_cell(painter, option.rect, index)
        if self._view.hasFocus() and self._is_current(index):
            self._paint_focus(painter, option.rect, index)
        painter.restore()

    def paint_cell(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Draw what the cell holds; other kinds of cells draw something else."""
        right = index.data(Qt.ItemDataRole.TextAlignmentRole) is not None
        is_sum = self._last_strong and index.row() == index.model().rowCount() - 1
        strong = is_sum or (self._strong_first and index.column() == 0)
        inner, side = area, theme.px(12)
        inner = area.adjusted(side, 0, -side, 0)
        text = index.data() or ""
        write(painter, inner, str(text), strong=strong, tabular=right, align=RIGHT if right else LEFT)

    def _is_current(self, index: Index) -> bool:
        current = self._view.currentIndex()
        return current.row() == index.row() if self._whole_rows() else current == index

    def _whole_rows(self) -> bool:
        return self._view.selectionBehavior() == QTableView.SelectionBehavior.SelectRows

    def _paint_focus(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Each cell draws its part of the row's ring, and is clipped to itself."""
        if not self._whole_rows():
            draw_ring(painter, area)
            return
        header = self._view.horizontalHeader()
        at = header.visualIndex(index.column())
        shown = [each for each in range(header.count()) if not header.isSectionHidden(header.logicalIndex(each))]
        first, last = at == shown[0], at == shown[-1]
        painter.setClipRect(area)
        draw_ring(painter, area.adjusted(0 if first else -20, 0, 0 if last else 20, 0))


class StateDelegate(CellDelegate):
    """Icon and word: data under `ROW` is (icon, words, tone)."""

    def paint_cell(self, painter: QPainter, area: QRect, index: Index) -> None:
        icon, words, tone = index.data(ROW)
        y = QRectF(area).center().y() - theme.px(Size.SMALL_ICON) / 2
        draw_icon(painter, area.left() + theme.px(12), y, icon, tone or "muted", Size.SMALL_ICON)
        inner = area.adjusted(theme.px(36), 0, -theme.px(8), 0)
        write(painter, inner, words, colour=tone or "text", strong=bool(tone))


class RadioDelegate(CellDelegate):
    """A radio button in each answer's column; the column's heading is its word. Data under `ROW` is chosen or not."""

    def paint_cell(self, painter: QPainter, area: QRect, index: Index) -> None:
        centre, chosen = QRectF(area).center(), bool(index.data(ROW))
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("text" if chosen else "field"), 2 if chosen else 1.25))
        painter.drawEllipse(centre, theme.px(9), theme.px(9))
        if chosen:
            painter.setBrush(theme.colour("text"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(centre, theme.px(5), theme.px(5))
