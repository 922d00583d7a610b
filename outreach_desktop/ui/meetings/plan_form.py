"""Planning a meeting, changing its plan, and moving it; what the person wants stands beside."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from ...domain.attributes import Attribute, Label
from ...domain.errors import KnownError
from ...domain.meeting import Meeting, Way
from ...i18n import _
from ...operations.meeting_states import put_back
from ...operations.meetings import new_meeting, save_meeting
from ...storage.database import Database
from ..accounts_to_tick import accounts_to_tick
from ..forms.fitting import ticks
from ..forms.record_form import Groups, RecordForm
from ..people.form_page import Editing, FormPage
from ..people.person_notices import blocking_notices
from ..rooms import Place
from ..workspace import Workspace
from .editors import editor_of
from .wishes import about, about_meeting, permission_for, person_of, wishes_card
from .words import day_in_full

if TYPE_CHECKING:
    from ..main_window import MainWindow

_WHO = Label("Who goes", "We are two. Who has no account here is written below.")
_IN_PERSON = ("place_kind", "place", "transport")


class PlanForm(RecordForm[Meeting]):
    """Asks for a place and for how we get there only where we meet in person."""

    def _compose(self, groups: Sequence[tuple[str, Sequence[Attribute]]], folded: Sequence[str]) -> None:
        super()._compose(groups, folded)
        self.edited.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        in_person = self._way() is Way.PHYSICAL
        for name in _IN_PERSON:
            self._field(name).setVisible(in_person)

    def _way(self) -> Way | None:
        try:
            way: Way = self.editor("way").value()
        except KnownError:
            return None
        return way

    def restore(self, state: Mapping[str, Any]) -> None:
        super().restore(state)
        self._fit()


def _groups() -> Groups:
    return [
        ("", ("way", "starts_at", "minutes", "place_kind", "place", "first")),
        (_("Who"), ("workers", "others", "goers_phone", "on_call", "on_call_phone", "transport")),
        (_("The person"), ("interpreter", "reminder_at", "reminder_how")),
        (_("Check-ins"), ("check_in_minutes", "grace_minutes")),
    ]


def _form(workspace: Workspace, meeting: Meeting) -> PlanForm:
    choices: dict[str, dict[Any, str]] = {"workers": accounts_to_tick(workspace, meeting.workers)}
    return PlanForm(
        meeting,
        today=workspace.today,
        choices=choices,
        groups=_groups(),
        more=[ticks("workers", _WHO)],
        now=workspace.now,
    )


def new_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[Meeting]:
    """Return the form of a new meeting with the person of the place."""
    person = person_of(workspace, place["new"])
    permission = permission_for(workspace, person)
    editing = Editing(
        editor=editor_of(place),
        title=_("Plan a meeting"),
        subtitle=about(person),
        form=_form(workspace, new_meeting(workspace.db, person.id)),
        save=save_meeting,
        saved=lambda: _("The meeting is planned. The checklist is next."),
        person_uid=person.uid,
        room="meetings",
        after=lambda stored: {"meeting": stored.id},
        above=blocking_notices(permission, workspace.today),
        beside=wishes_card(workspace, person, permission),
    )
    return FormPage(window, workspace, editing)


def edit_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[Meeting]:
    """Return the form of a plan that is there."""
    meeting, person = about_meeting(workspace, place["edit"])
    permission = permission_for(workspace, person)
    editing = Editing(
        editor=editor_of(place),
        title=_("Change the plan"),
        subtitle=about(person),
        form=_form(workspace, meeting),
        save=save_meeting,
        saved=lambda: _("Saved"),
        person_uid=person.uid,
        room="meetings",
        above=blocking_notices(permission, workspace.today),
        beside=wishes_card(workspace, person, permission),
        undo=partial(_undo, window, workspace, meeting),
    )
    return FormPage(window, workspace, editing)


def move_form(window: "MainWindow", workspace: Workspace, place: Place) -> FormPage[Meeting]:
    """Return the form of another time; it counts as moved, and can be undone."""
    meeting, person = about_meeting(workspace, place["move"])
    permission = permission_for(workspace, person)
    fields = ("starts_at", "reminder_at")
    stored: list[Meeting] = []

    def save(db: Database, record: Meeting, now: datetime) -> Meeting:
        stored.append(save_meeting(db, record, now))
        return stored[-1]

    editing = Editing(
        editor=editor_of(place),
        title=_("Move the meeting"),
        subtitle=f"{about(person)} · {day_in_full(meeting, workspace)}",
        form=RecordForm(meeting, today=workspace.today, only=fields, now=workspace.now),
        save=save,
        saved=lambda: _moved_words(meeting, stored[-1], workspace),
        person_uid=person.uid,
        room="meetings",
        beside=wishes_card(workspace, person, permission),
        undo=partial(_undo, window, workspace, meeting),
    )
    return FormPage(window, workspace, editing)


def _moved_words(before: Meeting, after: Meeting, workspace: Workspace) -> str:
    if before.starts_at == after.starts_at:
        return _("Saved")
    day = day_in_full(after, workspace)
    words = _("Moved to {day}. Ask the person again.") if not before.went_at else _moved_after_go()
    return words.format(day=day[:1].lower() + day[1:])


def _moved_after_go() -> str:
    return _("Moved to {day}. Ask the person again; the go must be given anew.")


def _undo(window: "MainWindow", workspace: Workspace, before: Meeting, after: Meeting) -> Callable[[], None]:
    """Return what puts back the meeting as it was before a form changed it."""

    def undo() -> None:
        workspace.write(window, partial(put_back, before=before, after=after, now=workspace.now()))

    return undo
