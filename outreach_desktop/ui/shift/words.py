"""How a shift is put into words."""

from datetime import datetime, timedelta

from ...domain.pair import Pair
from ...domain.shift import Precaution, Shift
from ...i18n import _, window_texts
from ...operations.saving import local_day
from ...operations.shifts import names_in
from ..words import chosen, clock, weekday_and_day
from ..workspace import Workspace

_MINUTES = 60


def who_works(pair: Pair, workspace: Workspace) -> str:
    """Return the names; that it is one person alone is said in words."""
    names = names_in(pair, workspace.accounts)
    if not names:
        return _("Nobody yet")
    if pair.is_alone:
        return _("{name}, alone").format(name=names[0])
    return window_texts().listed(names)


def day_words(shift: Shift, workspace: Workspace) -> str:
    """Return `Tisdag 24 november`, as a heading says it."""
    words = day_within(shift, workspace)
    return words[:1].upper() + words[1:]


def day_within(shift: Shift, workspace: Workspace) -> str:
    """Return `tisdag 24 november`, as it stands within a sentence."""
    moment = shift.started_at or shift.planned_at
    return weekday_and_day(local_day(moment), workspace.today) if moment else _("No day set")


def hours_words(shift: Shift) -> str:
    """Return from when to when: `18.02–21.05`."""
    begun = shift.started_at or shift.planned_at
    if begun is None:
        return ""
    return f"{clock(begun)}–{clock(shift.ended_at)}" if shift.ended_at else clock(begun)


def length_words(length: timedelta) -> str:
    """Return hours and minutes: `1.29` as `1 tim 29 min`."""
    hours, minutes = divmod(max(0, length // timedelta(minutes=1)), _MINUTES)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def running_words(shift: Shift, now: datetime) -> str:
    """Return how long a shift has run."""
    return length_words(now - shift.started_at) if shift.started_at else ""


def not_ticked(shift: Shift) -> str:
    """Return what was not ticked before a shift began, nothing where all was."""
    return " · ".join(chosen(each) for each in Precaution if each not in shift.precautions)
