"""The warning before the window locks by itself. It takes no keyboard: any key is a sign of life."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMainWindow, QWidget

from ..i18n import _, ngettext
from .idle import IdleWatch
from .look import theme
from .look.messages import Notice, notice
from .look.tokens import Space
from .look.words import announce

_WIDTH = 460


class IdleNotice(QObject):
    """Lies above the page while the last seconds pass, and goes when somebody is there."""

    def __init__(self, window: QMainWindow, idle: IdleWatch) -> None:
        super().__init__(window)
        self._window, self._shown = window, None
        idle.warned.connect(self.warn)
        window.installEventFilter(self)

    _shown: Notice | None

    def warn(self, seconds: int) -> None:
        """Show how many seconds are left; 0 takes the warning away."""
        first = self._shown is None
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        if seconds:
            self._shown = self._made(seconds)
            self._place(self._shown)
            self._shown.show()
        if seconds and first and self._shown:
            announce(self._window, self._shown.accessibleName())

    def _made(self, seconds: int) -> Notice:
        title = ngettext("The window locks in {n} second", "The window locks in {n} seconds", seconds).format(n=seconds)
        result = notice("warning", title, _("Press any key to go on. What you have typed is kept."), icon="lock")
        result.setParent(self._window)
        return result

    def _place(self, shown: QWidget) -> None:
        width = min(theme.scaled(_WIDTH), self._window.width())
        shown.setFixedWidth(width)
        layout = shown.layout()
        shown.setFixedHeight(layout.heightForWidth(width) if layout else shown.sizeHint().height())
        shown.move((self._window.width() - width) // 2, theme.scaled(60) + theme.px(Space.M))
        shown.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self._shown:
            self._place(self._shown)
        return False
