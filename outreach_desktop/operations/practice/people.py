"""Invented persons as records: the person, identifiers, towns, notes and contacts of a story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...domain.answers import Suspected, YesNoUnknown
from ...domain.contact import Contact, Direction, Outcome
from ...domain.person import (
    AgeBand,
    Circumstances,
    Consent,
    Identifier,
    IdentifierKind,
    Informed,
    MeetWish,
    Note,
    Person,
    Town,
    WhoAnswers,
)
from ..identifiers import stored_key
from . import words
from .dice import Dice, day_of, moment
from .phones import invented_phone
from .stories import YEAR, Kind, Line, Story

_AGES = (AgeBand.UNKNOWN, AgeBand.FROM_18, AgeBand.FROM_21, AgeBand.FROM_21, AgeBand.FROM_26, AgeBand.FROM_40)
_CHILD_EVERY, _HOLD_EVERY, _SHARED_PHONE_EVERY = 31, 61, 17


@dataclass(frozen=True, slots=True)
class Year:
    """The year that is invented: its days, its seed, and the accounts whose people made the contacts."""

    first_day: date
    seed: int
    accounts: tuple[str, str]

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=YEAR - 1)

    def at(self, minute: int) -> datetime:
        return moment(self.first_day, minute)

    def day(self, number: int) -> date:
        return self.first_day + timedelta(days=number)

    def dice(self, *what: object) -> Dice:
        return Dice(self.seed, *what)


def may_be_child(story: Story) -> bool:
    return story.number % _CHILD_EVERY == 5  # noqa: PLR2004 - any place will do


def stamps(year: Year, dice: Dice, at: datetime, by: int = 0) -> dict[str, object]:
    """Return what every stored record has besides its own fields, save its id."""
    account = year.accounts[by]
    return {
        "uid": dice.uid(),
        "version": 1,
        "created_at": at,
        "created_by": account,
        "changed_at": at,
        "changed_by": account,
    }


def invented_person(year: Year, story: Story, person_id: int, code: str) -> Person:
    """Return the person as the last line left them."""
    dice = year.dice("person", story.number)
    values = _about(story, dice) | _wishes(dice) | _consent(year, story, dice) | _limits(year, story, dice)
    made = stamps(year, dice, year.at(story.registered))
    return Person(id=person_id, code=code, state=story.kind.state, **values, **made)  # type: ignore[arg-type]


def _about(story: Story, dice: Dice) -> dict[str, object]:
    is_child = may_be_child(story)
    answers = any(line.move.outcome is Outcome.ADDRESS_AND_PRICES for line in story.lines)
    return {
        "alias": dice.pick(words.ALIASES) + dice.pick(words.ALIAS_ENDINGS),
        "who_answers": WhoAnswers.THIRD_PARTY if answers else dice.pick(tuple(WhoAnswers)[:2]),
        "third_party": Suspected.SUSPECTED if answers else dice.pick(tuple(Suspected)),
        "age_band": AgeBand.FROM_15 if is_child else dice.pick(_AGES),
        "may_be_child": is_child,
        "circumstances": dice.pick(tuple(Circumstances)),
        "lacks_permit": dice.pick((YesNoUnknown.UNKNOWN, YesNoUnknown.UNKNOWN, YesNoUnknown.NO, YesNoUnknown.YES)),
        "gender": dice.pick(("", "", "kvinna", "tjej", "icke-binär", "man")) if story.kind.is_open else "",
        "ad_language": dice.pick(words.AD_LANGUAGES),
        "languages": dice.pick(words.LANGUAGES) if story.kind.is_open else "",
    }


def _wishes(dice: Dice) -> dict[str, object]:
    return {
        "wanted_words": dice.pick(words.WANTED_WORDS) if dice.chance(8) else "",
        "meet_wish": dice.pick(tuple(MeetWish)) if dice.chance(15) else MeetWish.UNKNOWN,
        "wishes": dice.pick(words.WISHES) if dice.chance(12) else "",
        "safe_ways": dice.pick(words.SAFE_WAYS) if dice.chance(30) else "",
    }


def _consent(year: Year, story: Story, dice: Dice) -> dict[str, object]:
    if not story.kind.is_open or not dice.chance(50):
        return {}
    return {
        "consent": Consent.GIVEN,
        "consent_on": year.day(story.last_day),
        "consent_how": "I samtal",
        "consent_to": "Att vi sparar alias och nummer",
        "informed_how": Informed.SPOKEN,
        "informed_on": year.day(story.last_day),
    }


def _limits(year: Year, story: Story, dice: Dice) -> dict[str, object]:
    """Return what holds us back and what is due; how long the person is kept follows from the lines."""
    return _no_contact(year, story, dice) | _hold(year, story, dice) | _follow_up(year, story, dice)


def _no_contact(year: Year, story: Story, dice: Dice) -> dict[str, object]:
    if story.kind is not Kind.DECLINED:
        return {}
    since = year.day(story.last_day)
    until = since + timedelta(days=180) if dice.chance(50) else None
    return {
        "no_contact_since": since,
        "no_contact_until": until,
        "no_contact_reason": dice.pick(words.NO_CONTACT_REASONS),
    }


def _hold(year: Year, story: Story, dice: Dice) -> dict[str, object]:
    if story.number % _HOLD_EVERY != 4:  # noqa: PLR2004 - any place will do
        return {}
    return {
        "hold_by": dice.pick(words.HOLDS),
        "hold_since": year.day(story.last_day),
        "hold_until": year.last_day + timedelta(days=dice.between(5, 60)) if dice.chance(60) else None,
    }


def _follow_up(year: Year, story: Story, dice: Dice) -> dict[str, object]:
    """Return the next step of those with whom contact goes on: some overdue, one in six due today."""
    if not story.kind.is_open or dice.chance(30):
        return {}
    due = year.last_day + timedelta(days=0 if dice.chance(16) else dice.between(-9, 30))
    return {"follow_up": dice.pick(words.NEXT_STEPS), "follow_up_on": max(due, year.day(story.last_day))}


def invented_identifiers(year: Year, story: Story, person_id: int) -> Iterator[Identifier]:
    """Yield the ad, and for most a phone; one phone in seventeen is that of the person invented before."""
    dice = year.dice("identifiers", story.number)
    for kind, value in _known_by(story, dice):
        made = stamps(year, dice, year.at(story.registered))
        yield Identifier(
            person_id=person_id,
            platform_id=None if kind is IdentifierKind.PHONE else story.platform + 1,
            kind=kind,
            value=value,
            key=stored_key(kind, value),
            first_seen_on=year.day(day_of(story.registered)),
            last_seen_on=year.day(story.last_day),
            active=story.kind is not Kind.GONE,
            **made,  # type: ignore[arg-type]
        )


def _known_by(story: Story, dice: Dice) -> Iterator[tuple[IdentifierKind, str]]:
    _, site, _ = words.PLATFORMS[story.platform]
    yield IdentifierKind.AD, f"https://{site}/annons/{story.number + 1001}"
    if dice.chance(70):
        shared = story.number and story.number % _SHARED_PHONE_EVERY == 0
        yield IdentifierKind.PHONE, invented_phone(story.number - 1 if shared else story.number)
    if dice.chance(15):
        yield IdentifierKind.CHAT, f"@{dice.pick(words.ALIASES).lower()}"


def invented_towns(year: Year, story: Story, person_id: int) -> Iterator[Town]:
    """Yield the towns where the person was seen; about one in five was seen in more than one."""
    dice = year.dice("towns", story.number)
    places = [story.town] + ([dice.between(0, len(words.TOWNS) - 1)] if dice.chance(20) else [])
    for place in dict.fromkeys(places):
        name, municipality = words.TOWNS[place]
        seen_on = year.day(dice.between(day_of(story.registered), story.last_day))
        made = stamps(year, dice, year.at(story.registered))
        yield Town(person_id=person_id, name=name, municipality=municipality, seen_on=seen_on, **made)  # type: ignore[arg-type]


def invented_notes(year: Year, story: Story, person_id: int) -> Iterator[Note]:
    dice = year.dice("notes", story.number)
    if story.kind.is_open and dice.chance(35):
        made = stamps(year, dice, year.at(story.lines[-1].minute if story.lines else story.registered))
        yield Note(person_id=person_id, text=dice.pick(words.NOTES), **made)  # type: ignore[arg-type]


def invented_contact(year: Year, contact_id: int, story: Story, person_id: int, line: Line) -> Contact:
    """Return one line of the log as it was saved on the day."""
    at = year.at(line.minute)
    move = line.move
    seen = move.direction is Direction.NOTE
    return Contact(
        id=contact_id,
        person_id=person_id,
        at=at,
        contact_on=at.date(),
        direction=move.direction,
        channel=move.channel,
        platform_id=story.platform + 1,
        by_account=year.accounts[line.by],
        second_person="" if seen else NAMES[1 - line.by],
        template=line.template,
        outcome=move.outcome,
        needs=line.needs,
        note=line.note,
        **stamps(year, year.dice("contact", contact_id), at, line.by),  # type: ignore[arg-type]
    )


NAMES = ("Karin", "Anna")
