"""Chance that comes out the same for the same seed, on every machine."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from ...i18n import ZONE

T = TypeVar("T")
_DAY = 24 * 60


class Dice:
    """Random choices from a seed. Inventing people needs no secrecy; keys and passphrases never come from here."""

    def __init__(self, *seed: object) -> None:
        self._random = random.Random("/".join(map(str, seed)))  # noqa: S311 - must be repeatable

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self._random.random() * len(choices))]

    def some(self, choices: Sequence[T], most: int) -> tuple[T, ...]:
        """Return up to `most` different choices in their order, at least one."""
        count = self.between(1, most)
        chosen = set(self._random.sample(range(len(choices)), min(count, len(choices))))
        return tuple(choice for place, choice in enumerate(choices) if place in chosen)

    def between(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, percent: int) -> bool:
        return self._random.random() * 100 < percent

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        return self._random.random()

    def uid(self) -> str:
        return f"{self._random.getrandbits(128):032x}"


def moment(first_day: date, minute: int) -> datetime:
    """Return the local instant so many minutes by the clock after the beginning of `first_day`."""
    day = first_day + timedelta(days=minute // _DAY)
    return datetime.combine(day, time(minute % _DAY // 60, minute % 60), ZONE)


def minutes(day: int, hour: int, minute: int = 0) -> int:
    """Return minutes by the clock from the beginning of day 0."""
    return day * _DAY + hour * 60 + minute


def day_of(minute: int) -> int:
    return minute // _DAY
