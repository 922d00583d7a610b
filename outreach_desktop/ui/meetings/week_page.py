"""The week of meetings, day by day."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from ...i18n import _
from ...operations.saving import local_day
from ...storage import meetings
from ...storage.database import Database
from ...storage.meetings import WithPerson
from ..follow_ups.week_frame import Dated, Week, WeekFrame
from ..follow_ups.week_page import bounds
from ..look.buttons import Choice, button
from ..main_window import MainWindow
from ..workspace import Workspace
from .list_page import LISTENED
from .rows import meeting_row


class WeekPage(WeekFrame):
    """Those one goes to oneself, or everybody's."""

    def __init__(self, window: MainWindow, workspace: Workspace, monday: date) -> None:
        whose = Choice([_("Those I go to"), _("Everybody's")], 1, spoken=_("Whose meetings"), name="week.whose")
        super().__init__(window, workspace, monday, whose)
        plan = button(_("Plan a meeting"), "plus", "primary", hint="Ctrl+N", big=True, name="week.plan")
        begin = partial(window.go, "meetings", {"new": "choose"})
        plan.clicked.connect(begin)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(begin)
        self.begin(
            Week(
                room="meetings",
                spoken=_("The week's meetings"),
                nothing=_("No meeting is planned this week."),
                keys=_("Enter opens · Ctrl+N plans a meeting · Page Up and Page Down"),
                listened=LISTENED,
                opens=self._open_key,
                kept=lambda key: key,
                actions=[plan],
            )
        )

    def ask(self) -> None:
        early, late = bounds(self._monday, self.last_day)

        def question(db: Database) -> list[WithPerson]:
            return meetings.with_persons(db, meetings.load_between(db, early, late))

        self._workspace.ask(self, "week", question, self._show)

    def _show(self, found: list[WithPerson]) -> None:
        self.show_dated(list(self._dated(found)))

    def _dated(self, found: list[WithPerson]) -> Iterator[Dated]:
        own = self._workspace.account.uid
        for each in found:
            start = each.meeting.starts_at
            if start and (self.of_all or own in each.meeting.workers):
                yield Dated(local_day(start), meeting_row(each, self._workspace, each.meeting.id, with_day=False))

    def _open_key(self, key: Any) -> None:
        self._window.go("meetings", {"meeting": key})
