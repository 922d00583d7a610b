"""The week: what is planned with whom, day by day, late steps first; meetings stand among the steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from ...i18n import ZONE, _
from ...operations.saving import local_day
from ...storage import meetings
from ...storage.database import Database
from ...storage.follow_ups import Planned, find_between
from ...storage.meetings import WithPerson
from ..look.buttons import Choice
from ..main_window import MainWindow
from ..meetings.rows import meeting_row
from ..workspace import Workspace
from .moving import Moving
from .rows import Around, step_row
from .week_frame import Dated, Week, WeekFrame
from .weeks import monday_of

_LISTENED = frozenset({"follow_up", "meeting", "person", "account", "organisation"})


@dataclass(frozen=True, slots=True)
class _Found:
    steps: list[Planned]
    meetings: list[WithPerson]


class WeekPage(WeekFrame):
    """One's own and anybody's steps, or everybody's."""

    def __init__(self, window: MainWindow, workspace: Workspace, monday: date) -> None:
        whose = Choice([_("Mine and anybody's"), _("Everybody's")], 0, spoken=_("Whose steps"), name="week.whose")
        super().__init__(window, workspace, monday, whose)
        self.begin(
            Week(
                room="today",
                spoken=_("The week's steps"),
                nothing=_("Nothing is planned this week."),
                keys=_("Enter opens a step · Shift and an arrow move it by a day · Page Up and Page Down"),
                listened=_LISTENED,
                opens=self._open_key,
                kept=_kept,
            )
        )
        Moving(self.rows, window, workspace, self._current_step)

    def ask(self) -> None:
        today, of_all, last = self._workspace.today, self.of_all, self.last_day
        first = date.min if self._monday == monday_of(today) else self._monday
        early, late = bounds(self._monday, last)

        def question(db: Database) -> _Found:
            held = meetings.with_persons(db, meetings.load_between(db, early, late))
            return _Found(find_between(db, first, last, today, of_all=of_all), held)

        self._workspace.ask(self, "week", question, self._show)

    def _show(self, found: _Found) -> None:
        own = self._workspace.account.uid
        held = [each for each in found.meetings if self.of_all or own in each.meeting.workers]
        dated = [*self._steps(found.steps), *self._meetings(held)]
        self.show_dated(sorted(dated, key=lambda each: each.day))

    def _steps(self, found: list[Planned]) -> Iterator[Dated]:
        space = self._workspace
        around = Around(space.today, space.account.uid, space.accounts, space.organisation)
        for planned in found:
            yield Dated(planned.step.due_on or space.today, step_row(planned, around, planned, with_day=False))

    def _meetings(self, found: list[WithPerson]) -> Iterator[Dated]:
        for each in found:
            if each.meeting.starts_at:
                row = meeting_row(each, self._workspace, each, with_day=False)
                yield Dated(local_day(each.meeting.starts_at), row)

    def _current_step(self) -> int | None:
        current = self.rows.current_row()
        return current.key.step.id if current and isinstance(current.key, Planned) else None

    def _open_key(self, key: object) -> None:
        if isinstance(key, Planned):
            self._window.go("people", {"person": key.person.id, "step": key.step.id})
        elif isinstance(key, WithPerson) and self._window.has_room("meetings"):
            self._window.go("meetings", {"meeting": key.meeting.id})


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the instants between which the days of a span lie in the organisation's zone."""
    return datetime.combine(first, time(), ZONE), datetime.combine(last + timedelta(days=1), time(), ZONE)


def _kept(key: Any) -> Any:
    """Return by what a row is found again; what JSON can hold."""
    if isinstance(key, Planned):
        return ["step", key.step.id]
    return ["meeting", key.meeting.id] if isinstance(key, WithPerson) else None
