"""Today: what needs doing, in order; each row opens the thing. In a new vault, how to begin."""

from datetime import date

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...i18n import _, window_texts
from ..backups.words import status_line
from ..follow_ups.moving import Moving
from ..follow_ups.rows import Around
from ..follow_ups.weeks import monday_of
from ..look.buttons import button
from ..look.layouts import box, card, column
from ..look.messages import empty
from ..look.painted import Row, RowList, row_list
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page, State
from ..workspace import Workspace
from . import waiting
from .beginning import beginning
from .places import Destination
from .rows import rows
from .waiting import Waiting

_LISTENED = frozenset(
    {"draft", "person", "person_summary", "contact", "follow_up", "concern_report", "platform", "organisation"}
) | {"backup", "meeting", "meeting_incident"}


class TodayPage(Page):
    """Asks when it is built and after each commit that may change it; the row with the keyboard stays."""

    awaits_answer = True

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self._list: RowList | None = None
        self._left: State = {}
        self._place = QVBoxLayout()
        self._backups = label("", "caption")
        begin = self._begin = button(_("Begin outreach"), "compass", "primary", big=True, name="today.outreach")
        begin.clicked.connect(lambda: window.go("outreach"))
        new = button(_("New person"), "plus", big=True, name="today.new_person")
        new.clicked.connect(lambda: window.go("people", {"person": "new"}))
        week = button(_("The week"), "calendar-days", big=True, name="today.week")
        week.clicked.connect(lambda: window.go("today", {"week": monday_of(workspace.today).isoformat()}))
        self.compose(_("Today"), _day_words(workspace.today), [week, new, begin], self._place, self._backups, None)
        workspace.changed.connect(self._heed)
        self._ask()

    def state(self) -> State:
        current = self._list.currentIndex().row() if self._list else self._left.get("row", 0)
        return {**super().state(), "row": current}

    def restore(self, state: State) -> None:
        self._left = state
        super().restore(state)
        self._put_back()

    def first_focus(self) -> QWidget | None:
        return self._list

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & _LISTENED and self._window.page is self:  # one that is left would take the answer of the next
            self._ask()

    def _ask(self) -> None:
        now = self._workspace.now()
        self._workspace.ask(self, "today", lambda db: waiting.ask(db, now), self._show)

    def _show(self, found: Waiting) -> None:
        self._backups.setText(status_line(found.backups, self._workspace.today) if found.backups.newest else "")
        if found.is_empty:
            if self._list is not None and self._list.hasFocus():
                self._begin.setFocus()  # else Qt brings the keyboard to the search, where an undo is another
            self._show_only(self._nothing(found))
            self._list = None
        elif self._list is None:
            self._show_only(self._listed(found))
            self._put_back()
            self._focus_list()
        else:
            self._list.show_rows(self._rows(found))
            self._list.fit()
        self.answered.emit()

    def _rows(self, found: Waiting) -> list[Row]:
        space = self._workspace
        around = Around(space.today, space.account.uid, space.accounts, space.organisation)
        return rows(found, around, space)

    def _listed(self, found: Waiting) -> QWidget:
        self._list = row_list(self._rows(found), _("What needs doing"), name="today.rows")
        self._list.fit()
        self._list.set_current(0)
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        Moving(self._list, self._window, self._workspace, self._current_step)
        keys = label(_("Enter opens. Up and Down choose. Shift and an arrow move a step by a day."), "caption")
        return box(column(card(self._list, margin=4), keys))

    def _nothing(self, found: Waiting) -> QWidget:
        organisation = self._workspace.organisation
        if found.has_contact and found.has_platform and organisation.standard_text:
            text = _("No steps are due, and no reports wait. When you plan a next step, it comes up here on its day.")
            return empty("circle-check", _("Nothing waits for you"), text)
        return beginning(self._window, organisation, found)

    def _show_only(self, shown: QWidget) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._place.addWidget(shown)

    def _put_back(self) -> None:
        if self._list is not None and "row" in self._left:
            self._list.set_current(self._left["row"])

    def _focus_list(self) -> None:
        """Give the list the keyboard if nobody has taken it while it was asked for."""
        from PySide6.QtWidgets import QApplication

        focus = QApplication.focusWidget()
        busy = focus is not None and (self.isAncestorOf(focus) or focus.objectName() == "search")
        elsewhere = busy and focus is not self._begin  # which had it while there was no list
        if self._list is not None and not elsewhere:
            self._list.setFocus()

    def _current_step(self) -> int | None:
        current = self._list.current_row() if self._list else None
        where = current.key if current else None
        return where.place.get("step") if isinstance(where, Destination) else None

    def _open(self, at: QModelIndex) -> None:
        if self._list is None:
            return
        where = self._list.row(at.row()).key
        if isinstance(where, Destination):
            self._window.go(where.room, where.place)


def _day_words(day: date) -> str:
    """Return `Tisdag 24 november 2026`."""
    texts = window_texts()
    return f"{texts.weekday(day).capitalize()} {texts.day(day)}"
