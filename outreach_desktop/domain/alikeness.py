"""What is spelled alike: one form for ways of writing that sound the same, and all that is one slip away from a form.

A look-up asks an index for each of the forms that one slip makes, some hundreds: none is missed, and nothing has to be
kept beside the index (docs/decisions/0014-alike.md).
"""

import re
from collections.abc import Iterator

from .folding import search_form

SHORTEST = 3  # letters, from which on the same form means anything
SHORTEST_SLIPPED = 4  # of three letters nearly every name is one slip away
LONGEST_SLIPPED = 60
DIGITS = "0123456789"
_LETTERS = "abdefghiklmnoprstuv"  # those that are left in the form of a Latin name
_SINGLE = str.maketrans("åäöwyjzqç", "aaoviiskk")
_AS_HEARD = (("ph", "f"), ("ck", "k"), ("ch", "k"), ("th", "t"), ("x", "ks"))
_SOFT_C = re.compile("c(?=[ei])")
_DOUBLED = re.compile(r"(\D)\1+")
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[01345](?=[a-z])")
_READ_AS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s"}
_BLOCK = 0x80  # code points: letters of one script lie together


def alike_form(text: str) -> str:
    """Return what `Kristina`, `Christina` and `K r i s t i n a` have in common; å is a here, and m1ra is mira."""
    folded = "".join(sign for sign in search_form(text) if sign.isalnum())
    plain = _DIGIT_IN_WORD.sub(lambda found: _READ_AS[found.group()], folded.translate(_SINGLE))
    for written, heard in _AS_HEARD:
        plain = plain.replace(written, heard)
    return _DOUBLED.sub(r"\1", _SOFT_C.sub("s", plain).replace("c", "k"))


def slips_of(form: str) -> list[str]:
    """Return every form that one slip makes of this one: a sign too many, too few, another, two swapped.

    Empty where `form` is too short for it to mean anything, or longer than any name.
    """
    if not SHORTEST_SLIPPED <= len(form) <= LONGEST_SLIPPED:
        return []
    return _slips(form, _letters_for(form))


def number_slips(digits: str) -> list[str]:
    """Return every number that one wrong digit, one too many, one too few or two swapped make of this one."""
    return _slips(digits, DIGITS)


def _letters_for(form: str) -> str:
    scripts = {ord(sign) // _BLOCK for sign in form if not sign.isascii()}
    others = (chr(script * _BLOCK + at) for script in sorted(scripts) for at in range(_BLOCK))
    return _LETTERS + DIGITS + "".join(sign for sign in others if sign.isalnum())


def _slips(form: str, letters: str) -> list[str]:
    found = set(_with_one_slip(form, letters))
    found.discard(form)
    return sorted(found)


def _with_one_slip(form: str, letters: str) -> Iterator[str]:
    for at in range(len(form) + 1):
        before, after = form[:at], form[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
