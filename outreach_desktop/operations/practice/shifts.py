"""Invented shifts: two evenings a week, the last one with something to hand over, and one to come."""

from collections.abc import Iterator
from datetime import timedelta

from ...domain.shift import Debriefing, Precaution, Shift
from . import words
from .dice import Dice, minutes
from .people import Year, stamps
from .stories import YEAR

_WEEKDAYS = (1, 3)  # Tuesday and Thursday
_BEGINS, _ALONE = 18, 6  # o'clock; per cent of the evenings on which a colleague was ill


def invented_shifts(year: Year, platforms: int) -> Iterator[Shift]:
    """Yield the shifts of the year, and the next that is planned."""
    evenings = [number for number in range(YEAR - 1) if year.day(number).weekday() in _WEEKDAYS]
    for place, number in enumerate(evenings):
        yield _past(year, number, platforms, is_last=place == len(evenings) - 1)
    dice = year.dice("shift", "planned")
    at = year.at(minutes(YEAR + 1, _BEGINS))
    made = stamps(year, dice, year.at(minutes(YEAR - 1, 10)))
    yield Shift(planned_at=at, workers=year.accounts[:1], **made)  # type: ignore[arg-type]


def _past(year: Year, number: int, platforms: int, *, is_last: bool) -> Shift:
    dice = year.dice("shift", number)
    began = year.at(minutes(number, _BEGINS, dice.between(0, 20)))
    ended = began + timedelta(minutes=dice.between(120, 240))
    alone = dice.chance(_ALONE)
    return Shift(
        planned_at=year.at(minutes(number, _BEGINS)),
        started_at=began,
        ended_at=ended,
        workers=year.accounts[:1] if alone else year.accounts,
        platforms=tuple(sorted({dice.between(1, platforms), dice.between(1, platforms)})),
        alone_reason=words.ALONE if alone else "",
        precautions=tuple(Precaution),
        profiles_seen=dice.between(15, 60),
        debriefing=_debriefing(dice),
        handover=words.HANDOVER if is_last else "",
        **stamps(year, dice, began),  # type: ignore[arg-type]
    )


def _debriefing(dice: Dice) -> Debriefing:
    return dice.pick((Debriefing.DONE, Debriefing.DONE, Debriefing.DONE, Debriefing.NOT_NEEDED, Debriefing.BOOKED))
