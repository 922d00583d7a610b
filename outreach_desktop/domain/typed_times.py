"""Times as people type them: 19.31, yesterday 21, 12/3 18.30, or a day alone. A day has 24 hours."""

import re
from datetime import UTC, datetime, time, timedelta, timezone

from .attributes import LATEST
from .typed_dates import NotUnderstood, day_in, plain_words

_NOON = time(12)
_CLOCK = re.compile(r"(?:kl\.? ?|klockan |at )?(\d{1,2})(?:[.:](\d\d)(?:[.:]\d\d)?)?")


class NotATime(NotUnderstood):
    def __init__(self) -> None:
        super().__init__("We do not understand this time. Write for example 19.31, yesterday 21 or 12/3 18.30.")


class NoSuchTime(NotUnderstood):
    def __init__(self) -> None:
        super().__init__("This time does not exist: the clocks were put forward. Write an hour later.")


def parse_moment(text: str, now: datetime, *, latest: datetime | None = None) -> datetime:
    """Return the wall-clock time that `text` names, without a zone; raises `NotUnderstood`.

    `now` is aware, in the zone that is meant. A time alone is today's, or yesterday's where that is nearer
    (shifts run past midnight). A day alone is noon of that day, but today alone is now.
    """
    plain, here = re.sub(r"(?<=\d)t(?=\d)", " ", plain_words(text)), now.replace(tzinfo=None, second=0, microsecond=0)
    edge = latest.replace(tzinfo=None) if latest else datetime.combine(LATEST, time.max)
    for read in (_clock_alone, _day_and_clock, _day_alone):
        if found := read(plain, here, edge):
            return found
    raise NotATime


def _clock_alone(plain: str, here: datetime, edge: datetime) -> datetime | None:
    clock = _clock(plain)
    if clock is None:
        return None
    today = datetime.combine(here, clock)
    yesterday = today - timedelta(days=1)
    return yesterday if today > edge or abs(yesterday - here) < abs(today - here) else today


def _day_and_clock(plain: str, here: datetime, edge: datetime) -> datetime | None:
    """Read the clock from the end (12/3 kl 18.30), or from the beginning (21.30 yesterday)."""
    words = plain.split(" ")
    for at in (len(words) - 2, len(words) - 1, 1, 2):
        parts = (" ".join(words[:at]), " ".join(words[at:])) if 0 < at < len(words) else ("", "")
        for day_part, clock_part in (parts, parts[::-1]):
            clock = _clock(clock_part)
            day = day_in(day_part, here.date(), edge.date()) if clock is not None else None
            if day and clock is not None:
                return datetime.combine(day, clock)
    return None


def _day_alone(plain: str, here: datetime, edge: datetime) -> datetime | None:
    day = day_in(plain, here.date(), edge.date())
    if day is None:
        return None
    return here if day == here.date() else datetime.combine(day, _NOON)


def _clock(plain: str) -> time | None:
    found = _CLOCK.fullmatch(plain)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004
        return None
    return time(int(found[1]), int(found[2] or 0))


def moments(text: str, now: datetime, *, latest: datetime | None = None) -> list[datetime]:
    """Return the instants that `text` can mean in the zone of `now`, each with its offset; raises `NotUnderstood`.

    There are two, the earlier first, for a time in the hour that comes twice when summer time ends. Offsets are
    fixed, since Python holds a zone's time of such an hour unequal to the same instant in UTC.
    """
    wall = parse_moment(text, now, latest=latest)
    both = [wall.replace(tzinfo=now.tzinfo, fold=fold) for fold in (0, 1)]
    real = [each for each in both if each.astimezone(UTC).astimezone(now.tzinfo).replace(tzinfo=None) == wall]
    if not real:
        raise NoSuchTime
    offsets = dict.fromkeys(each.utcoffset() or timedelta() for each in real)
    return [wall.replace(tzinfo=timezone(offset)) for offset in offsets]
