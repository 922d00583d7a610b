"""Forget but do not disturb: with the person's consent a keyed fingerprint outlives the record, with its own end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from ..domain.attributes import Invalid, Problem
from ..domain.do_not_disturb import DoNotDisturb
from ..domain.erasure import Cause, Scope
from ..domain.errors import KnownError
from ..domain.person import Identifier, IdentifierKind
from ..domain.rights import Right
from ..storage import do_not_disturb, records
from ..storage.database import Database
from ..storage.reading import load, load_all, load_of
from .erasing import Gone, empty_journal, note_erased, take_away
from .identifiers import lookup_keys, stored_key
from .saving import local_day, require_right, require_sound, save_record

_PURPOSE = "do not disturb"  # so that no other use of the key gives the same fingerprint


class NothingToKnowThemBy(KnownError):
    def __init__(self) -> None:
        super().__init__("Tick by what the person is to be known again: without it nobody can be warned.")


def fingerprint(db: Database, key: str) -> str:
    """Return the keyed fingerprint of what look-ups compare, 64 hex digits."""
    return db.sealer.fingerprint(f"{_PURPOSE}\0{key}").hex()


def left_alone_until(db: Database, typed: str, today: date) -> date | None:
    """Return until when whoever has this number, alias or address wants to be left alone; None where nobody does."""
    found = do_not_disturb.find(db, [fingerprint(db, key) for key in lookup_keys(typed)], today)
    return found[0].ends_on if found else None


def left_alone(db: Database, keys: Iterable[str], today: date) -> set[str]:
    """Return which of these keys, as look-ups compare them, are those of somebody who wants to be left alone."""
    marks = {fingerprint(db, key): key for key in keys}
    return {marks[each.fingerprint] for each in do_not_disturb.find(db, marks, today)}


def known_by(db: Database, person_id: int, alias: str) -> list[Identifier]:
    """Return by what a person can be recognised: their identifiers, and the alias last."""
    key = stored_key(IdentifierKind.ALIAS, alias)
    by_alias = Identifier(person_id=person_id, kind=IdentifierKind.ALIAS, value=alias, key=key)
    return [*load_of(db, Identifier, "person_id", person_id), by_alias]


def erase_and_remember(
    db: Database,
    person_id: int,
    consent: DoNotDisturb,
    marked: Sequence[Identifier],
    now: datetime,
    *,
    cause: Cause = Cause.ASKED,
) -> None:
    """Erase a person and remember what of theirs is not to be disturbed.

    Raises `Invalid`, `NotPermitted`, and `NothingToKnowThemBy`: to erase and remember nothing would break the promise.
    """
    require_right(db, Right.ERASE)
    require_sound(consent, local_day(now))
    if consent.ends_on and consent.ends_on <= local_day(now):
        raise Invalid([Problem("ends_on", "Choose a day after today.")])
    kinds = {each.key: each.kind for each in marked if each.key}
    if not kinds:
        raise NothingToKnowThemBy
    with db.transaction():
        for key, kind in kinds.items():
            save_record(db, replace(consent, fingerprint=fingerprint(db, key), kind=kind), now)
        take_away(db, person_id, now, cause)
    empty_journal(db)


def load_entries(db: Database) -> list[DoNotDisturb]:
    """Return the entries, the first to end first."""
    return load_all(db, DoNotDisturb, order="ends_on, id")


def withdraw(db: Database, entry: DoNotDisturb, now: datetime) -> None:
    """Forget an entry at once, as when the consent is withdrawn. Raises `NotPermitted`."""
    require_right(db, Right.ERASE)
    with db.transaction():
        _forget(db, [entry.id], Cause.ASKED, now)
    empty_journal(db)


def forget_over(db: Database, now: datetime) -> None:
    """Forget the entries whose last day has passed."""
    over = do_not_disturb.find_over(db, local_day(now))
    if over:
        with db.transaction():
            _forget(db, over, Cause.DATE, now)
        empty_journal(db)


def _forget(db: Database, ids: Iterable[int], cause: Cause, now: datetime) -> None:
    for entry in load(db, DoNotDisturb, list(ids)):
        records.erase(db, DoNotDisturb, entry.id)
        note_erased(db, Gone(entry, Scope.WHOLE), cause, now)
