"""A calendar to pick a day from, for those who would rather see it than type it."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QTextCharFormat, QTransform
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from ...domain.attributes import EARLIEST, LATEST
from ...i18n import _
from ..look import theme
from ..look.parts import Size, icon
from ..look.theme import px


class CalendarPopup(QFrame):
    """Opens beside a field; Enter or a click picks, Escape closes."""

    def __init__(self, anchor: QWidget, day: date) -> None:
        super().__init__(anchor, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(_("Calendar"))
        self.calendar.setDateRange(QDate(EARLIEST), QDate(LATEST))  # type: ignore[call-overload]
        self.calendar.setSelectedDate(QDate(day))  # type: ignore[call-overload]
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.calendar.setMinimumSize(px(340), px(300))
        _in_our_colours(self.calendar)
        _with_our_arrows(self.calendar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[px(8)] * 4)
        layout.addWidget(self.calendar)
        self.adjustSize()
        self.move(self._place_beside(anchor))

    def _place_beside(self, anchor: QWidget) -> QPoint:
        """Return the place below the field, or above it where the screen ends; no week is left outside."""
        screen, gap = anchor.screen().availableGeometry(), px(4)
        field = QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size())
        below, above = field.bottom() + 1 + gap, field.top() - gap - self.height()
        top = below if below + self.height() <= screen.bottom() else max(above, screen.top())
        return QPoint(max(min(field.left(), screen.right() - self.width()), screen.left()), top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _with_our_arrows(calendar: QCalendarWidget) -> None:
    onwards = icon("arrow-right").pixmap(px(Size.ICON))
    arrows = (("qt_calendar_prevmonth", _("Month before"), onwards.transformed(QTransform.fromScale(-1, 1))),
              ("qt_calendar_nextmonth", _("Month after"), onwards))  # fmt: skip
    for name, words, arrow in arrows:
        turn = calendar.findChild(QToolButton, name)
        if isinstance(turn, QToolButton):
            turn.setIcon(QIcon(arrow))
            turn.setAccessibleName(words)
            turn.setToolTip(words)


def _in_our_colours(calendar: QCalendarWidget) -> None:
    """Weekends are not red, since red is only for danger."""
    plain, header = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(theme.colour("text"))
    header.setForeground(theme.colour("muted"))
    header.setBackground(QColor(theme.colour("surface")))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    calendar.setHeaderTextFormat(header)
