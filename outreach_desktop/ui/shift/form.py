"""The form of a shift: who works and on which platforms, then the fields of its record."""

from collections.abc import Sequence
from typing import Any

from ...domain.attributes import Attribute, Label
from ...domain.shift import Shift
from ...i18n import _
from ...operations.organisation import load_platforms
from ..forms.choice_editors import SeveralEditor
from ..forms.form_field import FormField
from ..forms.record_form import Groups, RecordForm
from ..workspace import Workspace


def _labels() -> dict[str, Label]:
    return {
        "workers": Label("Who works", "We work in pairs. Who has no account here is written below."),
        "platforms": Label("On which platforms"),
    }


class ShiftForm(RecordForm[Shift]):
    """`choices` name accounts by uid as `workers`, and platforms by id as `platforms`."""

    def _compose(self, groups: Sequence[tuple[str, Sequence[Attribute]]], folded: Sequence[str]) -> None:
        several = [_attribute(name, label) for name, label in _labels().items() if self._around.choices.get(name)]
        super()._compose([("", several), *groups], folded)

    def _field_of(self, attribute: Attribute) -> FormField:
        if attribute.name not in _labels():
            return super()._field_of(attribute)
        editor = SeveralEditor(list(self._around.choices[attribute.name].items()))
        editor.show(getattr(self._record, attribute.name))
        editor.edited.connect(self.edited)
        field = FormField(attribute, editor, f"Shift.{attribute.name}")
        self._made[attribute.name] = field
        return field


def _attribute(name: str, label: Label) -> Attribute:
    return Attribute(name, str, label, (), optional=False, several=True, restricted=False, hidden=False)


def shift_form(workspace: Workspace, shift: Shift, groups: Groups) -> ShiftForm:
    """Return the form with who works, on which platforms, and the fields of `groups`."""
    accounts = {uid: each.name for uid, each in workspace.accounts.items() if each.active or uid in shift.workers}
    platforms = {each.id: each.name for each in load_platforms(workspace.db)}
    choices: dict[str, dict[Any, str]] = {"workers": accounts, "platforms": platforms}
    return ShiftForm(shift, today=workspace.today, choices=choices, groups=groups, now=workspace.now)


def start_groups() -> Groups:
    return [("", ("others", "alone_reason")), (_("Before you begin"), ("precautions",))]


def plan_groups() -> Groups:
    return [("", ("planned_at", "others", "alone_reason"))]
