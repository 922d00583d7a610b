"""May we write to this person, here, now? One rule, one answer with its reasons; the answer blocks.

What blocks, and who can go past it (`rights` says who, `operations.going_past` asks):

- Do not contact, or declined: nobody, at the message. The person has said no. Who has been told otherwise by the
  person ends it in the register first, which stands in the log; a person who writes to us lifts a refusal.
- On hold: nobody, at the message. The police have asked; who leads the organisation ends it in the register.
- Everything else says *not now*, or *not in this way*: staff can go past it with a reason that is kept and counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from .attributes import Choice, Label
from .organisation import Organisation
from .person import Person, State
from .platform import Platform
from .safe_times import is_safe, next_safe


class Verdict(Enum):
    YES = "yes"
    WAIT = "wait"  # not now, or not in this way; can be gone past with a reason
    HOLD = "hold"  # asked for by the police; blocks
    NO = "no"  # do not contact; blocks

    @property
    def blocks(self) -> bool:
        """Whether nothing but an answer to the person's own message may be written."""
        return self in (Verdict.HOLD, Verdict.NO)


class Why(Choice):
    """Reasons, put into sentences where they are shown. The values stand in every vault, so they never change."""

    DO_NOT_CONTACT = "do_not_contact", Label("Do not contact")
    DECLINED = "declined", Label("The person has declined")
    HOLD = "hold", Label("On hold")
    EARLIEST = "earliest", Label("The next contact is to wait")
    INTERVAL = "interval", Label("Our last message waits for an answer")
    TRIES = "tries", Label("Enough tries without an answer")
    COLLEAGUE = "colleague", Label("Another of us has just written")
    UNSAFE_TIME = "unsafe_time", Label("Not a safe time")
    ACCOUNT = "account", Label("Our account there is closed")
    NOT_IN_USE = "not_in_use", Label("No longer the person's")
    AGE = "age", Label("Another age than ours")


@dataclass(frozen=True, slots=True)
class Reason:
    """`until` is the last day it holds, None for until further notice; `text` is what somebody wrote.

    `at` is when a colleague wrote, or when the next safe time begins; `by` is the uid of that colleague.
    """

    why: Why
    until: date | None = None
    text: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Permission:
    """The strictest reasons alone, in the order in which they are to be read."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()

    @property
    def until(self) -> date | None:
        """The last day of the first reason, None where it has no end or there is none."""
        return self.reasons[0].until if self.reasons else None

    def gone_past(self, passed: Iterable[Why]) -> bool:
        """Say whether the text may be copied when these reasons have been gone past."""
        return self.verdict is Verdict.YES or (not self.verdict.blocks and {r.why for r in self.reasons} <= set(passed))


@dataclass(frozen=True, slots=True)
class ContactSummary:
    """What the log says of a person: `tries` counts our messages since the person last answered.

    A message that was copied counts as one: it may have been sent, whether or not anybody said so.
    """

    contacts: int = 0
    last_contact_at: datetime | None = None
    last_direction: str = ""
    last_outcome: str = ""
    last_by: str = ""
    last_out_at: datetime | None = None
    last_out_by: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Here:
    """Who would write, when and how.

    `now` is in the organisation's zone; `account` is the writer's uid; `shift_began` is when this shift did, None
    where none runs. `gone` are the keys of identifiers that are no longer the person's, `key` that of the one meant.
    """

    now: datetime
    account: str
    shift_began: datetime | None = None
    platform: Platform | None = None
    key: str = ""
    gone: frozenset[str] = field(default_factory=frozenset)


def may_write(
    person: Person, summary: ContactSummary, organisation: Organisation, today: date, here: Here | None = None
) -> Permission:
    """Answer for one person; blocking reasons come first and alone. Without `here`, for the day as a whole."""
    if blocking := blocks_of(person, today):
        verdict = Verdict.NO if any(r.why is not Why.HOLD for r in blocking) else Verdict.HOLD
        return Permission(verdict, tuple(blocking))
    waiting = [
        *_age(person, organisation),
        *_waiting(person, summary, organisation, today),
        *(_here(person, summary, organisation, here) if here else ()),
    ]
    return Permission(Verdict.WAIT if waiting else Verdict.YES, tuple(waiting))


def blocks_of(person: Person, today: date) -> list[Reason]:
    """Return what nobody can go past: do not contact or declined, and a hold."""
    found = []
    if _in_force(person.no_contact_since, person.no_contact_until, person.no_contact_reason, today):
        found.append(Reason(Why.DO_NOT_CONTACT, person.no_contact_until, person.no_contact_reason))
    elif person.state is State.DECLINED:
        found.append(Reason(Why.DECLINED))
    if _in_force(person.hold_since, person.hold_until, person.hold_by, today):
        found.append(Reason(Why.HOLD, person.hold_until, person.hold_by))
    return found


def _in_force(since: date | None, until: date | None, why: str, today: date) -> bool:
    """Say whether a block holds: any part of it that is filled in begins it, and only its last day ends it.

    No block begins in the future, so a day of beginning after `today` means that the clock is wrong.
    """
    begun = since is not None or until is not None or bool(why.strip())
    return begun and (until is None or today <= until)


def _age(person: Person, organisation: Organisation) -> list[Reason]:
    """Return a reason where every age that the person may have lies outside ours."""
    years = person.possible_years
    if years is None:
        return []
    too_young = organisation.youngest > years[1]
    too_old = bool(organisation.oldest) and organisation.oldest < years[0]
    return [Reason(Why.AGE)] if too_young or too_old else []


def _waiting(person: Person, summary: ContactSummary, organisation: Organisation, today: date) -> list[Reason]:
    found = []
    if person.earliest_on and today < person.earliest_on:
        found.append(Reason(Why.EARLIEST, person.earliest_on - timedelta(days=1)))
    if summary.tries and summary.last_out_at:
        next_on = summary.last_out_at.date() + timedelta(days=organisation.contact_interval)
        if today < next_on:
            found.append(Reason(Why.INTERVAL, next_on - timedelta(days=1)))
    if summary.tries >= organisation.most_tries:
        found.append(Reason(Why.TRIES))
    return found


def _here(person: Person, summary: ContactSummary, organisation: Organisation, here: Here) -> list[Reason]:
    found = []
    if _colleague_wrote(summary, organisation, here):
        found.append(Reason(Why.COLLEAGUE, at=summary.last_out_at, by=summary.last_out_by))
    if not is_safe(person, here.now):
        found.append(Reason(Why.UNSAFE_TIME, at=next_safe(person, here.now)))
    if here.platform and not here.platform.account_state.can_be_used:
        found.append(Reason(Why.ACCOUNT, text=here.platform.name))
    if here.key and here.key in here.gone:
        found.append(Reason(Why.NOT_IN_USE))
    return found


def _colleague_wrote(summary: ContactSummary, organisation: Organisation, here: Here) -> bool:
    """Say whether another of us wrote in the last hours, or since this shift began."""
    if summary.last_out_at is None or summary.last_out_by in ("", here.account):
        return False
    since = here.now - timedelta(hours=organisation.colleague_hours)
    return summary.last_out_at > since or (here.shift_began is not None and summary.last_out_at >= here.shift_began)
