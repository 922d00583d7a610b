"""What the program says on a page: notices, and what stands where there is nothing yet."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from . import theme
from .layouts import box, column, row
from .tokens import TONE_ICONS, Size, Space
from .words import label, picture, spoken


class Notice(QFrame):
    """A soft fill, a thin edge and a thick left edge in the message's tone."""

    def __init__(self, tone: str, body: QLayout, spoken: str) -> None:
        super().__init__()
        self._tone = tone
        self.setAccessibleName(spoken)
        self.setLayout(body)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        radius, area = theme.px(Size.RADIUS), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(area, radius, radius)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outline, theme.colour(f"{self._tone}_soft"))
        painter.setClipPath(outline)
        painter.fillRect(QRectF(0, 0, theme.px(5), self.height()), theme.colour(self._tone))
        painter.setClipping(False)
        painter.setPen(QPen(theme.colour(self._tone), 1))
        painter.drawPath(outline)


def notice(tone: str, title: str, text: str = "", actions: Iterable[QWidget] = (), icon: str = "") -> Notice:
    """Return what happened and what one can do, readable without colour: tone, icon, bold line, one line."""
    words = column(label(title, "strong", tone, wrap=True), gap=2)
    if text:
        words.addWidget(label(text, wrap=True))
    mark = picture(icon or TONE_ICONS[tone], tone, 24)
    body = row(mark, words, row(*actions), gap=Space.M, margin=(Space.L, Space.M, Space.M, Space.M))
    if text:
        body.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    body.setStretch(1, 1)
    return Notice(tone, body, spoken(title, text))


def empty(icon: str, title: str, text: str, *actions: QWidget) -> QWidget:
    """Return what stands where there is nothing yet: that it is so, and what one could do first."""
    width, centre = theme.scaled(440), Qt.AlignmentFlag.AlignHCenter
    heading, body = label(title, "lead"), label(text, "muted", wrap=True)
    body.setFixedWidth(width)
    layout = column(None, gap=Space.S)
    for each in (picture(icon, "muted", 40), heading, body):
        layout.addWidget(each, 0, centre)
    heading.setAlignment(centre)
    body.setAlignment(centre)
    layout.addSpacing(theme.px(Space.S))
    layout.addWidget(box(row(None, *actions, None)))
    layout.addStretch(2)
    body.setMinimumHeight(body.heightForWidth(width))
    return box(layout)
