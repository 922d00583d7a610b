"""Times are understood the way people type them, also in the nights when the clocks are changed."""

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_desktop.domain.typed_dates import NotInCalendar, NotUnderstood
from outreach_desktop.domain.typed_times import NoSuchTime, NotATime, moments, parse_moment
from outreach_desktop.i18n import texts

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 24, 20, 15, 42, tzinfo=ZONE)


@pytest.mark.parametrize(("typed", "wall"), [
    ("19.31", (2026, 11, 24, 19, 31)), ("19:31", (2026, 11, 24, 19, 31)), ("kl 19", (2026, 11, 24, 19, 0)),
    ("7.05", (2026, 11, 24, 7, 5)), ("21", (2026, 11, 24, 21, 0)), ("i går 21", (2026, 11, 23, 21, 0)),
    ("21.30 i går", (2026, 11, 23, 21, 30)), ("yesterday at 21:00", (2026, 11, 23, 21, 0)),
    ("i går kl. 21.05", (2026, 11, 23, 21, 5)), ("12/3 18.30", (2027, 3, 12, 18, 30)),
    ("12/3 2026 18.30", (2026, 3, 12, 18, 30)), ("12 mars 18.30", (2027, 3, 12, 18, 30)),
    ("2026-12-08 19:31", (2026, 12, 8, 19, 31)), ("2026-12-08T19:31", (2026, 12, 8, 19, 31)),
    ("8 december 2026, 19.31", (2026, 12, 8, 19, 31)), ("i går", (2026, 11, 23, 12, 0)),
    ("i dag", (2026, 11, 24, 20, 15)), ("12 mars", (2027, 3, 12, 12, 0)), ("12 mars 2027", (2027, 3, 12, 12, 0)),
    ("tisdag 21", (2026, 12, 1, 21, 0)), ("5 days ago", (2026, 11, 19, 12, 0)),
])  # fmt: skip
def test_a_time_is_understood(typed, wall):
    assert parse_moment(typed, NOW) == datetime(*wall)  # noqa: DTZ001


def test_a_time_before_midnight_typed_after_it_is_yesterdays():
    after_midnight = datetime(2026, 11, 25, 0, 40, tzinfo=ZONE)

    assert parse_moment("23.50", after_midnight) == datetime(2026, 11, 24, 23, 50)  # noqa: DTZ001


def test_a_field_about_the_past_takes_the_last_such_time():
    assert parse_moment("21.00", NOW, latest=NOW) == datetime(2026, 11, 23, 21, 0)  # noqa: DTZ001


@pytest.mark.parametrize(("typed", "error"), [
    ("", NotATime), ("25.00", NotUnderstood), ("19.75", NotUnderstood), ("strax", NotATime),
    ("31/2 18.30", NotInCalendar), ("9" * 1000, NotATime),
])  # fmt: skip
def test_what_is_no_time_is_refused_in_words(typed, error):
    with pytest.raises(error):
        parse_moment(typed, NOW)


def test_an_hour_that_comes_twice_has_two_answers():
    earlier, later = moments("25/10 2026 02:30", NOW)

    assert (later - earlier).total_seconds() == 3600
    assert [each.utcoffset().total_seconds() for each in (earlier, later)] == [7200, 3600]


def test_an_hour_that_is_skipped_is_refused():
    with pytest.raises(NoSuchTime):
        moments("29/3 2026 02:30", NOW)


def test_any_other_time_has_one_answer():
    assert moments("19.31", NOW) == [datetime(2026, 11, 24, 19, 31, tzinfo=ZONE)]


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30)), st.sampled_from(["sv", "en"]))  # noqa: DTZ001
@settings(max_examples=50)
def test_a_time_that_we_show_is_read_back(wall, language):
    shown = f"{texts(language).day(wall.date())} {texts(language).clock(wall)}"

    assert parse_moment(shown, NOW) == wall.replace(second=0, microsecond=0)


@given(st.text(st.characters(codec=None)) | st.text("0123456789/.:-+ iågrkldvwm", max_size=20))
@settings(max_examples=50)
def test_any_text_is_a_time_or_refused_in_words(text):
    with suppress(NotUnderstood):
        assert moments(text, NOW)
