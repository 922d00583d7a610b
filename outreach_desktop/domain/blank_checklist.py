"""The checklist on paper before anything is known of a meeting: what the register would say stands there in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .meeting import Way
from .organisation import Organisation
from .safety_checklist import ChecklistItem, Condition, Level


@dataclass(frozen=True, slots=True)
class BlankItem:
    """`only_if` and `must_if` are what whoever ticks has to judge; `must` is so in any case."""

    item: ChecklistItem
    must: bool
    only_if: tuple[Condition, ...] = ()
    must_if: tuple[Condition, ...] = ()


def blank_items(items: Iterable[ChecklistItem], way: Way, organisation: Organisation) -> list[BlankItem]:
    """Return the items that can be asked at one kind of meeting, in the order of the list."""
    holds = {Condition.SECRET_ADDRESS: organisation.secret_address, Condition.ALARM: organisation.personal_alarm}
    never = {each for each, is_so in holds.items() if not is_so}
    asked = (each for each in items if (not each.ways or way in each.ways) and never.isdisjoint(each.shown_when))
    return [_blank(each, set(holds), never) for each in asked]


def _blank(item: ChecklistItem, known: Collection[Condition], never: set[Condition]) -> BlankItem:
    only_if = tuple(each for each in item.shown_when if each not in known)
    raised = bool(item.must_when) and never.isdisjoint(item.must_when)
    must_if = tuple(each for each in item.must_when if each not in known and each not in only_if)
    must = item.level is Level.MUST or (raised and not must_if)
    return BlankItem(item, must=must, only_if=only_if, must_if=must_if if raised and not must else ())
