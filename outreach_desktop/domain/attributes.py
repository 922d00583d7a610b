"""What a record type says about its fields: what people call them and what is allowed in them."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Protocol, Self, TypeVar, Union, get_args, get_origin, get_type_hints

SHORT_TEXT = 500
LONG_TEXT = 100_000
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
R = TypeVar("R")
T = TypeVar("T")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Label:
    """What people call a field, in forms, lists and exports; marked here, translated where it is shown.

    `hint` is a line of help between label and field; `long` texts get an area of several lines.
    """

    text: str
    hint: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class Restricted:
    """Marks a text that is stored sealed, readable only with the restricted key."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Marks a field that forms do not show, since the program or a page of its own fills it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of a record; `values` fill the `{0}` places of `text`.

    `missing` problems are no hindrance to keeping a draft.
    """

    field: str
    text: str
    values: tuple[object, ...] = ()
    missing: bool = False


class Invalid(ValueError):
    """A record with problems was about to be stored."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__([problem.field for problem in self.problems])


class Rule(Protocol):
    """A condition on the value of one field; `today` is passed, never looked up."""

    def problem(self, field: str, value: Any, today: date) -> Problem | None: ...


@dataclass(frozen=True, slots=True)
class Required:
    """A text or choice that must be there."""

    def problem(self, field: str, value: Any, today: date) -> Problem | None:
        del today
        empty = value is None or (isinstance(value, str) and not value.strip())
        return Problem(field, "Must be filled in.", missing=True) if empty else None


@dataclass(frozen=True, slots=True)
class Between:
    """A whole number within limits."""

    low: int
    high: int

    def problem(self, field: str, value: int | None, today: date) -> Problem | None:
        del today
        if value is None or self.low <= value <= self.high:
            return None
        return Problem(field, "Must be from {0} to {1}.", (self.low, self.high))


@dataclass(frozen=True, slots=True)
class NotInFuture:
    """A day that has come. An instant may be at any time of today: clocks differ, and so do memories."""

    def problem(self, field: str, value: date | datetime | None, today: date) -> Problem | None:
        day = value.date() if isinstance(value, datetime) else value
        return Problem(field, "Cannot be in the future.") if day and day > today else None


class Choice(Enum):
    """An enumeration whose members are stored by value and shown by label."""

    label: Label

    def __new__(cls, value: str, label: Label) -> Self:
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


@dataclass(frozen=True, slots=True)
class Attribute:
    """One labelled field of a record type.

    `type` is the plain type (`date` of `date | None`, `Need` of `tuple[Need, ...]`).
    """

    name: str
    type: Any
    label: Label
    rules: tuple[Rule, ...]
    optional: bool
    several: bool
    restricted: bool
    hidden: bool

    @property
    def required(self) -> bool:
        return any(isinstance(rule, Required) for rule in self.rules)


def per_type(function: Callable[[Any], T]) -> Callable[[Any], T]:
    """Remember what `function` says of a type; `functools.cache` alone is refused by type checkers for dataclasses."""
    return cache(function)


@per_type
def attributes(record_type: Any) -> tuple[Attribute, ...]:
    """Return the labelled fields of `record_type`, in order."""
    hints = get_type_hints(record_type, include_extras=True)
    return tuple(_attribute(name, hint) for name, hint in hints.items() if get_origin(hint) is Annotated)


def _attribute(name: str, hint: Any) -> Attribute:
    stated, *marks = get_args(hint)
    parts = get_args(stated)
    optional = get_origin(stated) in (UnionType, Union)
    several = get_origin(stated) is tuple
    plain = next(part for part in parts if part is not NoneType) if optional else parts[0] if several else stated
    return Attribute(
        name=name,
        type=plain,
        label=next(mark for mark in marks if isinstance(mark, Label)),
        rules=tuple(mark for mark in marks if hasattr(mark, "problem")),
        optional=optional,
        several=several,
        restricted=any(isinstance(mark, Restricted) for mark in marks),
        hidden=any(isinstance(mark, Hidden) for mark in marks),
    )


def problems(record: Any, today: date, *, complete: bool = True) -> list[Problem]:
    """Check every rule; an empty list means that `record` can be stored. A draft need not be `complete`."""
    return [
        problem
        for attribute in attributes(type(record))
        for problem in _field_problems(attribute, getattr(record, attribute.name), today)
        if complete or not problem.missing
    ]


def _field_problems(attribute: Attribute, value: Any, today: date) -> list[Problem]:
    if isinstance(value, str) and (found := _text_problem(attribute, value)):
        return [found]
    if isinstance(value, date) and not EARLIEST <= date(value.year, value.month, value.day) <= LATEST:
        return [Problem(attribute.name, "Must be a day from 1900 to 2200.")]
    checked = (rule.problem(attribute.name, value, today) for rule in attribute.rules)
    return [problem for problem in checked if problem]


def _text_problem(attribute: Attribute, value: str) -> Problem | None:
    longest = LONG_TEXT if attribute.label.long else SHORT_TEXT
    if len(value) > longest:
        return Problem(attribute.name, "Too long: {0} characters, at most {1} fit.", (len(value), longest))
    if _CONTROLS.search(value):
        return Problem(attribute.name, "Contains invisible control characters. Delete them or type the text again.")
    if not attribute.label.long and "\n" in value:
        return Problem(attribute.name, "Must be a single line.")
    return None


def require_valid(record: Any, today: date) -> None:
    """Raise `Invalid` unless `record` can be stored."""
    if found := problems(record, today):
        raise Invalid(found)


def tidy(record: R) -> R:
    """Return `record` with its texts in one Unicode form (NFC) and plain line ends."""
    texts = {a.name: getattr(record, a.name) for a in attributes(type(record)) if a.type is str and not a.several}
    changed = {name: tidy_text(text) for name, text in texts.items() if text != tidy_text(text)}
    return replace(record, **changed) if changed else record  # type: ignore[type-var]


def tidy_text(text: str) -> str:
    """Return `text` in NFC with plain line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
