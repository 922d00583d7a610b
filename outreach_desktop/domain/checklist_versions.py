"""Versions of the safety checklist beside each other: what another list leaves out, adds, and asks less strictly."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from .attributes import Choice
from .safety_checklist import ChecklistItem, Level, OwnChecklist, Phase

_AROUND = {"id", "uid", "version", "created_at", "created_by", "changed_at", "changed_by", "removed_on"}
_OF_LIST = {"checklist_id", "position"}
_FRESH: dict[str, Any] = {each.name: each.default for each in fields(ChecklistItem) if each.name in _AROUND | _OF_LIST}
_SAID = ("phase", "level", "ways", "shown_when", "must_when", "text_sv", "text_en")
_MARK_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Differences:
    """From one list to another, by item; `moved` says that what both have stands in another order."""

    added: tuple[ChecklistItem, ...]
    reworded: tuple[ChecklistItem, ...]
    left_out: tuple[ChecklistItem, ...]
    moved: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.reworded or self.left_out or self.moved)


@dataclass(frozen=True, slots=True)
class News:
    """What came with the program since our own list was made; `gone` are ids."""

    added: tuple[ChecklistItem, ...]
    reworded: tuple[ChecklistItem, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.reworded or self.gone)


def in_order(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the items phase by phase, each with its place in the list and nothing of a stored one."""
    by_phase = sorted(items, key=lambda each: list(Phase).index(each.phase))
    return tuple(replace(each, **_FRESH | {"position": at}) for at, each in enumerate(by_phase))


def mark_of(item: ChecklistItem) -> str:
    """Return an item's id with a short digest of all that it says, by which a later change is seen."""
    said = json.dumps([_plain(getattr(item, name)) for name in _SAID])
    return f"{item.item}:{hashlib.sha256(said.encode()).hexdigest()[:_MARK_DIGITS]}"


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Choice) else value


def differences(before: Sequence[ChecklistItem], after: Sequence[ChecklistItem]) -> Differences:
    """Return what `after` has that `before` has not, and the other way round."""
    old, new = by_id(before), by_id(after)
    both_before = [each.item for each in in_order(before) if each.item in new]
    both_after = [each.item for each in in_order(after) if each.item in old]
    return Differences(
        added=tuple(each for each in after if each.item not in old),
        reworded=tuple(each for each in after if each.item in old and mark_of(each) != mark_of(old[each.item])),
        left_out=tuple(each for each in before if each.item not in new),
        moved=both_before != both_after,
    )


def news_since(own: OwnChecklist, shipped: Sequence[ChecklistItem]) -> News:
    """Return how the list that ships differs from the one that shipped when our own was made."""
    known = dict(mark.split(":", 1) for mark in own.shipped)
    now = {each.item: mark_of(each).split(":", 1)[1] for each in shipped}
    return News(
        added=tuple(each for each in shipped if each.item not in known),
        reworded=tuple(each for each in shipped if known.get(each.item, now[each.item]) != now[each.item]),
        gone=tuple(item for item in known if item not in now),
    )


def asked_less(items: Sequence[ChecklistItem], shipped: Sequence[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the shipped items that are musts and that a list leaves out, or asks in fewer cases or less strictly."""
    own = by_id(items)
    musts = (each for each in shipped if each.level is Level.MUST or each.must_when)
    return tuple(each for each in musts if each.item not in own or _is_weaker(own[each.item], each))


def _is_weaker(own: ChecklistItem, shipped: ChecklistItem) -> bool:
    fewer_ways = bool(own.ways) and (not shipped.ways or not set(shipped.ways) <= set(own.ways))
    more_conditions = not set(own.shown_when) <= set(shipped.shown_when)
    return fewer_ways or more_conditions or own.phase is not shipped.phase or not _is_must_as(own, shipped)


def _is_must_as(own: ChecklistItem, shipped: ChecklistItem) -> bool:
    """Say whether an item is a must wherever the shipped one is."""
    if own.level is Level.MUST:
        return True
    sometimes = bool(own.must_when) and set(own.must_when) <= set(shipped.must_when)
    return shipped.level is not Level.MUST and sometimes


def by_id(items: Iterable[ChecklistItem]) -> Mapping[str, ChecklistItem]:
    return {each.item: each for each in items}
