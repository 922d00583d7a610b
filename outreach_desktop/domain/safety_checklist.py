"""The safety checklist of a meeting: which items are asked, which of them are musts and why, and which are open.

The lists themselves are content, or the organisation's own versions (`OwnChecklist`); the rules stand here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .answers import Suspected
from .attributes import Choice, Hidden, Label, NotInFuture, Required
from .meeting import ChecklistAnswer, Done, Meeting, PlaceKind, Way
from .organisation import Organisation
from .person import Person, WhoAnswers
from .record import Record

TWO_OF_US = "two_of_us"  # the item that is also seen in the plan itself
REMINDER = "reminder"  # the item that is done when the meeting says that the person was reminded


class Phase(Choice):
    PREPARE = "prepare", Label("Prepare")
    DURING = "during", Label("On the way and during the meeting")
    PARTING = "parting", Label("Before parting")
    AFTERWARDS = "afterwards", Label("Afterwards")


class Level(Choice):
    MUST = "must", Label("Must")
    SHOULD = "should", Label("Should")


class Condition(Choice):
    """What the register says of this meeting; the words tell why an item is asked, or is a must."""

    SECRET_ADDRESS = "secret_address", Label("our address is secret")
    ALARM = "alarm", Label("we have personal alarms")
    FIRST_MEETING = "first_meeting", Label("this is the first meeting")
    MAY_BE_CHILD = "may_be_child", Label("the person may be a child")
    THIRD_PARTY = "third_party", Label("a third party is involved")
    INTERPRETER = "interpreter", Label("an interpreter is needed")
    OUR_PREMISES = "our_premises", Label("we meet at our own premises")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Record):
    """One item of a list; `item` is stable and never used for something else.

    It is asked where all of `shown_when` hold, and a must, whatever its level, where all of `must_when` hold.
    """

    checklist_id: int = 0
    position: Annotated[int, Label("Order"), Hidden()] = 0
    item: Annotated[str, Label("Id"), Hidden()] = ""
    phase: Annotated[Phase, Label("Phase")] = Phase.PREPARE
    level: Annotated[Level, Label("Level")] = Level.SHOULD
    ways: Annotated[tuple[Way, ...], Label("For which meetings", "None ticked means all.")] = ()
    shown_when: Annotated[tuple[Condition, ...], Label("Asked only when", "None ticked means always.")] = ()
    must_when: Annotated[tuple[Condition, ...], Label("A must when", "Whatever the level is otherwise.")] = ()
    text_sv: Annotated[str, Label("Text in Swedish"), Required()] = ""
    text_en: Annotated[str, Label("Text in English"), Required()] = ""

    def text(self, language: str) -> str:
        return self.text_sv if language == "sv" else self.text_en


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChecklist(Record):
    """One version of the organisation's own list; `newest` is the one that new meetings get.

    `shipped` are the marks of the items that came with the program when it was made (`checklist_versions.mark_of`).
    """

    number: Annotated[int, Label("Version"), Hidden()] = 0
    newest: Annotated[bool, Label("In use"), Hidden()] = True
    shipped: tuple[str, ...] = ()
    decided_on: Annotated[date | None, Label("Decided on"), NotInFuture()] = None
    decided_by: Annotated[str, Label("Decided by")] = ""
    why: Annotated[str, Label("Why we ask less than the list that comes with the program", long=True)] = ""
    items: tuple[ChecklistItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as it is asked at one meeting; `because` says what makes it a must that it would not be otherwise."""

    item: ChecklistItem
    must: bool
    because: tuple[Condition, ...] = ()


def conditions_of(meeting: Meeting, person: Person, organisation: Organisation) -> frozenset[Condition]:
    """Return what holds for a meeting, from the register alone."""
    third_party = person.third_party in (Suspected.YES, Suspected.SUSPECTED)
    holds = {
        Condition.SECRET_ADDRESS: organisation.secret_address,
        Condition.ALARM: organisation.personal_alarm,
        Condition.FIRST_MEETING: meeting.first,
        Condition.MAY_BE_CHILD: person.may_be_child,
        Condition.THIRD_PARTY: third_party or person.who_answers is WhoAnswers.THIRD_PARTY,
        Condition.INTERPRETER: bool(meeting.interpreter.strip() or person.interpreter.strip()),
        Condition.OUR_PREMISES: meeting.place_kind is PlaceKind.OURS,
    }
    return frozenset(each for each, is_so in holds.items() if is_so)


def asked_items(items: Iterable[ChecklistItem], way: Way, conditions: Collection[Condition]) -> list[Asked]:
    """Return the items that are asked, in the order of the list."""
    return [
        _asked(each, conditions)
        for each in items
        if (not each.ways or way in each.ways) and set(each.shown_when) <= set(conditions)
    ]


def _asked(item: ChecklistItem, conditions: Collection[Condition]) -> Asked:
    raised = bool(item.must_when) and set(item.must_when) <= set(conditions)
    because = item.must_when if raised and item.level is not Level.MUST else ()
    return Asked(item, must=raised or item.level is Level.MUST, because=because)


def is_settled(answer: ChecklistAnswer | None) -> bool:
    """Say whether an item no longer stands in the way: it is done, or does not apply and somebody said why."""
    return answer is not None and answer.done in (Done.DONE, Done.NOT_APPLICABLE)


def open_musts(
    asked: Sequence[Asked], answers: Mapping[str, ChecklistAnswer], phase: Phase = Phase.PREPARE
) -> list[Asked]:
    """Return the musts of a phase that are not settled."""
    return [
        each for each in asked if each.must and each.item.phase is phase and not is_settled(answers.get(each.item.item))
    ]
