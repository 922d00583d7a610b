"""Two records that turned out to be about one person become one, for 30 days with a way back; and the other way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ..domain import merging as rules
from ..domain.errors import KnownError
from ..domain.merging import Difference, Take
from ..domain.person import Identifier, IdentifierKind, Person
from ..domain.record import Record
from ..domain.rights import Right
from ..storage import merges, records
from ..storage.columns import table_of
from ..storage.database import Database
from ..storage.merges import Changed, Ids, StoredMerge
from ..storage.reading import load, load_of, load_one
from ..storage.records import ChangedMeanwhile
from .follow_ups import carry_first
from .identifiers import stored_key
from .keeping import refresh
from .saving import local_day, note, require_right, save_record

UNDO_DAYS = 30
_CHANGED_TYPES: Mapping[str, type[Record]] = {table_of(each): each for each in (Person, Identifier)}


class SamePerson(KnownError):
    def __init__(self) -> None:
        super().__init__("These are the same record. Choose another person.")


class NotMergeable(KnownError):
    def __init__(self) -> None:
        super().__init__("One of the two is in the bin. Take them back first.")


class UndoOver(KnownError):
    def __init__(self) -> None:
        super().__init__("This can no longer be undone: 30 days have gone, or one of the two was erased.")


class LosesBlock(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "With these choices a “do not contact” or a hold would be lost. Keep it, and lift it on the person's page "
            "if it no longer holds."
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two persons side by side: `kept` was there first and stays, `other` goes into it.

    `moves` counts what goes over, by table; `unfinished` counts unsaved texts about `other`, which stay with it.
    """

    kept: Person
    other: Person
    differences: tuple[Difference, ...]
    moves: Mapping[str, int]
    unfinished: int


@dataclass(frozen=True, slots=True)
class Undone:
    """Both persons again; `left` are the fields that were changed since and stay as they are."""

    kept: Person
    other: Person
    left: tuple[str, ...]


def compare(db: Database, one_id: int, other_id: int) -> Comparison:
    """Put two persons side by side; raises `SamePerson`, `NotMergeable`, `NotThere`."""
    if one_id == other_id:
        raise SamePerson
    kept, other = sorted((load_one(db, Person, each) for each in (one_id, other_id)), key=_age)
    if kept.removed_on or other.removed_on:
        raise NotMergeable
    moves = {table: len(ids) for table, ids in merges.ids_about(db, other.id).items()}
    found = tuple(rules.differences(kept, other))
    return Comparison(kept, other, found, moves, merges.count_drafts(db, other.uid))


def _age(person: Person) -> tuple[datetime, int]:
    if person.created_at is None:
        raise ValueError("a person who was not stored")
    return person.created_at, person.id


def merge(db: Database, seen: Comparison, takes: Mapping[str, Take], now: datetime) -> Person:
    """Let `other` go into `kept` as it was chosen, all or nothing; return who stays.

    Raises `LosesBlock`, `ChangedMeanwhile` where either was changed since they were compared, `NotPermitted`.
    """
    require_right(db, Right.REMOVE_PEOPLE)
    kept, other = seen.kept, seen.other
    if rules.loses_block(kept, other, takes):
        raise LosesBlock
    with db.transaction():
        _require_unchanged(db, other)
        numbers, highest = merges.numbers_of(db, other.id), max(merges.numbers_of(db, kept.id).values(), default=0)
        after = _take_fields(db, kept, other, takes, now)
        joined = _join_identifiers(db, kept, other, now)
        moved = merges.move(db, _without_twins(db, kept, other), other.id, kept.id)
        merges.renumber(db, {each: highest + at for at, each in enumerate(numbers, 1)})
        carry_first(db, [kept.id], now)
        after = load_one(db, Person, kept.id)
        carry_first(db, [kept.id], now)
        records.set_removed(db, Person, other.id, local_day(now))
        merges.add(
            db,
            StoredMerge(
                person_id=kept.id,
                merged_id=other.id,
                at=now,
                account=db.sealer.account,
                moved=moved,
                numbers=numbers,
                named=_name_alias(db, after, other if after.alias == kept.alias else kept, now),
                changed=(merges.changed(db, kept, after), *joined),
            ),
        )
        refresh(db, [kept.id, other.id])
        for each in (kept, other):
            note(db, "merge", each, now)
    return load_one(db, Person, kept.id)


def _require_unchanged(db: Database, person: Person) -> None:
    if load_one(db, Person, person.id) != person:
        raise ChangedMeanwhile


def _take_fields(db: Database, kept: Person, other: Person, takes: Mapping[str, Take], now: datetime) -> Person:
    codes = " ".join(filter(None, (kept.former_codes, other.code, other.former_codes)))
    return save_record(db, replace(rules.merged(kept, other, takes), former_codes=codes), now)


def _twins(db: Database, kept: Person, other: Person) -> list[tuple[Identifier, Identifier]]:
    """Return what both are known by, as the first has it and as the second has it."""
    known = {(each.kind, each.key): each for each in load_of(db, Identifier, "person_id", kept.id)}
    theirs = load_of(db, Identifier, "person_id", other.id)
    return [(known[each.kind, each.key], each) for each in theirs if (each.kind, each.key) in known]


def _join_identifiers(db: Database, kept: Person, other: Person, now: datetime) -> list[Changed]:
    """Let what both are known by have the days of both."""
    joined: dict[int, tuple[Identifier, Identifier]] = {}
    for first, second in _twins(db, kept, other):
        before, after = joined.get(first.id, (first, first))
        joined[first.id] = (before, _joined(after, second))
    different = [(before, after) for before, after in joined.values() if before != after]
    return [merges.changed(db, before, save_record(db, after, now)) for before, after in different]


def _without_twins(db: Database, kept: Person, other: Person) -> Ids:
    """Return what goes over: all but the identifiers that the first one has too."""
    ids, twins = merges.ids_about(db, other.id), {second.id for _first, second in _twins(db, kept, other)}
    return {**ids, "identifier": [each for each in ids.get("identifier", []) if each not in twins]}


def _joined(kept: Identifier, other: Identifier) -> Identifier:
    first = min(filter(None, (kept.first_seen_on, other.first_seen_on)), default=None)
    last = max(filter(None, (kept.last_seen_on, other.last_seen_on)), default=None)
    return replace(
        kept,
        first_seen_on=first,
        last_seen_on=last,
        active=kept.active or other.active,
        platform_id=kept.platform_id or other.platform_id,
    )


def _name_alias(db: Database, person: Person, former: Person, now: datetime) -> int | None:
    """Keep the alias that was not taken as something the person is known by; return its id, None where it is known."""
    key = stored_key(IdentifierKind.ALIAS, former.alias)
    known = {each.key for each in load_of(db, Identifier, "person_id", person.id)}
    if not key or key in known or key == stored_key(IdentifierKind.ALIAS, person.alias):
        return None
    seen_on = local_day(_age(former)[0])
    named = Identifier(person_id=person.id, kind=IdentifierKind.ALIAS, value=former.alias, key=key)
    return save_record(db, replace(named, first_seen_on=seen_on, last_seen_on=seen_on), now).id


def undo_merge(db: Database, merged_id: int, now: datetime) -> Undone:
    """Make two of one again, with what hung on each; what somebody has changed since stays. Raises `UndoOver`."""
    require_right(db, Right.REMOVE_PEOPLE)
    stored = merges.find_into(db, merged_id)
    if stored is None or last_day(stored) < local_day(now):
        raise UndoOver
    with db.transaction():
        left = tuple(name for each in stored.changed for name in _take_back(db, each, now))
        merges.move(db, stored.moved, stored.person_id, merged_id)
        merges.renumber(db, stored.numbers)
        if stored.named is not None:
            records.erase(db, Identifier, stored.named)
        merges.forget(db, merged_id)
        records.set_removed(db, Person, merged_id, None)
        refresh(db, [stored.person_id, merged_id])
        carry_first(db, [stored.person_id, merged_id], now)
        carry_first(db, [stored.person_id, merged_id], now)
        kept, other = load(db, Person, [stored.person_id, merged_id])
        for each in (kept, other):
            note(db, "undo_merge", each, now)
    return Undone(kept, other, left)


def last_day(stored: StoredMerge) -> date:
    """Return the last day on which a merge can be undone."""
    return local_day(stored.at) + timedelta(days=UNDO_DAYS)


def _take_back(db: Database, change: Changed, now: datetime) -> list[str]:
    """Set the fields of a record back that are as the merge left them; return the names of the others."""
    record_type = _CHANGED_TYPES[change.table]
    before, after = merges.records_of(db, record_type, change)
    found = load(db, record_type, [before.id])
    if not found or found[0].removed_on:
        return []
    moved = [name for name in rules.fields_of(record_type) if getattr(before, name) != getattr(after, name)]
    undone = {name: getattr(before, name) for name in moved if getattr(found[0], name) == getattr(after, name)}
    if undone:
        save_record(db, replace(found[0], **undone), now)
    return [name for name in moved if name not in undone and getattr(found[0], name) != getattr(before, name)]
