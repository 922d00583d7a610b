"""Days as people type them, in Swedish or English whatever the window's language.

English is British: 12/3 is 12 March. A day without a year is the nearest one
to today, before or after; `latest` says that only days up to it make sense, so that the nearest of
those is taken. A weekday's name is the coming one, never today. See docs/decisions/0006-typed-dates.md.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from .attributes import EARLIEST, LATEST
from .errors import KnownError
from .folding import search_form

_LONGEST = 60
_LEAP_SEARCH = 8  # years in which 29 February comes at least once, also around 1900 and 2100

_LETTERS = str.maketrans("åäö−–", "aao--")
_SPACE = re.compile(r"[\s,]+")
_WEEKDAYS = ("mandag monday", "tisdag tuesday", "onsdag wednesday", "torsdag thursday", "fredag friday",
             "lordag saturday", "sondag sunday")  # fmt: skip
_MONTHS = ("januari january", "februari february", "mars march", "april", "maj may", "juni june", "juli july",
           "augusti august", "september", "oktober october", "november", "december")  # fmt: skip
_NEAR = {
    "idag": 0, "i dag": 0, "today": 0, "imorgon": 1, "i morgon": 1, "imorron": 1, "i morron": 1, "tomorrow": 1,
    "i overmorgon": 2, "overmorgon": 2, "day after tomorrow": 2, "the day after tomorrow": 2,
    "igar": -1, "i gar": -1, "yesterday": -1, "i forrgar": -2, "forrgar": -2,
    "day before yesterday": -2, "the day before yesterday": -2,
}  # fmt: skip
_UNITS = (
    ("d dag dagar day days", "days"),
    ("v vecka veckor w week weeks", "weeks"),
    ("m man manad manader month months", "months"),
    ("a ar y year years", "years"),
)
_UNIT = {word: unit for words, unit in _UNITS for word in words.split()}

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})|(\d{4})(\d\d)(\d\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:\.|[/. -] ?(\d{4}|\d\d))?|(\d{1,2})-(\d{1,2})-(\d{4})")
_DAY_NAME = re.compile(r"(?:den |the )?(\d{1,2})(?::[ae]|st|nd|rd|th|\.)? (?:of )?([a-z]+)\.?(?: (\d{4}|\d\d))?")
_NAME_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")
_WEEKDAY = re.compile(r"(?:pa |on )?([a-z]+)\.?")
_LAST_WEEKDAY = re.compile(r"i ([a-z]+)s|last ([a-z]+)")
_WEEKDAY_FIRST = re.compile(r"(?:pa |on )?([a-z]+)\.? (?=.*\d)(?:den |the )?(.+)")
_AWAY = re.compile(r"([+-]) ?(\d{1,4}) ?([a-z]+)|(om|in) (\d{1,4}) ([a-z]+)|(?:for )?(\d{1,4}) ([a-z]+) (?:sedan|ago)")


class NotUnderstood(KnownError):
    """What was typed names no day or time."""


class NotADay(NotUnderstood):
    def __init__(self) -> None:
        super().__init__("We do not understand this day. Write for example 12/3, tomorrow or +2w.")


class NotInCalendar(NotUnderstood):
    def __init__(self) -> None:
        super().__init__("This day is not in the calendar.")


class OutOfLimits(NotUnderstood):
    def __init__(self) -> None:
        super().__init__("Must be a day from 1900 to 2200.")


class WeekdayDiffers(NotUnderstood):
    def __init__(self) -> None:
        super().__init__("The weekday and the date are not the same day. Leave one of them out.")


def parse_day(text: str, today: date, *, latest: date | None = None) -> date:
    """Return the day that `text` names, from 1900 to 2200; raises `NotUnderstood`.

    `latest` only guides what is left open (the year, which Tuesday): a day typed in full may lie after it.
    """
    found = day_in(plain_words(text), today, latest or LATEST)
    if found is None:
        raise NotADay
    return found


def plain_words(text: str) -> str:
    """Return what was typed in small letters a-z, digits and single spaces; empty when it is far too long."""
    if len(text) > _LONGEST:
        return ""
    return _SPACE.sub(" ", search_form(text).translate(_LETTERS)).strip()


def day_in(plain: str, today: date, latest: date) -> date | None:
    """Return the day, or None where no way of reading fits; raises `NotUnderstood` for days that do not exist."""
    for read in (_near, _away, _in_full, _by_month, _weekday, _last_weekday, _weekday_and_date):
        if (found := read(plain, today, latest)) is not None:
            return found
    return None


def _near(plain: str, today: date, _latest: date) -> date | None:
    return _days_from(today, _NEAR[plain]) if plain in _NEAR else None


def _away(plain: str, today: date, _latest: date) -> date | None:
    """Read +2w, in 2 weeks, 2 weeks ago."""
    if not (found := _AWAY.fullmatch(plain)):
        return None
    sign, number, unit, ahead, number_ahead, unit_ahead, number_ago, unit_ago = found.groups()
    count = int(number or number_ahead or number_ago)
    count = count if ahead or sign == "+" else -count
    match _UNIT.get(unit or unit_ahead or unit_ago):
        case "days":
            return _days_from(today, count)
        case "weeks":
            return _days_from(today, 7 * count)
        case "months":
            return _months_from(today, count)
        case "years":
            return _months_from(today, 12 * count)
    return None


def _days_from(day: date, count: int) -> date:
    try:
        return _within_limits(day + timedelta(days=count))
    except OverflowError:
        raise OutOfLimits from None


def _months_from(day: date, count: int) -> date:
    """Return the same day of another month, or its last day when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not EARLIEST.year <= year <= LATEST.year:
        raise OutOfLimits
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _in_full(plain: str, _today: date, _latest: date) -> date | None:
    """Read 2026-03-12 and 20260312."""
    if not (found := _ISO.fullmatch(plain)):
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    return _existing(year, month, day)


def _by_month(plain: str, today: date, latest: date) -> date | None:
    """Read 12/3, 12/3 2027, 12.3.27, 12-3-2027, 12 March, the 12th of March, March 12 2027."""
    if found := _DAY_MONTH.fullmatch(plain):
        day, month, *year = (part for part in found.groups() if part)
        return _dated(int(day), int(month), "".join(year), today, latest)
    for pattern, day_at, name_at in ((_DAY_NAME, 1, 2), (_NAME_DAY, 2, 1)):
        found = pattern.fullmatch(plain)
        number = _number_of(found[name_at], _MONTHS) if found else None
        if found and number is not None:
            return _dated(int(found[day_at]), number + 1, found[3] or "", today, latest)
    return None


def _dated(day: int, month: int, year: str, today: date, latest: date) -> date:
    if len(year) == 4:  # noqa: PLR2004
        return _existing(int(year), month, day)
    years: Iterator[int] | range = range(today.year - _LEAP_SEARCH, today.year + _LEAP_SEARCH + 1)
    if year:
        century = today.year // 100 * 100 + int(year)
        years = (century + shift for shift in (-100, 0, 100))
    candidates = [found for each in years if (found := _calendar_day(each, month, day))]
    if not candidates:
        raise NotInCalendar
    return _within_limits(_nearest(candidates, today, latest))


def _nearest(days: list[date], today: date, latest: date) -> date:
    """Return the day nearest to today, the later one of two; up to `latest` if one is."""
    possible = [day for day in days if day <= latest] or days
    return min(possible, key=lambda day: (abs(day - today), day < today))


def _weekday(plain: str, today: date, latest: date) -> date | None:
    """Read Tuesday, on Tuesday."""
    found = _WEEKDAY.fullmatch(plain)
    number = _number_of(found[1], _WEEKDAYS) if found else None
    if number is None:
        return None
    coming = _days_from(today, (number - today.weekday() - 1) % 7 + 1)
    return coming if coming <= latest else coming - timedelta(days=7)


def _last_weekday(plain: str, today: date, _latest: date) -> date | None:
    """Read last Tuesday, i tisdags."""
    found = _LAST_WEEKDAY.fullmatch(plain)
    number = _number_of(found[1] or found[2], _WEEKDAYS) if found else None
    return None if number is None else _days_from(today, (number - today.weekday()) % 7 - 7)


def _weekday_and_date(plain: str, today: date, latest: date) -> date | None:
    """Read Tuesday 8 December 2026."""
    found = _WEEKDAY_FIRST.fullmatch(plain)
    number = _number_of(found[1], _WEEKDAYS) if found else None
    if not found or number is None:
        return None
    day = _in_full(found[2], today, latest) or _by_month(found[2], today, latest)
    if day and day.weekday() != number:
        raise WeekdayDiffers
    return day


def _number_of(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the one name that `word` is, or begins with at least three letters (ti, on: two)."""
    fits = [number for number, both in enumerate(names) if any(_stands_for(word, name) for name in both.split())]
    return fits[0] if len(fits) == 1 else None


def _stands_for(word: str, name: str) -> bool:
    return word in (name, name + "en") or (3 <= len(word) <= 4 and name.startswith(word))  # noqa: PLR2004


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _existing(year: int, month: int, day: int) -> date:
    if not (found := _calendar_day(year, month, day)):
        raise NotInCalendar
    return _within_limits(found)


def _within_limits(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise OutOfLimits
    return day
