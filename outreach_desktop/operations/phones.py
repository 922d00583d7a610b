"""Phone numbers in any way of writing; what is no number is kept and marked, never refused."""

import re
from dataclasses import dataclass
from typing import Any

HOME_REGION = "SE"
# In addresses and handles digits touch letters, or a path begins: the library would take such digits for a number.
_NO_PHONE = re.compile(r"://|[^\W\d]/|[^\W\d][0-9]|[0-9][^\W\d]|@")
_LONGEST_NUMBER = 250  # what the library reads at most
_LONGEST_TEXT = 10_000  # of a text full of numbers, a quarter of a second


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


def find_numbers(text: str) -> tuple[Phone, ...]:
    """Return the valid numbers that stand somewhere in `text`, each once, in order."""
    import phonenumbers

    found = phonenumbers.PhoneNumberMatcher(text[:_LONGEST_TEXT], HOME_REGION)
    return tuple({phone.e164: phone for phone in (_as_phone(match.number) for match in found)}.values())
