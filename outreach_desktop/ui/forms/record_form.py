"""A form for any record: one labelled editor for each field, in one column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ...domain.attributes import Attribute, Invalid, Problem, attributes, problems
from ...domain.errors import KnownError
from ...domain.record import Record
from ...i18n import ZONE, _
from ..look.parts import Space
from ..look.theme import px
from .editor import Editor
from .fitting import Surroundings, editor_for
from .form_field import FormField
from .section import Section
from .summary import Line, Summary

R = TypeVar("R", bound=Record)
Groups = Sequence[tuple[str, Sequence[str]]]


class RecordForm(QWidget, Generic[R]):
    """Shows `record` for editing. A page puts it into a scroll area, and stores what `record()` gives.

    `only` names the fields to show, in order; `groups` shows them under headings instead, and those
    whose heading is in `folded` are folded until opened. `more` are fields beside the labelled ones (`ticks`).
    `choices` gives, for reference fields, the values with their words.
    """

    edited = Signal()  # after each change by the user

    def __init__(
        self,
        record: R,
        *,
        today: date,
        choices: Mapping[str, Mapping[Any, str]] | None = None,
        only: Sequence[str] | None = None,
        groups: Groups | None = None,
        folded: Sequence[str] = (),
        more: Sequence[Attribute] = (),
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._record = record
        clock = now or (lambda: datetime.combine(today, datetime.now(ZONE).time(), ZONE))
        self._around = Surroundings(today, clock, choices or {})
        self._made: dict[str, FormField] = {}
        self._sections: list[Section] = []
        self._places: dict[str, Section] = {}  # of all fields, in order, made or not
        self._summary = Summary()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(Space.L))
        self._column.addWidget(self._summary)
        self._compose(_arranged([*attributes(type(record)), *more], only, groups), folded)

    def _compose(self, groups: Sequence[tuple[str, Sequence[Attribute]]], folded: Sequence[str]) -> None:
        for title, members in groups:
            section = Section(title, partial(self._make, members), folded=title in folded)
            section.open_if(any(self._filled(attribute.name) for attribute in members))
            self._sections.append(section)
            self._places |= dict.fromkeys((attribute.name for attribute in members), section)
            self._column.addWidget(section)
        self._column.addStretch(1)

    def _filled(self, field: str) -> bool:
        """Say whether something stands in a field that a new record would not have."""
        return bool(getattr(self._record, field) != _defaults(type(self._record))[field])

    def _make(self, members: Iterable[Attribute]) -> list[FormField]:
        return [self._field_of(attribute) for attribute in members]

    def _field_of(self, attribute: Attribute) -> FormField:
        editor = editor_for(attribute, self._around)
        editor.show(getattr(self._record, attribute.name))
        editor.edited.connect(self.edited)
        field = FormField(attribute, editor, f"{type(self._record).__name__}.{attribute.name}")
        self._made[attribute.name] = field
        return field

    @property
    def _fields(self) -> dict[str, FormField]:
        """The fields that are made, in order; the others have what the record has."""
        return {name: self._made[name] for name in self._places if name in self._made}

    def _field(self, name: str) -> FormField:
        self._places[name].make()
        return self._made[name]

    @property
    def uid(self) -> str:
        """The uid of the record that was given, empty when it is new."""
        return self._record.uid

    def editor(self, field: str) -> Editor:
        """Return the editor of a field that the form shows."""
        return self._field(field).editor

    def field_with_keyboard(self) -> str:
        """Return the name of the field that has the keyboard, nothing where none has."""
        return next((name for name, each in self._fields.items() if any(p.hasFocus() for p in each.editor.parts)), "")

    def record(self) -> R:
        """Return the record as the form has it; raises `Invalid` when an editor holds text that is no value."""
        values, wrong = self._read()
        if wrong:
            raise Invalid(wrong)
        return replace(self._record, **values)

    def all_problems(self) -> list[Problem]:
        """Return what is no value and what a rule refuses, in the order of the form: told at once, not bit by bit."""
        values, wrong = self._read()
        readable = problems(replace(self._record, **values), self._around.today)
        every = [*wrong, *(each for each in readable if each.field in values)]
        return sorted(every, key=lambda each: list(self._places).index(each.field))

    def _read(self) -> tuple[dict[str, Any], list[Problem]]:
        values: dict[str, Any] = {}
        wrong = []
        for name, field in self._fields.items():
            try:
                values[name] = field.editor.value()
            except KnownError as error:
                wrong.append(Problem(name, error.text))
        return values, wrong

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show each problem below its field, and all of them above; that summary takes the keyboard."""
        told = list(problems)
        texts = {problem.field: _in_words(problem) for problem in reversed(told)}
        for name in self._places:
            if name in texts or name in self._made:
                self._field(name).set_error(texts.get(name, ""), aloud=False)
        self._summary.show_lines([self._line(problem) for problem in told])
        if told:
            self._bring_into_view(self._summary)

    def _line(self, problem: Problem) -> Line:
        if problem.field not in self._places:
            return _label_of(type(self._record), problem.field), _in_words(problem), None
        return self._field(problem.field).name, _in_words(problem), lambda: self.go_to(problem.field)

    def go_to(self, field: str) -> None:
        """Bring the keyboard to a field, opening its section and scrolling to it."""
        self._places[field].open_if(True)
        self._bring_into_view(self._field(field))
        self._field(field).editor.focus()

    def _bring_into_view(self, widget: QWidget) -> None:
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 0, px(Space.XL))
                return
            parent = parent.parentWidget()

    def state(self) -> dict[str, Any]:
        """Return all that is typed and chosen, valid or not, as JSON can hold it."""
        values = {name: field.editor.state() for name, field in self._fields.items() if field.editor.changed()}
        return {"values": values, "open": [section.title for section in self._sections if section.is_open]}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what `state` gave; fields that the form does not show are left out."""
        for name, value in state.get("values", {}).items():
            if name in self._places:
                self._field(name).restore(value)
        for section in self._sections:
            section.open_if(section.title in state.get("open", ()))

    def changed(self) -> bool:
        """Say whether anything differs from the record that was given."""
        return any(field.editor.changed() for field in self._fields.values())


def _arranged(
    fields_known: Sequence[Attribute], only: Sequence[str] | None, groups: Groups | None
) -> list[tuple[str, list[Attribute]]]:
    known = {attribute.name: attribute for attribute in fields_known}
    if groups is not None:
        return [(title, [known[name] for name in names]) for title, names in groups]
    shown = only if only is not None else [name for name, attribute in known.items() if not attribute.hidden]
    return [("", [known[name] for name in shown])]


def _defaults(record_type: type[Record]) -> dict[str, Any]:
    return {each.name: each.default for each in fields(record_type)}


def _in_words(problem: Problem) -> str:
    return _(problem.text).format(*problem.values)


def _label_of(record_type: type, field: str) -> str:
    return next((_(attribute.label.text) for attribute in attributes(record_type) if attribute.name == field), "")
