"""The fields of a line: its editors by name, what they give, and how they are kept as a draft."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ...domain.attributes import Attribute, Choice, Invalid, Label, Problem, attributes
from ...domain.contact import Channel, Contact, Direction, Need
from ...domain.errors import KnownError
from ...domain.person import Person
from ...i18n import _
from ..forms.choice_editors import ComboEditor, SeveralEditor, TickEditor
from ..forms.date_editors import DayEditor
from ..forms.editor import Editor
from ..forms.form_field import FormField
from ..forms.text_editors import AreaEditor, LineEditor
from ..look import theme
from ..words import chosen
from .beside import Beside

_OF_PERSON = ("alias", "may_be_child")
_ONE_ROW = ("alias", "may_be_child", "next_step", "next_step_on", "note")
_BY_ITSELF = ("may_be_child", "next_step_on")  # says what it is where it stands
_DAY_WIDTH, _DAY_IN_WORDS = 112, 340


class LineFields:
    """`values` are shown first; `directions` are those that may be chosen.

    Whether the person may be a child is asked where `values` have an answer to it: nobody is asked what is known.
    """

    def __init__(
        self, values: Mapping[str, Any], directions: Iterable[Direction], platforms: Mapping[int, str], today: date
    ) -> None:
        day, area = DayEditor(today, past=False), AreaEditor()
        day.line.setFixedWidth(theme.scaled(_DAY_WIDTH))
        day.line.setPlaceholderText(_("When? +2w"))
        day.widget.setFixedWidth(theme.scaled(_DAY_IN_WORDS))
        area.area.setFixedHeight(theme.scaled(64))
        editors: dict[str, Editor] = {
            "alias": LineEditor(),
            "direction": ComboEditor(_options(directions)),
            "channel": ComboEditor(_options(Channel)),
            "platform_id": ComboEditor([(None, _("Not chosen")), *platforms.items()]),
            "identifier": LineEditor(),
            "second_person": LineEditor(),
            "needs": SeveralEditor(_options(Need)),
            "note": area,
            "next_step": LineEditor(),
            "next_step_on": day,
        }
        if "may_be_child" in values:
            editors["may_be_child"] = _child_tick()
        self._fields = {name: _field(name, editor, values.get(name)) for name, editor in editors.items()}

    def __getitem__(self, name: str) -> FormField | Beside:
        return self._fields[name]

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def on_edit(self, tell: Callable[[], None]) -> None:
        """Have `tell` called after each change by the user."""
        for field in self._fields.values():
            field.editor.edited.connect(tell)

    def values(self) -> dict[str, Any]:
        """Return what stands in the fields; raises `Invalid` for what is typed and is no value."""
        found: dict[str, Any] = {}
        problems = []
        for name, field in self._fields.items():
            try:
                found[name] = field.editor.value()
            except KnownError as error:
                problems.append(Problem(name, error.text))
        if problems:
            raise Invalid(problems)
        return found

    def changed(self) -> bool:
        return any(field.editor.changed() for field in self._fields.values())

    def state(self) -> dict[str, Any]:
        return {name: field.editor.state() for name, field in self._fields.items() if field.editor.changed()}

    def restore(self, state: Mapping[str, Any]) -> None:
        for name, value in state.items():
            if name in self._fields:
                self._fields[name].restore(value)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Mark each field that has a problem; the first of them gets the keyboard."""
        texts = {problem.field: _(problem.text).format(*problem.values) for problem in problems}
        for name, field in self._fields.items():
            field.set_error(texts.get(name, ""), aloud=name in texts)
        if first := next((field for name, field in self._fields.items() if name in texts), None):
            first.editor.focus()


def _options(choices: Iterable[Choice]) -> list[tuple[Any, str]]:
    return [(each, chosen(each)) for each in choices]


def _child_tick() -> TickEditor:
    result = TickEditor()
    result.tick.setText(_("May be a child · Ctrl+B"))
    return result


def _field(name: str, editor: Editor, value: Any) -> FormField | Beside:
    attribute = _attribute(name)
    empty = () if attribute.several else None if attribute.optional else ""
    editor.show(empty if value is None else value)
    if name in _ONE_ROW:
        return Beside(attribute, editor, f"line.{name}", heading=name not in _BY_ITSELF)
    return FormField(attribute, editor, f"line.{name}")


def _attribute(name: str) -> Attribute:
    """Return what a field is; in narrow places it goes by a shorter name."""
    record_type = Person if name in _OF_PERSON else Contact
    found = next(each for each in attributes(record_type) if each.name == name)
    short = {
        "identifier": Label("Number or name"),
        "second_person": Label("Second person"),
        "next_step_on": Label("When"),
    }
    return replace(found, label=short.get(name, found.label))
