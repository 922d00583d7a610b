"""The quick line: what we know of an alias, a number or an address, and whether we may write. Stores nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from ..domain.alikeness import SHORTEST as SHORTEST_ALIKE
from ..domain.alikeness import alike_form, number_slips, slips_of
from ..domain.attributes import SHORT_TEXT
from ..domain.folding import digits_of, lookup_key
from ..domain.permission import ContactSummary, Here, Permission, Verdict, may_write
from ..domain.person import IdentifierKind, Person
from ..domain.platform import Platform
from ..storage import contacts, identifiers, people, search
from ..storage.database import Database
from ..storage.reading import load
from .do_not_disturb import left_alone_until
from .identifiers import guess_kind, lookup_keys
from .organisation import load_organisation, load_platforms
from .pieces import LONGEST_TEXT, Pieces, is_text, pieces_of
from .shifts import evening_start

SHORTEST = 2
LONGEST = 4 * SHORT_TEXT  # nothing that is stored is longer, however it is spaced
MOST_ALIKE = 5
MOST_PIECES = 20
_SHORTEST_NUMBER = 7  # digits


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


_GROWING = list(Answer)


class Likeness(Enum):
    """Why somebody is only *maybe* who was asked for."""

    NUMBER = "one_digit_off"
    SPELLING = "spelled_alike"
    PART = "part_of"
    NAMED = "named_in_text"


@dataclass(frozen=True, slots=True)
class Match:
    """`like` is None where what was typed names the person; else `like_what` is theirs that is like it.

    `colleague` is who of us else wrote to the person today, empty for nobody, `colleague_at` when. `gone` are the keys
    of identifiers that are no longer the person's.
    """

    person: Person
    summary: ContactSummary
    permission: Permission
    like: Likeness | None = None
    like_what: str = ""
    colleague: str = ""
    colleague_at: datetime | None = None
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LookUp:
    """The answer for what was `typed`; `matches` has the strictest first.

    A text that names several has an answer for each of its `pieces`, and the strictest of them as its own; `cut` says
    that it was longer, or named more, than is looked through. Somebody who is forgotten and wants to be left alone has
    no match, but a last day.
    """

    typed: str
    answer: Answer
    matches: tuple[Match, ...] = ()
    pieces: tuple["LookUp", ...] = ()
    cut: bool = False
    left_alone_until: date | None = None


def look_up(
    db: Database, typed: str, today: date, now: datetime | None = None, platform: Platform | None = None
) -> LookUp:
    """Answer for a text in any form; exact hits decide, likenesses are offered as *maybe*.

    With `now`, in the organisation's zone, the answers say too whether who is signed in may write at this moment: by
    the number, handle or profile that was typed, on the platform where it is one, or on `platform`.
    """
    answer = _look_up(db, typed, today)
    return _Moment(db, now, platform).answer(answer) if now else answer


class _Moment:
    """Asks the one rule with the clock, our accounts, and by what the person is to be reached."""

    def __init__(self, db: Database, now: datetime, platform: Platform | None) -> None:
        self._db, self._now, self._platform = db, now, platform
        self._organisation = load_organisation(db)
        self._platforms = {each.id: each for each in load_platforms(db)}

    def answer(self, answer: LookUp) -> LookUp:
        """Return the answer with what holds at this moment; of a text, as its pieces have it."""
        pieces = tuple(self.answer(each) for each in answer.pieces)
        asked = {match.person.id: match.permission for each in pieces for match in each.matches}
        asked = asked or self._permissions(answer)
        matches = [replace(match, permission=asked[match.person.id]) for match in answer.matches]
        return replace(answer, matches=_strictest_first(matches), pieces=pieces)

    def _permissions(self, answer: LookUp) -> dict[int, Permission]:
        keys = lookup_keys(answer.typed.strip()[:LONGEST]) if answer.matches else []
        used = identifiers.find_platforms(self._db, [match.person.id for match in answer.matches], keys)
        return {match.person.id: self._permission(match, keys, used) for match in answer.matches}

    def _permission(self, match: Match, keys: list[str], used: Mapping[int, list[int | None]]) -> Permission:
        key = next((each for each in keys if each in match.gone), "")
        platform = self._platform or self._closed(used.get(match.person.id, []))
        here = Here(self._now, self._db.sealer.account, evening_start(self._now), platform, key, match.gone)
        return may_write(match.person, match.summary, self._organisation, self._now.date(), here)

    def _closed(self, used: list[int | None]) -> Platform | None:
        """Return the platform by which what was typed cannot be reached; None where it can, on one or without any."""
        found = [self._platforms.get(each or 0) for each in used]
        reached = any(each is None or each.account_state.can_be_used for each in found)
        return None if reached else next(iter(found), None)


def _look_up(db: Database, typed: str, today: date) -> LookUp:
    bare = typed.strip()
    if len(bare) < SHORTEST:
        return LookUp(typed, Answer.NOTHING)
    if len(bare) <= LONGEST and (known := _known(db, typed, bare, today)):
        return known
    pieces = pieces_of(bare[:LONGEST_TEXT])
    if is_text(bare, pieces.found):
        return _of_text(db, typed, pieces, today)
    if len(bare) > LONGEST:
        return LookUp(typed, Answer.NEW, cut=True)
    return _maybe(db, typed, bare, today)


_STRICTNESS = {Verdict.NO: 0, Verdict.HOLD: 1, Verdict.WAIT: 2, Verdict.YES: 3}
_ANSWERS = {Verdict.NO: Answer.DO_NOT_CONTACT, Verdict.HOLD: Answer.HOLD}


def _known(db: Database, typed: str, bare: str, today: date) -> LookUp | None:
    exact = identifiers.find_people(db, lookup_keys(bare), bare)
    if not exact:
        until = left_alone_until(db, bare, today)
        return LookUp(typed, Answer.DO_NOT_CONTACT, left_alone_until=until) if until else None
    matches = _matches(db, exact, today)
    return LookUp(typed, _ANSWERS.get(matches[0].permission.verdict, Answer.KNOWN), matches)


def _of_text(db: Database, typed: str, pieces: Pieces, today: date) -> LookUp:
    """Look each piece up by itself; a known name between them is offered as *maybe*: it may be anybody's."""
    found = [_known(db, piece, piece, today) or _maybe(db, piece, piece, today) for piece in pieces.found[:MOST_PIECES]]
    named = [_named(db, name, today) for name in identifiers.find_aliases(db, pieces.windows)]
    answers = (*found, *(each for each in named if each))
    strictest = max((each.answer for each in answers), key=_GROWING.index)
    matches = {match.person.id: match for each in answers for match in each.matches}
    cut = len(pieces.found) > MOST_PIECES or len(typed.strip()) > LONGEST_TEXT
    return LookUp(typed, strictest, _strictest_first(matches.values()), answers, cut)


def _named(db: Database, name: str, today: date) -> LookUp | None:
    known = _known(db, name, name, today)
    if known is None:
        return None
    matches = tuple(replace(match, like=Likeness.NAMED, like_what=name) for match in known.matches[:MOST_ALIKE])
    return LookUp(name, Answer.MAYBE, matches)


def _maybe(db: Database, typed: str, bare: str, today: date) -> LookUp:
    """Offer who has a number or a name like this; of a whole phone number, a part is like nothing."""
    like: dict[int, tuple[Likeness, str]] = {}
    for likeness, found in _alike(db, bare):
        for person_id, what in found.items():
            like.setdefault(person_id, (likeness, what))
    if not like:
        return LookUp(typed, Answer.NEW)
    matches = _matches(db, list(like)[:MOST_ALIKE], today)
    return LookUp(typed, Answer.MAYBE, tuple(_as_like(match, *like[match.person.id]) for match in matches))


def _as_like(match: Match, likeness: Likeness, what: str) -> Match:
    named = match.person.alias if likeness is Likeness.SPELLING else ""
    return replace(match, like=likeness, like_what=what or named)


def _alike(db: Database, bare: str) -> list[tuple[Likeness, Mapping[int, str]]]:
    kind, digits = guess_kind(bare), digits_of(bare)
    if len(digits) >= _SHORTEST_NUMBER and (near := identifiers.find_numbers(db, _near_numbers(digits), MOST_ALIKE)):
        return [(Likeness.NUMBER, near)]
    if kind is IdentifierKind.PHONE:
        return []
    if kind is IdentifierKind.AD:  # part of an address is its beginning: half the addresses of a site are like another
        key = lookup_key(kind, bare)
        return [(Likeness.PART, identifiers.find_beginning(db, key, MOST_ALIKE))] if key else []
    spelled = {} if digits else _spelled_alike(db, bare)
    parts = search.find_people(db, bare, most=MOST_ALIKE)
    return [(Likeness.SPELLING, spelled), (Likeness.PART, dict.fromkeys(parts, ""))]


def _near_numbers(digits: str) -> list[str]:
    """Return the keys of all numbers one slip away: as numbers of a country, and as kept where they are none."""
    abroad = f"46{digits[1:]}" if digits.startswith("0") else digits
    at_home = f"0{digits[2:]}" if digits.startswith("46") else digits
    return [*(f"+{number}" for number in number_slips(abroad)), *number_slips(at_home)]


def _spelled_alike(db: Database, bare: str) -> Mapping[int, str]:
    form = alike_form(bare)
    if len(form) < SHORTEST_ALIKE:
        return {}
    same = identifiers.find_alike(db, [form], MOST_ALIKE)
    slipped = slips_of(form) if len(same) < MOST_ALIKE else []
    return {**same, **identifiers.find_alike(db, slipped, MOST_ALIKE)} if slipped else same


def _matches(db: Database, ids: list[int], today: date) -> tuple[Match, ...]:
    organisation, summaries = load_organisation(db), people.load_summaries(db, ids)
    wrote, gone = contacts.written_today(db, ids, today), identifiers.find_gone(db, ids)
    found = []
    for person in load(db, Person, ids):
        summary = summaries.get(person.id, ContactSummary())
        colleague, at = wrote.get(person.id, ("", None))
        permission = may_write(person, summary, organisation, today)
        known: dict[str, Any] = {"colleague": colleague, "colleague_at": at, "gone": gone.get(person.id, frozenset())}
        found.append(Match(person, summary, permission, **known))
    return _strictest_first(found)


def _strictest_first(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda match: _STRICTNESS[match.permission.verdict]))
