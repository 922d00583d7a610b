"""An outreach shift: planned, running, ended; who works, on which platforms, and how it went.

What is handed over to the next shift is no restricted text: the next two may be volunteers, and what they cannot read
keeps nobody safe. It is kept as short as it is of use (`HANDOVER_DAYS`). What happened in an incident is restricted.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated

from .attributes import Between, Choice, Label, NotInFuture, Problem, Required, Restricted
from .pair import are_fewer_than_two, names_in
from .record import Record

HANDOVER_DAYS = 30
_LONGEST = timedelta(hours=24)


class Precaution(Choice):
    """What the two see to before they begin."""

    OUR_PHONES = "our_phones", Label("Only our own phones")
    VPN = "vpn", Label("VPN is on")
    PRIVATE_PLACE = "private_place", Label("No public place and no open network")
    LOCATION_OFF = "location_off", Label("Location is off on the phones")


class Debriefing(Choice):
    DONE = "done", Label("Done")
    BOOKED = "booked", Label("Booked")
    NOT_NEEDED = "not_needed", Label("Not needed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Record):
    """`workers` are uids of accounts, `others` the names of those without one; `platforms` are ids.

    Planned until `started_at`, running until `ended_at`.
    """

    workers: tuple[str, ...] = ()
    platforms: tuple[int, ...] = ()
    planned_at: Annotated[datetime | None, Label("When")] = None
    started_at: Annotated[datetime | None, Label("Began"), NotInFuture()] = None
    ended_at: Annotated[datetime | None, Label("Ended"), NotInFuture()] = None
    others: Annotated[
        str, Label("Others who work with you", "First names, with a comma between. For those without an account here.")
    ] = ""
    alone_reason: Annotated[str, Label("Why one person works alone", "Only if there is no second person.")] = ""
    precautions: Annotated[tuple[Precaution, ...], Label("Before you begin", "Tick what is so.")] = ()
    profiles_seen: Annotated[int | None, Label("Profiles looked at"), Between(0, 100_000)] = None
    debriefing: Annotated[Debriefing | None, Label("Debriefing")] = None
    debriefing_on: Annotated[date | None, Label("Debriefing booked for")] = None
    handover: Annotated[
        str,
        Label(
            "To the next shift",
            "Everybody who works here reads it, for 30 days. What is about a person belongs on their log.",
            long=True,
        ),
    ] = ""

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of those without an account."""
        return names_in(self.others)

    @property
    def is_alone(self) -> bool:
        return are_fewer_than_two(self.workers, self.names)

    @property
    def length(self) -> timedelta:
        """Return how long it was, nothing while it runs."""
        return self.ended_at - self.started_at if self.started_at and self.ended_at else timedelta()

    def order_problems(self) -> list[Problem]:
        """Find an end before the beginning, and one so late that it must be a mistake."""
        if self.ended_at is None:
            return []
        if self.started_at is None or self.ended_at < self.started_at:
            return [Problem(field, "Cannot be before the start.") for field in ("started_at", "ended_at")]
        if self.length > _LONGEST:
            return [
                Problem(field, "A shift is at most 24 hours. Write when it really ended.")
                for field in ("started_at", "ended_at")
            ]
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftIncident(Record):
    """Something that happened during a shift and must be followed up; sealed."""

    shift_id: int = 0
    text: Annotated[
        str,
        Label("What happened", "What, when, what you did, and whom you told. Facts, no judgement.", long=True),
        Restricted(),
        Required(),
    ] = ""
