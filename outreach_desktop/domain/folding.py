"""Texts as they are compared: for Swedish order, for full-text search, and for exact look-ups.

All three accept any text at all, lone surrogates and control characters included, and give back
text that can be stored as UTF-8. Compatibility forms are one with what they stand for, since
aliases are often written in ornamental letters.
"""

import re
import unicodedata
from urllib.parse import unquote

from .person import IdentifierKind

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKED = re.compile(f"([a-z])([{_MARKS}]+)")
_KEPT = {"a": "\u030a\u0308", "o": "\u0308"}
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Letters that Unicode does not take apart; ä and ö here in their two parts, as the text is at that step.
_LETTERS = str.maketrans(
    {"æ": "a\u0308", "ø": "o\u0308", "œ": "oe", "ð": "d", "đ": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i"}
)
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}"})
# What nearly all texts are written with, and folded many times faster as a whole than sign by sign.
_USUAL = re.compile("[\x20-\x7eåäöÅÄÖéÉèÈüÜ–—‘’“”«»•…]*")
_BARE = (("é", "e"), ("è", "e"), ("ü", "u"), ("…", "..."))
_WORDS = re.compile(r"\d+|[^\d\s]+")
_LONGEST_PLAIN_NUMBER = 8
SHORTEST_NUMBER = 5  # digits, from which on a number is also found when it is grouped in another way
_PARTING = r"[\s\-\u2010-\u2015./()]"
_NUMBER = re.compile(rf"[0-9](?:{_PARTING}{{0,3}}[0-9])*")
_NUMBER_ONLY = re.compile(rf"\+?(?:{_PARTING}*[0-9])+{_PARTING}*")
_NOT_DIGITS = re.compile("[^0-9]+")

_BEFORE_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:/+|[^/?#]*@|/+|www\d?\.)+")
_AFTER_HOST = re.compile(r"(?:\.|:80|:443)+$")
_TRACKING = re.compile(r"(?:utm_\w*|fbclid|gclid|dclid|msclkid|igshid|yclid|mc_[ce]id|_ga|ref|referrer|si)(?:=|$)")
_ESCAPED = re.compile("[%?#&]")


def search_form(text: str) -> str:
    """Return `text` as full-text search stores and asks for it: é is e, but å, ä and ö are their own."""
    one_line = text.replace("\n", " ")
    seen = one_line if one_line.isprintable() else _UNSEEN.sub(" ", one_line)  # five times as quick where it holds
    if seen.isascii():
        return seen.lower()
    return _usual_form(seen) if _USUAL.fullmatch(seen) else _form_of_any(seen)


def _usual_form(text: str) -> str:
    lower = text.lower()
    for letter, bare in _BARE:
        lower = lower.replace(letter, bare)
    return lower


def _form_of_any(text: str) -> str:
    plain = _decomposed(text).translate(_LETTERS)
    return unicodedata.normalize("NFC", _MARKED.sub(_base_letter, plain))


def _decomposed(text: str) -> str:
    """Return Unicode's compatibility form without case, letters and marks apart, invisible signs gone."""
    for form in ("NFD", "NFKD"):
        text = unicodedata.normalize(form, text).casefold()
    seen = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKD", "".join(seen))


def _base_letter(found: re.Match[str]) -> str:
    letter, marks = found.groups()
    kept = (mark for mark in marks if mark in _KEPT.get(letter, ""))
    return letter + next(kept, "")


def numbers_in(folded: str) -> list[str]:
    """Return the longer numbers of a folded text as bare digits, however they are grouped: `070-174 06 05` as one."""
    long = (number for number in _NUMBER.findall(folded) if len(number) >= SHORTEST_NUMBER)
    found = (_NOT_DIGITS.sub("", number) for number in long)
    return [digits for digits in found if len(digits) >= SHORTEST_NUMBER]


def digits_of(typed: str) -> str:
    """Return the digits of a text that is a number or part of one and nothing else, else nothing.

    What stands before a number from abroad is left out, so that it is part of the number as it is stored.
    """
    bare = search_form(typed).strip()
    if not _NUMBER_ONLY.fullmatch(bare):
        return ""
    digits = _NOT_DIGITS.sub("", bare.replace("(0)", "") if bare[0] in "+0" else bare)
    found = digits.removeprefix("00")
    return found if len(found) >= SHORTEST_NUMBER else ""


def sort_key(text: str) -> str:
    """Return a key whose plain code-point order is Swedish order: a-z, then å, ä, ö.

    v and w are two letters, é sorts as e, æ as ä, ø as ö, numbers by their size and before letters.
    Words are compared one by one; what is neither letter nor digit only parts them.
    """
    keys = (
        _number_key(word) if word[0].isdecimal() else word.translate(_AFTER_Z) for word in _words(search_form(text))
    )
    return " ".join(keys)


def _words(folded: str) -> list[str]:
    """Return the words and numbers of a text, without what is neither letter, mark nor digit."""
    return _WORDS.findall("".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in folded))


def _number_key(digits: str) -> str:
    """Return digits led by how many they are, so that 9 comes before 10."""
    plain = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    length = len(plain)
    return f"{length}{plain}" if length <= _LONGEST_PLAIN_NUMBER else f"9{length:06d}{plain}"


def lookup_key(kind: IdentifierKind, value: str) -> str:
    """Return what two ways of writing the same identifier have in common; empty for an empty value.

    Phones are keyed by their E.164 form where they parse; this is the key of those that do not.
    """
    folded = search_form(value)
    if kind is IdentifierKind.ALIAS:
        return " ".join(_words(folded)) or _without_space(folded)
    if kind is IdentifierKind.PHONE:
        return _without_space(" ".join(_words(folded))) or _without_space(folded)
    if kind is IdentifierKind.EMAIL:
        return _mail_key(folded)
    if kind is IdentifierKind.AD or "/" in folded or folded.strip().startswith("www."):
        return _address_key(folded)
    return _without_space(folded).lstrip("@")


def _without_space(text: str) -> str:
    return search_form("".join(text.split()))


def _mail_key(folded: str) -> str:
    """Return the bare address of `Mia <mia@site.example>` or `mailto:mia@site.example`."""
    inner = re.search(r"<([^<>]*@[^<>]*)>", folded)
    bare = _without_space(inner.group(1) if inner else folded)
    while bare.startswith("mailto:"):
        bare = bare.removeprefix("mailto:")
    return bare.rstrip(".")


def _address_key(folded: str) -> str:
    """Return host and path without scheme, `www.`, tracking, fragment and closing slash."""
    written = _without_space(folded)
    lead = _BEFORE_HOST.match(written)
    bare = written[lead.end() if lead else 0 :].partition("#")[0]
    place, _, query = bare.partition("?")
    host, _, path = place.partition("/")
    parts = [_AFTER_HOST.sub("", host), *(_plain_part(part) for part in path.split("/"))]
    asked = sorted(_plain_part(pair) for pair in query.split("&") if pair and not _TRACKING.match(pair))
    return "/".join(filter(None, parts)) + ("?" + "&".join(asked) if asked else "")


def _plain_part(part: str) -> str:
    """Return a part of an address with its %-signs resolved, but for those that would part it anew."""
    plain = _without_space(search_form(unquote(part)))
    return search_form(_ESCAPED.sub(lambda found: f"%{ord(found.group()):02x}", plain))
