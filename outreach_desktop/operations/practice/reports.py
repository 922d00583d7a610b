"""Invented assessments of indicators and concern reports."""

from collections.abc import Iterator
from datetime import date, timedelta

from ...domain.answers import YesNoUnknown
from ...domain.assessment import Answer, Assessment, Conclusion, Finding, NextStep, Source
from ...domain.concern_report import ConcernReport, Guardians, ReportState, SentHow, Told
from ...i18n import ZONE
from . import words
from .dice import Dice, day_of, minutes
from .people import NAMES, Year, may_be_child, stamps
from .stories import Kind, Story

INDICATORS = (
    "third_person",
    "same_place_photos",
    "shared_phone",
    "offers_everything",
    "low_price",
    "language_mismatch",
    "not_from_sweden",
    "face_shown",
    "moves_around",
    "told_not_to_talk",
    "swedish_ad_english_talk",
    "third_party_present",
)
LIST_VERSION = 1
_CONCLUSIONS = (Conclusion.SUSPICION, Conclusion.UNSURE, Conclusion.UNSURE, Conclusion.NO_SUSPICION)
_STATES = (
    ReportState.DRAFT,
    ReportState.SECOND_READER,
    ReportState.SENT,
    ReportState.RECEIVED,
    ReportState.FEEDBACK,
)


def invented_assessments(year: Year, story: Story, person_id: int) -> Iterator[Assessment]:
    """Yield the versions of a person's assessment with their findings; most persons have none."""
    dice = year.dice("assessments", story.number)
    share = 18 if story.kind.is_open else 3
    versions = (1 + dice.chance(20)) if dice.chance(share) or may_be_child(story) else 0
    first = day_of(story.registered)
    days = sorted(dice.between(first, story.last_day) for _ in range(versions))
    for number, day in enumerate(days, 1):
        yield _assessment(year, dice, person_id, number, minutes(day, 23, number))


def _assessment(year: Year, dice: Dice, person_id: int, number: int, minute: int) -> Assessment:
    at = year.at(minute)
    by = dice.between(0, 1)
    conclusion = dice.pick(_CONCLUSIONS)
    suspicion = conclusion is Conclusion.SUSPICION
    return Assessment(
        person_id=person_id,
        number=number,
        list_version=LIST_VERSION,
        assessed_on=at.date(),
        conclusion=conclusion,
        reason=dice.pick(words.REASONS),
        next_step=dice.pick((NextStep.POLICE_TIP, NextStep.ADVICE_LINE)) if suspicion else NextStep.NONE,
        next_step_reason=dice.pick(words.STEP_REASONS),
        signed_at=at,
        signed_by=year.accounts[by],
        findings=tuple(_findings(year, dice, at.date(), minute, by)),
        **stamps(year, dice, at, by),  # type: ignore[arg-type]
    )


def _findings(year: Year, dice: Dice, day: date, minute: int, by: int) -> Iterator[Finding]:
    for indicator in dice.some(INDICATORS, 7):
        observed = dice.chance(65)
        yield Finding(
            indicator=indicator,
            answer=Answer.OBSERVED if observed else Answer.NOT_OBSERVED,
            source=dice.pick((Source.AD, Source.AD, Source.CONVERSATION, Source.REGISTER)),
            seen_on=day if observed else None,
            note=dice.pick(words.FINDING_NOTES) if observed else "",
            **stamps(year, dice, year.at(minute), by),  # type: ignore[arg-type]
        )


def invented_report(year: Year, story: Story, person_id: int, place: int) -> ConcernReport | None:
    """Return the concern report that grew out of a story, if there is one; states follow each other by `place`."""
    dice = year.dice("report", story.number)
    if not may_be_child(story) and not (story.kind is Kind.SUPPORT and dice.chance(25)):
        return None
    state = _STATES[place % len(_STATES)]
    written = max(year.first_day, year.day(story.last_day) - timedelta(days=dice.between(0, 20)))
    at = year.at(minutes((written - year.first_day).days, 15, dice.between(0, 59)))
    values = _child(story, dice) | _observed(story, dice) | _handled(state, written, year, dice)
    by = dice.between(0, 1)
    values["reporter_name"] = NAMES[by]
    if _STATES.index(state) >= _STATES.index(ReportState.SECOND_READER):
        values["second_reader"] = NAMES[1 - by]
    made = stamps(year, dice, at, by)
    return ConcernReport(person_id=person_id, state=state, written_on=at.astimezone(ZONE).date(), **values, **made)  # type: ignore[arg-type]


def _child(story: Story, dice: Dice) -> dict[str, object]:
    town, municipality = words.TOWNS[story.town]
    guardian = dice.pick(words.GUARDIANS).format(town=town)
    return {
        "municipality": municipality,
        "unit": dice.pick(words.UNITS),
        "urgent": dice.chance(20),
        "child_name": dice.pick(words.CHILD_NAMES),
        "child_age": f"ca {dice.between(14, 17)} år",
        "child_address": f"Troligen {town}",
        "child_school": dice.pick(words.SCHOOLS).format(town=town),
        "child_language": dice.pick(("Svenska", "Svenska och engelska", "Rumänska, tolk behövs")),
        "guardians": Guardians.ONE if guardian else Guardians.UNKNOWN,
        "guardian_one": guardian,
    }


def _observed(story: Story, dice: Dice) -> dict[str, object]:
    town = words.TOWNS[story.town][0]
    told = dice.pick((Told.NOT_TOLD, Told.TOLD, Told.READ))
    return {
        "seen": dice.pick(words.SEEN).format(town=town),
        "said": dice.pick(words.SAID),
        "heard": dice.pick(words.HEARD),
        "effect": dice.pick(words.EFFECTS),
        "own_view": dice.pick(words.OWN_VIEWS),
        "child_told": told,
        "child_told_why": dice.pick(words.NOT_TOLD_WHY) if told is Told.NOT_TOLD else "",
        "reporter_role": "Samordnare",
        "reporter_phone": "070-174 06 05",
        "how_known": dice.pick(words.HOW_KNOWN),
        "police": dice.pick((YesNoUnknown.NO, YesNoUnknown.NO, YesNoUnknown.YES)),
    }


def _handled(state: ReportState, written: date, year: Year, dice: Dice) -> dict[str, object]:
    """Return how far the report has come, no day after the year's last."""
    values: dict[str, object] = {}
    step = _STATES.index(state)
    days = [min(year.last_day, written + timedelta(days=days)) for days in (0, 3, dice.between(10, 40))]
    if step >= _STATES.index(ReportState.SENT):
        how = dice.pick((SentHow.PHONE, SentHow.E_SERVICE, SentHow.POST))
        values |= {"sent_on": days[0], "sent_how": how, "sent_to": "Socialtjänstens mottagning"}
    if step >= _STATES.index(ReportState.RECEIVED):
        values["received_on"] = days[1]
    if step >= _STATES.index(ReportState.FEEDBACK):
        values |= {"feedback_on": days[2], "feedback": dice.pick(words.FEEDBACK)}
    return values
