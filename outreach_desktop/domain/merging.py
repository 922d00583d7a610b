"""Two records that are about one person: what differs, what is kept, and why a block is never lost by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .answers import Suspected
from .attributes import LONG_TEXT, SHORT_TEXT, Attribute, Choice, Label, attributes
from .person import KeptFor, Person, State

Side = Callable[[Person, Person], "Take"]
_ORDER = [
    *(State.FOUND, State.CONTACTED, State.ANSWERED, State.IN_CONVERSATION, State.MEETING, State.IN_SUPPORT),
    *(State.CLOSED, State.DECLINED),
]


_KEPT_FOR = list(KeptFor)


class Take(Choice):
    """Whose value stays."""

    KEPT = "kept", Label("The first")
    OTHER = "other", Label("The second")
    BOTH = "both", Label("Both")


# The first of the open next steps, which go over all of them: nobody chooses.
_FOLLOWS = ("follow_up", "follow_up_on")

# Fields that only mean something together are chosen together, under the first of them.
_NO_CONTACT = ("no_contact_since", "no_contact_until", "no_contact_reason")
_HOLD = ("hold_since", "hold_until", "hold_by")
_TOGETHER = (
    _NO_CONTACT,
    _HOLD,
    ("consent", "consent_on", "consent_how", "consent_to"),
    ("informed_how", "informed_on", "informed_note"),
    ("safe_days", "safe_from", "safe_until"),
    ("state", "declined_on", "reduced_on"),
    ("kept_for", "prolonged_on", "prolonged_until", "prolonged_why"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Fields of one choice that differ; `name` is the first of them, `both` says that the texts fit together."""

    name: str
    fields: tuple[str, ...]
    preferred: Take
    both: bool


def differences(kept: Person, other: Person) -> list[Difference]:
    """Return what has to be chosen, in the order of the record; what only one of them says is kept without asking."""
    found = []
    for fields in _choices():
        if _values(kept, fields) == _values(other, fields) or not _said(other, fields):
            continue
        if not _said(kept, fields) and fields[0] != "state":
            continue
        found.append(Difference(fields[0], fields, _preferred(fields[0], kept, other), _fit(fields, kept, other)))
    return found


def merged(kept: Person, other: Person, takes: Mapping[str, Take]) -> Person:
    """Return `kept` with what was taken of `other`; a choice that is not in `takes` falls as it is preferred."""
    asked = {each.name: each for each in differences(kept, other)}
    changes: dict[str, Any] = {}
    for fields in _choices():
        difference = asked.get(fields[0])
        if difference is not None:
            changes |= _taken(difference, kept, other, takes.get(fields[0], difference.preferred))
        elif not _said(kept, fields):
            changes |= {name: getattr(other, name) for name in fields}
    return replace(kept, **changes)


def loses_block(kept: Person, other: Person, takes: Mapping[str, Take]) -> bool:
    """Say whether the choices let go of a do-not-contact or a hold that one of the two has."""
    result = merged(kept, other, takes)
    return any(
        _strictness(result, fields) < max(_strictness(kept, fields), _strictness(other, fields))
        for fields in (_NO_CONTACT, _HOLD)
    )


def _taken(difference: Difference, kept: Person, other: Person, take: Take) -> dict[str, Any]:
    if take is Take.BOTH and difference.both:
        name = difference.name
        return {name: _joined(_attribute(name), getattr(kept, name), getattr(other, name))}
    source = other if take is Take.OTHER else kept
    return {name: getattr(source, name) for name in difference.fields}


def _choices() -> list[tuple[str, ...]]:
    """Return the fields that people fill in, those that belong together as one choice."""
    grouped = {name: fields for fields in _TOGETHER for name in fields}
    shown = [each.name for each in attributes(Person) if not each.hidden and each.name not in _FOLLOWS]
    return list(dict.fromkeys(grouped.get(name, (name,)) for name in shown))


def _attribute(name: str) -> Attribute:
    return next(each for each in attributes(Person) if each.name == name)


def _values(person: Person, fields: tuple[str, ...]) -> list[Any]:
    return [getattr(person, name) for name in fields]


def _said(person: Person, fields: tuple[str, ...]) -> bool:
    """Say whether a person's record says anything there that a new one does not."""
    return _values(person, fields) != _values(Person(), fields)


def _fit(fields: tuple[str, ...], kept: Person, other: Person) -> bool:
    attribute = _attribute(fields[0])
    if len(fields) > 1 or attribute.type is not str or attribute.name == "alias":
        return False
    most = LONG_TEXT if attribute.label.long else SHORT_TEXT
    return len(_joined(attribute, getattr(kept, fields[0]), getattr(other, fields[0]))) <= most


def _joined(attribute: Attribute, first: str, second: str) -> str:
    return f"{first}\n{second}" if attribute.label.long else f"{first}; {second}"


def _preferred(name: str, kept: Person, other: Person) -> Take:
    rule = _RULES.get(name)
    return rule(kept, other) if rule else Take.KEPT


def _stricter(fields: tuple[str, ...]) -> Side:
    def side(kept: Person, other: Person) -> Take:
        return Take.OTHER if _strictness(other, fields) > _strictness(kept, fields) else Take.KEPT

    return side


def _strictness(person: Person, fields: tuple[str, ...]) -> date:
    """Return what orders blocks: none, then by their end; without an end it is the strictest."""
    return (getattr(person, fields[1]) or date.max) if _said(person, fields) else date.min


def _later(name: str) -> Side:
    def side(kept: Person, other: Person) -> Take:
        return Take.OTHER if getattr(other, name) > getattr(kept, name) else Take.KEPT

    return side


def _state(kept: Person, other: Person) -> Take:
    return Take.OTHER if _ORDER.index(other.state) > _ORDER.index(kept.state) else Take.KEPT


def _suspected(kept: Person, other: Person) -> Take:
    return Take.OTHER if kept.third_party is Suspected.NO and other.third_party is not Suspected.NO else Take.KEPT


def _consent(kept: Person, other: Person) -> Take:
    """Prefer what was said last."""
    return Take.OTHER if (other.consent_on or date.min) > (kept.consent_on or date.min) else Take.KEPT


def _kept_for(kept: Person, other: Person) -> Take:
    """Prefer what somebody has chosen, the strongest first, then a time that somebody has extended."""

    def weight(person: Person) -> tuple[int, date]:
        return _KEPT_FOR.index(person.kept_for), person.prolonged_until or date.min

    return Take.OTHER if weight(other) > weight(kept) else Take.KEPT


_RULES: Mapping[str, Side] = {
    "state": _state,
    "third_party": _suspected,
    "no_contact_since": _stricter(_NO_CONTACT),
    "hold_since": _stricter(_HOLD),
    "earliest_on": _later("earliest_on"),
    "consent": _consent,
    "kept_for": _kept_for,
}


def fields_of(record_type: Any) -> list[str]:
    """Return the fields of a record that people fill, without what follows from other records."""
    return [each.name for each in attributes(record_type) if each.name not in _FOLLOWS]
