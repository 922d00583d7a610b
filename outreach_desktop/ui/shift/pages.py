"""The pages with a form: a shift that is planned, started, ended, what happened in it, and how it felt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Annotated

from PySide6.QtWidgets import QWidget

from ...domain.attributes import Label
from ...domain.record import Record
from ...domain.shift import Shift, ShiftIncident
from ...i18n import _
from ...operations.saving import local_day
from ...operations.shifts import (
    coordinators,
    end_shift,
    last_handover,
    plan_shift,
    save_incident,
    start_shift,
    was_forgotten,
    write_feeling,
)
from ...storage import feelings, shifts
from ...storage.database import Database
from ...storage.reading import load_one
from ..forms.record_form import RecordForm
from ..look import theme
from ..look.messages import notice
from ..look.parts import card, fact
from ..main_window import MainWindow
from ..page import Page
from ..people.form_page import WIDEST, Editing, FormPage
from ..workspace import Workspace
from .form import plan_groups, shift_form, start_groups
from .words import day_within, day_words, hours_words, who_works

NEW = "new"
START = {"shift": NEW, "do": "start"}


def plan_page(window: MainWindow, workspace: Workspace, which: int | str) -> Page:
    """Return the form of a shift to come."""
    shift = Shift() if which == NEW else load_one(workspace.db, Shift, int(which))
    return FormPage(
        window,
        workspace,
        Editing(
            editor=f"shift:plan:{which}",
            title=_("Plan a shift"),
            subtitle=_("Outreach is done in pairs."),
            form=shift_form(workspace, shift, plan_groups()),
            save=plan_shift,
            saved=lambda: _("The shift is planned"),
            room="outreach",
            after=lambda _stored: {"shift": "all"},
        ),
    )


def start_page(window: MainWindow, workspace: Workspace, which: int | str) -> Page:
    """Return the form that starts a shift; one that still runs is asked about first."""
    running = shifts.find_running(workspace.db)
    if running is not None:
        return end_page(window, workspace, running.id, then_start=True)
    shift = _to_start(workspace, which)
    return FormPage(
        window,
        workspace,
        Editing(
            editor=f"shift:start:{which}",
            title=_("Start a shift"),
            save_words=_("Start the shift"),
            subtitle=_("Outreach is done in pairs."),
            form=shift_form(workspace, shift, start_groups()),
            save=start_shift,
            saved=lambda: _("The shift has begun"),
            room="outreach",
            after=lambda _stored: {},
            above=[_purpose(workspace), *_handover(workspace)],
        ),
    )


def _to_start(workspace: Workspace, which: int | str) -> Shift:
    """Return the shift that was planned for today, or a new one; who is signed in works in it."""
    planned = shifts.load_planned(workspace.db)
    wanted = [each for each in planned if each.id == which or (which == NEW and _is_for(each, workspace))]
    last = shifts.load_past(workspace.db, 1)
    shift = wanted[0] if wanted else Shift(platforms=last[0].platforms if last else ())
    account = workspace.account.uid
    return shift if account in shift.workers else replace(shift, workers=(account, *shift.workers))


def _is_for(shift: Shift, workspace: Workspace) -> bool:
    return shift.planned_at is not None and local_day(shift.planned_at) == workspace.today


def _purpose(workspace: Workspace) -> QWidget:
    purpose = workspace.organisation.outreach_purpose
    nothing = _("It is not written down yet. It belongs to the organisation's profile.")
    return _wide(card(fact(_("Purpose of the outreach"), purpose or nothing)))


def _handover(workspace: Workspace) -> list[QWidget]:
    """Return what the last shift hands over, if it does."""
    last = last_handover(workspace.db, workspace.now())
    if last is None or not last.handover.strip():
        return []
    head = _("From the last shift, {day}, {who}").format(
        day=day_within(last, workspace), who=who_works(last, workspace)
    )
    return [_wide(card(fact(head, last.handover)))]


def _wide(widget: QWidget) -> QWidget:
    widget.setMaximumWidth(theme.scaled(WIDEST))
    return widget


def end_page(window: MainWindow, workspace: Workspace, shift_id: int, *, then_start: bool = False) -> Page:
    """Return the form that ends a shift; of one that was forgotten it asks when it ended."""
    shift = load_one(workspace.db, Shift, shift_id)
    forgotten = was_forgotten(shift, workspace.now())
    begun = shift if forgotten else replace(shift, ended_at=workspace.now())
    form = RecordForm(
        begun,
        today=workspace.today,
        only=("ended_at", "profiles_seen", "debriefing", "debriefing_on", "handover"),
        now=workspace.now,
    )
    return FormPage(
        window,
        workspace,
        Editing(
            editor=f"shift:end:{shift_id}",
            title=_("End the shift"),
            save_words=_("End the shift"),
            subtitle=f"{day_words(shift, workspace)}, {hours_words(shift)} · {who_works(shift, workspace)}",
            form=form,
            save=end_shift,
            saved=lambda: _("The shift has ended"),
            room="outreach",
            after=lambda stored: dict(START) if then_start else {"shift": stored.id},
            above=[_wide(each) for each in _still_running(shift, workspace, forgotten=forgotten, asked=then_start)],
        ),
    )


def _still_running(shift: Shift, workspace: Workspace, *, forgotten: bool, asked: bool) -> list[QWidget]:
    if forgotten:
        title = _("The shift of {day} was never ended").format(day=day_within(shift, workspace))
        return [notice("warning", title, _("Write when it ended, as well as you know. Then you can start the next."))]
    if asked:
        return [notice("accent", _("A shift is running"), _("End it first, then you can start the next."))]
    return []


def incident_page(window: MainWindow, workspace: Workspace, shift_id: int) -> Page:
    """Return the form for something that happened."""
    shift = load_one(workspace.db, Shift, shift_id)
    incident = ShiftIncident(shift_id=shift_id)
    return FormPage(
        window,
        workspace,
        Editing(
            editor=f"shift:incident:{shift_id}",
            title=_("Write down an incident"),
            subtitle=f"{day_words(shift, workspace)} · {who_works(shift, workspace)}",
            form=RecordForm(incident, today=workspace.today, only=("text",)),
            save=save_incident,
            saved=lambda: _("It is written down. Only accounts that may read restricted texts can open it."),
            room="outreach",
            after=lambda _stored: {"shift": shift_id},
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Felt(Record):
    """What one writes of how it felt; it is no record of the register, and is kept sealed to who wrote it."""

    text: Annotated[
        str, Label("How it felt", "You need not write anything. Only you can read it, by encryption.", long=True)
    ] = ""
    share: Annotated[bool, Label("The coordinator may read it too")] = False


def felt_page(window: MainWindow, workspace: Workspace, shift_id: int) -> Page:
    """Return the form for how a shift felt, with what one has written before."""
    db = workspace.db
    shift = load_one(db, Shift, shift_id)
    own = next((each for each in feelings.load_own(db, shift_id) if each.writer == workspace.account.uid), None)
    felt = _Felt(text=(own.text or "") if own else "", share=feelings.is_shared(db, shift_id))
    fields = ("text", "share") if coordinators(db) else ("text",)
    return FormPage(
        window,
        workspace,
        Editing(
            editor=f"shift:felt:{shift_id}",
            title=_("How it felt"),
            subtitle=f"{day_words(shift, workspace)} · {who_works(shift, workspace)}",
            form=RecordForm(felt, today=workspace.today, only=fields),
            save=partial(_save_felt, shift),
            saved=lambda: _("Kept, for you alone or for whom you chose"),
            room="outreach",
            after=lambda _stored: {"shift": shift_id},
        ),
    )


def _save_felt(shift: Shift, db: Database, felt: _Felt, now: datetime) -> None:
    write_feeling(db, shift, felt.text, now, share=felt.share)


DOING: dict[str, Callable[[MainWindow, Workspace, int], Page]] = {
    "plan": plan_page,
    "start": start_page,
    "end": end_page,
    "incident": incident_page,
    "felt": felt_page,
}
