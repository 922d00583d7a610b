"""The worst that people, phones, web pages and other programs put into fields; and all fields there are."""

import importlib
import pkgutil
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from outreach_desktop import domain
from outreach_desktop.domain.attributes import EARLIEST, LATEST, Choice, attributes
from outreach_desktop.domain.record import Record
from outreach_desktop.i18n import ZONE

PIECES = (
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\r\n", "\r", "\n", "\t", "\v", "\ud800", "\udfff",
    "\ufffe", "\uffff", "\ufdd0", "\ufeff", "\ufffc", "\ufffd", "\u202e", "\u200f", "\u2066", "\u200b", "\u00ad",
    "\u00a0", "e\u0301", "A\u030a", "o\u0308", "Z\u0351\u036b\u0343\u0324", "åäöÅÄÖ", "éèü", "ßſﬁ", "İı", "Ω\u2126",
    "👩\u200d👩\u200d👧", "🏳️\u200d🌈", "🇸🇪", "👍🏽", "مرحبا", "שלום", "ﷺ", "สวัสดี", "Привіт", "你好", "한글", "𝓜𝓲𝓻𝓪",
    "１２３", "=1+1", "+46", "-1", "@SUM(A1)", "<b>&amp;</b>", "&Spara", "{name}", "{0}", "%s", "%(x)d",
    "\\N", "'; DROP TABLE",
    '"', "*", "NEAR(", " OR ", "_", "%", "](x)", "../..", "NULL", "None", "Robert", "Mia", " ", "  ",
)  # fmt: skip
NUMBERS = (
    "070-174 06 05", "+46 70 174 06 05", "0046701740699", "(070) 1740605", "+1 202 555 0143", "+44 20 7946 0958",
    "+380 44 000 00 00", "+40 21 000 0000", "+966 11 000 0000", "+66 2 000 0000", "112", "+", "+0", "000",
    "0701740605;ext=9", "tel:+46701740605", "٠٧٠١٧٤٠٦٠٥", "9" * 40, "+46" + "0" * 300,
)  # fmt: skip
DAYS = (
    "1900-01-01", "2200-12-31", "1899-12-31", "2201-01-01", "0001-01-01", "9999-12-31", "99999-01-01", "2024-02-29",
    "2023-02-29", "2026-11-24", "24/11", "24.11.2026", "i morgon", "tomorrow", "+2v", "+2w", "+9999 år", "-9999d",
    "in 9999 years", "måndag", "31/2", "0/0", "32/13", "２０２６-１１-２４", "1/1/1/1", "2026-11-24 02.30",
    "25/10 02.30",
    "2026-03-29 02:30", "19.31", "24:00", "99.99", "nu", "now",
)  # fmt: skip
WHOLE = ("0", "1", "-1", "365", "366", "٣", "1e3", "1,5", "0x10", "9" * 15, "9" * 16, str(2**63), "-" + "9" * 30, "½")
LIMITS = (0, 1, -1, 365, 366, 2**31, 2**63 - 1, -(2**63))

texts = st.one_of(
    st.lists(st.sampled_from(PIECES) | st.text(st.characters(), max_size=12), max_size=10).map("".join),
    st.sampled_from(NUMBERS + DAYS),
    st.text(st.characters(), max_size=600),
)
typed_days = st.sampled_from(DAYS) | st.dates().map(date.isoformat) | texts
typed_numbers = st.sampled_from(WHOLE) | texts
days = st.dates() | st.sampled_from([EARLIEST, LATEST, date.min, date.max])
offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=offsets | st.sampled_from([ZONE, UTC]))
numbers = st.sampled_from(LIMITS) | st.integers(-(2**63), 2**63 - 1)


def record_types():
    """Return every record type that any module of the domain defines, found and not named."""
    names = [f"{domain.__name__}.{module.name}" for module in pkgutil.iter_modules(domain.__path__)]
    members = [each for name in names for each in vars(importlib.import_module(name)).values()]
    found = {each for each in members if isinstance(each, type) and issubclass(each, Record) and each is not Record}
    return sorted(found, key=lambda each: each.__name__)


RECORD_TYPES = record_types()


def a_value(attribute):
    """Return a strategy for values of a field, many of which must be refused."""
    kind = attribute.type
    if issubclass(kind, Choice):
        one = st.sampled_from(list(kind))
        return (
            st.sets(one).map(lambda chosen: tuple(sorted(chosen, key=list(kind).index))) if attribute.several else one
        )
    plain = {bool: st.booleans(), int: numbers, str: texts, date: days, datetime: moments}[kind]
    return st.none() | plain if attribute.optional else plain


def visible(text):
    """Return what a person can see of a text, in one Unicode form, for comparing what came back with what went in."""
    seen = (sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") and not _no_sign(sign))
    return unicodedata.normalize("NFC", "".join(sign for sign in seen if sign not in " \ufffc\ufeff"))


def _no_sign(sign):
    return 0xFDD0 <= ord(sign) <= 0xFDEF or ord(sign) & 0xFFFE == 0xFFFE


def field_names(record_type):
    return [attribute.name for attribute in attributes(record_type)]
