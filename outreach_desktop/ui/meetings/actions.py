"""What can be done to a meeting: one step at a time from its page, each with its way back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ...domain.meeting import Meeting
from ...i18n import _
from ...operations.meeting_endings import reopen_meeting
from ...operations.meeting_states import confirm_meeting, note_reminded, put_back
from ...operations.meetings import give_go, take_go_back
from ...operations.saving import remove_record, restore_record
from ...storage.database import Database
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..main_window import MainWindow

Entry = tuple[str, Callable[[], None]]


class Actions:
    """Of one meeting as it stands; in the window's name, since its page is built anew by what is done."""

    def __init__(self, window: "MainWindow", workspace: Workspace, meeting: Meeting) -> None:
        self._window, self._workspace, self.meeting = window, workspace, meeting

    def go_to(self, name: str, **more: object) -> None:
        """Open a form of the meeting."""
        self._window.go("meetings", {name: self.meeting.id, **more})

    def plan_anew(self) -> None:
        self._window.go("meetings", {"new": self.meeting.person_id})

    def plan_step(self) -> None:
        self._window.go("people", {"person": self.meeting.person_id, "step": "new"})

    def prepare_reminder(self) -> None:
        """Go to the text of a reminder: it is copied by the same rule as every text, and told here once it is sent."""
        self._window.go("outreach", {"person": self.meeting.person_id, "message": "reminder"})

    def confirm(self) -> None:
        self._change(partial(confirm_meeting, meeting_id=self.meeting.id), lambda: _("Confirmed by the person"))

    def note_reminded(self) -> None:
        self._change(partial(note_reminded, meeting_id=self.meeting.id), lambda: _("Noted as reminded"))

    def give_go(self) -> None:
        told = lambda: _("The go is given.")  # noqa: E731
        self._change(partial(give_go, meeting_id=self.meeting.id), told)

    def take_go_back(self) -> None:
        self._change(partial(take_go_back, meeting_id=self.meeting.id), lambda: _("The go is taken back."))

    def reopen(self) -> None:
        work = partial(reopen_meeting, meeting_id=self.meeting.id, now=self._workspace.now())
        self._workspace.write(
            self._window, work, lambda _after: self._window.tell(lambda: _("The meeting is planned again"))
        )

    def _change(self, work: Callable[..., Meeting], words: Callable[[], str]) -> None:
        """Do it, say so, and offer the way back."""
        before, now = self.meeting, self._workspace.now()

        def undo(after: Meeting) -> None:
            back = partial(put_back, before=before, after=after, now=self._workspace.now())
            self._workspace.write(self._window, back)

        def do(db: Database) -> Meeting:
            return work(db, now=now)

        self._workspace.write(self._window, do, lambda after: self._window.tell(words, partial(undo, after)))

    def remove(self) -> None:
        """Put the meeting into the bin and show the list, with a way back."""
        meeting, space = self.meeting, self._workspace
        back = partial(restore_record, record=meeting, now=space.now())
        self._window.replace("meetings")
        space.write(
            self._window,
            partial(remove_record, record=meeting, now=space.now()),
            lambda _nothing: self._window.tell(
                lambda: _("The meeting is removed"), lambda: space.write(self._window, back)
            ),
        )


def show_menu(actions: Actions, below: QWidget, *, may_write: bool) -> None:
    """Show what may have happened to the meeting, by how far it has come."""
    menu = QMenu(below)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, do in _entries(actions, may_write=may_write):
        menu.addAction(words, do)
    if not actions.meeting.is_live:
        menu.addSeparator()
        menu.addAction(_("Remove the meeting"), actions.remove)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))


def _entries(actions: Actions, *, may_write: bool) -> list[Entry]:
    state = actions.meeting.state
    if state.is_ahead:
        return _entries_ahead(actions, may_write=may_write)
    if state.took_place:
        return [(_("Write down an incident …"), partial(actions.go_to, "incident", which="new"))]
    if state.is_over:
        return [(_("Take back: it is planned again"), actions.reopen)]
    return []


def _entries_ahead(actions: Actions, *, may_write: bool) -> list[Entry]:
    remind = [(_("Prepare a reminder …"), actions.prepare_reminder)] if may_write else []
    return [
        (_("The person has confirmed"), actions.confirm),
        *remind,
        (_("The person is reminded"), actions.note_reminded),
        (_("Move it …"), partial(actions.go_to, "move")),
        (_("It took place …"), partial(actions.go_to, "after")),
        (_("The person cancelled …"), partial(actions.go_to, "end", how="cancelled")),
        (_("We call it off …"), partial(actions.go_to, "end", how="called_off")),
        (_("The person did not come …"), partial(actions.go_to, "end", how="not_met")),
    ]
