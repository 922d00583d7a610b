"""Words, icons, lines and rings, as all painted rows and cells draw them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from . import theme
from .icons import pixmap
from .tokens import Size

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
# As numbers: joining Qt's flags for each cell took a tenth of painting a table.
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
CENTRE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)


def write(
    painter: QPainter,
    area: QRectF | QRect,
    text: str,
    role: str = "body",
    colour: str = "text",
    *,
    strong: bool = False,
    tabular: bool = False,
    align: int = LEFT,
) -> float:
    """Draw one line, shortened with an ellipsis where it must be; return its width in pixels."""
    font = theme.font(role, strong=strong, tabular=tabular)
    metrics, shown = QFontMetrics(font), text.replace("\n", " ")
    width, room = metrics.horizontalAdvance(shown), int(area.width()) + 1
    if width > room:
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(shown)
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    painter.drawText(QRectF(area), align, shown)
    return width


def width_of(text: str, role: str = "body", *, strong: bool = False) -> int:
    """Return the width of a line in pixels."""
    return QFontMetrics(theme.font(role, strong=strong)).horizontalAdvance(text)


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
