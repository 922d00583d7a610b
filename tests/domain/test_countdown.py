"""The clock of a meeting rings in time whatever happens to the wall clock, the process and the computer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach_desktop.domain.meeting_clock import (
    AWAY,
    MOST,
    PATIENCE,
    Countdown,
    Moment,
    Standing,
    Watched,
    most_urgent,
)

START = Moment("first", 5_000_000, datetime(2026, 11, 24, 19, 31, 7, 123456, tzinfo=UTC))
ZERO = timedelta(0)
times = st.timedeltas(min_value=timedelta(milliseconds=1), max_value=MOST)
graces = st.timedeltas(min_value=ZERO, max_value=timedelta(hours=2))
jumps = st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400))


def at(passed, jump=ZERO):
    """The moment so long after the start, on a computer whose wall clock was set meanwhile."""
    return Moment(START.boot, START.ticks + passed // timedelta(milliseconds=1), START.wall + passed + jump)


def after_reboot(passed, jump=ZERO):
    return Moment("second", 900, START.wall + passed + jump)


def watched_without_a_gap(now):
    return Watched(last=now)


@given(times, graces, st.timedeltas(min_value=ZERO, max_value=timedelta(days=3)), jumps)
def test_within_one_start_of_the_computer_only_the_time_that_passed_counts(interval, grace, passed, jump):
    countdown = Countdown(START.after(interval), grace)
    off = abs((passed - interval - grace) / timedelta(milliseconds=1))
    if off > 3:  # ticks are whole milliseconds
        assert countdown.is_overdue(at(passed, jump)) == (passed > interval + grace)


@given(times, graces, jumps)
def test_a_changed_wall_clock_changes_nothing_within_one_start(interval, grace, jump):
    countdown = Countdown(START.after(interval), grace)
    for share in (0, 0.5, 0.99, 1.01, 3):
        assert countdown.left(at(interval * share)) == countdown.left(at(interval * share, jump))


@given(times, graces, st.timedeltas(min_value=ZERO, max_value=timedelta(days=3)))
def test_after_a_new_start_of_the_computer_the_wall_clock_counts(interval, grace, passed):
    countdown = Countdown(START.after(interval), grace)
    if abs(passed - interval - grace) > timedelta(seconds=2):  # the wall clock is kept in whole seconds
        assert countdown.is_overdue(after_reboot(passed)) == (passed > interval + grace)


@given(times, graces, jumps)
def test_whatever_the_wall_clock_says_after_a_new_start_it_rings_in_time_or_asks_and_then_rings(interval, grace, jump):
    """No wall clock, however wrong, makes it silent for longer than the patience."""
    countdown = Countdown(START.after(interval), grace)
    now = after_reboot(timedelta(seconds=30), jump)
    first = Watched().look(now)
    assert first.standing(countdown, now) >= Standing.ASKS
    later = Moment("second", now.ticks + PATIENCE // timedelta(milliseconds=1), now.wall + PATIENCE)
    assert replace(first, last=later).standing(countdown, later) is Standing.OVERDUE


@given(times, graces)
def test_a_clock_that_shows_more_left_than_ever_was_rings(interval, grace):
    countdown = Countdown(START.after(interval), grace)
    assert countdown.is_overdue(Moment("second", 0, START.wall - MOST - timedelta(seconds=1)))
    assert countdown.is_overdue(Moment("first", START.ticks - MOST // timedelta(milliseconds=1) - 2, START.wall))


@given(times, st.timedeltas(min_value=ZERO, max_value=timedelta(hours=5)))
def test_anchored_to_the_present_start_as_much_is_left_as_before(interval, passed):
    countdown, now = Countdown(START.after(interval), timedelta(minutes=10)), after_reboot(passed)
    anchored = countdown.anchored(now)
    assert abs(anchored.left(now) - countdown.left(now)) < timedelta(milliseconds=2)
    assert anchored.due.boot == "second"
    assert countdown.anchored(START) is countdown


def test_due_comes_first_and_overdue_after_the_grace():
    countdown = Countdown(START.after(timedelta(minutes=30)), timedelta(minutes=10))
    seen = watched_without_a_gap(START)
    minutes = {29: Standing.RUNS, 31: Standing.IN_GRACE, 39: Standing.IN_GRACE, 41: Standing.OVERDUE}
    assert {each: seen.standing(countdown, at(timedelta(minutes=each))) for each in minutes} == minutes


def test_without_grace_it_is_overdue_the_moment_it_is_due():
    countdown = Countdown(START.after(timedelta(minutes=30)), ZERO)
    assert not countdown.is_overdue(at(timedelta(minutes=30) - timedelta(milliseconds=1)))
    assert countdown.is_overdue(at(timedelta(minutes=30)))


def test_who_looks_all_the_time_is_asked_nothing():
    seen = Watched(START)
    for second in range(1, 300):
        seen = seen.look(at(timedelta(seconds=second), jump=timedelta(days=second)))
    assert seen.asked is None


def test_after_sleep_it_asks_and_rings_at_once_where_it_is_overdue():
    countdown = Countdown(START.after(timedelta(minutes=30)), timedelta(minutes=10))
    slept = at(timedelta(minutes=5))
    seen = Watched(START).look(slept)
    assert seen.standing(countdown, slept) is Standing.ASKS
    assert seen.answered().standing(countdown, slept) is Standing.RUNS
    too_long = at(timedelta(minutes=41))
    assert Watched(START).look(too_long).standing(countdown, too_long) is Standing.OVERDUE


def test_a_question_after_sleep_does_not_become_an_alarm_before_the_check_in_is_overdue():
    """The ticks went on while the computer slept, so what is left is known."""
    countdown = Countdown(START.after(timedelta(hours=2)), ZERO)
    seen = Watched(START).look(at(timedelta(minutes=5)))
    assert replace(seen, last=at(timedelta(hours=1))).standing(countdown, at(timedelta(hours=1))) is Standing.ASKS


def test_a_new_process_asks_and_one_that_takes_over_at_once_does_not():
    assert Watched().look(START).asked is not None
    assert Watched(START).look(at(AWAY)).asked is None
    assert Watched(START).look(at(AWAY + timedelta(milliseconds=1))).asked is not None


def test_a_question_stays_until_it_is_answered():
    asked = Watched().look(START)
    for second in range(1, 90):
        asked = asked.look(at(timedelta(seconds=second)))
    assert asked.asked == START
    assert asked.answered().look(at(timedelta(seconds=91))).asked is None


def test_of_several_meetings_the_most_urgent_counts():
    assert most_urgent([Standing.RUNS, Standing.OVERDUE, Standing.ASKS]) is Standing.OVERDUE
    assert most_urgent([]) is Standing.SILENT
