"""The times at which a message is safe for a person: days of the week, and hours from one to another."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Protocol

from .attributes import Choice, Label

DAY = 24  # hours
_LOOKED_AHEAD = 8 * DAY


class Weekday(Choice):
    MONDAY = "monday", Label("Monday")
    TUESDAY = "tuesday", Label("Tuesday")
    WEDNESDAY = "wednesday", Label("Wednesday")
    THURSDAY = "thursday", Label("Thursday")
    FRIDAY = "friday", Label("Friday")
    SATURDAY = "saturday", Label("Saturday")
    SUNDAY = "sunday", Label("Sunday")


_DAYS = tuple(Weekday)


class SafeTimes(Protocol):
    """No days stand for any day; the same hour twice, or the whole day, for any hour. 22 to 2 goes past midnight."""

    @property
    def safe_days(self) -> Collection[Weekday]: ...
    @property
    def safe_from(self) -> int: ...
    @property
    def safe_until(self) -> int: ...


def is_safe(times: SafeTimes, at: datetime) -> bool:
    """Say whether an instant, in the organisation's zone, is one of the safe times.

    The hours after midnight of a night belong to the day on which it began.
    """
    start, end, day = times.safe_from % DAY, times.safe_until % DAY, at
    if start != end:
        inside = start <= at.hour < (end or DAY) if start < (end or DAY) else at.hour >= start or at.hour < end
        if not inside:
            return False
        if start > (end or DAY) and at.hour < end:
            day = at - timedelta(days=1)
    return not times.safe_days or _DAYS[day.weekday()] in times.safe_days


def next_safe(times: SafeTimes, at: datetime) -> datetime:
    """Return the next full hour that is safe, on the wall clock of `at`; there is always one within eight days."""
    hour = datetime.combine(at.date(), time(at.hour), at.tzinfo)
    later = (hour + timedelta(hours=ahead) for ahead in range(1, _LOOKED_AHEAD + 1))
    return next(each for each in later if is_safe(times, each))


def are_days_limited(times: SafeTimes) -> bool:
    """Say whether some day of the week is not safe."""
    return 0 < len(set(times.safe_days)) < len(_DAYS)


def are_hours_limited(times: SafeTimes) -> bool:
    """Say whether some hour of a day is not safe."""
    return times.safe_from % DAY != times.safe_until % DAY
