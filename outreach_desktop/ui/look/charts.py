"""Charts that are read without colour: the number stands at its bar, a hidden number is hatched."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ...domain.chart import Bar, ChartModel
from ...i18n import _, window_texts
from . import theme
from .paint import width_of, write
from .words import spoken

_ROW, _BAR, _GAP, _HIDDEN = 36, 22, 10, 28


class BarChart(QWidget):
    """A bar a line: label, bar, number. Screen readers get the title and every number once, in words.

    The model's own description, which is for paper, holds the same numbers in one sentence.
    """

    def __init__(self, model: ChartModel) -> None:
        super().__init__()
        self._model, self._most = model, max((bar.value or 0 for bar in model.bars), default=0)
        self._row = theme.scaled(_ROW)
        self._numbers = [_number(bar) for bar in model.bars]
        widest = max((width_of(bar.label) for bar in model.bars), default=0)
        self._label = min(widest + theme.px(16), theme.scaled(220))
        self._number_width = max((width_of(text, strong=True) for text in self._numbers), default=0) + theme.px(16)
        self.setMinimumHeight(self._row * len(model.bars))
        self.setMinimumWidth(self._label + self._number_width + theme.px(80))
        self.setAccessibleName(model.title)
        numbers = (f"{bar.label}: {number}" for bar, number in zip(model.bars, self._numbers, strict=True))
        self.setAccessibleDescription(spoken(*numbers))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, bar in enumerate(self._model.bars):
            self._paint_bar(painter, at * self._row, bar, self._numbers[at])

    def _paint_bar(self, painter: QPainter, top: int, bar: Bar, number: str) -> None:
        line = QRectF(0, top, self.width(), self._row)
        write(painter, QRectF(0, top, self._label - theme.px(8), self._row), bar.label)
        height = theme.scaled(_BAR)
        area = QRectF(self._label, line.center().y() - height / 2, self._length(bar), height)
        if bar.value != 0:
            self._fill(painter, area, hidden=bar.value is None)
        end = area.right() + theme.px(_GAP)
        write(painter, QRectF(end, top, self.width() - end, self._row), number, strong=True)

    def _length(self, bar: Bar) -> float:
        track = max(0, self.width() - self._label - self._number_width)
        if bar.value is None:
            return min(track, theme.px(_HIDDEN))
        return max(3.0, track * bar.value / self._most) if bar.value else 0

    def _fill(self, painter: QPainter, area: QRectF, *, hidden: bool) -> None:
        """Hatch a hidden number: its bar says "some", never how many."""
        brush = QBrush(theme.colour("accent"))
        if hidden:
            brush.setStyle(Qt.BrushStyle.BDiagPattern)
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(brush)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3))


def _number(bar: Bar) -> str:
    return _("hidden") if bar.value is None else window_texts().number(bar.value)
