"""How persons, permissions, outcomes and days are put into words in the window.

All of it follows the window's language; nothing is kept, so ask again after a rebuild. `today` is passed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from ..domain.attributes import Choice
from ..domain.organisation import Account
from ..domain.permission import ContactSummary, Permission, Reason, Verdict, Why
from ..domain.reason_sentences import sentence_of
from ..i18n import LOCALES, ZONE, _, ngettext, window_texts
from ..operations.saving import local_day

_DAYS_COUNTED = 60  # longer ago, months say more
_MONTHS_COUNTED = 24
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon, a word and a tone: how a state is shown. The colour only repeats the word."""

    icon: str
    text: str
    tone: str = ""

    @property
    def cell(self) -> tuple[str, str, str]:
        """What `StateDelegate` draws."""
        return (self.icon, self.text, self.tone)

    @property
    def quiet(self) -> "Sign":
        """The sign for a row of many: only what one must look at has a tone."""
        return replace(self, tone="" if self.tone == "good" else self.tone)


def chosen(choice: Choice) -> str:
    """Return the word of a choice: `I samtal`, `Inget svar`."""
    return _(choice.label.text)


def ago(moment: datetime | None, today: date) -> str:
    """Return how long ago: `i dag`, `i går`, `för 12 dagar sedan`; a dash for never."""
    return days_ago(local_day(moment), today) if moment else "–"


def days_ago(day: date, today: date) -> str:
    days = (today - day).days
    if days < 0:
        return short_day(day, today)
    if days <= 1:
        return _("today") if days == 0 else _("yesterday")
    if days < _DAYS_COUNTED:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    months = round(days / _DAYS_A_MONTH)
    if months < _MONTHS_COUNTED:
        return ngettext("{count} month ago", "{count} months ago", months).format(count=months)
    years = round(days / _DAYS_A_YEAR)
    return ngettext("{count} year ago", "{count} years ago", years).format(count=years)


def near_day(day: date, today: date) -> str:
    """Return a day as one says it: `i går`, `i dag`, `i morgon`, else `26 nov`."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return near.get((day - today).days) or short_day(day, today)


def short_day(day: date, today: date) -> str:
    """Return `26 nov`, with the year where it is another than today's."""
    return _short_day(day, with_year=day.year != today.year, language=window_texts().language)


@lru_cache(maxsize=4096)
def _short_day(day: date, *, with_year: bool, language: str) -> str:
    from babel.dates import format_date

    month = format_date(day, "MMM", locale=LOCALES[language]).rstrip(".")
    return f"{day.day} {month} {day.year}" if with_year else f"{day.day} {month}"


def weekday_and_day(day: date, today: date) -> str:
    """Return `torsdag 19 november`, with the year where it is another than today's."""
    words = window_texts().day(day, "full").replace(",", "")
    return words.replace(f" {day.year}", "") if day.year == today.year else words


def clock(moment: datetime) -> str:
    """Return the organisation's local time of an instant: `19.31`."""
    return window_texts().clock(moment.astimezone(ZONE))


def day_and_clock(moment: datetime, today: date) -> str:
    """Return `i dag 19.31` or `19 nov 18.52`."""
    return f"{near_day(local_day(moment), today)} {clock(moment)}"


def next_step(text: str, day: date | None, today: date) -> str:
    """Return the next step with its day: `Ring upp, 26 nov`; a dash where there is none."""
    parts = [text, near_day(day, today) if day else ""]
    return ", ".join(filter(None, parts)) or "–"


def who(account: str, accounts: Mapping[str, Account]) -> str:
    """Return the name of an account by its uid; somebody who has left the register of accounts stays nameless."""
    found = accounts.get(account)
    return found.name if found else _("somebody")


_ICONS = {
    Verdict.YES: ("circle-check", "good"),
    Verdict.WAIT: ("clock", ""),
    Verdict.HOLD: ("pause", "warning"),
    Verdict.NO: ("octagon-x", "danger"),
}


def permission_sign(permission: Permission, today: date) -> Sign:
    """Return the answer to *May we contact?* in a few words: `Nej, till 3 mars`."""
    icon, tone = _ICONS[permission.verdict]
    return Sign(icon, _permission_words(permission, today), tone)


_SHORT = (Why.TRIES, Why.AGE, Why.ACCOUNT, Why.NOT_IN_USE, Why.UNSAFE_TIME, Why.COLLEAGUE)  # a day would say nothing


def _permission_words(permission: Permission, today: date) -> str:
    if permission.verdict is Verdict.YES:
        return _("Yes")
    reason = permission.reasons[0]
    if reason.why is Why.DECLINED:
        return _("No, declined")
    until = {"day": short_day(reason.until, today)} if reason.until else {}
    if permission.verdict is Verdict.HOLD:
        return _("On hold, until {day}").format(**until) if until else _("On hold")
    if permission.verdict is Verdict.NO:
        return _("No, until {day}").format(**until) if until else _("No, do not contact")
    if reason.why in _SHORT:
        return _(reason.why.label.text)
    return _("Wait, until {day}").format(**until) if until else _("Wait")


def permission_reasons(permission: Permission, today: date, accounts: Mapping[str, Account] | None = None) -> str:
    """Return why, a sentence for each reason; empty for yes. Without `accounts` colleagues stay nameless."""
    return " ".join(_reason_words(reason, today, accounts or {}) for reason in permission.reasons)


def _reason_words(reason: Reason, today: date, accounts: Mapping[str, Account]) -> str:
    sentence = _(sentence_of(reason.why, until=reason.until is not None))
    words = sentence.format(
        day=short_day(reason.until, today) if reason.until else "",
        when=day_and_clock(reason.at, today) if reason.at else "",
        name=reason.text if reason.why is Why.ACCOUNT else who(reason.by, accounts),
    )
    written = reason.why in (Why.DO_NOT_CONTACT, Why.HOLD) and reason.text.strip()
    return f"{words} {_closed(reason.text)}" if written else words


def _closed(text: str) -> str:
    bare = text.strip()
    return bare if bare[-1] in ".!?" else f"{bare}."


def last_word(summary: ContactSummary, today: date) -> str:
    """Return who wrote last, and when: `Personen skrev senast, i går`; that nobody has, where it is so."""
    if summary.last_contact_at is None:
        return _("No contact yet")
    when = ago(summary.last_contact_at, today)
    if summary.last_direction == "in":
        return _("The person wrote last, {when}").format(when=when)
    return _("We wrote last, {when}").format(when=when)
