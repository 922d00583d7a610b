"""Headings of a table that sort it, by mouse or by keyboard."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView

from ...i18n import _
from ..look import theme
from ..look.focus import OWN_FOCUS
from ..look.paint import draw_ring, width_of
from ..look.words import announce, named
from ..paged_model import PagedModel

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SortHeader(QHeaderView):
    """Tab comes here; left and right choose a heading, Enter or space sorts by it, again turns the order round."""

    sorted_by = Signal(str, bool)  # an order's name, and whether the last comes first

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        named(self, name)
        self.setAccessibleName(_("Headings: choose what to sort by"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setSectionsClickable(True)
        self.order, self.descending = "", False
        self._at = 0
        self.sectionClicked.connect(self.sort_by_section)

    def set_order(self, order: str, *, descending: bool) -> None:
        """Show by what the table is sorted, without telling."""
        self.order, self.descending = order, descending
        self._paged().mark_sorted(order, descending=descending)
        self.viewport().update()

    def sort_by_section(self, section: int) -> None:
        """Sort by a heading; by the same one again, the other way round."""
        column = self._paged().columns[section]
        if column.order:
            self._at = section
            self.set_order(column.order, descending=column.order == self.order and not self.descending)
            announce(self, self._spoken())
            self.sorted_by.emit(self.order, self.descending)

    def _paged(self) -> PagedModel:  # type: ignore[type-arg]
        model = self.model()
        if not isinstance(model, PagedModel):
            raise TypeError(model)
        return model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _STEPS.get(Qt.Key(event.key())):
            self._move(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.sort_by_section(self._at)
        else:
            event.ignore()

    def _move(self, step: int) -> None:
        sortable = [at for at, each in enumerate(self._paged().columns) if each.order and not self.isSectionHidden(at)]
        further = [at for at in sortable if (at - self._at) * step > 0]
        if further:
            self._at = min(further, key=lambda at: abs(at - self._at))
            announce(self, self._spoken())
            self.viewport().update()

    def _spoken(self) -> str:
        return str(self._paged().headerData(self._at, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole))

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, area, section)
        painter.restore()
        column = self._paged().columns[section]
        if column.order and column.order == self.order:
            self._paint_arrow(painter, area, column.heading)
        if self.hasFocus() and section == self._at:
            draw_ring(painter, area)

    def _paint_arrow(self, painter: QPainter, area: QRect, heading: str) -> None:
        """Draw a small triangle after the words: up for the first first."""
        half, gap = theme.px(4), theme.px(12)
        x = min(area.left() + gap + width_of(heading, "caption", strong=True) + gap, area.right() - gap)
        y, way = area.center().y(), 1 if self.descending else -1
        corners = [QPointF(x - half, y - way * half / 2), QPointF(x + half, y - way * half / 2)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text"))
        painter.drawPolygon(QPolygonF([*corners, QPointF(x, y + way * half)]))
        painter.restore()
