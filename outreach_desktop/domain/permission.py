"""May we write to this person, today? One answer with its reasons; the answer blocks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from .organisation import Organisation
from .person import Person, State


class Verdict(Enum):
    YES = "yes"
    WAIT = "wait"  # allowed later; can be gone past
    HOLD = "hold"  # asked for by the police; blocks
    NO = "no"  # do not contact; blocks

    @property
    def blocks(self) -> bool:
        return self in (Verdict.HOLD, Verdict.NO)


class Why(Enum):
    """Reasons, put into words where they are shown."""

    DO_NOT_CONTACT = "do_not_contact"
    DECLINED = "declined"
    HOLD = "hold"
    EARLIEST = "earliest"
    INTERVAL = "interval"
    TRIES = "tries"


@dataclass(frozen=True, slots=True)
class Reason:
    """`until` is the last day it holds, None for until further notice; `text` is what somebody wrote."""

    why: Why
    until: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Permission:
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()

    @property
    def until(self) -> date | None:
        """The last day of the first reason, None where it has no end or there is none."""
        return self.reasons[0].until if self.reasons else None


@dataclass(frozen=True, slots=True)
class ContactSummary:
    """What the log says of a person: `tries` counts our messages since the person last answered."""

    contacts: int = 0
    last_contact_at: datetime | None = None
    last_direction: str = ""
    last_outcome: str = ""
    last_by: str = ""
    last_out_at: datetime | None = None
    tries: int = 0


def may_write(person: Person, summary: ContactSummary, organisation: Organisation, today: date) -> Permission:
    """Answer for one person on one day; blocking reasons come first."""
    if blocking := _blocking(person, today):
        verdict = Verdict.NO if any(r.why is not Why.HOLD for r in blocking) else Verdict.HOLD
        return Permission(verdict, tuple(blocking))
    waiting = _waiting(person, summary, organisation, today)
    return Permission(Verdict.WAIT if waiting else Verdict.YES, tuple(waiting))


def _blocking(person: Person, today: date) -> list[Reason]:
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
