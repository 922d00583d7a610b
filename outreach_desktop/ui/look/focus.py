"""Where the keyboard is."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from . import theme
from .tokens import Size

OWN_FOCUS = "ownFocus"  # the property of what draws its own ring: rows of lists and tables


class FocusRing(QWidget):
    """One ring for every control of a window: around it, so nothing moves, in a colour of its own.

    It lies above the window, lets the mouse through, and follows the control with the focus.
    """

    GAP, WIDTH = 2, 2
    WATCHED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched = self._from_control_to_window(new)
        for widget in self._watched:
            widget.installEventFilter(self)
        self._place()

    def _from_control_to_window(self, control: QWidget | None) -> list[QWidget]:
        if control is None or control.property(OWN_FOCUS) or not self._window.isAncestorOf(control):
            return []
        chain = [control]
        while (parent := chain[-1].parentWidget()) and chain[-1] is not self._window:
            chain.append(parent)
        return chain

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in self.WATCHED:
            self._place()
        return False

    def _place(self) -> None:
        if not self._watched or not all(map(isValid, self._watched)) or not self._watched[0].isVisible():
            self.hide()
            return
        reach = theme.px(self.GAP + self.WIDTH)
        around = self._on_window(self._watched[0]).adjusted(-reach, -reach, reach, reach)
        seen = self._seen(reach).intersected(around)
        self.setGeometry(around)
        self.setMask(QRegion(seen.translated(-around.topLeft())))
        self.raise_()
        self.setVisible(not seen.isEmpty())

    def _on_window(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())

    def _seen(self, reach: int) -> QRect:
        """Return the part of the window where the ring may be seen: not over what the control is scrolled under."""
        result = self._window.rect()
        for widget in self._watched[1:]:
            if isinstance(widget, QAbstractScrollArea):
                result &= self._on_window(widget.viewport()).adjusted(-reach, -reach, reach, reach)
        return result

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        width = theme.px(self.WIDTH)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), width))
        inset, radius = width / 2, theme.px(Size.RADIUS + 3)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
