"""Columns, rows, cards. All numbers are pixels at 100 % zoom."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from .theme import px, scaled
from .tokens import Space

Item = QWidget | QLayout | int | None
Margin = int | tuple[int, int, int, int]
Box = TypeVar("Box", QVBoxLayout, QHBoxLayout)


def column(*items: Item, gap: int = Space.S, margin: Margin = 0) -> QVBoxLayout:
    """Return the items below each other; a number is a fixed gap, None takes up what is left over."""
    return _fill(QVBoxLayout(), items, gap, margin)


def row(*items: Item, gap: int = Space.S, margin: Margin = 0) -> QHBoxLayout:
    """Return the items beside each other; a number is a fixed gap, None takes up what is left over."""
    return _fill(QHBoxLayout(), items, gap, margin)


def _fill(layout: Box, items: Iterable[Item], gap: int, margin: Margin) -> Box:
    sides = (margin,) * 4 if isinstance(margin, int) else margin
    layout.setSpacing(px(gap))
    layout.setContentsMargins(*map(px, sides))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(px(item))
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def box(layout: QLayout, role: str = "plain") -> QWidget:
    widget = QWidget()
    widget.setProperty("role", role)
    widget.setLayout(layout)
    return widget


def frame(layout: QLayout, role: str) -> QFrame:
    """Return a frame of a role: card, bar, foot, nav, badge."""
    result = QFrame()
    result.setProperty("role", role)
    result.setLayout(layout)
    return result


def card(*items: Item, gap: int = Space.M, margin: Margin = Space.L) -> QFrame:
    return frame(column(*items, gap=gap, margin=margin), "card")


def narrow(shown: QWidget, width: int) -> QHBoxLayout:
    """Let `shown` stand to the left, so wide at most: long lines are hard to read, and there may be less room."""
    shown.setMaximumWidth(scaled(width))
    result = row(shown, None)
    result.setStretch(0, _ALL_IT_MAY)
    return result


_ANY_WIDTH = (1 << 24) - 1  # QWIDGETSIZE_MAX
_ALL_IT_MAY = 100  # of what there is, before anything is left free


def rule() -> QFrame:
    """Return a thin line that separates and means nothing."""
    result = QFrame()
    result.setProperty("role", "rule")
    result.setFixedHeight(1)
    return result


def side(*items: Item, width: int = 312, gap: int = Space.L) -> QWidget:
    """Return the one column of facts that may stand beside the main one."""
    result = box(column(*items, gap=gap))
    result.setFixedWidth(px(width))
    return result


def scrolling(content: QWidget | None = None) -> QScrollArea:
    """Let `content` fill the place it has, and scroll when it needs more."""
    area = QScrollArea()
    if content:
        area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def fill(area: QScrollArea, page: QWidget) -> None:
    """Put a page into an area that stands in its window already.

    In a window with its look on, the page is dressed outermost first, and before it is measured. Qt by itself dresses
    each part when it is measured or shown, and a frame after what stands in it: then all is arranged a second time,
    after it was seen. A window without its look yet is dressed as a whole, before it is shown.
    """
    if area.window().styleSheet():
        page.setParent(area.viewport())
        page.ensurePolished()  # and all that is in it
        for layout in page.findChildren(QLayout):
            layout.invalidate()  # what was shown or hidden by itself has been measured
    area.setWidget(page)


def scrolling_words(content: QWidget, spoken: str) -> QScrollArea:
    """Return words that scroll where they need more room: then Tab comes here, and arrows and Page Down scroll."""
    area = scrolling(content)
    area.setAccessibleName(spoken)

    def let_tab_in(_least: int, most: int) -> None:
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)

    area.verticalScrollBar().rangeChanged.connect(let_tab_in)
    return area


class Flow(QLayout):
    """Beside each other while there is room, else on a new line: larger text never widens a page."""

    def __init__(self, parent: QWidget, gap: int = Space.S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = px(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(max(s.width() for s in sizes), max(s.height() for s in sizes)) if sizes else QSize()

    def _arrange(self, area: QRect, *, move: bool) -> int:
        top, height = area.top(), 0
        for at, line in enumerate(self._lines(area.width())):
            top += height + (self._gap if at else 0)
            sizes = [_size_within(item, area.width()) for item in line]
            height = max(size.height() for size in sizes)
            if move:
                self._place(line, sizes, QPoint(area.left(), top))
        return top + height - area.top()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]  # what is hidden takes no room

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            needed = item.sizeHint().width()
            if not lines or used + needed > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += needed + self._gap
        return lines

    def _place(self, line: list[QLayoutItem], sizes: list[QSize], corner: QPoint) -> None:
        """Put items beside each other, their middles on one line."""
        left, height = corner.x(), max(size.height() for size in sizes)
        for item, size in zip(line, sizes, strict=True):
            item.setGeometry(QRect(QPoint(left, corner.y() + (height - size.height()) // 2), size))
            left += size.width() + self._gap


def _size_within(item: QLayoutItem, width: int) -> QSize:
    """Return the size an item asks for, or what it takes at a width that is less."""
    wanted = item.sizeHint()
    if wanted.width() <= width or not item.hasHeightForWidth():
        return QSize(min(wanted.width(), max(width, item.minimumSize().width())), wanted.height())
    return QSize(width, item.heightForWidth(width))


class Flowing(QWidget):
    """A widget whose children stand in a `Flow`; it takes the height that its width needs.

    It sets its height itself: a height-for-width layout beside a stretch takes far too much.
    """

    def __init__(self, *items: QWidget, gap: int = Space.S) -> None:
        super().__init__()
        self.flow = Flow(self, gap)
        for item in items:
            self.flow.addWidget(item)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Take another height also when something in it was shown, hidden, or given other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        self.setFixedHeight(self.flow.heightForWidth(self.width()))


_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Beside(QWidget):
    """Two things beside each other; the second goes below where both would not fit."""

    def __init__(self, first: QWidget, second: QWidget, gap: int = Space.L, *, leaves_room: bool = False) -> None:
        """Let `first` take what is left over; where it `leaves_room`, both stand at the top and to the left."""
        super().__init__()
        self.setProperty("role", "plain")
        self._parts = (first, second)
        self._widths = [(part.minimumWidth(), part.maximumWidth()) for part in self._parts]
        self._both = QBoxLayout(_BESIDE, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(px(gap))
        self._both.addWidget(first, _ALL_IT_MAY)
        self._both.addWidget(second)
        if leaves_room:
            self._both.setAlignment(second, Qt.AlignmentFlag.AlignTop)
            self._both.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Return what is needed with one below the other in width, and as they stand in height."""
        return QSize(max(self._least(0), self._least(1)), self._both.minimumSize().height())

    def wanted(self) -> int:
        """Return how wide the second is to be beside the first."""
        return self._least(1)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        needed = self._least(0) + self._both.spacing() + self.wanted()
        wanted = _BESIDE if needed <= self.width() else _BELOW
        if wanted is not self._both.direction():
            self._both.setDirection(wanted)
            self._give_widths(below=wanted is _BELOW)
            QTimer.singleShot(0, self, self.updateGeometry)  # what holds this is being laid out now, and would not hear

    def _give_widths(self, *, below: bool) -> None:
        """Let what stands below take the whole width: Qt asks how high words are at that one."""
        for part, (least, most) in zip(self._parts, self._widths, strict=True):
            part.setMinimumWidth(0 if below else least)
            part.setMaximumWidth(_ANY_WIDTH if below else most)

    def _least(self, at: int) -> int:
        return max(self._parts[at].minimumSizeHint().width(), self._widths[at][0])


class Heading(Beside):
    """Words to the left and actions to the right, all on one line or below."""

    def __init__(self, words: QLayout, *actions: QWidget) -> None:
        self._actions = Flowing(*actions)
        super().__init__(box(words), self._actions, Space.S)

    def wanted(self) -> int:
        return self._actions.sizeHint().width()
