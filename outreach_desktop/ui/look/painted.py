"""Painted rows of ordinary list views: quick with many rows, and read by screen readers.

Rows belong to ordinary models, so they keep the platform's keys; the text for screen readers is
in the model's own roles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from . import theme
from .conversation import ConversationDelegate, Said, conversation
from .focus import OWN_FOCUS
from .paint import (
    CENTRE,
    RIGHT,
    ROW,
    Index,
    draw_icon,
    draw_line_below,
    draw_ring,
    has_focus,
    is_chosen,
    width_of,
    write,
)
from .tokens import Size, Space
from .words import named, spoken

__all__ = [
    "ROW",
    "ConversationDelegate",
    "Row",
    "RowDelegate",
    "RowList",
    "Said",
    "TickDelegate",
    "conversation",
    "list_height",
    "row_list",
]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: [time] [icon] title / detail ... aside. `heading` rows group those below.

    `key` is what the row stands for, given back when it is opened; it is not shown.
    """

    title: str
    detail: str = ""
    icon: str = ""
    aside: str = ""
    tone: str = ""
    heading: bool = False
    time: str = ""
    ticked: bool | None = None
    key: object = None

    @property
    def spoken(self) -> str:
        return spoken(self.time, self.title, self.detail, self.aside)


class RowDelegate(QStyledItemDelegate):
    """Draws [time] [icon] title over detail, and what stands at the right."""

    def __init__(self, parent: QObject, time_width: int = 56, *, lines: bool = True) -> None:
        super().__init__(parent)
        self._time_width, self._lines = theme.scaled(time_width), lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row: Row = index.data(ROW)
        if row.heading:
            return QSize(0, theme.scaled(38))
        return QSize(0, theme.scaled(Size.TWO_LINE_ROW if row.detail else Size.TARGET))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self._paint_heading(painter, option.rect, row)
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, row: Row) -> None:
        side = theme.px(Space.L)
        inner = QRectF(area).adjusted(side, theme.px(12), -side, 0)
        used = write(painter, inner, row.title, "caption", strong=True)
        write(painter, inner.adjusted(used + theme.px(8), 0, 0, 0), row.aside, "caption", "muted")

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        area, side = QRectF(option.rect), theme.px(Space.L)
        if is_chosen(option):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(area.adjusted(4, 2, -4, -2), theme.px(Size.RADIUS), theme.px(Size.RADIUS))
        elif self._lines:
            draw_line_below(painter, option.rect.adjusted(side, 0, -side, 0))
        self._paint_words(painter, area.adjusted(side, 0, -side, 0), row)
        if has_focus(option):
            draw_ring(painter, option.rect)

    def _paint_words(self, painter: QPainter, area: QRectF, row: Row) -> None:
        left = area.left()
        if row.time:
            write(painter, QRectF(left, area.top(), self._time_width, area.height()), row.time, colour="muted")
            left += self._time_width
        if row.icon:
            draw_icon(painter, left, area.center().y() - theme.px(10), row.icon, row.tone or "muted")
            left += theme.px(Size.ICON + Space.M)
        most = (area.right() - left) * 0.45
        aside = min(most, width_of(row.aside, strong=bool(row.tone)) + 1)
        beside = QRectF(area.right() - aside, area.top(), aside, area.height())
        write(painter, beside, row.aside, colour=row.tone or "muted", strong=bool(row.tone), align=RIGHT)
        gap = theme.px(Space.L) if row.aside else 0
        self._paint_title(painter, QRectF(left, area.top(), area.right() - left - aside - gap, area.height()), row)

    def _paint_title(self, painter: QPainter, area: QRectF, row: Row) -> None:
        if not row.detail:
            write(painter, area, row.title)
            return
        pad, half = theme.scaled(8), area.height() / 2
        write(painter, QRectF(area.left(), area.top() + pad, area.width(), half - pad), row.title, strong=True)
        below = QRectF(area.left(), area.center().y(), area.width(), half - pad)
        write(painter, below, row.detail, "caption", "muted")


class TickDelegate(RowDelegate):
    """A line that can be ticked with the space bar: box, words, a word for what must be, and a detail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row: Row = index.data(ROW)
        return QSize(0, theme.scaled(40 if row.heading else 44))

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        super()._paint_row(painter, option, replace(row, ticked=option.checkState == Qt.CheckState.Checked))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.checkState = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole) or 0)
        super().paint(painter, option, index)

    def _paint_words(self, painter: QPainter, area: QRectF, row: Row) -> None:
        middle, box = area.center().y(), theme.px(20)
        self._paint_box(painter, QRectF(area.left(), middle - box / 2, box, box), ticked=bool(row.ticked))
        left = area.left() + theme.px(32)
        beside = write(painter, area, row.detail, "caption", "muted", align=RIGHT)
        tag = width_of(row.aside, "caption", strong=True) + theme.px(28) if row.aside else 0
        words = QRectF(left, area.top(), area.right() - left - beside - tag - theme.px(12), area.height())
        used = write(painter, words, row.title, strong=row.tone == "warning")
        if row.aside:
            self._paint_tag(painter, QPointF(left + used + theme.px(10), middle), row.aside, row.tone)

    def _paint_box(self, painter: QPainter, area: QRectF, *, ticked: bool) -> None:
        painter.setPen(QPen(theme.colour("accent" if ticked else "field"), 1.5))
        painter.setBrush(theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
        if ticked:
            inset = theme.px(2)
            draw_icon(painter, area.left() + inset, area.top() + inset, "check", "on_accent", Size.SMALL_ICON)

    def _paint_tag(self, painter: QPainter, at: QPointF, text: str, tone: str) -> None:
        width, height = width_of(text, "caption", strong=True) + theme.px(16), theme.scaled(22)
        area = QRectF(at.x(), at.y() - height / 2, width, height)
        painter.setPen(QPen(theme.colour(tone or "field"), 1))
        painter.setBrush(theme.colour(f"{tone}_soft" if tone else "surface"))
        painter.drawRoundedRect(area, height / 2, height / 2)
        write(painter, area, text, "caption", tone or "muted", strong=True, align=CENTRE)


class RowList(QListView):
    """A list of `Row`s. Enter and a click open the row: `activated` is told of its index."""

    def __init__(self, rows: Sequence[Row], spoken: str, name: str) -> None:
        super().__init__()
        self.setModel(QStandardItemModel(self))
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(spoken)
        named(self, name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(RowDelegate(self))
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the same place in the list stays current."""
        before = self.currentIndex().row()
        model = QStandardItemModel(self)
        for row in rows:
            model.appendRow(_item(row))
        old = self.model()
        self.setModel(model)
        old.deleteLater()
        self.set_current(before)

    def set_current(self, at: int) -> None:
        """Make the row at `at` current, or the nearest one below that can be chosen."""
        count = self.model().rowCount()
        for each in [*range(max(at, 0), count), *range(min(at, count) - 1, -1, -1)]:
            if not self.row(each).heading:
                self.setCurrentIndex(self.model().index(each, 0))
                return

    def row(self, at: int) -> Row:
        found: Row = self.model().index(at, 0).data(ROW)
        return found

    def ticked(self) -> list[Row]:
        """Return the rows that are ticked, in their order."""
        model = self.model()
        places = (model.index(at, 0) for at in range(model.rowCount()))
        ticked = Qt.CheckState.Checked
        return [
            each.data(ROW) for each in places if each.data(Qt.ItemDataRole.CheckStateRole) in (ticked, ticked.value)
        ]

    def current_row(self) -> Row | None:
        at = self.currentIndex().row()
        return self.row(at) if at >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every platform, also where the system's habit is another key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Take the height of all rows, so that the page scrolls and not the list."""
        self.setFixedHeight(list_height(self) + 2)

    def fit_most(self, rows: int = 6) -> None:
        """Take the height of all rows up to so many; of more of them the list scrolls."""
        whole, count = list_height(self), max(self.model().rowCount(), 1)
        self.setFixedHeight(whole * min(count, rows) // count + 2)


def _item(row: Row) -> QStandardItem:
    item = QStandardItem(row.title)
    item.setData(row, ROW)
    item.setData(row.spoken, Qt.ItemDataRole.AccessibleTextRole)
    if row.heading:
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    elif row.ticked is not None:
        item.setCheckable(True)
        item.setCheckState(Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked)
    return item


def row_list(rows: Sequence[Row], spoken: str, *, name: str = "", delegate: type[RowDelegate] = RowDelegate) -> RowList:
    """Return a list of rows; `spoken` says what it lists, `name` keeps its place."""
    view = RowList(rows, spoken, name)
    view.setItemDelegate(delegate(view))
    return view


def list_height(view: QListView) -> int:
    """Return the height of all rows in pixels."""
    option, model, delegate = QStyleOptionViewItem(), view.model(), view.itemDelegate()
    return sum(delegate.sizeHint(option, model.index(at, 0)).height() for at in range(model.rowCount()))
