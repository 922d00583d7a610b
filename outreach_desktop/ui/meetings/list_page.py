"""All meetings: under way, not closed, to come, and those that were."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ...domain.meeting import MeetingState, Way
from ...i18n import _
from ...storage import meetings
from ...storage.database import Database
from ...storage.meetings import WithPerson
from ..follow_ups.weeks import monday_of
from ..look.buttons import button
from ..look.layouts import card
from ..look.messages import empty
from ..look.painted import Row, RowList, row_list
from ..look.words import label
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .rows import meeting_row
from .words import is_late

_MOST = 200
LISTENED = frozenset({"meeting", "person", "account"})
Found = tuple[list[WithPerson], list[WithPerson]]


class ListPage(Page):
    """Asks when it is built and after each commit that changes a meeting."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self.rows: RowList = row_list([], _("Meetings"), name="meetings.rows")
        self.rows.activated.connect(self._open)
        self.rows.clicked.connect(self._open)
        self._first = self._plan_button("meetings.first")
        text = _("Plan one from a person's page, or here. A checklist comes with it.")
        self._nothing = empty("calendar-days", _("No meeting yet"), text, self._first)
        week = button(_("The week"), "calendar-days", big=True, name="meetings.week")
        week.clicked.connect(lambda: window.go("meetings", {"week": monday_of(workspace.today).isoformat()}))
        blank = button(_("Blank checklist"), "printer", big=True, name="meetings.blank")
        blank.clicked.connect(lambda: window.go("meetings", {"blank": Way.PHYSICAL.value}))
        self._plan = self._plan_button("meetings.plan")
        self._card = card(self.rows, margin=4)
        self._keys = label(_("Enter opens · Ctrl+N plans a meeting"), "caption")
        subtitle = _("Two of us go. Somebody on call knows where.")
        self.compose(_("Meetings"), subtitle, [blank, week, self._plan], self._card, self._nothing, self._keys, None)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self._begin)
        for each in (self._card, self._nothing, self._keys):
            each.hide()
        workspace.changed.connect(self._heed)
        self._ask()

    def _plan_button(self, name: str) -> QWidget:
        result = button(_("Plan a meeting"), "plus", "primary", hint="Ctrl+N", big=True, name=name)
        result.clicked.connect(self._begin)
        return result

    def _begin(self) -> None:
        self._window.go("meetings", {"new": "choose"})

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & LISTENED and self._window.page is self:
            self._ask()

    def _ask(self) -> None:
        self._workspace.ask(self, "meetings", _find, self._show)

    def _show(self, found: Found) -> None:
        ahead, past = found
        late = partial(is_late, now=self._workspace.now())
        live = [each for each in ahead if each.meeting.state is MeetingState.UNDER_WAY]
        shown = [
            *self._group(_("Under way"), live),
            *self._group(_("Not closed"), [each for each in ahead if late(each.meeting)]),
            *self._group(_("To come"), [each for each in ahead if each not in live and not late(each.meeting)]),
            *self._group(_("Before"), past),
        ]
        had_focus = self.rows.hasFocus() or self._first.hasFocus()
        self.rows.show_rows(shown)
        self.rows.fit()
        for each in (self._card, self._keys, self._plan):
            each.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._choose(had_focus=had_focus or not self.isAncestorOf(self.focusWidget() or self._window))

    def _choose(self, *, had_focus: bool) -> None:
        if self.rows.model().rowCount() and not self.rows.currentIndex().isValid():
            self.rows.set_current(0)
        if had_focus:
            (self.rows if self.rows.model().rowCount() else self._first).setFocus()

    def _group(self, title: str, members: Sequence[WithPerson]) -> Iterator[Row]:
        if members:
            yield Row(title, aside=str(len(members)), heading=True)
        for each in members:
            yield meeting_row(each, self._workspace, each.meeting.id)

    def _open(self, at: QModelIndex) -> None:
        key = self.rows.row(at.row()).key
        if isinstance(key, int):
            self._window.go("meetings", {"meeting": key})

    def first_focus(self) -> QWidget:
        return self.rows


def _find(db: Database) -> Found:
    ahead, past = meetings.load_ahead(db, _MOST), meetings.load_past(db, _MOST)
    return meetings.with_persons(db, ahead), meetings.with_persons(db, past)
