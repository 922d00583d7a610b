"""Two parts of a page beside each other while there is room, else below each other: larger text, smaller windows."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ..look.parts import Space
from ..look.theme import px

_LEAST_HEIGHT = 380
_ANY_WIDTH = (1 << 24) - 1
_Direction = QBoxLayout.Direction


class Beside(QWidget):
    """`left` takes what `right` leaves over; both functions are asked for pixels whenever it matters."""

    def __init__(
        self, left: QWidget, right: QWidget, left_needs: Callable[[], int], right_width: Callable[[], int]
    ) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._left, self._right, self._left_needs, self._right_width = left, right, left_needs, right_width
        self._was_stacked = False
        self._line = QBoxLayout(_Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(Space.L))
        self._line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._line.addWidget(left, 1)
        self._line.addWidget(right)

    @property
    def is_stacked(self) -> bool:
        return self._line.direction() is _Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Measure again when a part says that it needs another size, such as after its text is set in its font."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        width = self._right_width()
        stacked = self._left_needs() + px(Space.L) + width > self.width()
        self._right.setMinimumWidth(0 if stacked else width)
        self._right.setMaximumWidth(_ANY_WIDTH if stacked else width)
        self._line.setDirection(_Direction.TopToBottom if stacked else _Direction.LeftToRight)
        self._line.setStretch(1, int(stacked))
        if stacked != self._was_stacked:
            self._was_stacked = stacked
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the wider part needs alone: then one is put below the other."""
        alone = max(self._left.minimumSizeHint().width(), self._right.minimumSizeHint().width())
        high = px(_LEAST_HEIGHT)
        return QSize(alone, 2 * high + px(Space.L) if self.is_stacked else high)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
