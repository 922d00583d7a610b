"""Languages: the window's own catalogue, and `Texts`, which serves any thread in any language."""

import gettext as _gettext
import threading
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from .paths import CATALOGUES

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DOMAIN = "outreach"
LANGUAGES = {"sv": "Svenska", "en": "English"}
LOCALES = {"sv": "sv_SE", "en": "en_GB"}

if TYPE_CHECKING:
    ZONE: ZoneInfo
else:

    def __getattr__(name: str) -> object:
        """Load the zone for who imports `ZONE`: the lock window opens without."""
        if name != "ZONE":
            raise AttributeError(name)
        return zone()


@cache
def zone() -> "ZoneInfo":
    """Return the organisation's zone, which others import as `ZONE`."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Stockholm")


@cache
def catalogue(language: str) -> _gettext.NullTranslations:
    """Return the compiled catalogue of a language; English is what the code is written in."""
    if language == "en":
        return _gettext.NullTranslations()
    with (CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return _gettext.GNUTranslations(file)


_FROM_THE_RIGHT = frozenset({"R", "AL"})
_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # embeddings, overrides and isolates
_FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return what somebody typed so that it leaves the direction of the sentence round it alone.

    What runs from the left, and has no mark that turns the direction, comes back as it is.
    """
    if text.isascii():
        return text
    bare = text.translate(_MARKS)
    turns = any(bidirectional(letter) in _FROM_THE_RIGHT for letter in bare)
    return f"{_FIRST_STRONG_ISOLATE}{bare}{_END_OF_ISOLATE}" if turns else bare


class Sentence(str):
    """A translated text; what is put into its places keeps its direction to itself."""

    __slots__ = ()

    def format(self, *values: object, **named: object) -> str:
        """Fill the places."""
        return str.format(self, *map(_in_a_sentence, values), **{name: _in_a_sentence(v) for name, v in named.items()})


def _in_a_sentence(value: object) -> object:
    return isolated(value) if isinstance(value, str) else value


class Texts:
    """Words, dates, numbers and order in one language. Immutable, safe to use in any thread."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = LOCALES[language]
        self._catalogue = catalogue(language)

    def gettext(self, text: str) -> str:
        """Translate; the empty text stays empty (gettext would give the catalogue's header)."""
        return Sentence(self._catalogue.gettext(text)) if text else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        return Sentence(self._catalogue.ngettext(one, many, count))

    def day(self, day: date, form: str = "long") -> str:
        """Return a day as people write it; `form` is short, medium, long or full."""
        from babel.dates import format_date

        return format_date(day, form, locale=self._locale)

    def day_and_month(self, day: date) -> str:
        """Return `12 november`."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMMd", day, locale=self._locale)

    def month(self, day: date) -> str:
        """Return `november 2026`."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMMM", day, locale=self._locale)

    def weekday(self, day: date) -> str:
        """Return `måndag` or `Monday`."""
        from babel.dates import format_date

        return format_date(day, "EEEE", locale=self._locale)

    def clock(self, moment: time | datetime) -> str:
        """Return `19.31` in Swedish, `19:31` in English."""
        separator = "." if self.language == "sv" else ":"
        return f"{moment.hour:02d}{separator}{moment.minute:02d}"

    def instant(self, moment: datetime) -> str:
        """Return day and time in the organisation's zone."""
        local = moment.astimezone(zone())
        return f"{self.day(local.date())} {self.clock(local)}"

    def number(self, value: float) -> str:
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self._locale)

    def listed(self, words: list[str]) -> str:
        """Return `a, b och c`."""
        from babel.lists import format_list

        return format_list(words, locale=self._locale)


@cache
def texts(language: str) -> Texts:
    """Return the texts of a language, made once."""
    return Texts(language)


class _Window:
    """The language of the window; changed by one call, told to whoever listens."""

    def __init__(self) -> None:
        self.language = "en"
        self.lock = threading.Lock()
        self.listeners: list[Callable[[], None]] = []


_window = _Window()


def use_language(language: str) -> None:
    """Show the window in `language` from now on."""
    if language not in LANGUAGES:
        raise ValueError(language)
    with _window.lock:
        _window.language = language
    for tell in list(_window.listeners):
        tell()


def on_language_change(tell: Callable[[], None]) -> None:
    """Have `tell` called after each switch, for the life of the program."""
    _window.listeners.append(tell)


def window_texts() -> Texts:
    """Return the texts of the window's present language."""
    return texts(_window.language)


def _(text: str) -> str:
    """Translate for the window."""
    return window_texts().gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a phrase with a number for the window."""
    return window_texts().ngettext(one, many, count)
