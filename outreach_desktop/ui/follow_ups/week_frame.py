"""Seven days under each other, as rows: what the week of steps and that of meetings have in common."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ...domain.attributes import EARLIEST, LATEST
from ...i18n import _, window_texts
from ..look.buttons import Choice, button
from ..look.layouts import card, column, row
from ..look.painted import Row, RowList, row_list
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page, State
from ..words import weekday_and_day
from ..workspace import Workspace

DAYS = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A row and the day it stands under; one before the week stands above it all, as late."""

    day: date
    row: Row


@dataclass(frozen=True, slots=True)
class Week:
    """What a week says of itself. `listened` are the tables whose change has it ask again.

    `question` gives the rows in order; `opens` is told the key of a row, `kept` says by what it is found again.
    """

    room: str
    spoken: str
    nothing: str
    keys: str
    listened: frozenset[str]
    opens: Callable[[Any], None]
    kept: Callable[[Any], Any]
    actions: Sequence[QWidget] = ()


class WeekFrame(Page):
    """The row with the keyboard stays with what it shows when that is moved. Whoever extends it asks, and shows."""

    def __init__(self, window: MainWindow, workspace: Workspace, monday: date, whose: Choice) -> None:
        super().__init__()
        self._window, self._workspace, self._monday, self.whose = window, workspace, monday, whose
        self._wanted: Any = None
        self._left: State = {}
        self.whose.chosen.connect(self._ask_again)

    def begin(self, week: Week) -> None:
        """Put the page together and ask for the first time."""
        self._week = week
        self._nothing = label(week.nothing, "muted", wrap=True)
        self.rows: RowList = row_list([], week.spoken, name="week.rows")
        self.rows.activated.connect(self._open)
        self.rows.clicked.connect(self._open)
        self._compose()
        self._workspace.changed.connect(self._heed)
        self._ask_again()

    def _compose(self) -> None:
        before = self._lead(_("Week before"), "PgUp", -DAYS, "week.before")
        after = self._lead(_("Week after"), "PgDown", DAYS, "week.after")
        title = _("Week {number}").format(number=self._monday.isocalendar().week)
        texts = window_texts()
        span = _("{since} to {until}").format(since=texts.day(self._monday), until=texts.day(self.last_day))
        whole = column(card(self._nothing, self.rows, gap=0, margin=4), label(self._week.keys, "caption"))
        chooser = row(self.whose, None, gap=Space.M)
        self.compose(title, span, [before, after, *self._week.actions], chooser, whole, None)

    def _lead(self, words: str, keys: str, days: int, name: str) -> QWidget:
        result = button(words, hint=keys, big=True, name=name)
        go = partial(self._go, days)
        result.clicked.connect(go)
        QShortcut(QKeySequence(keys), self).activated.connect(go)
        return result

    def _go(self, days: int) -> None:
        monday = self._monday + timedelta(days=days)
        if EARLIEST <= monday <= LATEST:
            self._window.replace(self._week.room, {"week": monday.isoformat()})

    @property
    def last_day(self) -> date:
        return self._monday + timedelta(days=DAYS - 1)

    @property
    def of_all(self) -> bool:
        return self.whose.index == 1

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & self._week.listened and self._window.page is self:
            self._ask_again()

    def _ask_again(self) -> None:
        self._wanted = self._current()
        self.ask()

    def ask(self) -> None:
        """Ask for what the week shows, and give it to `show_dated`."""
        raise NotImplementedError

    def show_dated(self, found: Sequence[Dated]) -> None:
        """Show rows in their order, a heading before each day."""
        shown = list(self._under_headings(found))
        self.rows.show_rows(shown)
        self.rows.fit()
        self.rows.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._choose(shown)
        self._take_focus()

    def _under_headings(self, found: Sequence[Dated]) -> Iterator[Row]:
        heading = ""
        for each in found:
            title = self._heading(each.day)
            if title != heading:
                heading = title
                yield Row(title, heading=True)
            yield each.row

    def _heading(self, day: date) -> str:
        if day < self._monday:
            return _("Late")
        words = weekday_and_day(day, self._workspace.today)
        return words[:1].upper() + words[1:]

    def _choose(self, shown: list[Row]) -> None:
        wanted = self._wanted if self._wanted is not None else self._left.get("row")
        kept = [None if each.heading else self._week.kept(each.key) for each in shown]
        if wanted is not None and wanted in kept:
            self.rows.set_current(kept.index(wanted))
        elif not self.rows.currentIndex().isValid():
            self.rows.set_current(0)

    def _take_focus(self) -> None:
        """Give the list the keyboard if nobody has taken it while it was asked for."""
        focus = QApplication.focusWidget()
        if focus is not None and (self.isAncestorOf(focus) or focus.objectName() == "search"):
            return
        if self.rows.model().rowCount():
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.whose.take_focus()

    def _current(self) -> Any:
        current = self.rows.current_row()
        return self._week.kept(current.key) if current else None

    def _open(self, at: QModelIndex) -> None:
        self._week.opens(self.rows.row(at.row()).key)

    def state(self) -> State:
        return {**super().state(), "row": self._current()}

    def restore(self, state: State) -> None:
        self._left = state
        super().restore(state)
        self._ask_again()

    def first_focus(self) -> QWidget | None:
        return self.rows if self.rows.model().rowCount() else None
