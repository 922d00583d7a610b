"""The plan beside the checklist: how far the meeting has come, when, where, who; and what the person wants."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ...domain.meeting import Meeting, Way
from ...domain.permission import Permission
from ...i18n import _, ngettext
from ...operations.meetings import Preparation
from ..look import theme
from ..look.layouts import box, column, scrolling_words
from ..look.parts import card, label, state
from ..look.tokens import Space
from ..shift.words import who_works
from ..words import day_and_clock
from ..workspace import Workspace
from .wishes import WIDTH, permission_fact, wishes, wrapped
from .words import day_in_full, length_words, state_sign, where_words

_LEAST = 240


def plan_card(found: Preparation, permission: Permission, workspace: Workspace, to_person: QWidget) -> QWidget:
    """Return the card; it scrolls by itself where it is higher than the place it has."""
    meeting, sign = found.meeting, state_sign(found.meeting)
    facts = [
        column(label(_("State"), "caption"), state(sign.icon, sign.text, sign.tone), gap=2),
        wrapped(_("When"), _when(meeting, workspace)),
        wrapped(_("Where"), where_words(meeting)),
        _who(meeting, workspace),
        *_on_call(meeting),
        *(wrapped(name, text) for name, text in _further(meeting, workspace) if text),
    ]
    wanted = label(_("What {alias} wants").format(alias=found.person.alias), "lead", wrap=True)
    words = column(
        label(_("The plan"), "lead"),
        *facts,
        Space.S,
        wanted,
        permission_fact(permission, workspace),
        *wishes(found.person),
        to_person,
        None,
        gap=10,
        margin=(Space.L, Space.L, Space.S, Space.L),
    )
    result = card(scrolling_words(box(words), _("The plan, and what the person wants")), margin=1)
    result.setFixedWidth(theme.px(WIDTH))
    result.setMinimumHeight(theme.px(_LEAST))
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)  # it takes what the checklist leaves
    return result


def _when(meeting: Meeting, workspace: Workspace) -> str:
    moved = ngettext("moved {n} time", "moved {n} times", meeting.moved_times).format(n=meeting.moved_times)
    further = [length_words(meeting.minutes), *([moved] if meeting.moved_times else [])]
    return f"{day_in_full(meeting, workspace)}\n{' · '.join(further)}"


def _who(meeting: Meeting, workspace: Workspace) -> QVBoxLayout:
    signs = [state("triangle-alert", _("One person only"), "warning")] if meeting.is_alone else []
    phone: QWidget = label(meeting.goers_phone, wrap=True)
    if not meeting.goers_phone.strip():
        phone = state("circle-alert", _("No phone yet"), "warning")
    names = label(who_works(meeting, workspace), wrap=True)
    return column(label(_("Who goes"), "caption"), *signs, names, phone, gap=2)


def _on_call(meeting: Meeting) -> Iterator[QVBoxLayout]:
    if meeting.on_call:
        yield wrapped(_("Person on call"), " ".join(filter(None, (meeting.on_call, meeting.on_call_phone))))
    elif meeting.way is Way.PHYSICAL:
        nobody = state("circle-alert", _("Nobody chosen yet"), "warning")
        yield column(label(_("Person on call"), "caption"), nobody, gap=2)


def _further(meeting: Meeting, workspace: Workspace) -> Iterator[tuple[str, str]]:
    every = _("Every {minutes} minutes, overdue after {grace} more")
    yield _("Check-ins"), every.format(minutes=meeting.check_in_minutes, grace=meeting.grace_minutes)
    yield _("How we get there and back"), meeting.transport
    yield _("Interpreter"), meeting.interpreter
    yield _("Reminder"), _reminder(meeting, workspace)
    yield _("How the reminder goes out safely"), meeting.reminder_how


def _reminder(meeting: Meeting, workspace: Workspace) -> str:
    def said(moment: datetime, words: str) -> str:
        return words.format(when=day_and_clock(moment, workspace.today))

    if meeting.reminded_at:
        return said(meeting.reminded_at, _("Sent {when}"))
    return said(meeting.reminder_at, _("To be sent {when}")) if meeting.reminder_at else _("None planned")
