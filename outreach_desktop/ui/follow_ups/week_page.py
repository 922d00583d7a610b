"""The week: what is planned with whom, day by day, late steps first."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...domain.attributes import EARLIEST, LATEST
from ...i18n import _, window_texts
from ...storage.follow_ups import Planned, find_between
from ..look.buttons import Choice, button
from ..look.layouts import card, column, row
from ..look.painted import Row, RowList, row_list
from ..look.tokens import Space
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page, State
from ..words import weekday_and_day
from ..workspace import Workspace
from .moving import Moving
from .rows import Around, step_row
from .weeks import monday_of

_LISTENED = frozenset({"follow_up", "person", "account", "organisation"})
_DAYS = 7


class WeekPage(Page):
    """Seven days under each other; the row with the keyboard stays with its step when that is moved."""

    def __init__(self, window: MainWindow, workspace: Workspace, monday: date) -> None:
        super().__init__()
        self._window, self._workspace, self._monday = window, workspace, monday
        self._wanted: int | None = None
        self._left: State = {}
        self.whose = Choice([_("Mine and anybody's"), _("Everybody's")], 0, spoken=_("Whose steps"), name="week.whose")
        self.whose.chosen.connect(self._ask)
        self._nothing = label(_("Nothing is planned this week."), "muted", wrap=True)
        self.rows: RowList = row_list([], _("The week's steps"), name="week.rows")
        self.rows.activated.connect(self._open)
        self.rows.clicked.connect(self._open)
        Moving(self.rows, window, workspace, self._current_step)
        self._compose()
        workspace.changed.connect(self._heed)
        self._ask()

    def _compose(self) -> None:
        before = self._lead(_("Week before"), "PgUp", -_DAYS, "week.before")
        after = self._lead(_("Week after"), "PgDown", _DAYS, "week.after")
        number = self._monday.isocalendar().week
        title = _("Week {number}").format(number=number)
        texts = window_texts()
        span = _("{since} to {until}").format(
            since=texts.day(self._monday), until=texts.day(self._monday + timedelta(days=_DAYS - 1))
        )
        keys = label(_("Enter opens a step · Shift and an arrow move it by a day · Page Up and Page Down"), "caption")
        chooser = row(self.whose, None, gap=Space.M)
        whole = column(card(self._nothing, self.rows, gap=0, margin=4), keys)
        self.compose(title, span, [before, after], chooser, whole, None)

    def _lead(self, words: str, keys: str, days: int, name: str) -> QWidget:
        result = button(words, hint=keys, big=True, name=name)
        go = partial(self._go, days)
        result.clicked.connect(go)
        QShortcut(QKeySequence(keys), self).activated.connect(go)
        return result

    def _go(self, days: int) -> None:
        monday = self._monday + timedelta(days=days)
        if EARLIEST <= monday <= LATEST:
            self._window.replace("today", {"week": monday.isoformat()})

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & _LISTENED and self._window.page is self:
            self._ask()

    def _ask(self) -> None:
        today, of_all = self._workspace.today, self.whose.index == 1
        first = date.min if self._monday == monday_of(today) else self._monday
        last = self._monday + timedelta(days=_DAYS - 1)
        self._wanted = self._current_step()
        self._workspace.ask(self, "week", lambda db: find_between(db, first, last, today, of_all=of_all), self._show)

    def _show(self, found: list[Planned]) -> None:
        shown = list(self._rows(found))
        self.rows.show_rows(shown)
        self.rows.fit()
        self.rows.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._choose(shown)
        self._take_focus()

    def _choose(self, shown: list[Row]) -> None:
        wanted = self._wanted if self._wanted is not None else self._left.get("step")
        at = next((at for at, each in enumerate(shown) if each.key and _step_of(each) == wanted), None)
        if at is not None:
            self.rows.set_current(at)
        elif not self.rows.currentIndex().isValid():
            self.rows.set_current(0)

    def _take_focus(self) -> None:
        """Give the list the keyboard if nobody has taken it while it was asked for."""
        from PySide6.QtWidgets import QApplication

        focus = QApplication.focusWidget()
        if focus is not None and (self.isAncestorOf(focus) or focus.objectName() == "search"):
            return
        if self.rows.model().rowCount():
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.whose.take_focus()

    def _rows(self, found: list[Planned]) -> Iterator[Row]:
        space = self._workspace
        around = Around(space.today, space.account.uid, space.accounts, space.organisation)
        heading = ""
        for planned in found:
            title = self._heading(planned.step.due_on or space.today)
            if title != heading:
                heading = title
                yield Row(title, heading=True)
            yield step_row(planned, around, planned, with_day=False)

    def _heading(self, day: date) -> str:
        if day < self._monday:
            return _("Late")
        words = weekday_and_day(day, self._workspace.today)
        return words[:1].upper() + words[1:]

    def _current_step(self) -> int | None:
        current = self.rows.current_row()
        return _step_of(current) if current else None

    def _open(self, at: QModelIndex) -> None:
        planned = self.rows.row(at.row()).key
        if isinstance(planned, Planned):
            self._window.go("people", {"person": planned.person.id, "step": planned.step.id})

    def state(self) -> State:
        return {**super().state(), "step": self._current_step()}

    def restore(self, state: State) -> None:
        self._left = state
        super().restore(state)
        self._ask()

    def first_focus(self) -> QWidget | None:
        return self.rows if self.rows.model().rowCount() else None


def _step_of(each: Row) -> int | None:
    return each.key.step.id if isinstance(each.key, Planned) else None
