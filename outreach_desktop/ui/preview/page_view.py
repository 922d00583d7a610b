"""Pages below each other, as wide as the room there is. Only those in sight are asked for."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ...i18n import _
from ..look import theme
from ..look.parts import announce, named
from ..look.words import spoken
from .pages import PageFacts

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)  # 1 is as wide as the room there is, within reason
_MARGIN, _LINE = 12, 48
_LARGEST = 1.4  # pixels to the point where there is room for more: a little over the size on paper
_REST = 60  # milliseconds of quiet before pages are asked for, so that dragging an edge asks once


class PageView(QAbstractScrollArea):
    """Keeps place and zoom when the same document comes again, a little changed."""

    wanted = Signal(int, float)  # a page that is in sight, and the scale to draw it with
    turned = Signal(int)  # the page that fills most of the view, from 0

    def __init__(self, said: str, name: str) -> None:
        super().__init__()
        self._said, self._pages, self._zoom, self._here = said, tuple[PageFacts, ...](), 1.0, 0
        self._pictures: dict[int, tuple[float, QImage]] = {}
        named(self, name)
        self.setAccessibleName(said)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._asking = QTimer(self, singleShot=True, interval=_REST)
        self._asking.timeout.connect(self._ask)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._moved)

    @property
    def page_count(self) -> int:
        return len(self._pages)

    @property
    def page(self) -> int:
        """The page that fills most of the view, from 0."""
        return self._here

    def sizeHint(self) -> QSize:
        return QSize(0, theme.px(240))

    def show_pages(self, pages: tuple[PageFacts, ...]) -> None:
        """Show another state of the document: what was drawn before stays until the new pages are there."""
        self._pages = pages
        self._pictures = {at: (0.0, picture) for at, (_scale, picture) in self._pictures.items() if at < len(pages)}
        self._arrange()
        self._tell_page()
        self._ask()

    def show_picture(self, page: int, scale: float, picture: QImage) -> None:
        if page < len(self._pages):
            self._pictures[page] = (scale, picture)
            self.viewport().update()

    def zoom(self, steps: int) -> None:
        """Go so many steps larger or smaller; 0 goes back to the width of the view."""
        at = ZOOMS.index(self._zoom)
        self._zoom = ZOOMS[max(0, min(len(ZOOMS) - 1, at + steps))] if steps else 1.0
        here = self._here
        self._arrange()
        self.go_to_page(here)
        self._asking.start()

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page to the top of the view."""
        if self._pages:
            top = self._area(max(0, min(page, len(self._pages) - 1))).top()
            self.verticalScrollBar().setValue(round(top) - theme.px(_MARGIN))

    def _scale(self) -> float:
        """Return pixels of the view to the point."""
        widest = max((page.width for page in self._pages), default=1)
        room = max(1, self.viewport().width() - 2 * theme.px(_MARGIN))
        return min(room / widest, theme.px(100) / 100 * _LARGEST) * self._zoom

    def _drawn_scale(self) -> float:
        """Return dots of the screen to the point."""
        return self._scale() * self.devicePixelRatioF()

    def _area(self, at: int) -> QRectF:
        """Return where a page lies on the whole strip."""
        scale, gap = self._scale(), theme.px(_MARGIN)
        top = gap + sum(page.height * scale + gap for page in self._pages[:at])
        width, height = self._pages[at].width * scale, self._pages[at].height * scale
        left = max(gap, (self.viewport().width() - width) / 2)
        return QRectF(left, top, width, height)

    def _arrange(self) -> None:
        view, gap = self.viewport().size(), theme.px(_MARGIN)
        areas = [self._area(at) for at in range(len(self._pages))]
        high = max((area.bottom() for area in areas), default=0) + gap
        wide = max((area.right() for area in areas), default=0) + gap
        for bar, whole, seen in (
            (self.verticalScrollBar(), high, view.height()),
            (self.horizontalScrollBar(), wide if self._zoom > 1 else 0, view.width()),
        ):
            bar.setRange(0, max(0, round(whole) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(theme.px(_LINE))
        self.viewport().update()

    def _origin(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> Iterator[tuple[int, QRectF]]:
        seen = QRectF(self.viewport().rect())
        for at in range(len(self._pages)):
            area = self._area(at).translated(-self._origin())
            if area.intersects(seen):
                yield at, area

    def _ask(self) -> None:
        scale = self._drawn_scale()
        for at, _area in self._in_sight():
            if at not in self._pictures or self._pictures[at][0] != scale:
                self.wanted.emit(at, scale)

    def _moved(self) -> None:
        seen = QRectF(self.viewport().rect())
        shares = {at: area.intersected(seen).height() for at, area in self._in_sight()}
        here = max(shares, key=lambda at: shares[at], default=0)
        if here != self._here:
            self._here = here
            self._tell_page()
            announce(self, self._page_words())
        self.viewport().update()
        self._asking.start()

    def _page_words(self) -> str:
        return _("Page {number} of {count}").format(number=self._here + 1, count=len(self._pages))

    def _tell_page(self) -> None:
        """Give screen readers the text of the page: the picture says nothing to them."""
        self._here = max(0, min(self._here, len(self._pages) - 1))
        if self._pages:
            self.setAccessibleDescription(spoken(self._page_words(), self._pages[self._here].text))
        self.turned.emit(self._here)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.colour("sunken"))
        for at, area in self._in_sight():
            painter.fillRect(area, Qt.GlobalColor.white)
            if at in self._pictures:
                painter.drawImage(area, self._pictures[at][1])
            painter.setPen(QPen(theme.colour("field"), 1))
            painter.drawRect(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        here = self._here
        self._arrange()
        if event.oldSize().width() != event.size().width():
            self.go_to_page(here)
        self._asking.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.text() in ("+", "-", "0"):
            self.zoom({"+": 1, "-": -1, "0": 0}[event.text()])
        elif plain and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def _turn(self, way: int) -> None:
        """Go a page on, or as far as can be seen at once where a page is higher than the view."""
        if not self._pages:
            return
        area, bar = self._area(self._here).translated(-self._origin()), self.verticalScrollBar()
        hidden = area.bottom() - self.viewport().height() if way > 0 else -area.top()
        if hidden > theme.px(_LINE):
            bar.setValue(bar.value() + way * round(min(hidden + theme.px(_MARGIN), bar.pageStep() * 0.9)))
        else:
            self.go_to_page(self._here + way)
