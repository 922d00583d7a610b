"""Editors of days and times that understand what people type, and say at once what they understood."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...domain.typed_dates import NotUnderstood, parse_day
from ...domain.typed_times import moments
from ...i18n import ZONE, _, window_texts
from ..look.parts import Choice, box, column, label, row, tool
from ..look.theme import scaled
from .calendar_popup import CalendarPopup
from .editor import Editor
from .text_editors import PlainLine


class Ambiguous(KnownError):
    def __init__(self) -> None:
        super().__init__("This hour comes twice that night, since summer time ends. Choose which one you mean.")


class _TypedEditor(Editor):
    """A line to type in, what was understood of it beside, and a button for the calendar."""

    width = 220  # pixels of the line at 100 %

    def __init__(self, today: date, below: QWidget | None = None) -> None:
        self.line, self.button = PlainLine(), tool("calendar-days", _("Open calendar"))
        self._today = today
        self._understood = label("", "caption", wrap=True)
        self.line.setFixedWidth(scaled(self.width))
        self._beside = beside = row(self.line, self.button, self._understood)
        beside.setStretch(2, 1)
        super().__init__(box(column(beside, *([below] if below else []))), [self.line, self.button])
        self.line.textChanged.connect(self._changed)
        self.button.clicked.connect(self.open_calendar)

    def put_words_below(self) -> None:
        """Let what was understood stand below the line, where there is no room beside it."""
        layout = self.widget.layout()
        if layout is not None:
            layout.addWidget(self._understood)
            self._beside.addStretch(1)  # else the line would stand in the middle of what is left

    @property
    def understood(self) -> str:
        """What stands beside the line: the day or time in full, its weekday where the rest is typed, or nothing."""
        return self._understood.text()

    def name(self, label: str, identifier: str) -> None:
        super().name(label, identifier)
        self.button.setAccessibleName(_("Open calendar for {field}").format(field=label))

    def open_calendar(self) -> CalendarPopup:
        """Show the calendar at the day that is typed, or else at today."""
        popup = CalendarPopup(self.line, self._typed_day() or self._today)
        popup.calendar.clicked.connect(lambda day: self._pick(day, popup))
        popup.calendar.activated.connect(lambda day: self._pick(day, popup))
        popup.show()
        popup.calendar.setFocus()
        return popup

    def _pick(self, picked: QDate, popup: CalendarPopup) -> None:
        self.line.setText(self._with_day(date(picked.year(), picked.month(), picked.day())))
        popup.close()
        self.line.setFocus()

    def state(self) -> Any:
        return self.line.text()

    def _put_state(self, state: Any) -> None:
        self.line.setText(str(state))

    def _changed(self) -> None:
        self._understood.setText(self._in_full())
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and the down arrow open the calendar, as they open any list."""
        down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if down and watched is self.line and event.modifiers() & Qt.KeyboardModifier.AltModifier:  # type: ignore[attr-defined]
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def _typed_day(self) -> date | None:
        raise NotImplementedError

    def _with_day(self, day: date) -> str:
        raise NotImplementedError

    def _in_full(self) -> str:
        raise NotImplementedError


class DayEditor(_TypedEditor):
    """A day; empty stands for none. With `past` what is left open is taken from days that have come."""

    width = 184

    def __init__(self, today: date, *, past: bool) -> None:
        self._latest = today if past else None
        super().__init__(today)

    def _put(self, value: Any) -> None:
        self.line.setText(window_texts().day(value) if value else "")

    def _read(self) -> date | None:
        text = self.line.text()
        return parse_day(text, self._today, latest=self._latest) if text.strip() else None

    def _typed_day(self) -> date | None:
        try:
            return self._read()
        except NotUnderstood:
            return None

    def _with_day(self, day: date) -> str:
        return window_texts().day(day)

    def _in_full(self) -> str:
        day = self._typed_day()
        if day is None:
            return ""
        if self.line.text() == self._with_day(day):
            return window_texts().weekday(day)
        return f"= {window_texts().day(day, 'full')}"


class MomentEditor(_TypedEditor):
    """A day and time of the organisation's zone. In the hour that comes twice it asks which one.

    With `past` what is left open is taken from days that have come.
    """

    def __init__(self, today: date, now: Callable[[], datetime], *, past: bool = False) -> None:
        self._now, self._past = now, past
        self._which = Choice([_("Summer time, the first"), _("Winter time, the second")], spoken=_("Which of the two?"))
        self._which.hide()
        super().__init__(today, self._which)
        self._which.chosen.connect(self._changed)
        self.line.textEdited.connect(lambda _text: self._which.set_index(-1))

    def state(self) -> Any:
        return [self.line.text(), self._which.index]

    def _put_state(self, state: Any) -> None:
        text, which = state
        self.line.setText(str(text))
        self._which.set_index(int(which))

    def _put(self, value: Any) -> None:
        local = value.astimezone(ZONE) if value else None
        self._put_state([window_texts().instant(local) if local else "", local.fold if local else -1])

    def _possible(self) -> list[datetime]:
        now = self._now()
        latest = datetime.combine(now, time.max) if self._past else None
        return moments(self.line.text(), now, latest=latest) if self.line.text().strip() else []

    def _read(self) -> datetime | None:
        possible = self._possible()
        if len(possible) > 1 and self._which.index < 0:
            raise Ambiguous
        return possible[max(0, self._which.index) if len(possible) > 1 else 0] if possible else None

    def _changed(self) -> None:
        try:
            twice = len(self._possible()) > 1
        except NotUnderstood:
            twice = False
        self._which.setVisible(twice)
        super()._changed()

    def _typed_day(self) -> date | None:
        moment = self._first()
        return moment.date() if moment else None

    def _first(self) -> datetime | None:
        try:
            return next(iter(self._possible()), None)
        except NotUnderstood:
            return None

    def _with_day(self, day: date) -> str:
        moment = self._first() or self._now()
        return f"{window_texts().day(day)} {window_texts().clock(moment)}"

    def _in_full(self) -> str:
        moment = self._first()
        if moment is None:
            return ""
        if self.line.text() == window_texts().instant(moment):
            return window_texts().weekday(moment.date())
        return f"= {window_texts().day(moment.date(), 'full')} {window_texts().clock(moment)}"
