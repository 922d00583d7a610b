"""An item of the checklist as a line: its box says done, not done, does not apply or open; what must be is a word."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ..look import theme
from ..look.paint import Index, draw_icon
from ..look.painted import Row, RowDelegate, TickDelegate
from ..look.tokens import Size

DONE, NOT_DONE, NOT_APPLICABLE, OPEN = "check", "x", "minus", ""


class AnswerDelegate(TickDelegate):
    """The icon of a row is the mark in its box."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        RowDelegate.paint(self, painter, option, index)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        self._mark = row.icon
        RowDelegate._paint_row(self, painter, option, row)  # noqa: SLF001 - a step over the one that ticks

    def _paint_box(self, painter: QPainter, area: QRectF, *, ticked: bool) -> None:
        del ticked
        filled = self._mark == DONE
        painter.setPen(QPen(theme.colour("accent" if filled else "field"), 1.5))
        painter.setBrush(theme.colour("accent" if filled else "surface"))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
        if self._mark:
            inset = theme.px(2)
            colour = "on_accent" if filled else "text"
            draw_icon(painter, area.left() + inset, area.top() + inset, self._mark, colour, Size.SMALL_ICON)
