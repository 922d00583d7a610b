"""The bar of rooms at the left: icon, word and shortcut each; the room one is in has a bar and bold words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ..domain.organisation import Role
from ..domain.rights import Right, may
from ..i18n import _
from .look import theme
from .look.layouts import box, column, frame, scrolling
from .look.paint import RIGHT, draw_icon, width_of, write
from .look.tokens import Size, Space
from .look.words import label, named

if TYPE_CHECKING:
    from .main_window import MainWindow
    from .page import Page

# Rooms that not every role may enter; the others are everybody's.
RIGHTS: Mapping[str, Right] = {
    "reports": Right.REPORTS,
    "statistics": Right.STATISTICS,
    "organisation": Right.ORGANISATION,
}


def may_enter(role: Role, room_id: str) -> bool:
    """Say whether a role sees a room at all."""
    return room_id not in RIGHTS or may(role, RIGHTS[room_id])


Place = dict[str, Any]  # where in a room one is, such as {"person": 42}; what JSON can hold


@dataclass(frozen=True)
class Room:
    """A room of the window. `title` is asked at each rebuild; `build` makes the page of a place."""

    id: str
    icon: str
    title: Callable[[], str]
    build: Callable[["MainWindow", Place], "Page"]


class RoomButton(QAbstractButton):
    """One room, painted; for screen readers a button that can be on."""

    moved = Signal(int)

    def __init__(self, room: Room, shortcut: str) -> None:
        super().__init__()
        self._room, self._shortcut = room, shortcut
        self._compact = False
        self.setText(room.title())
        self.setAccessibleName(room.title())
        self.setAccessibleDescription(shortcut)
        self.setToolTip(shortcut)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named(self, f"room.{room.id}")

    def sizeHint(self) -> QSize:
        words = width_of(self.text(), strong=True) + width_of(self._shortcut, "caption") + theme.px(28)
        return QSize(theme.px(52) + (0 if self._compact else words), theme.scaled(Size.TARGET + 4))

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon alone; word and shortcut are in the tooltip then."""
        self._compact = compact
        self.setToolTip(f"{self.text()}  {self._shortcut}" if compact else self._shortcut)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Leave the mark where it is: only the window says which room one is in."""

    def checkStateSet(self) -> None:
        """Tab comes to the room one is in; arrows go on from there."""
        super().checkStateSet()
        policy = Qt.FocusPolicy.StrongFocus if self.isChecked() else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "sunken"))
            painter.drawRoundedRect(area, theme.px(Size.RADIUS), theme.px(Size.RADIUS))
        if self.isChecked():
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, area.top() + 8, theme.px(4), area.height() - 16), 2, 2)
        self._paint_words(painter, area)

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        here = self.isChecked()
        y = area.center().y() - theme.px(Size.ICON) / 2
        draw_icon(painter, theme.px(16), y, self._room.icon, "accent" if here else "muted")
        if not self._compact:
            write(painter, area.adjusted(theme.px(48), 0, 0, 0), self.text(), strong=here)
            right = area.adjusted(0, 0, -theme.px(14), 0)
            write(painter, right, self._shortcut, "caption", "muted", align=RIGHT)


class RoomBar(QWidget):
    """The rooms that one may enter, and no others; `chosen` is told the room's id."""

    chosen = Signal(str)

    def __init__(self, rooms: Sequence[Room], keys: Sequence[str]) -> None:
        super().__init__()
        self._buttons = {room.id: self._button(room, number) for number, room in enumerate(rooms, 1)}
        self.setAccessibleName(_("Rooms"))
        hints = column(*(label(words, "caption") for words in keys), gap=2, margin=(Space.L, Space.S, Space.S, 0))
        self._hints = box(hints)
        inner = box(column(*self._buttons.values(), None, gap=0))
        area = scrolling(inner)
        area.verticalScrollBar().rangeChanged.connect(self._make_room_for_bar)
        whole = column(area, self._hints, gap=0, margin=(Space.S, Space.M, Space.S, Space.L))
        self.setLayout(column(frame(whole, "nav"), gap=0))
        self._bar = 0  # width of the scroll bar, where the rooms do not all fit
        self.wide = max(theme.scaled(Size.ROOMS_WIDTH), self._needed(), self._hints.sizeHint().width())
        self._compact = False
        self._fit()

    def set_compact(self, *, compact: bool) -> None:
        """Show icons alone, where words would take more than their part of the window."""
        self._compact = compact
        self._hints.setVisible(not compact)
        for button in self._buttons.values():
            button.set_compact(compact=compact)
        self._fit()

    def _make_room_for_bar(self, _least: int, most: int) -> None:
        """Let a scroll bar stand beside the rooms, not on them; later, since this is told while they are arranged."""
        self._bar = theme.px(18) if most else 0
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.setFixedWidth((self._needed() if self._compact else self.wide) + self._bar)

    def _needed(self) -> int:
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        return widest + theme.px(2 * Space.S) + 2

    def show_room(self, room_id: str) -> None:
        """Mark the room one is in."""
        for each, button in self._buttons.items():
            _mark(button, here=each == room_id)

    def focus_room(self, room_id: str) -> None:
        self._buttons[room_id].setFocus()

    def _button(self, room: Room, number: int) -> RoomButton:
        button = RoomButton(room, _("Ctrl {number}").format(number=number) if number <= 9 else "")  # noqa: PLR2004
        button.clicked.connect(lambda: self.chosen.emit(room.id))
        button.toggled.connect(lambda on: self._toggled(button, room.id, on=on))
        button.moved.connect(lambda step: self._move(button, step))
        return button

    def _toggled(self, button: RoomButton, room_id: str, *, on: bool) -> None:
        """Enter a room that a screen reader toggled, which is no click."""
        _mark(button, here=not on)
        self.chosen.emit(room_id)

    def _move(self, button: RoomButton, step: int) -> None:
        buttons = list(self._buttons.values())
        buttons[(buttons.index(button) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)


def _mark(button: RoomButton, *, here: bool) -> None:
    """Show whether one is in a room, without telling."""
    button.blockSignals(True)
    button.setChecked(here)
    button.blockSignals(False)
    button.update()
