"""What turned out to be about somebody else becomes a person of its own."""

from datetime import datetime

from ..domain.attributes import Invalid, Problem
from ..domain.person import Person
from ..domain.rights import Right
from ..storage import merges
from ..storage.database import Database
from ..storage.merges import Ids
from ..storage.reading import load_one
from .follow_ups import carry_first
from .keeping import refresh
from .people import save_person
from .saving import note, require_right


def split(db: Database, person_id: int, alias: str, ids: Ids, now: datetime) -> Person:
    """Let some of what hangs on a person be about a new one with this alias; return the new one.

    `ids` are those of the records that move, by table. A block of the first holds for the new one too, until somebody
    lifts it there. Raises `Invalid` without an alias or anything to move, `NotPermitted`.
    """
    require_right(db, Right.REMOVE_PEOPLE)
    if not any(ids.values()):
        raise Invalid([Problem("alias", "Choose what belongs to the other person first.")])
    with db.transaction():
        source = load_one(db, Person, person_id)
        new = save_person(db, _begun(source, alias), now)
        moved = merges.move(db, ids, person_id, new.id)
        if moved.get("assessment"):
            merges.renumber(db, {key: at for at, key in enumerate(merges.numbers_of(db, new.id), 1)})
        refresh(db, [person_id, new.id])
        carry_first(db, [person_id, new.id], now)
        for each in (source, new):
            note(db, "split", each, now)
    return load_one(db, Person, new.id)


def _begun(source: Person, alias: str) -> Person:
    """Return the new person: nothing is known of them but what may keep us from writing, and how long they are kept."""
    return Person(
        alias=alias,
        state=source.state,
        declined_on=source.declined_on,
        may_be_child=source.may_be_child,
        no_contact_since=source.no_contact_since,
        no_contact_until=source.no_contact_until,
        no_contact_reason=source.no_contact_reason,
        hold_by=source.hold_by,
        hold_since=source.hold_since,
        hold_until=source.hold_until,
        kept_for=source.kept_for,
    )
