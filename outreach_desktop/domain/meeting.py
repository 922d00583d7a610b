"""A meeting with a person: planned, prepared with the checklist, held under a clock, looked back on.

Nothing restricted stands in the meeting itself: the two who go may be volunteers, and what they cannot read keeps
nobody safe. What is about the person - risks, an incident, what they want at parting - is in records of its own.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from .attributes import Between, Choice, Hidden, Label, NotInFuture, Problem, Required, Restricted
from .contact import Channel
from .pair import are_fewer_than_two, names_in
from .record import Record
from .shift import Debriefing

_LONGEST = 24 * 60


class Way(Choice):
    """How a meeting is held; each has the part of the checklist that fits."""

    PHYSICAL = "physical", Label("In person")
    PHONE = "phone", Label("By phone")
    DIGITAL = "digital", Label("By video")
    CHAT = "chat", Label("Anonymous chat")

    @property
    def channel(self) -> Channel:
        """Return how the meeting stands in the log of contacts."""
        return _CHANNELS[self]


_CHANNELS = {
    Way.PHYSICAL: Channel.PHYSICAL,
    Way.PHONE: Channel.CALL,
    Way.DIGITAL: Channel.VIDEO,
    Way.CHAT: Channel.APP,
}


class PlaceKind(Choice):
    PUBLIC = "public", Label("Public place")
    OURS = "ours", Label("Our premises")
    PARTNER = "partner", Label("A partner's premises")
    OTHER = "other", Label("Another place")


class MeetingState(Choice):
    """How far a meeting has come. That it was moved is counted apart (`moved_times`): it can happen in any state."""

    PLANNED = "planned", Label("Planned")
    CONFIRMED = "confirmed", Label("Confirmed by the person")
    REMINDED = "reminded", Label("Reminded")
    UNDER_WAY = "under_way", Label("Under way")
    HELD = "held", Label("Held")
    LEFT_EARLY = "left_early", Label("Left early")
    NOT_MET = "not_met", Label("The person did not come")
    CANCELLED = "cancelled", Label("Cancelled by the person")
    CALLED_OFF = "called_off", Label("Called off by us")

    @property
    def is_ahead(self) -> bool:
        return self in (MeetingState.PLANNED, MeetingState.CONFIRMED, MeetingState.REMINDED)

    @property
    def is_over(self) -> bool:
        return not self.is_ahead and self is not MeetingState.UNDER_WAY

    @property
    def took_place(self) -> bool:
        return self in (MeetingState.HELD, MeetingState.LEFT_EARLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """`workers` are uids of accounts, `others` names of those without one.

    `checklist_number` is that of the organisation's own list, 0 for the one that ships in `checklist_version`.
    `went_at` is when somebody decided that the two may go.
    """

    person_id: int = 0
    way: Annotated[Way, Label("How we meet")] = Way.PHYSICAL
    starts_at: Annotated[datetime | None, Label("When"), Required()] = None
    minutes: Annotated[int, Label("How long, in minutes"), Between(5, _LONGEST)] = 60
    place_kind: Annotated[PlaceKind, Label("Kind of place")] = PlaceKind.PUBLIC
    place: Annotated[str, Label("Where", "So that the person on call finds there.")] = ""
    first: Annotated[bool, Label("First meeting with this person")] = True
    workers: tuple[str, ...] = ()
    others: Annotated[
        str, Label("Others who go", "First names, with a comma between. For those without an account.")
    ] = ""
    goers_phone: Annotated[
        str, Label("Phones of those who go", "The organisation's, not private ones. This is what is called first.")
    ] = ""
    on_call: Annotated[str, Label("Person on call", "Knows when and where, and acts if you are not heard from.")] = ""
    on_call_phone: Annotated[str, Label("Phone of the person on call")] = ""
    transport: Annotated[str, Label("How we get there and back")] = ""
    interpreter: Annotated[
        str, Label("Interpreter", "Language and how it is booked. By phone, not from the person's own circle.")
    ] = ""
    reminder_at: Annotated[datetime | None, Label("Remind the person")] = None
    reminder_how: Annotated[str, Label("How the reminder goes out safely")] = ""
    check_in_minutes: Annotated[int, Label("Minutes between check-ins"), Between(1, _LONGEST)] = 30
    grace_minutes: Annotated[
        int, Label("Minutes of grace", "Then it is overdue and the alarm sounds."), Between(0, 120)
    ] = 10
    state: Annotated[MeetingState, Label("State")] = MeetingState.PLANNED
    moved_times: Annotated[int, Label("Times moved"), Hidden()] = 0
    reminded_at: Annotated[datetime | None, Label("Reminded"), Hidden()] = None
    checklist_version: Annotated[int, Label("Version of the checklist that ships"), Hidden()] = 0
    checklist_number: Annotated[int, Label("Version of our own checklist"), Hidden()] = 0
    went_at: Annotated[datetime | None, Label("Go was given"), Hidden()] = None
    went_by: Annotated[str, Label("Go was given by"), Hidden()] = ""
    started_at: Annotated[datetime | None, Label("Checked in first"), Hidden()] = None
    ended_at: Annotated[datetime | None, Label("Checked out"), Hidden()] = None
    contact_id: int | None = None
    debriefing: Annotated[Debriefing | None, Label("Debriefing")] = None
    debriefing_on: Annotated[date | None, Label("Debriefing booked for")] = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of those without an account."""
        return names_in(self.others)

    @property
    def is_alone(self) -> bool:
        return are_fewer_than_two(self.workers, self.names)

    @property
    def is_live(self) -> bool:
        """Say whether its clock runs."""
        return self.started_at is not None and self.ended_at is None

    def order_problems(self) -> list[Problem]:
        """Find a reminder that would come too late."""
        if self.reminder_at and self.starts_at and self.reminder_at >= self.starts_at:
            return [Problem("reminder_at", "Must be before the meeting.")]
        return []


class Done(Choice):
    """What became of an item of the checklist; one without an answer is open."""

    DONE = "done", Label("Done")
    NOT_DONE = "not_done", Label("Not done")
    NOT_APPLICABLE = "not_applicable", Label("Does not apply")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAnswer(Record):
    """The answer to one item (`item` is its stable id); who gave it and when is in `changed_by` and `changed_at`."""

    meeting_id: int = 0
    item: Annotated[str, Label("Item"), Hidden()] = ""
    done: Annotated[Done, Label("Answer")] = Done.DONE
    note: Annotated[str, Label("Note", "If it does not apply: why.")] = ""

    def order_problems(self) -> list[Problem]:
        """Find what does not apply without saying why."""
        if self.done is Done.NOT_APPLICABLE and not self.note.strip():
            return [Problem("note", "Say why it does not apply.", missing=True)]
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingAnyway(Record):
    """A decision to go although musts are open: who (`created_by`), which items by id, and why. Printed and counted."""

    meeting_id: int = 0
    items: tuple[str, ...] = ()
    reason: Annotated[str, Label("Why we go all the same", long=True), Required()] = ""


class Likelihood(Choice):
    UNKNOWN = "unknown", Label("Not known")
    UNLIKELY = "unlikely", Label("Unlikely")
    POSSIBLE = "possible", Label("Possible")
    LIKELY = "likely", Label("Likely")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRisk(Record):
    """One risk, mapped together with the person; sealed."""

    meeting_id: int = 0
    risk: Annotated[str, Label("Risk or threat", long=True), Restricted(), Required()] = ""
    likelihood: Annotated[Likelihood, Label("How likely")] = Likelihood.UNKNOWN
    what_we_do: Annotated[str, Label("What we do", long=True), Restricted()] = ""


class CheckInKind(Choice):
    STARTED = "started", Label("Check-in at the start")
    CHECKED_IN = "checked_in", Label("Check-in")
    MORE_TIME = "more_time", Label("More time given")
    OVERDUE = "overdue", Label("Check-in overdue")
    CHECKED_OUT = "checked_out", Label("Check-out")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """One sign of life, or that one failed to come. `due_at` is when the next one is due."""

    meeting_id: int = 0
    kind: Annotated[CheckInKind, Label("What")] = CheckInKind.CHECKED_IN
    at: Annotated[datetime | None, Label("When"), Hidden()] = None
    due_at: Annotated[datetime | None, Label("Next one due"), Hidden()] = None


class SafeLeaving(Choice):
    NOT_ASKED = "not_asked", Label("Not asked")
    YES = "yes", Label("Yes")
    NO = "no", Label("No")
    UNSURE = "unsure", Label("Not sure")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingParting(Record):
    """The parting questions; what the person said is sealed."""

    meeting_id: int = 0
    safe: Annotated[SafeLeaving, Label("Are you safe when you leave?")] = SafeLeaving.NOT_ASKED
    wanted: Annotated[
        str,
        Label(
            "What the person wants us to do",
            "Police, social emergency service, protected housing, or nothing.",
            long=True,
        ),
        Restricted(),
    ] = ""
    day_plan: Annotated[str, Label("Plan for the rest of the day", long=True), Restricted()] = ""
    next_contact: Annotated[str, Label("Next contact: when and how", long=True), Restricted()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingIncident(Record):
    """Something that happened and must be followed up; sealed. `follow_up_by` is the uid of an account."""

    meeting_id: int = 0
    happened_at: Annotated[datetime | None, Label("When it happened"), NotInFuture()] = None
    text: Annotated[
        str,
        Label("What happened", "What, when, what you did, and whom you told. Facts, no judgement.", long=True),
        Restricted(),
        Required(),
    ] = ""
    evaluation: Annotated[str, Label("What we think of it afterwards", long=True), Restricted()] = ""
    follow_up_by: Annotated[str, Label("Who follows it up")] = ""
    follow_up_on: Annotated[date | None, Label("By which day")] = None
    followed_up_on: Annotated[date | None, Label("Followed up on"), NotInFuture()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLesson(Record):
    """What we learnt from a meeting; sealed, since it may be about the person."""

    meeting_id: int = 0
    text: Annotated[str, Label("What we learnt", long=True), Restricted(), Required()] = ""
