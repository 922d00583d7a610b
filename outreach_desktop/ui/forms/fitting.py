"""Which editor suits which field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...domain.attributes import Attribute, Choice, Label, NotInFuture
from ...i18n import _
from .choice_editors import ROW_LIMIT, ComboEditor, Options, RowEditor, SeveralEditor, TickEditor
from .date_editors import DayEditor, MomentEditor
from .editor import Editor
from .text_editors import AreaEditor, LineEditor, NumberEditor, PhoneEditor


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What editors need to know beyond their field: the day, the time, and the lists to choose from."""

    today: date
    now: Callable[[], datetime]
    choices: Mapping[str, Mapping[Any, str]]


def ticks(name: str, label: Label) -> Attribute:
    """Return a field to tick for what a record names by ids alone, such as the accounts of those who work."""
    return Attribute(name, str, label, (), optional=False, several=True, restricted=False, hidden=False)


def editor_for(attribute: Attribute, around: Surroundings) -> Editor:
    """Return the editor for a field: a list where there are choices, else by the field's type."""
    spoken = _(attribute.label.text)
    if attribute.name in around.choices:
        return _reference_editor(attribute, around.choices[attribute.name])
    if issubclass(attribute.type, Choice):
        return _choice_editor(attribute, spoken)
    if issubclass(attribute.type, date):
        return _date_editor(attribute, around)
    if issubclass(attribute.type, int):
        return TickEditor() if attribute.type is bool else NumberEditor(optional=attribute.optional)
    return _text_editor(attribute)


def _date_editor(attribute: Attribute, around: Surroundings) -> Editor:
    past = any(isinstance(rule, NotInFuture) for rule in attribute.rules)
    if issubclass(attribute.type, datetime):
        return MomentEditor(around.today, around.now, past=past)
    return DayEditor(around.today, past=past)


def _text_editor(attribute: Attribute) -> Editor:
    if attribute.label.long:
        return AreaEditor()
    return PhoneEditor() if is_phone(attribute.name) else LineEditor()


def is_phone(field: str) -> bool:
    """Say whether a field holds a phone number; such fields are named so in every record type."""
    return field == "phone" or field.endswith("_phone")


def _choice_editor(attribute: Attribute, spoken: str) -> Editor:
    options = [(member, _(member.label.text)) for member in attribute.type]
    if attribute.several:
        return SeveralEditor(options)
    if attribute.optional:
        options.insert(0, (None, _("Not chosen")))
    return RowEditor(options, spoken) if len(options) <= ROW_LIMIT else ComboEditor(options)


def _reference_editor(attribute: Attribute, choices: Mapping[Any, str]) -> Editor:
    """Offer an empty answer where the field can hold one; a box each to tick where it holds several."""
    if attribute.several:
        return SeveralEditor(list(choices.items()))
    nothing = None if attribute.optional else ""
    can_be_empty = (attribute.optional or attribute.type is str) and nothing not in choices
    empty: Options = [(nothing, _("Not chosen"))] if can_be_empty else []
    return ComboEditor([*empty, *choices.items()])
