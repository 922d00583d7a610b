"""How long a record about a person is kept, and why: one rule, by the organisation's own periods.

Contacts prolong, refusals and tries have their own periods, observations prolong nothing. A meeting ahead keeps
somebody until it is over and written down.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated

from .attributes import Between, Choice, Label, Problem
from .person import Ground, KeptFor, Person, State
from .record import Record

USUAL_MONTHS = 6
LISTED_AHEAD = timedelta(days=14)
MOST_PROLONGED = 24  # months at a time
BIN_DAYS = 30
AFTER_MEETING = timedelta(days=7)  # to write down how it went: then it is a contact, which prolongs by itself
_DAYS_A_MONTH = 30
_BACK, _AHEAD = timedelta(hours=1), timedelta(days=45)


class Article6(Choice):
    """The ground in article 6; none is preset, since the impact assessment says which one holds."""

    NONE = "none", Label("Not chosen yet")
    CONSENT = "a", Label("6.1 a, consent")
    OBLIGATION = "c", Label("6.1 c, legal obligation")
    VITAL = "d", Label("6.1 d, vital interests")
    PUBLIC = "e", Label("6.1 e, task in the public interest")
    INTEREST = "f", Label("6.1 f, legitimate interest")


class Article9(Choice):
    """The exception in article 9, which sensitive data need besides."""

    NONE = "none", Label("Not chosen yet")
    CONSENT = "a", Label("9.2 a, explicit consent")
    VITAL = "c", Label("9.2 c, vital interests")
    NON_PROFIT = "d", Label("9.2 d, non-profit body")
    CLAIMS = "f", Label("9.2 f, legal claims")
    PUBLIC = "g", Label("9.2 g, substantial public interest")
    CARE = "h", Label("9.2 h, health or social care")


_MONTHS = Between(1, 120)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPlan(Record):
    """The organisation's periods in months, and for each purpose the ground it has chosen; there is one row."""

    contact_months: Annotated[int, Label("Ongoing contact: months after the last contact"), _MONTHS] = USUAL_MONTHS
    silent_months: Annotated[int, Label("No answer: months after the last try"), _MONTHS] = USUAL_MONTHS
    ended_months: Annotated[int, Label("Ended: months after the last contact"), _MONTHS] = USUAL_MONTHS
    contact_6: Annotated[Article6, Label("Ground for ongoing contact in article 6")] = Article6.NONE
    contact_9: Annotated[Article9, Label("Ground for ongoing contact in article 9")] = Article9.NONE
    declined_months: Annotated[int, Label("Declined: months after the last refusal"), _MONTHS] = USUAL_MONTHS
    declined_6: Annotated[Article6, Label("Ground for the do-not-contact list in article 6")] = Article6.NONE
    declined_9: Annotated[Article9, Label("Ground for the do-not-contact list in article 9")] = Article9.NONE
    support_months: Annotated[int, Label("Support: months after the last contact"), _MONTHS] = USUAL_MONTHS
    support_6: Annotated[Article6, Label("Ground for support in article 6")] = Article6.NONE
    support_9: Annotated[Article9, Label("Ground for support in article 9")] = Article9.NONE
    report_months: Annotated[int, Label("Report made: months after the report or the last contact"), _MONTHS] = (
        USUAL_MONTHS
    )
    content_months: Annotated[
        int, Label("Text of a sent report: months after sending or feedback", "That it was sent stays."), _MONTHS
    ] = USUAL_MONTHS
    report_6: Annotated[Article6, Label("Ground for reports in article 6")] = Article6.NONE
    report_9: Annotated[Article9, Label("Ground for reports in article 9")] = Article9.NONE
    claim_months: Annotated[int, Label("Legal claim: months after the last contact"), _MONTHS] = USUAL_MONTHS
    claim_6: Annotated[Article6, Label("Ground for legal claims in article 6")] = Article6.NONE
    claim_9: Annotated[Article9, Label("Ground for legal claims in article 9")] = Article9.NONE
    incident_months: Annotated[int, Label("Incident of a shift: months after it was written down"), _MONTHS] = (
        USUAL_MONTHS
    )
    incident_6: Annotated[Article6, Label("Ground for incidents in article 6")] = Article6.NONE
    incident_9: Annotated[Article9, Label("Ground for incidents in article 9")] = Article9.NONE
    why_longer: Annotated[str, Label("Why longer", "Needed where a period is longer than six months.", long=True)] = ""

    @property
    def periods(self) -> dict[str, int]:
        """Return the months by field."""
        names = ("contact", "silent", "ended", "declined", "support", "report", "content", "claim", "incident")
        return {f"{name}_months": getattr(self, f"{name}_months") for name in names}

    @property
    def shortest_days(self) -> int:
        """Return how old a backup may become at most: no older than what is kept shortest."""
        return min(self.periods.values()) * _DAYS_A_MONTH

    def order_problems(self) -> list[Problem]:
        """Return what is wrong between fields: a longer period wants its reason."""
        if max(self.periods.values()) <= USUAL_MONTHS or self.why_longer.strip():
            return []
        return [Problem("why_longer", "Say why you keep something longer than six months.")]


class Why(Choice):
    """By which period a person is kept."""

    SILENT = "silent", Label("No answer")
    CONTACT = "contact", Label("Ongoing contact")
    ENDED = "ended", Label("Contact has ended")
    DECLINED = "declined", Label("Declined")
    SUPPORT = "support", Label("Support")
    REPORT = "report", Label("Report made")
    CLAIM = "claim", Label("Legal claim")


@dataclass(frozen=True, slots=True)
class History:
    """What the log says of a person, by the organisation's days, without observations and without the bin.

    `answered`: the person has answered in some way. `last_report_on` is when a report about them was last sent or
    answered, `next_meeting_on` the last day of a meeting that is planned or under way.
    """

    registered_on: date
    last_contact_on: date | None = None
    last_try_on: date | None = None
    last_refusal_on: date | None = None
    last_report_on: date | None = None
    answered: bool = False
    next_meeting_on: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when a person is kept, by which period, and on which ground; `prolonged` by a decision with a reason.

    `for_meeting_on` is the day of the meeting that keeps them longer than all else, None where none does.
    """

    until: date
    why: Why
    ground: Ground
    prolonged: bool = False
    for_meeting_on: date | None = None


_GROUNDS = {
    Why.SILENT: Ground.CONTACT,
    Why.CONTACT: Ground.CONTACT,
    Why.ENDED: Ground.CONTACT,
    Why.DECLINED: Ground.DO_NOT_CONTACT,
    Why.SUPPORT: Ground.SUPPORT,
    Why.REPORT: Ground.REPORT,
    Why.CLAIM: Ground.LEGAL_CLAIM,
}
_CHOSEN = {KeptFor.REPORT: Why.REPORT, KeptFor.CLAIM: Why.CLAIM}
_IN_CONTACT = (State.ANSWERED, State.IN_CONVERSATION, State.MEETING)


def kept(person: Person, history: History, plan: RetentionPlan) -> Kept:
    """Return until when a person is kept, and why."""
    why = reason(person, history)
    until = months_after(begins_on(why, person, history), plan.periods[f"{why.value}_months"])
    ground = _GROUNDS[why]
    if _blocked_until(person) is not None and ground is Ground.CONTACT:
        ground = Ground.DO_NOT_CONTACT
    until = max(filter(None, (until, _blocked_until(person))))
    prolonged = _prolonged_until(person, history, why)
    decided = Kept(max(until, prolonged or until), why, ground, prolonged=prolonged is not None and prolonged > until)
    return _until_met(decided, history.next_meeting_on)


def _until_met(decided: Kept, meeting_on: date | None) -> Kept:
    """Keep nobody shorter than until the meeting that is planned with them has been written down."""
    if meeting_on is None or meeting_on + AFTER_MEETING <= decided.until:
        return decided
    return replace(decided, until=meeting_on + AFTER_MEETING, prolonged=False, for_meeting_on=meeting_on)


def reason(person: Person, history: History) -> Why:
    """Return which period holds. What was chosen by hand, a report or a legal claim, holds also after a refusal."""
    if person.kept_for in _CHOSEN:
        return _CHOSEN[person.kept_for]
    if person.state is State.DECLINED:
        return Why.DECLINED
    if person.state is State.CLOSED:
        return Why.ENDED
    if person.state is State.IN_SUPPORT or person.kept_for is KeptFor.SUPPORT:
        return Why.SUPPORT
    return Why.CONTACT if history.answered or person.state in _IN_CONTACT else Why.SILENT


def begins_on(why: Why, person: Person, history: History) -> date:
    """Return the day from which the months of a period are counted."""
    if why is Why.DECLINED:
        return _latest(history.last_refusal_on, person.declined_on) or _last_contact(history)
    if why is Why.SILENT:
        return history.last_try_on or history.registered_on
    if why is Why.REPORT:
        return _latest(history.last_report_on, _last_contact(history)) or history.registered_on
    return _last_contact(history)


def _last_contact(history: History) -> date:
    return history.last_contact_on or history.registered_on


def _latest(*days: date | None) -> date | None:
    return max(filter(None, days), default=None)


def _blocked_until(person: Person) -> date | None:
    """Return the last day of a do-not-contact that somebody has set: forgotten before, it would be broken."""
    return person.no_contact_until


def _prolonged_until(person: Person, history: History, why: Why) -> date | None:
    """Return until when somebody has decided to keep a person. A refusal after that decision ends it."""
    if person.prolonged_until is None or person.prolonged_on is None:
        return None
    if why is Why.DECLINED and person.prolonged_on < begins_on(why, person, history):
        return None
    return person.prolonged_until


def must_be_reduced(person: Person) -> bool:
    """Say whether everything but alias and platform goes: who declined, unless a report or a claim needs it."""
    return person.state is State.DECLINED and person.reduced_on is None and person.kept_for not in _CHOSEN


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, the last of the month where it has none; not beyond the year 2200."""
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def bin_ends_on(removed_on: date, kept_until: date | None) -> date:
    """Return on which day something in the bin is erased: after 30 days, never later than the person would be."""
    ends = removed_on + timedelta(days=BIN_DAYS)
    return min(ends, kept_until) if kept_until else ends


def clock_is_doubtful(last: datetime | None, now: datetime) -> bool:
    """Say whether the clock went back, or so far ahead since the log's last line that it may be wrong."""
    return last is not None and not last - _BACK <= now <= last + _AHEAD
