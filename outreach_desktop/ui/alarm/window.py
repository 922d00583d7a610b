"""The window of the alarm: above all others, as large as the screen where nothing else can call somebody."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ...i18n import window_texts
from ..look import theme
from ..look.focus import FocusRing
from ..look.layouts import box, column, row, scrolling
from ..look.tab_order import step
from ..look.tokens import Space
from ..look.words import announce, spoken

_BEAT_MS = 600  # dark and light by turns less than once a second: EN 301 549 lets nothing flash 3 times
_AGAIN_MS = 60_000  # until a screen reader says it once more
_WIDTH, _HEIGHT = 980, 620


@dataclass(frozen=True, slots=True)
class Face:
    """What the window shows: `key` says what it was made of, `build` makes it, `title` and `text` are said aloud."""

    key: tuple[object, ...]
    build: Callable[[], QWidget]
    title: str
    text: str
    urgent: bool = True


class Band(QWidget):
    """A stripe across the window that is dark and light by turns; it stands still where less motion is asked for."""

    def __init__(self, tone: str, *, beats: bool) -> None:
        super().__init__()
        self._tone, self.strong = tone, True
        self.setFixedHeight(theme.px(14))
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        if beats:
            self._timer.start()

    def _beat(self) -> None:
        self.strong = not self.strong
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(QRectF(self.rect()), theme.colour(self._tone if self.strong else f"{self._tone}_soft"))


class AlarmWindow(QMainWindow):
    """Stays until what it is about is settled; who closes it puts it aside for a while."""

    def __init__(self, name: Callable[[], str], put_aside: Callable[[], None], sign: Callable[[], QWidget]) -> None:
        """`name` is the neutral one, `sign` makes what stands below: how it is with the sound."""
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self._name, self._put_aside, self._sign = name, put_aside, sign
        self._shown: tuple[object, ...] = ()
        self.face: Face | None = None
        self._ending = False
        FocusRing(self)
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.say)

    def present(self, face: Face, *, sign: tuple[object, ...], whole_screen: bool) -> None:
        """Show a face, made anew where something in it is another; come to the front where it was not seen."""
        made_of = (*face.key, *sign, window_texts().language, theme.active())
        if made_of != self._shown:
            self._shown, self.face = made_of, face
            self._fill(face)
        if not self.isVisible() or self.isMinimized():
            self.come_forward(whole_screen=whole_screen)
            self.say()

    def come_forward(self, *, whole_screen: bool) -> None:
        """Stand before everything else, as far as the system lets us."""
        if whole_screen:
            self.showFullScreen()
        else:
            self.resize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))
            self.showNormal()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)
        self._timer.start()

    def say(self) -> None:
        """Have a screen reader say what it is about."""
        if self.face is not None and self.isVisible():
            announce(self, spoken(self.face.title, self.face.text))

    def put_away(self) -> None:
        """Be gone, and have forgotten what was shown."""
        self._timer.stop()
        self._shown, self.face = (), None
        self.hide()

    def end(self) -> None:
        """Close for good."""
        self._ending = True
        self.close()

    def _fill(self, face: Face) -> None:
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        tone = "danger" if face.urgent else "warning"
        content = face.build()
        middle = scrolling(content)
        below = box(row(self._sign(), None, margin=(Space.XXL, Space.M, Space.XXL, Space.L)))
        band = Band(tone, beats=face.urgent and _may_move())
        self.setCentralWidget(box(column(band, middle, below, gap=0), "page"))
        self.setWindowTitle(self._name())
        self.setAccessibleName(face.title)
        self.setAccessibleDescription(face.text)
        theme.dress(self)
        self._focus(content, name)

    def _focus(self, content: QWidget, name: str) -> None:
        """Keep the keyboard where it was, else bring it to the first thing to do."""
        wanted = self.findChild(QWidget, name) if name else None
        first = content.property("first")
        target = wanted or (content.findChild(QWidget, first) if first else None)
        if isinstance(target, QWidget):
            target.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        return step(self, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let F12 hide this window too; unlocked, the key locks before it comes here."""
        if event.key() == Qt.Key.Key_F12:
            self._put_aside()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._ending and self.face is not None:
            event.ignore()
            self._put_aside()
        else:
            super().closeEvent(event)


def _may_move() -> bool:
    """Say whether the system has effects turned on: where it does not say so, nothing moves."""
    return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
