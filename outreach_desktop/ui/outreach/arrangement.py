"""Work to the left and facts to the right, below each other where there is little room; spots for one thing."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from ..look import theme
from ..look.parts import Space, box

_SIDE, _BESIDE = 304, 1040  # pixels: of the facts, and of the least that both need beside each other
_UNLIMITED = (1 << 24) - 1  # what Qt takes for no limit


class WorkAndFacts(QWidget):
    """Larger text never widens a page: the facts go below instead."""

    def __init__(self, work: QLayout, facts: QLayout) -> None:
        super().__init__()
        self._side = theme.px(_SIDE)
        self.setProperty("role", "plain")
        self._facts = box(facts)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.px(Space.L))
        self._both.addWidget(box(work), 1)
        self._both.addWidget(self._facts)
        self._facts.setFixedWidth(self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= theme.scaled(_BESIDE)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != wanted:
            self._both.setDirection(wanted)
            self._facts.setMinimumWidth(self._side if beside else 0)
            self._facts.setMaximumWidth(self._side if beside else _UNLIMITED)


class Spot(QWidget):
    """Where one thing stands at a time, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None
        self.hide()

    def put(self, widget: QWidget | None) -> None:
        """Show `widget` instead of what stood here."""
        if self._shown:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = widget
        if widget:
            self._column.addWidget(widget)
        self.setVisible(widget is not None)
