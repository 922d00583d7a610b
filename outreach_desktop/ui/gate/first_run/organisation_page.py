"""Who the organisation is. The name is needed; the rest can be written later, in the room Organisation."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ....content import counties_by_name
from ....domain.attributes import Attribute, Problem, attributes, problems
from ....domain.organisation import Organisation, ReportStatus
from ....i18n import _, window_texts
from ...dialogs import known_error_text
from ...look.fields import Combo, Field, combo, field, line, text_area
from ...look.layouts import row
from ...look.tokens import Space
from ...look.words import label
from ..background import Errand
from ..problem_line import ProblemLine
from ..steps import Step, StepPage

_SHOWN = ("name", "standard_text", "town", "county", "phone", "report_status")


class OrganisationPage(StepPage):
    """The fields of the profile that reports need first; `save` gets the profile and begins `saving`."""

    def __init__(
        self, step: Step, saving: Errand, save: Callable[[Organisation], None], today: Callable[[], date]
    ) -> None:
        super().__init__(step)
        self._saving, self._save, self._today = saving, save, today
        self._controls = {name: _control(name) for name in _SHOWN}
        self._fields = {
            a.name: _labelled(a, self._controls[a.name]) for a in attributes(Organisation) if a.name in _SHOWN
        }
        fields, self._problem = self._fields, ProblemLine()
        text = _("This goes into reports. All but the name can wait until later.")
        self.compose_step(
            "building-2",
            _("Your organisation"),
            label(text, "muted", wrap=True),
            fields["name"],
            fields["standard_text"],
            row(fields["town"], fields["county"], gap=Space.M),
            row(fields["phone"], fields["report_status"], gap=Space.M),
            self._problem,
            next_text=_("Finish"),
            width=680,
        )
        saving.changed.connect(self._show)
        self._show()

    def first_focus(self) -> QWidget | None:
        return self._controls["name"]

    def go_on(self) -> None:
        profile = Organisation(**{name: _value(control) for name, control in self._controls.items()})
        found = problems(profile, self._today())
        for name, each in self._fields.items():
            each.set_error(_sentence(found, name))
        if found:
            self._controls[found[0].field].setFocus()
        else:
            self._save(profile)

    def _show(self) -> None:
        self.set_busy(busy=self._saving.running)
        error = self._saving.error
        self._problem.say(known_error_text(error) if error else "")


def _sentence(found: list[Problem], name: str) -> str:
    return next((_(problem.text).format(*problem.values) for problem in found if problem.field == name), "")


def _control(name: str) -> QWidget:
    if name == "standard_text":
        return text_area(name=f"organisation.{name}", height=64)
    if name == "report_status":
        return _choice(name, {status: _(status.label.text) for status in ReportStatus})
    if name == "county":
        return _choice(name, {"": _("Not chosen"), **counties_by_name(window_texts().language)})
    return line(name=f"organisation.{name}")


def _choice(name: str, words: Mapping[Any, str]) -> Combo:
    result = combo(name=f"organisation.{name}")
    for value, each in words.items():
        result.addItem(each, value)
    return result


def _labelled(attribute: Attribute, control: QWidget) -> Field:
    return field(_(attribute.label.text), control, _(attribute.label.hint), must=attribute.required)


def _value(control: QWidget) -> Any:
    if isinstance(control, QComboBox):
        return control.currentData()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.text().strip() if isinstance(control, QLineEdit) else None
