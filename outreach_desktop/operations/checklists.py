"""The organisation's own safety checklist: changed in a list of one's own, then decided as the next version.

Earlier versions stay as they are: a meeting is asked what the list said when it was planned.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..content import checklist
from ..domain.attributes import Choice, Invalid, Problem
from ..domain.checklist_versions import asked_less, differences, in_order, mark_of
from ..domain.errors import KnownError
from ..domain.folding import search_form
from ..domain.meeting import Way
from ..domain.rights import Right
from ..domain.safety_checklist import ChecklistItem, Condition, Level, OwnChecklist, Phase
from ..storage import checklists, drafts, meetings, records
from ..storage.database import Database
from ..storage.reading import NotThere
from .meetings import items_in_use, shipped_items
from .saving import local_day, require_right, require_sound, save_record

EDITOR = "own_checklist"  # under this name the list that somebody is changing is kept
_NO_LETTER = re.compile("[^a-z0-9]+")
_LONGEST_ID = 40


class DecidedMeanwhile(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "Somebody else has decided on another version meanwhile. Discard your changes, look at it, and begin again."
        )


class NothingChanged(KnownError):
    def __init__(self) -> None:
        super().__init__("This is the list that is in use already. Change something first.")


def list_in_use(db: Database) -> OwnChecklist:
    """Return the version in use with its items; the one that ships has the number 0."""
    found = checklists.load_in_use(db)
    own = found[0] if found else OwnChecklist(shipped=marks_of_shipped())
    return replace(own, items=in_order(items_in_use(db, own.number)))


def load_version(db: Database, number: int) -> OwnChecklist:
    """Return one version with its items; 0 is the one that ships. Raises `NotThere`."""
    known = [OwnChecklist(), *checklists.load_versions(db)]
    own = next((each for each in known if each.number == number), None)
    if own is None:
        raise NotThere
    return replace(own, items=in_order(items_in_use(db, own.number)))


def marks_of_shipped() -> tuple[str, ...]:
    """Return the marks of the items that come with the program."""
    return tuple(mark_of(each) for each in shipped_items())


def save_checklist(
    db: Database, own: OwnChecklist, items: Sequence[ChecklistItem], based_on: int, now: datetime
) -> OwnChecklist:
    """Store the next version with its items; new meetings get it from now on. All in one transaction.

    `based_on` is the number of the version that was in use when the changes began. The same items are a version of
    their own only where another list ships since: then somebody has seen what is new. Raises `Invalid`,
    `DecidedMeanwhile`, `NothingChanged`.
    """
    require_right(db, Right.ORGANISATION)
    ordered = in_order(items)
    _require_list(own, ordered, now)
    with db.transaction():
        if meetings.newest_list(db) != based_on:
            raise DecidedMeanwhile
        in_use = list_in_use(db)
        if not differences(in_use.items, ordered) and in_use.shipped == marks_of_shipped():
            raise NothingChanged
        _take_out_of_use(db, now)
        fresh = replace(own, id=0, uid="", version=0, number=checklists.highest_number(db) + 1, newest=True)
        stored = save_record(db, replace(fresh, shipped=marks_of_shipped()), now)
        kept = tuple(records.add(db, replace(each, checklist_id=stored.id), now) for each in ordered)
        drafts.discard(db, EDITOR)
    return replace(stored, items=kept)


def _require_list(own: OwnChecklist, items: Sequence[ChecklistItem], now: datetime) -> None:
    """Raise `Invalid` for what is missing: a list without items, and less than what ships without a reason."""
    for each in items:
        require_sound(each, local_day(now))
    if not items:
        raise Invalid([Problem("decided_on", "The list is empty. Add an item, or go back to the one that ships.")])
    found = []
    if asked_less(items, shipped_items()) and not own.why.strip():
        found.append(Problem("why", "Say why: the list leaves out a must that comes with the program.", missing=True))
    if not own.decided_by.strip():
        found.append(Problem("decided_by", "Must be filled in.", missing=True))
    if found:
        raise Invalid(found)


def _take_out_of_use(db: Database, now: datetime) -> None:
    for each in checklists.load_in_use(db):
        save_record(db, replace(each, newest=False), now)


def use_shipped(db: Database, now: datetime) -> None:
    """Go back to the list that comes with the program; our own versions stay to be read."""
    require_right(db, Right.ORGANISATION)
    with db.transaction():
        _take_out_of_use(db, now)
        drafts.discard(db, EDITOR)


def put_item(db: Database, item: ChecklistItem, now: datetime) -> ChecklistItem:
    """Put an item into the list that is being changed; one that is new in its phase comes last there.

    Raises `Invalid`, `NotPermitted`.
    """
    require_right(db, Right.ORGANISATION)
    require_sound(item, local_day(now))
    based_on, items = being_changed(db)
    ours = item if item.item else replace(item, item=new_id(db, item.text_sv, items))
    if any(each.item == ours.item and each.phase is ours.phase for each in items):
        kept = [ours if each.item == ours.item else each for each in items]
    else:
        kept = [*(each for each in items if each.item != ours.item), ours]
    with db.transaction():
        drafts.keep(db, EDITOR, written(based_on, in_order(kept)), now)
    return ours


def being_changed(db: Database) -> tuple[int, tuple[ChecklistItem, ...]]:
    """Return the list that who is signed in is changing, with the number of the one that was in use when it began."""
    found = next((each for each in drafts.all_own(db) if each.editor == EDITOR), None)
    if found is not None:
        return read(found.state)
    own = list_in_use(db)
    return own.number, own.items


def new_id(db: Database, text: str, items: Sequence[ChecklistItem]) -> str:
    """Return a readable id that no item has or had, here or in the list that ships."""
    plain = search_form(text).replace("å", "a").replace("ä", "a").replace("ö", "o")
    base = _NO_LETTER.sub("_", plain).strip("_")[:_LONGEST_ID].strip("_") or "punkt"
    shipped = {each.id for phase in checklist().phases for each in phase.items}
    noted = {mark.split(":", 1)[0] for each in checklists.load_versions(db) for mark in each.shipped}
    taken = checklists.used_ids(db) | shipped | noted | {each.item for each in items}
    return next(each for each in (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3))) if each not in taken)


def written(based_on: int, items: Sequence[ChecklistItem]) -> str:
    """Return a list that is being changed as text, for its draft."""
    return json.dumps({"based_on": based_on, "items": [_fields(each) for each in items]})


def _fields(item: ChecklistItem) -> dict[str, Any]:
    several = ("ways", "shown_when", "must_when")
    return {
        "item": item.item,
        "phase": item.phase.value,
        "level": item.level.value,
        **{name: [each.value for each in getattr(item, name)] for name in several},
        "text_sv": item.text_sv,
        "text_en": item.text_en,
    }


def read(state: str) -> tuple[int, tuple[ChecklistItem, ...]]:
    """Return what `written` gave as text."""
    kept = json.loads(state)
    return kept["based_on"], in_order(_item(each) for each in kept["items"])


def _item(kept: dict[str, Any]) -> ChecklistItem:
    return ChecklistItem(
        item=kept["item"],
        phase=_member(Phase, kept["phase"]),
        level=_member(Level, kept["level"]),
        ways=tuple(_member(Way, each) for each in kept["ways"]),
        shown_when=tuple(_member(Condition, each) for each in kept["shown_when"]),
        must_when=tuple(_member(Condition, each) for each in kept["must_when"]),
        text_sv=kept["text_sv"],
        text_en=kept["text_en"],
    )


def _member(kind: type[Choice], value: str) -> Any:
    return next(each for each in kind if each.value == value)
