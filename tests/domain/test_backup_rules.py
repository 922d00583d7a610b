from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_desktop.domain import backups as rules
from outreach_desktop.domain.backups import Copy, State

NOW = datetime(2026, 11, 24, 18, 31, tzinfo=UTC)
DAYS = 90


def a_copy(made_at, state=State.GOOD, days=DAYS):
    ends_on = made_at.date() + timedelta(days=days)
    name = f"{made_at:%Y%m%d%H%M%S}"
    return Copy(name, "", name, made_at, ends_on, state, 1, 1, made_at)


def ages(**named):
    return NOW - timedelta(**named)


def kept(copies, days=DAYS):
    gone = {copy.uid for copy in rules.superfluous(copies, NOW.date(), days)}
    return [copy for copy in copies if copy.uid not in gone]


def test_a_copy_each_hour_for_a_year_leaves_hours_days_weeks_and_months():
    left = kept([a_copy(ages(hours=hour)) for hour in range(200 * 24)])
    made = sorted(NOW - copy.made_at for copy in left)
    assert made[:24] == [timedelta(hours=hour) for hour in range(24)]
    assert len({copy.made_at.date() for copy in left}) >= 14 + 6
    assert max(made) <= timedelta(days=DAYS)
    assert len(left) <= 24 + 14 + 8 + 3


def test_a_single_backup_is_kept_however_old_until_a_newer_good_one_is_there():
    old, newer = a_copy(ages(days=400)), a_copy(ages(days=1))
    assert kept([old]) == [old]
    assert kept([old, a_copy(ages(days=1), State.DAMAGED)])[0] == old
    assert kept([old, newer]) == [newer]


def test_three_good_ones_of_one_hour_are_kept_and_the_fourth_goes():
    copies = [a_copy(ages(minutes=minute)) for minute in range(4)]
    assert kept(copies) == copies[:3]


def test_the_end_that_a_copy_carries_and_a_shorter_limit_set_since_both_count():
    newest = a_copy(NOW)
    short, long = a_copy(ages(days=21), days=10), a_copy(ages(days=20))
    assert kept([newest, short, long]) == [newest, long]
    assert kept([newest, long], days=14) == [newest]


def test_what_is_not_checked_yet_is_left_until_its_end():
    unchecked = [a_copy(ages(minutes=minute), State.UNCHECKED) for minute in range(9)]
    assert kept([a_copy(NOW), *unchecked]) == [a_copy(NOW), *unchecked]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 200 * 24), st.sampled_from(State)), max_size=60, unique_by=lambda pair: pair[0]),
    st.integers(7, 365),
)
def test_whatever_there_is_the_newest_good_one_stays_and_nothing_else_outlives_the_limit(made, days):
    copies = [a_copy(ages(hours=hours), state) for hours, state in made]
    left, newest = kept(copies, days=days), rules.newest_good(copies)
    assert newest is None or newest in left
    assert all(copy is newest or not copy.is_over(NOW.date(), days) for copy in left)
    good = sorted((c for c in copies if c.state is State.GOOD), key=lambda c: c.made_at, reverse=True)
    assert all(copy in left for copy in good[:3] if not copy.is_over(NOW.date(), days))
    assert kept(left, days=days) == left


def test_a_clock_that_went_back_or_far_ahead_has_jumped():
    assert not rules.jumped(NOW, NOW + timedelta(days=30))
    assert not rules.jumped(NOW, NOW - timedelta(hours=26))
    assert rules.jumped(NOW, datetime(2000, 1, 1, tzinfo=UTC))
    assert rules.jumped(NOW, datetime(2036, 1, 1, tzinfo=UTC))
    assert rules.is_steady(None, NOW)
    assert not rules.is_steady(NOW, NOW + timedelta(days=2))
    assert rules.is_steady(NOW, NOW + timedelta(days=3))
