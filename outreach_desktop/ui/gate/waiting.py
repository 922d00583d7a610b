"""What is said of tries that failed, and how long one waits."""

from datetime import datetime

from ...i18n import _, ngettext, window_texts, zone
from ...settings import Remembered

_WEEK = 7


def wait_words(seconds: int) -> str:
    """Return when one may try again."""
    if seconds >= 60:  # noqa: PLR2004
        return _("You can try again in one minute.")
    return ngettext("You can try again in {n} second.", "You can try again in {n} seconds.", seconds).format(n=seconds)


def failures_words(remembered: Remembered, now: datetime) -> str:
    """Return how many tries failed since when; "" when none did."""
    if not remembered.failures or remembered.first_failure_at is None:
        return ""
    tries = ngettext("{n} failed try since {when}.", "{n} failed tries since {when}.", remembered.failures)
    return tries.format(n=remembered.failures, when=_when(remembered.first_failure_at, now))


def _when(first: datetime, now: datetime) -> str:
    texts, day, today = window_texts(), first.astimezone(zone()).date(), now.astimezone(zone()).date()
    if day == today:
        return _("today at {time}").format(time=texts.clock(first.astimezone(zone())))
    if 0 < (today - day).days < _WEEK:
        return _("last {weekday}").format(weekday=texts.weekday(day))
    return texts.day(day)
