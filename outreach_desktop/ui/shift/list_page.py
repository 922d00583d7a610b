"""All shifts: those that are planned, and those that were."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from ...domain.shift import Shift
from ...i18n import _
from ...storage import shifts
from ...storage.database import Database
from ..look.buttons import button
from ..look.layouts import card
from ..look.messages import empty
from ..look.painted import Row, RowList, row_list
from ..main_window import MainWindow
from ..page import Page
from ..workspace import Workspace
from .pages import START
from .words import day_words, hours_words, length_words, who_works

_MOST = 100
Found = tuple[Shift | None, list[Shift], list[Shift]]


class ListPage(Page):
    """Asks when it is built and after each commit that changes a shift."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window, self._workspace = window, workspace
        self.rows: RowList = row_list([], _("Shifts"), name="shifts.rows")
        self.rows.activated.connect(self._open)
        self.rows.clicked.connect(self._open)
        self._nothing = empty("calendar-days", _("No shift yet"), _("Plan one, or start one now."))
        plan = button(_("Plan a shift"), "calendar-days", big=True, name="shifts.plan")
        plan.clicked.connect(lambda: window.go("outreach", {"shift": "new", "do": "plan"}))
        start = button(_("Start a shift"), "timer", "primary", big=True, name="shifts.start")
        start.clicked.connect(lambda: window.go("outreach", dict(START)))
        self._card = card(self.rows, margin=4)
        self.compose(_("Shifts"), _("Outreach is done in pairs."), [plan, start], self._card, self._nothing, None)
        workspace.changed.connect(self._heed)
        self._ask()

    def _heed(self, tables: frozenset[str]) -> None:
        if tables & {"shift", "account"} and self._window.page is self:
            self._ask()

    def _ask(self) -> None:
        self._workspace.ask(self, "shifts", _find, self._show)

    def _show(self, found: Found) -> None:
        running, planned, past = found
        shown = [
            *self._group(_("Running"), [running] if running else []),
            *self._group(_("Planned"), planned),
            *self._group(_("Before"), past),
        ]
        self.rows.show_rows(shown)
        self.rows.fit()
        self._card.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        if shown and not self.rows.currentIndex().isValid():
            self.rows.set_current(0)

    def _group(self, title: str, members: Sequence[Shift]) -> Iterator[Row]:
        if members:
            yield Row(title, aside=str(len(members)), heading=True)
        for shift in members:
            yield self._row(shift)

    def _row(self, shift: Shift) -> Row:
        detail = " · ".join(filter(None, (hours_words(shift), who_works(shift, self._workspace))))
        aside = length_words(shift.length) if shift.ended_at else ""
        if shift.is_alone:
            aside = _("one person")
        icon, tone = ("triangle-alert", "warning") if shift.is_alone else ("users", "")
        return Row(day_words(shift, self._workspace), detail, icon, aside, tone, key=shift.id)

    def _open(self, at: QModelIndex) -> None:
        key = self.rows.row(at.row()).key
        if isinstance(key, int):
            self._window.go("outreach", {"shift": key})

    def first_focus(self) -> QWidget:
        return self.rows


def _find(db: Database) -> Found:
    return shifts.find_running(db), shifts.load_planned(db), shifts.load_past(db, _MOST)
