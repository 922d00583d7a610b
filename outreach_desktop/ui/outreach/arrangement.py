"""Work to the left and facts to the right; below each other where there is little room."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ..look import theme
from ..look.parts import Space, box

_SIDE, _BESIDE = 336, 1040  # pixels: of the facts, and of the least that both need beside each other
_UNLIMITED = (1 << 24) - 1  # what Qt takes for no limit


class WorkAndFacts(QWidget):
    """Larger text never widens a page: the facts go below instead."""

    def __init__(self, work: QLayout, facts: QLayout) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._facts = box(facts)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.px(Space.L))
        self._both.addWidget(box(work), 1)
        self._both.addWidget(self._facts)
        self._facts.setFixedWidth(theme.px(_SIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= theme.scaled(_BESIDE)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != wanted:
            self._both.setDirection(wanted)
            self._facts.setMinimumWidth(theme.px(_SIDE) if beside else 0)
            self._facts.setMaximumWidth(theme.px(_SIDE) if beside else _UNLIMITED)
