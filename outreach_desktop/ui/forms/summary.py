"""What is wrong, above the form: takes the keyboard, and each line leads to its field: Enter to the first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ...i18n import _, ngettext
from ..look.parts import Notice, button, column, label, picture, row
from ..look.theme import px

Line = tuple[str, str, Callable[[], None] | None]  # field, problem, the way there


class Summary(QWidget):
    """Hidden while there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, px(8))
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


def _line(field: str, problem: str, way: Callable[[], None] | None) -> QWidget:
    """Return the field as a link, and beside it what is wrong with it."""
    place = QWidget()
    place.setLayout(
        row(_link(field, problem, way) if way else label(field, "strong"), label(problem, wrap=True), gap=8)
    )
    place.layout().setStretch(1, 1)  # type: ignore[union-attr]
    return place


def _link(field: str, problem: str, way: Callable[[], None]) -> QPushButton:
    link = button(field, kind="link", hint=_("Go to this field"))
    link.setAccessibleName(f"{field}: {problem}")
    link.clicked.connect(way)
    return link
