"""What stands above the checklist: what is in the way, what is to be done next, and who gave the go."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from ...domain.meeting import GoingAnyway, MeetingState
from ...domain.permission import Permission
from ...domain.rights import Right
from ...i18n import _, ngettext, window_texts
from ...operations.meetings import Preparation
from ..look.messages import notice
from ..look.parts import button
from ..people.person_notices import blocking_notices
from ..words import day_and_clock, who
from ..workspace import Workspace
from .actions import Actions
from .ending_forms import missing_texts
from .words import day_in_full, is_late

_SHOWN = 2


def notices(
    found: Preparation, permission: Permission, workspace: Workspace, actions: Actions, first_open: QWidget
) -> Iterator[QWidget]:
    """Yield them in order. `first_open` is the button that leads to the first item that is open."""
    yield from blocking_notices(permission, workspace.today)
    meeting, now = found.meeting, workspace.now()
    if meeting.state.is_over and not meeting.state.took_place:
        yield _tried(found, actions)
    if not meeting.state.is_ahead:
        return
    if is_late(meeting, now):
        yield _not_closed(found, workspace, actions)
        return
    if meeting.reminded_at is None and meeting.reminder_at and meeting.reminder_at <= now:
        yield _remind(found, workspace, actions, permission)
    if meeting.went_at:
        yield _gone(found, workspace, actions)
    elif found.missing:
        yield _stop(found, workspace, actions, first_open)


def _stop(found: Preparation, workspace: Workspace, actions: Actions, first_open: QWidget) -> QWidget:
    count, texts = len(found.missing), missing_texts(found)
    title = ngettext(
        "Cannot go yet: {count} item that must be done is open",
        "Cannot go yet: {count} items that must be done are open",
        count,
    ).format(count=count)
    text = ". ".join(each.rstrip(".") for each in texts[:_SHOWN]) + (" …" if count > _SHOWN else ".")
    buttons = [first_open] if found.open_musts else []
    if workspace.may(Right.GO_ANYWAY):
        anyway = button(_("Go all the same, with a reason"), kind="quiet", name="meeting.anyway")
        anyway.clicked.connect(lambda: actions.go_to("go"))
        buttons.append(anyway)
    else:
        text = f"{text} {_('Only staff can decide to go all the same.')}"
    return notice("warning", title, text, buttons)


def _gone(found: Preparation, workspace: Workspace, actions: Actions) -> QWidget:
    meeting = found.meeting
    when = day_and_clock(meeting.went_at, workspace.today) if meeting.went_at else ""
    title = _("{name} gave the go, {when}").format(name=who(meeting.went_by, workspace.accounts), when=when)
    back = button(_("Take the go back"), "undo-2", name="meeting.go_back")
    back.clicked.connect(actions.take_go_back)
    anyway = found.going_anyway[-1] if found.going_anyway and found.missing else None
    if anyway is None:
        return notice("accent", title, _("All that must be done is done."), [back], icon="circle-check")
    return notice("warning", title, anyway_words(anyway, found), [back])


def anyway_words(anyway: GoingAnyway, found: Preparation) -> str:
    """Return what was open when somebody decided to go all the same, and why."""
    language, by_id = window_texts().language, {each.item.item: each.item for each in found.asked}
    items = [by_id[item].text(language) for item in anyway.items if item in by_id]
    return _("Although open: {items}. Why: {reason}").format(items="; ".join(items), reason=anyway.reason)


def _remind(found: Preparation, workspace: Workspace, actions: Actions, permission: Permission) -> QWidget:
    meeting = found.meeting
    when = day_and_clock(meeting.reminder_at, workspace.today) if meeting.reminder_at else ""
    how = meeting.reminder_how or found.person.safe_ways or _("No safe way is written down.")
    done = button(_("It is done"), "check", name="meeting.reminded")
    done.clicked.connect(actions.note_reminded)
    prepare = button(_("Prepare a reminder"), "message-circle", name="meeting.remind")
    prepare.clicked.connect(actions.prepare_reminder)
    buttons = [done] if permission.verdict.blocks else [prepare, done]
    return notice("accent", _("Time to remind the person, since {when}").format(when=when), how, buttons, icon="bell")


def _not_closed(found: Preparation, workspace: Workspace, actions: Actions) -> QWidget:
    day = day_in_full(found.meeting, workspace)
    title = _("It was to begin {day}. What became of it?").format(day=day[:1].lower() + day[1:])
    held = button(_("It took place"), "check", name="meeting.held")
    held.clicked.connect(lambda: actions.go_to("after"))
    not_met = button(_("The person did not come"), name="meeting.not_met")
    not_met.clicked.connect(lambda: actions.go_to("end", how="not_met"))
    return notice("warning", title, _("More under What has happened."), [held, not_met])


def _tried(found: Preparation, actions: Actions) -> QWidget:
    """Say what a meeting that came to nothing leads to: a new try."""
    titles = {
        MeetingState.CANCELLED: _("The person cancelled. That is usual."),
        MeetingState.NOT_MET: _("The person did not come. That is usual too."),
        MeetingState.CALLED_OFF: _("We called this meeting off."),
    }
    again = button(_("Plan a new meeting"), "calendar-days", name="meeting.again")
    again.clicked.connect(actions.plan_anew)
    step = button(_("Plan a next step"), "clock-plus", name="meeting.step")
    step.clicked.connect(actions.plan_step)
    text = _("Try again when it suits the person.")
    return notice("accent", titles[found.meeting.state], text, [step, again], icon="calendar-clock")
