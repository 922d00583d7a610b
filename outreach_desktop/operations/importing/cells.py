"""From the text of a cell to the value of a field: choices by any of their names, days as people type them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from ...domain.attributes import Attribute, Choice, attributes
from ...domain.errors import KnownError
from ...domain.folding import search_form
from ...domain.importing import TYPES, Target
from ...domain.person import IdentifierKind
from ...domain.typed_dates import parse_day
from ...domain.typed_times import moments
from ...i18n import LANGUAGES, ZONE, texts
from ..phones import find_numbers
from .answers import folded, names_of

_TRUE = frozenset(["ja", "yes", "j", "y", "x", "sant", "true", "1", "sann"])
_FALSE = frozenset(["nej", "no", "n", "falskt", "false", "0", "-", "falsk"])
_PARTS = re.compile(r"\s*[;,]\s+|\s*;\s*")
_LISTED = re.compile(r"\s*(?:[;,\n]|\soch\s|\sand\s)\s*")
_DIGITS_OF_TWO = 14  # the fewest that two whole numbers have
_ADDRESS_LIKE = re.compile(r"@|://|www\.")
_DAY_AT_END = re.compile(r"(.*\S)[\s(]+(\d{4}-\d\d-\d\d)\)?$", re.DOTALL)


class NoChoice(KnownError):
    def __init__(self) -> None:
        super().__init__("This is none of the answers that the field has.")


class NoYesOrNo(KnownError):
    def __init__(self) -> None:
        super().__init__("Must be yes or no.")


class NotWhole(KnownError):
    def __init__(self) -> None:
        super().__init__("Must be a whole number, written in digits.")


class NoPlatform(KnownError):
    def __init__(self) -> None:
        super().__init__("No platform has this name. Add it under Organisation, or leave the column out.")


@dataclass(frozen=True, slots=True)
class Reader:
    """What cells are read with: the moment, and the platforms by their folded names."""

    now: datetime
    platforms: Mapping[str, int]

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def value(self, target: Target, cell: str) -> Any:
        """Return the value of a cell with something in it; raises `KnownError` in words."""
        if target.name == "platform_id":
            return self._platform(cell)
        if target.name == "code":
            return cell.strip().upper()
        attribute = _attribute(target)
        if attribute.several:
            return tuple(dict.fromkeys(_chosen(attribute.type, part) for part in _LISTED.split(cell) if part))
        return self._single(attribute, cell)

    def _single(self, attribute: Attribute, cell: str) -> Any:
        kind = attribute.type
        if issubclass(kind, Choice):
            return _chosen(kind, cell)
        if kind is bool:
            return _yes_or_no(cell)
        if kind is int:
            return _whole(cell)
        if issubclass(kind, datetime):
            return self._instant(cell)
        if issubclass(kind, date):
            return parse_day(_without_clock(cell), self.today)
        return cell if attribute.label.long else " ".join(cell.split("\n"))

    def _instant(self, cell: str) -> datetime:
        here = self.now.astimezone(ZONE)
        try:
            stated = datetime.fromisoformat(cell)
        except ValueError:
            stated = here.replace(tzinfo=None)
        if stated.tzinfo is not None:
            return stated
        return moments(cell, here, latest=here)[0]

    def moment(self, day: str, clock: str) -> datetime:
        """Return the instant of a day and a time that stand in columns of their own; a day with a time keeps it."""
        bare = re.sub(r"[ T]00:00(:00)?$", "", day)  # as spreadsheet programs write days
        try:
            parse_day(bare, self.today)
        except KnownError:
            return self._instant(day)
        return self._instant(f"{bare} {clock}")

    def _platform(self, cell: str) -> int:
        found = self.platforms.get(search_form(cell).strip())
        if found is None:
            raise NoPlatform
        return found


def _without_clock(cell: str) -> str:
    """Return the day of `2026-11-24 00:00:00`, as spreadsheet programs write days."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$", r"\1", cell)


@cache
def _attribute(target: Target) -> Attribute:
    return next(each for each in attributes(TYPES[target.group]) if each.name == target.name)


@cache
def _names_of(kind: type[Choice]) -> dict[str, Choice]:
    """Return the members of a choice by every name: the stable one, those of all languages, and what people write."""
    found: dict[str, Choice] = {}
    for member in kind:
        names = [str(member.value), *(texts(language).gettext(member.label.text) for language in LANGUAGES)]
        for name in names:
            found.setdefault(folded(name), member)
    return {**names_of(kind), **found}


def _chosen(kind: type[Choice], cell: str) -> Choice:
    found = _names_of(kind).get(folded(cell))
    if found is None:
        raise NoChoice
    return found


def said_yes_or_no(cell: str) -> bool | None:
    """Return whether a cell says yes, or no; None where it says neither."""
    word = folded(cell)
    return True if word in _TRUE else False if word in _FALSE else None


def _yes_or_no(cell: str) -> bool:
    said = said_yes_or_no(cell)
    if said is None:
        raise NoYesOrNo
    return said


def _whole(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise NotWhole from None


def identifiers_in(kind: IdentifierKind, cell: str) -> list[str]:
    """Return the numbers, handles or addresses of a cell: one a line, or, on one line, those that are told apart."""
    if "\n" in cell:
        return [line.strip() for line in cell.split("\n") if line.strip()]
    bare = cell.strip()
    if kind is IdentifierKind.PHONE:
        numbers = find_numbers(bare) if sum(map(str.isdigit, bare)) >= _DIGITS_OF_TWO else ()
        return [number.shown for number in numbers] if len(numbers) > 1 else [bare]
    parts = [part for part in _PARTS.split(bare) if part]
    return parts if len(parts) > 1 and all(map(_ADDRESS_LIKE.search, parts)) else [bare]


def towns_in(cell: str) -> list[tuple[str, date | None]]:
    """Return the towns of a cell with the days behind them: `Uppsala 2026-11-20; Gävle`, or one a line."""
    parts = cell.split("\n") if "\n" in cell else re.split(r"[;,]", cell)
    return [_town(part.strip()) for part in parts if part.strip()]


def _town(part: str) -> tuple[str, date | None]:
    found = _DAY_AT_END.match(part)
    try:
        return (found[1], date.fromisoformat(found[2])) if found else (part, None)
    except ValueError:
        return part, None
