"""The form of a shift: who works and on which platforms, then the fields of its record."""

from typing import Any

from ...domain.attributes import Label
from ...domain.shift import Shift
from ...i18n import _
from ...operations.organisation import load_platforms
from ..accounts_to_tick import accounts_to_tick
from ..forms.fitting import ticks
from ..forms.record_form import Groups, RecordForm
from ..workspace import Workspace

_WHO = Label("Who works", "We work in pairs. Who has no account here is written below.")
_WHERE = Label("On which platforms")


def shift_form(workspace: Workspace, shift: Shift, groups: Groups) -> RecordForm[Shift]:
    """Return the form with who works, on which platforms, and the fields of `groups`."""
    accounts = accounts_to_tick(workspace, shift.workers)
    platforms = {each.id: each.name for each in load_platforms(workspace.db)}
    choices: dict[str, dict[Any, str]] = {"workers": accounts, "platforms": platforms}
    more = [ticks(name, label) for name, label in (("workers", _WHO), ("platforms", _WHERE)) if choices[name]]
    first = ("", tuple(each.name for each in more))
    return RecordForm(
        shift, today=workspace.today, choices=choices, groups=[first, *groups], more=more, now=workspace.now
    )


def start_groups() -> Groups:
    return [("", ("others", "alone_reason")), (_("Before you begin"), ("precautions",))]


def plan_groups() -> Groups:
    return [("", ("planned_at", "others", "alone_reason"))]
