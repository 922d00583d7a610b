"""The log as a conversation: them left, us right, what else happened in the middle."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QStandardItem, QStandardItemModel, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from . import theme
from .focus import OWN_FOCUS
from .paint import CENTRE, ROW, Index, draw_icon, draw_ring, has_focus, width_of, write
from .tokens import Size, Space
from .words import named


@dataclass(frozen=True, slots=True)
class Said:
    """One entry; `side` is "them", "us", "event" or "day". `key` is what it stands for."""

    side: str
    text: str
    head: str = ""
    foot: str = ""
    icon: str = "message-circle"
    key: object = None


class ConversationDelegate(QStyledItemDelegate):
    """Bubbles as wide as their longest line, at most 460."""

    WIDTH, PAD = 460, 12

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        said: Said = index.data(ROW)
        if said.side == "day":
            return QSize(0, theme.scaled(32))
        if said.side == "event":
            return QSize(0, math.ceil(self._event(said.text).boundingRect().height()) + theme.scaled(12))
        lines = theme.scaled(22) * (2 if said.foot else 1)
        height = math.ceil(self._laid_out(said.text).boundingRect().height())
        return QSize(0, height + lines + 2 * theme.px(self.PAD) + theme.px(4))

    def _widest(self) -> int:
        """Return how wide a bubble may be: no wider than the list."""
        free = self._view.viewport().width() - 2 * theme.px(Space.L)
        return max(theme.px(120), min(theme.scaled(self.WIDTH), free))

    def _laid_out(self, text: str) -> QTextLayout:
        return self._broken(text, "body", self._widest() - 2 * theme.px(self.PAD), Qt.AlignmentFlag.AlignLeft)

    def _event(self, text: str) -> QTextLayout:
        width = self._view.viewport().width() - 2 * theme.px(Space.XXL)
        return self._broken(text, "caption", max(theme.px(120), width), Qt.AlignmentFlag.AlignHCenter)

    def _broken(self, text: str, role: str, width: int, align: Qt.AlignmentFlag) -> QTextLayout:
        """Break `text` into lines, inside a word only when it is longer than a line."""
        layout = QTextLayout(text.replace("\n", "\u2028"), theme.font(role))
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _width(self, said: Said) -> int:
        widest = max(
            self._text_width(said.text),
            width_of(said.head, "caption") + theme.px(24),
            width_of(said.foot, "caption", strong=True),
        )
        return min(self._widest(), widest + 2 * theme.px(self.PAD) + 2)

    def _text_width(self, text: str) -> int:
        layout = self._laid_out(text)
        return math.ceil(max((layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())), default=0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        said: Said = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(Space.L)
        area = QRectF(option.rect).adjusted(side, 0, -side, 0)
        if said.side == "day":
            self._paint_day(painter, area, said)
        elif said.side == "event":
            painter.setPen(theme.colour("muted"))
            self._event(said.text).draw(painter, QPointF(theme.px(Space.XXL), area.top() + theme.scaled(6)))
        else:
            self._paint_bubble(painter, area.adjusted(0, theme.px(3), 0, -theme.px(5)), said)
        if has_focus(option):
            draw_ring(painter, option.rect)
        painter.restore()

    def _paint_day(self, painter: QPainter, area: QRectF, said: Said) -> None:
        half = width_of(said.text, "caption", strong=True) / 2 + theme.px(12)
        middle, centre, colour = area.center().y(), area.center().x(), theme.colour("line")
        painter.fillRect(QRectF(area.left(), int(middle), centre - half - area.left(), 1), colour)
        painter.fillRect(QRectF(centre + half, int(middle), area.right() - centre - half, 1), colour)
        write(painter, area, said.text, "caption", "muted", strong=True, align=CENTRE)

    def _paint_bubble(self, painter: QPainter, area: QRectF, said: Said) -> None:
        ours, width, pad = said.side == "us", self._width(said), theme.px(self.PAD)
        bubble = QRectF(area.right() - width if ours else area.left(), area.top(), width, area.height())
        painter.setPen(QPen(theme.colour("accent" if ours else "field"), 1))
        painter.setBrush(theme.colour("accent_soft" if ours else "window"))
        radius = theme.px(Size.CARD_RADIUS)
        painter.drawRoundedRect(bubble.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_words(painter, bubble.adjusted(pad, pad - 4, -pad, -pad + 4), said)

    def _paint_words(self, painter: QPainter, inner: QRectF, said: Said) -> None:
        line, beside = theme.scaled(20), theme.px(22)
        y = inner.top() + (line - theme.px(Size.SMALL_ICON)) / 2
        draw_icon(painter, inner.left(), y, said.icon, "muted", Size.SMALL_ICON)
        head = QRectF(inner.left() + beside, inner.top(), inner.width() - beside, line)
        write(painter, head, said.head, "caption", "muted")
        painter.setPen(theme.colour("text"))
        self._laid_out(said.text).draw(painter, inner.topLeft() + QPointF(0, theme.scaled(22)))
        if said.foot:
            foot = QRectF(inner.left(), inner.bottom() - line, inner.width(), line)
            write(painter, foot, said.foot, "caption", strong=True)


def conversation(entries: Sequence[Said], spoken: str, *, name: str = "") -> QListView:
    """Return the entries, oldest first, scrolled to the last; `spoken` says what they are."""
    view = QListView()
    model = QStandardItemModel(view)
    for said in entries:
        item = QStandardItem(f"{said.head} {said.text} {said.foot}".strip())
        item.setData(said, ROW)
        model.appendRow(item)
    view.setModel(model)
    view.setItemDelegate(ConversationDelegate(view))
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setProperty(OWN_FOCUS, True)
    view.setAccessibleName(spoken)
    named(view, name)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    QTimer.singleShot(0, view, view.scrollToBottom)
    return view
