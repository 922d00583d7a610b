"""Phone numbers in any way of writing; what is no number is kept and marked, never refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HOME_REGION = "SE"
# In addresses and handles digits touch letters, or a path begins: the library would take such digits for a number.
_NO_PHONE = re.compile(r"://|[^\W\d]/|[^\W\d][0-9]|[0-9][^\W\d]|@")
_LONGEST_NUMBER = 250  # what the library reads at most
_LONGEST_TEXT = 10_000  # of a text full of numbers, a quarter of a second
# Several numbers with nothing but blanks between them, which the library takes for one that is too long.
_RUN = re.compile(r"(?<![\w@./+-])[+0][\d \u00a0-]{15,}")
_GROUP = re.compile(r"[+\d][\d-]*")
_MOST_GROUPS = 7
_FEWEST_DIGITS, _MOST_DIGITS = 8, 15


@dataclass(frozen=True, slots=True)
class Phone:
    """`e164` is `+46701740605`, or empty where the text is no number; `shown` is grouped, or the text itself.

    `valid` says whether such a number can exist in its country's plan.
    """

    e164: str
    shown: str
    valid: bool


def normalise(text: str) -> Phone:
    """Return the number that `text` is, read as one dialled in Sweden unless it says its country."""
    import phonenumbers

    written = text.strip()
    if len(written) > _LONGEST_NUMBER or _NO_PHONE.search(written):
        return Phone("", written, valid=False)
    try:
        number = phonenumbers.parse(written, HOME_REGION)
    except phonenumbers.NumberParseException:
        return Phone("", written, valid=False)
    valid = phonenumbers.is_valid_number(number)
    return _as_phone(number) if valid or phonenumbers.is_possible_number(number) else Phone("", written, valid=False)


def _as_phone(number: Any) -> Phone:
    """Return a number of the library's as ours, grouped as in Sweden or, elsewhere, as from abroad."""
    import phonenumbers

    forms = phonenumbers.PhoneNumberFormat
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    shown = phonenumbers.format_number(number, forms.NATIONAL if at_home else forms.INTERNATIONAL)
    e164 = phonenumbers.format_number(number, forms.E164)
    return Phone(e164, shown, valid=phonenumbers.is_valid_number(number))


def _is_whole(written: str) -> bool:
    """Say whether `written` can be a number; asked of the library only where it has enough digits for one."""
    enough = _FEWEST_DIGITS <= sum(map(str.isdigit, written)) <= _MOST_DIGITS
    return enough and normalise(written).valid


def find_numbers(text: str) -> tuple[Phone, ...]:
    """Return the valid numbers that stand somewhere in `text`, each once, in order."""
    return tuple({phone.e164: phone for _start, _end, phone in numbers_at(text)}.values())


def numbers_at(text: str) -> list[tuple[int, int, Phone]]:
    """Return where each valid number of `text` begins and ends, and the number; blanks alone may part them."""
    return sorted(_numbers_at(text), key=lambda found: found[0])


def _numbers_at(text: str) -> Iterator[tuple[int, int, Phone]]:
    import phonenumbers

    searched = text[:_LONGEST_TEXT]
    for match in phonenumbers.PhoneNumberMatcher(searched, HOME_REGION):
        yield match.start, match.end, _as_phone(match.number)
        searched = searched[: match.start] + "x" * (match.end - match.start) + searched[match.end :]
    for run in _RUN.finditer(searched):
        yield from _numbers_in_run(run.group(), run.start())


def _numbers_in_run(run: str, start: int) -> Iterator[tuple[int, int, Phone]]:
    """Part groups of digits into numbers: each begins where the one before is a whole number."""
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(run)]
    at = 0
    while at < len(groups):
        ends = [end for _start, end in groups[at : at + _MOST_GROUPS]]
        whole = [end for end in ends if _is_whole(run[groups[at][0] : end])]
        if whole:
            yield start + groups[at][0], start + whole[-1], normalise(run[groups[at][0] : whole[-1]])
        at += ends.index(whole[-1]) + 1 if whole else 1
