"""The quick line: what we know of an alias, a number or an address, and whether we may write. Stores nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from ..domain.attributes import SHORT_TEXT
from ..domain.permission import ContactSummary, Here, Permission, Verdict, may_write
from ..domain.person import IdentifierKind, Person
from ..storage import identifiers, people, search
from ..storage.database import Database
from ..storage.reading import load
from .identifiers import guess_kind, lookup_keys
from .organisation import load_organisation

SHORTEST = 2
LONGEST = 4 * SHORT_TEXT  # nothing that is stored is longer, however it is spaced
MOST_ALIKE = 5


class Answer(Enum):
    NOTHING = "nothing"  # nothing typed yet
    NEW = "new"
    MAYBE = "maybe"
    KNOWN = "known"
    HOLD = "hold"
    DO_NOT_CONTACT = "do_not_contact"

    @property
    def blocks(self) -> bool:
        return self in (Answer.HOLD, Answer.DO_NOT_CONTACT)


@dataclass(frozen=True, slots=True)
class Match:
    """`gone` are the keys of identifiers that are no longer the person's."""

    person: Person
    summary: ContactSummary
    permission: Permission
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LookUp:
    """The answer for what was `typed`; `matches` has the strictest first."""

    typed: str
    answer: Answer
    matches: tuple[Match, ...] = ()


def look_up(db: Database, typed: str, today: date, now: datetime | None = None) -> LookUp:
    """Answer for a text in any form; exact hits decide, likenesses are offered as *maybe*.

    With `now`, in the organisation's zone, the answers say too whether who is signed in may write at this moment.

    A whole phone number is like no other: half the country's begin alike. A pasted page is like nothing.
    """
    here = Here(now, db.sealer.account) if now else None
    bare = typed.strip()
    if len(bare) < SHORTEST:
        return LookUp(typed, Answer.NOTHING)
    if len(bare) > LONGEST:
        return LookUp(typed, Answer.NEW)
    exact = identifiers.find_people(db, lookup_keys(bare), bare)
    if exact:
        return _known(db, typed, exact, today, here)
    alike = [] if guess_kind(bare) is IdentifierKind.PHONE else search.find_people(db, bare, most=MOST_ALIKE)
    if alike:
        return LookUp(typed, Answer.MAYBE, _matches(db, alike, today, here))
    return LookUp(typed, Answer.NEW)


_STRICTNESS = {Verdict.NO: 0, Verdict.HOLD: 1, Verdict.WAIT: 2, Verdict.YES: 3}
_ANSWERS = {Verdict.NO: Answer.DO_NOT_CONTACT, Verdict.HOLD: Answer.HOLD}


def _known(db: Database, typed: str, ids: list[int], today: date, here: Here | None) -> LookUp:
    matches = _matches(db, ids, today, here)
    return LookUp(typed, _ANSWERS.get(matches[0].permission.verdict, Answer.KNOWN), matches)


def _matches(db: Database, ids: list[int], today: date, here: Here | None) -> tuple[Match, ...]:
    organisation, summaries = load_organisation(db), people.load_summaries(db, ids)
    gone = identifiers.find_gone(db, ids)
    found = []
    for person in load(db, Person, ids):
        summary = summaries.get(person.id, ContactSummary())
        permission = may_write(person, summary, organisation, today, here)
        found.append(Match(person, summary, permission, gone.get(person.id, frozenset())))
    return tuple(sorted(found, key=lambda match: _STRICTNESS[match.permission.verdict]))
