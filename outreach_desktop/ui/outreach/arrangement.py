"""Work to the left and facts to the right, below each other where there is little room; spots for one thing."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

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


def step(page: QWidget, *, forward: bool) -> bool:
    """Bring the keyboard to the next control in the order in which they stand, or out of the page after the last.

    Qt's own order is that in which they were made, and what an answer brings is made last. Say whether it was done.
    """
    order = [each for each in _controls(page) if _takes_tab(each)]
    here = QApplication.focusWidget()
    if here is None or here not in order:
        return False
    at = order.index(here) + (1 if forward else -1)
    target = order[at] if 0 <= at < len(order) else _outside(page, here, forward=forward)
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(target)
    return True


def _outside(page: QWidget, here: QWidget, *, forward: bool) -> QWidget:
    """Return the next control of the window that is not of the page; `here` where there is none."""
    found = here.nextInFocusChain() if forward else here.previousInFocusChain()
    while found is not None and found is not here:
        if _takes_tab(found) and not page.isAncestorOf(found):
            return found
        found = found.nextInFocusChain() if forward else found.previousInFocusChain()
    return here


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    return bool(widget.focusPolicy().value & tab) and widget.isVisible() and widget.isEnabled()


def _bring_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if isinstance(parent, QScrollArea):
        parent.ensureWidgetVisible(widget)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if layout is None:
        yield widget
    else:
        yield from _controls_of(layout)


def _controls_of(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item and (inner := item.widget()):
            yield from _controls(inner)
        elif item and (nested := item.layout()):
            yield from _controls_of(nested)


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
