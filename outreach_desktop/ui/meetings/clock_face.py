"""How much is left until the next check-in: a ring that empties, and the same in words inside it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ..look import theme
from ..look.paint import CENTRE, write
from ..look.words import spoken

_SIZE, _WIDTH = 236, 14
_LARGER = 1.5  # than any other figure: it is read from across the room
_WHOLE = 360 * 16  # Qt counts sixteenths of a degree


class ClockFace(QWidget):
    """Read by screen readers as what stands in it; it tells nothing aloud by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._figure, self._words, self._tone = 1.0, "", "", "accent"
        self.setFixedSize(theme.scaled(_SIZE), theme.scaled(_SIZE))

    def show_left(self, share: float, figure: str, words: str, tone: str = "accent") -> None:
        """Show which share of the time is left, how long that is, and until when."""
        shown = max(0.0, min(1.0, share)), figure, words, tone
        if shown != (self._share, self._figure, self._words, self._tone):
            self._share, self._figure, self._words, self._tone = shown
            self.setAccessibleName(spoken(figure, words))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = theme.px(_WIDTH)
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(theme.colour("sunken"), theme.px(_WIDTH)))
        painter.drawEllipse(area)
        pen = QPen(theme.colour(self._tone), theme.px(_WIDTH))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(area, _WHOLE // 4, int(self._share * _WHOLE))
        self._write(painter, area)

    def _font(self, width: float) -> QFont:
        """Return the largest size in which the figure has room."""
        font = theme.font("figure", strong=True)
        font.setPixelSize(round(font.pixelSize() * _LARGER))
        needed = QFontMetrics(font).horizontalAdvance(self._figure)
        font.setPixelSize(max(1, min(font.pixelSize(), int(font.pixelSize() * width / max(1, needed)))))
        return font

    def _write(self, painter: QPainter, area: QRectF) -> None:
        middle, high = area.center().y(), theme.scaled(56)
        inner = area.adjusted(theme.px(_WIDTH), 0, -theme.px(_WIDTH), 0)
        painter.setFont(self._font(inner.width()))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(inner.left(), middle - high * 0.75, inner.width(), high), CENTRE, self._figure)
        below = QRectF(inner.left(), middle + high * 0.3, inner.width(), theme.scaled(24))
        write(painter, below, self._words, "body", "muted", align=CENTRE)
