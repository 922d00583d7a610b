"""Days are understood the way people type them."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_desktop.domain.typed_dates import (
    NotADay,
    NotInCalendar,
    NotUnderstood,
    OutOfLimits,
    WeekdayDiffers,
    parse_day,
)
from outreach_desktop.i18n import texts

TODAY = date(2026, 11, 24)  # a Tuesday
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(("typed", "day"), [
    ("12/3", date(2027, 3, 12)), ("1/10", date(2026, 10, 1)), ("12/3 2027", date(2027, 3, 12)),
    ("12/3/27", date(2027, 3, 12)), ("12.3.2027", date(2027, 3, 12)), ("12-3-2027", date(2027, 3, 12)),
    ("12/3 99", date(1999, 3, 12)), ("12/3-27", date(2027, 3, 12)),
    ("2026-03-12", date(2026, 3, 12)), ("20260312", date(2026, 3, 12)), ("2026/3/12", date(2026, 3, 12)),
    ("12 mars", date(2027, 3, 12)), ("12 March", date(2027, 3, 12)), ("den 12:e mars", date(2027, 3, 12)),
    ("the 12th of March", date(2027, 3, 12)), ("March 12, 2027", date(2027, 3, 12)), ("8 dec. 2026", date(2026, 12, 8)),
    ("12 maj", date(2027, 5, 12)), ("12 june", date(2026, 6, 12)), ("3 okt", date(2026, 10, 3)),
    ("i dag", TODAY), ("idag", TODAY), ("IDAG ", TODAY), ("today", TODAY),
    ("i morgon", date(2026, 11, 25)), ("imorgon", date(2026, 11, 25)), ("tomorrow", date(2026, 11, 25)),
    ("i övermorgon", date(2026, 11, 26)), ("i overmorgon", date(2026, 11, 26)),
    ("i går", date(2026, 11, 23)), ("i ga\u030ar", date(2026, 11, 23)), ("yesterday", date(2026, 11, 23)),
    ("i förrgår", date(2026, 11, 22)), ("the day before yesterday", date(2026, 11, 22)),
    ("+2v", date(2026, 12, 8)), ("+2w", date(2026, 12, 8)), ("+3d", date(2026, 11, 27)), ("+1m", date(2026, 12, 24)),
    ("-1v", date(2026, 11, 17)), ("−1v", date(2026, 11, 17)), ("+1 år", date(2027, 11, 24)),
    ("om 2 veckor", date(2026, 12, 8)), ("in 2 weeks", date(2026, 12, 8)), ("3 days ago", date(2026, 11, 21)),
    ("för 3 dagar sedan", date(2026, 11, 21)), ("om 1 månad", date(2026, 12, 24)),
    ("tisdag", date(2026, 12, 1)), ("på tisdag", date(2026, 12, 1)), ("onsdag", date(2026, 11, 25)),
    ("monday", date(2026, 11, 30)), ("on Sunday", date(2026, 11, 29)), ("lör", date(2026, 11, 28)),
    ("sön", date(2026, 11, 29)), ("tors", date(2026, 11, 26)), ("Sat.", date(2026, 11, 28)),
    ("i tisdags", date(2026, 11, 17)), ("i söndags", date(2026, 11, 22)), ("last Monday", date(2026, 11, 23)),
    ("tisdag 8 december 2026", date(2026, 12, 8)), ("Tuesday, 8 December 2026", date(2026, 12, 8)),
    ("tis 8/12", date(2026, 12, 8)), ("tisdagen den 8 december", date(2026, 12, 8)), ("29/2", date(2028, 2, 29)),
])  # fmt: skip
def test_a_day_is_understood(typed, day):
    assert parse_day(typed, TODAY) == day


@pytest.mark.parametrize(("typed", "error"), [
    ("", NotADay), ("snart", NotADay), ("12", NotADay), ("ti", NotADay), ("to", NotADay), ("31/2", NotInCalendar),
    ("0/1", NotInCalendar), ("2026-13-01", NotInCalendar), ("30 februari", NotInCalendar), ("1/1 1899", OutOfLimits),
    ("2201-01-01", OutOfLimits), ("+9999y", OutOfLimits), ("+9999w", OutOfLimits), ("-9999m", OutOfLimits),
    ("måndag 8 december 2026", WeekdayDiffers), ("+2q", NotADay), ("12 marsipan", NotADay), ("1" * 100_000, NotADay),
    ("i dag " * 20_000, NotADay),
])  # fmt: skip
def test_what_is_no_day_is_refused_in_words(typed, error):
    with pytest.raises(error) as raised:
        parse_day(typed, TODAY)

    assert raised.value.text.endswith(".")


def test_a_field_about_the_past_takes_the_nearest_day_that_has_come():
    assert parse_day("12/3", TODAY, latest=TODAY) == date(2026, 3, 12)
    assert parse_day("tisdag", TODAY, latest=TODAY) == TODAY
    assert parse_day("12/3 2027", TODAY, latest=TODAY) == date(2027, 3, 12)


def test_a_month_later_than_the_31st_is_the_last_of_a_short_month():
    assert parse_day("+1m", date(2027, 1, 31)) == date(2027, 2, 28)


def test_the_last_days_of_the_limits_are_within_them():
    assert parse_day("31/12 2200", TODAY) == date(2200, 12, 31)
    assert parse_day("1/1 1900", TODAY) == date(1900, 1, 1)


@given(DAYS)
@settings(max_examples=50)
def test_every_way_of_writing_a_day_in_full_gives_that_day(day):
    ways = [
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
    ]
    ways += [texts(language).day(day, form) for language in ("sv", "en") for form in ("medium", "long", "full")]
    assert {parse_day(way, TODAY) for way in ways} == {day}


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(-180, 180))
@settings(max_examples=50)
def test_a_day_near_today_needs_no_year(today, away):
    day = today + timedelta(days=away)
    assert parse_day(f"{day.day}/{day.month}", today) == day or (day.day, day.month) == (29, 2)
    for language in ("sv", "en"):
        if (day.day, day.month) != (29, 2):
            assert parse_day(texts(language).day_and_month(day), today) == day


@given(st.text(st.characters(codec=None)) | st.text("0123456789/.-+ dvwmåmarsi tisdag", max_size=20), DAYS)
@settings(max_examples=50)
def test_any_text_is_a_day_or_refused_in_words(text, today):
    with suppress(NotUnderstood):
        assert isinstance(parse_day(text, today), date)
