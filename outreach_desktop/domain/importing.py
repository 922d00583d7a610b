"""What a spreadsheet can bring in: the fields that a column can go to, and what is decided about each person in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .attributes import Choice, Label, attributes
from .contact import Contact
from .person import Identifier, IdentifierKind, Note, Person, Town
from .record import Record

CODE = "person.code"
ALIAS = "person.alias"
AT = "contact.at"
CLOCK = "contact.clock"
PLATFORM = "contact.platform_id"
INTO_ANOTHER = frozenset({"town.seen_on", CLOCK})  # comes in by a column of its own, goes out within another
INACTIVE = "inactive"
_WITHOUT_COLUMN = {"platform_id"}


class Group(Choice):
    """What a field is about, said before its name where two have the same."""

    PERSON = "person", Label("Person")
    IDENTIFIER = "identifier", Label("Number, handle or address")
    TOWN = "town", Label("Town")
    NOTE = "note", Label("Note about the person")
    CONTACT = "contact", Label("Line in the log")


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can go to. `kind` and `active` are those of identifiers."""

    id: str
    group: Group
    name: str
    label: str
    kind: IdentifierKind | None = None
    active: bool = True


def targets() -> dict[str, Target]:
    """Return every field by its id, in the order in which forms and exports have them."""
    return {each.id: each for each in (*_persons(), *_identifiers(), *_towns(), _note(), *_contacts())}


def _persons() -> list[Target]:
    found = [Target(CODE, Group.PERSON, "code", "Code")]
    return [*found, *_of(Person, Group.PERSON)]


def _of(record_type: type[Record], group: Group) -> list[Target]:
    return [
        Target(f"{group.value}.{each.name}", group, each.name, each.label.text)
        for each in attributes(record_type)
        if not each.hidden and each.name not in _WITHOUT_COLUMN
    ]


def _identifiers() -> list[Target]:
    kinds = [
        Target(f"identifier.{kind.value}", Group.IDENTIFIER, "value", kind.label.text, kind)
        for kind in IdentifierKind
        if kind is not IdentifierKind.ALIAS
    ]
    more = [Target("identifier.alias", Group.IDENTIFIER, "value", Label("Another alias").text, IdentifierKind.ALIAS)]
    every = [*kinds, *more]
    gone = [
        Target(f"{each.id}.{INACTIVE}", each.group, each.name, each.label, each.kind, active=False) for each in every
    ]
    return [*every, *gone]


def _towns() -> list[Target]:
    return [Target("town.name", Group.TOWN, "name", "Town"), Target("town.seen_on", Group.TOWN, "seen_on", "Seen on")]


def _note() -> Target:
    return Target("note.text", Group.NOTE, "text", "Note about the person")


def _contacts() -> list[Target]:
    platform = Target(PLATFORM, Group.CONTACT, "platform_id", "Platform")
    clock = Target(CLOCK, Group.CONTACT, "clock", Label("Time of day").text)
    return [*_of(Contact, Group.CONTACT), platform, clock]


TYPES: Mapping[Group, type[Record]] = {
    Group.PERSON: Person,
    Group.IDENTIFIER: Identifier,
    Group.TOWN: Town,
    Group.NOTE: Note,
    Group.CONTACT: Contact,
}


class Action(Choice):
    """What becomes of somebody in the file who is known, or may be."""

    MERGE = "merge", Label("Add to who is known")
    NEW = "new", Label("Make a new person")
    SKIP = "skip", Label("Leave out")


class Sameness(Enum):
    """By what somebody in the file is somebody in the register."""

    CODE = "code"
    IDENTIFIER = "identifier"
    ALIAS = "alias"
    SEVERAL = "several"  # numbers or handles of more than one person


@dataclass(frozen=True, slots=True)
class Known:
    """Who in the register somebody in the file is, or may be: ids and codes, the newest first."""

    by: Sameness
    persons: tuple[int, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a cell, or, where it does not block, what was read otherwise than it stands there.

    `row` is its number in the file; `values` fill the `{0}` places of `text`.
    """

    row: int
    column: str
    text: str
    values: tuple[object, ...] = ()
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Incoming:
    """A person as the file has them: rows, all records without ids, and who they are in the register.

    `stated` are the person's fields that stand in the file; all others follow from the lines.
    """

    rows: tuple[int, ...]
    person: Person
    stated: frozenset[str]
    identifiers: tuple[Identifier, ...] = ()
    towns: tuple[Town, ...] = ()
    notes: tuple[Note, ...] = ()
    contacts: tuple[Contact, ...] = ()
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that would come in, and what is wrong; nothing is stored."""

    people: tuple[Incoming, ...]
    problems: tuple[RowProblem, ...]
    rows: int

    @property
    def blocked_rows(self) -> frozenset[int]:
        return frozenset(problem.row for problem in self.problems if problem.blocks)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is done where nobody decided one by one; `decided` are those decisions, by place in the plan.

    `leave_out` lets rows with problems be left out; without it they stop the import.
    """

    same_identifier: Action = Action.MERGE
    same_alias: Action = Action.NEW
    leave_out: bool = False
    decided: Mapping[int, Action] = field(default_factory=dict)

    def action(self, at: int, incoming: Incoming) -> Action:
        """Return what becomes of the person at this place of the plan."""
        if incoming.known is None:
            return Action.NEW
        if at in self.decided:
            return self.decided[at]
        match incoming.known.by:
            case Sameness.CODE:
                return Action.MERGE
            case Sameness.IDENTIFIER:
                return self.same_identifier
            case Sameness.SEVERAL:
                return Action.SKIP
            case Sameness.ALIAS:
                return self.same_alias


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought in, counted in persons; `uid` names it for the undo, empty where all of it was there."""

    uid: str
    added: int
    merged: int
    skipped: int
