"""Words, icons, lines and rings, as all painted rows and cells draw them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from . import theme
from .icons import pixmap
from .tokens import Size

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def write(
    painter: QPainter,
    area: QRectF | QRect,
    text: str,
    role: str = "body",
    colour: str = "text",
    *,
    strong: bool = False,
    tabular: bool = False,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draw one line, shortened with an ellipsis where it must be; return its width in pixels."""
    font = theme.active().font(role, strong=strong, tabular=tabular)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(" ".join(text.split("\n")), Qt.TextElideMode.ElideRight, int(area.width()) + 1)
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    painter.drawText(QRectF(area), align | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def width_of(text: str, role: str = "body", *, strong: bool = False) -> int:
    """Return the width of a line in pixels."""
    return QFontMetrics(theme.active().font(role, strong=strong)).horizontalAdvance(text)


def draw_icon(  # noqa: PLR0917 - a point, a name, a colour, a size, as Qt's own drawing calls have them
    painter: QPainter, x: float, y: float, name: str, colour: str, size: int = Size.ICON
) -> None:
    """Draw an icon with its upper left corner at a point; `size` at 100 % zoom."""
    drawn = pixmap(name, getattr(theme.active().colours, colour), theme.px(size))
    painter.drawPixmap(QPointF(x, y), drawn)


def draw_ring(painter: QPainter, area: QRect) -> None:
    """Draw the ring of the row that has the keyboard, inside its area."""
    painter.setPen(QPen(theme.colour("focus"), theme.px(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme.px(Size.RADIUS)
    painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -2), radius, radius)


def draw_line_below(painter: QPainter, area: QRect) -> None:
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line"))


def is_chosen(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def has_focus(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_HasFocus)
