"""Ending what keeps us from writing to a person: who may, for each of the two kinds."""

from collections.abc import Mapping
from datetime import date

from ..domain.permission import Reason, Why, blocks_of
from ..domain.person import Person
from ..domain.rights import Right
from ..storage.database import Database
from .saving import require_right

_ENDED_BY: Mapping[Why, Right] = {
    Why.DO_NOT_CONTACT: Right.END_REFUSAL,
    Why.DECLINED: Right.END_REFUSAL,
    Why.HOLD: Right.END_HOLD,
}


def require_may_end(db: Database, before: Person, after: Person, today: date) -> None:
    """Raise `NotPermitted` where an edit ends a refusal or a hold, or has it end earlier, and the role may not.

    What the person's own message lifts (`operations.contacts`) does not come this way.
    """
    held, left = _by_right(before, today), _by_right(after, today)
    for right, reason in held.items():
        if right not in left or _ends_earlier(reason, left[right]):
            require_right(db, right)


def _by_right(person: Person, today: date) -> dict[Right, Reason]:
    return {_ENDED_BY[reason.why]: reason for reason in blocks_of(person, today)}


def _ends_earlier(before: Reason, after: Reason) -> bool:
    return after.until is not None and (before.until is None or after.until < before.until)
