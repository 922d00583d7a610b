"""Which period is counted: one of the usual ones, or from a day to a day as one types them."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...domain.statistics import Period
from ...i18n import _, window_texts
from ..forms.date_editors import DayEditor
from ..look.parts import Field, Space, box, combo, field, label, row
from .periods import Span, period_of, span_words


class PeriodChooser(QWidget):
    """`chosen` comes when another period is meant: at once for the usual ones, for typed days when they are left.

    The fields for one's own days, `own_days`, are placed by the page: they need a line of their own.
    """

    chosen = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._span = combo(span_words(), spoken=_("Period"), name="statistics.period", width=180)
        self._since, self._until = DayEditor(today, past=False), DayEditor(today, past=False)
        own = period_of(Span.OWN, today)
        self._days = [
            _day_field(_("From day"), self._since, own.since, "statistics.since"),
            _day_field(_("To day"), self._until, own.until, "statistics.until"),
        ]
        self._words = label("", "muted")
        self.own_days = box(row(*self._days, gap=Space.L))
        self.setLayout(row(self._span, self._words, None, gap=Space.M))
        self._span.currentIndexChanged.connect(self._turned)
        for editor in (self._since, self._until):
            editor.left.connect(self._typed)
            editor.line.returnPressed.connect(self._typed)
        self._told: Period | None = None
        self._show()

    @property
    def first(self) -> QWidget:
        """The control that gets the keyboard first."""
        return self._span

    @property
    def is_own(self) -> bool:
        return self._chosen_span() is Span.OWN

    def _chosen_span(self) -> Span:
        return list(Span)[self._span.currentIndex()]

    def period(self) -> Period:
        """Return the chosen period; raises `KnownError` where what is typed is no day."""
        span = self._chosen_span()
        if span is not Span.OWN:
            return period_of(span, self._today)
        usual = period_of(span, self._today)
        return Period(self._since.value() or usual.since, self._until.value() or usual.until)

    def _turned(self) -> None:
        self._show()
        self._tell()

    def _typed(self) -> None:
        for each, editor in zip(self._days, (self._since, self._until), strict=True):
            each.set_error(_wrong(editor), aloud=True)
        if not any(each.error for each in self._days):
            self._tell()

    def _tell(self) -> None:
        period = self.period()
        if period != self._told:
            self._told = period
            self.chosen.emit()

    def _show(self) -> None:
        self.own_days.setVisible(self.is_own)
        self._words.setVisible(not self.is_own)
        if not self.is_own:
            period = self.period()
            texts = window_texts()
            days = {"since": texts.day(period.since), "until": texts.day(period.until)}
            self._words.setText(_("{since} to {until}").format(**days))


def _day_field(name: str, editor: DayEditor, day: date, identifier: str) -> Field:
    editor.name(name, identifier)
    editor.show(day)
    return field(name, editor.widget)


def _wrong(editor: DayEditor) -> str:
    try:
        editor.value()
    except KnownError as error:
        return _(error.text)
    return ""
