"""What is wrong, above the form: takes the keyboard, and each line leads to its field: Enter to the first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...i18n import _, ngettext
from ..look.parts import Notice, button, column, label, picture, row
from ..look.theme import px, scaled

Line = tuple[str, str, Callable[[], None] | None]  # field, problem, the way there


class Summary(QWidget):
    """Hidden while there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._notice: Notice | None = None
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these problems and take the keyboard; hide when there are none."""
        if self._notice:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        self.setVisible(bool(lines))
        if lines:
            title = ngettext("One thing must be mended.", "{count} things must be mended.", len(lines))
            self._fill(title.format(count=len(lines)), lines)
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        links = self._notice.findChildren(QPushButton) if self._notice else []
        if links and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            links[0].click()
        else:
            super().keyPressEvent(event)

    def _fill(self, title: str, lines: Sequence[Line]) -> None:
        spoken = " ".join([title, *(f"{field}: {problem}" for field, problem, _way in lines)])
        words = column(label(title, "strong", "danger", wrap=True), *(_line(*line) for line in lines), gap=4)
        mark = picture("octagon-x", "danger", 24)
        body = row(mark, words, gap=12, margin=(16, 12, 12, 12))
        body.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        body.setStretch(1, 1)
        self._notice = Notice("danger", body, spoken)
        self._place.addWidget(self._notice)
        self.setAccessibleName(spoken)
        self._let_tab_reach(self._notice.findChildren(QPushButton))

    def _let_tab_reach(self, links: Sequence[QWidget]) -> None:
        """Put the links right behind the summary: what is made late would come last of all."""
        for before, link in zip((self, *links), links, strict=False):
            QWidget.setTabOrder(before, link)


class _Told(QWidget):
    """What is wrong beside the field's name, or below it where a long name leaves little room."""

    def __init__(self, name: QWidget, problem: QLabel) -> None:
        super().__init__()
        self._name, self._problem = name, problem
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(px(8))
        self._both.addWidget(name)
        self._both.addWidget(problem, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = min(self._problem.fontMetrics().horizontalAdvance(self._problem.text()) + 1, scaled(_READABLE))
        beside = self._name.sizeHint().width() + self._both.spacing() + words <= self.width()
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(px(8 if beside else 0))
        self._both.setAlignment(self._name, _LEFT if beside else _LEFT | Qt.AlignmentFlag.AlignTop)


_READABLE = 320  # pixels of a line that is not yet a column of words
_LEFT = Qt.AlignmentFlag.AlignLeft


def _line(field: str, problem: str, way: Callable[[], None] | None) -> QWidget:
    """Return the field as a link, and beside it what is wrong with it."""
    return _Told(_link(field, problem, way) if way else label(field, "strong"), label(problem, wrap=True))


def _link(field: str, problem: str, way: Callable[[], None]) -> QPushButton:
    link = button(field, kind="link", hint=_("Go to this field"))
    link.setAccessibleName(f"{field}: {problem}")
    link.clicked.connect(way)
    return link
