"""A contact: one occasion, or one try; a line in a person's contact log."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from .attributes import Choice, Hidden, Label, NotInFuture, Required
from .record import Record


class Direction(Choice):
    OUT = "out", Label("From us")
    IN = "in", Label("From the person")
    NOTE = "note", Label("Observation")


class Channel(Choice):
    SITE_CHAT = "site_chat", Label("Chat on the site")
    SMS = "sms", Label("Text message")
    CALL = "call", Label("Phone call")
    APP = "app", Label("Other app")
    EMAIL = "email", Label("E-mail")
    PHYSICAL = "physical", Label("Meeting in person")
    VIDEO = "video", Label("Video")


class Outcome(Choice):
    """What came of it. `talked` and so on are steps of the chain in `domain.statistics`."""

    NO_ANSWER = "no_answer", Label("No answer")
    WHO_ARE_YOU = "who_are_you", Label("Asks who we are")
    QUESTION = "question", Label("Question")
    WANTS_TO_TALK = "wants_to_talk", Label("Wants to talk")
    WANTS_TO_MEET = "wants_to_meet", Label("Wants to meet")
    WANTS_SUPPORT = "wants_support", Label("Wants support")
    DECLINED = "declined", Label("Declined")
    NO_MORE_CONTACT = "no_more_contact", Label("Wants no more contact")
    HOSTILE = "hostile", Label("Hostile answer")
    ADDRESS_AND_PRICES = "address_and_prices", Label("Address and price list")
    ACCOUNT_GONE = "account_gone", Label("Account gone")
    MET = "met", Label("Met")
    SUPPORT_STARTED = "support_started", Label("Support started")


class Sending(Choice):
    """What we know of a message of ours: a text that was copied is not sent before somebody says so."""

    NONE = "none", Label("No text was copied")
    COPIED = "copied", Label("Copied, not confirmed as sent")
    SENT = "sent", Label("Sent")


class Need(Choice):
    """A need that was heard in the contact."""

    HOUSING = "housing", Label("Housing")
    MONEY = "money", Label("Money")
    THREAT = "threat", Label("Threat")
    HEALTH = "health", Label("Health")
    OTHER = "other", Label("Other need")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """One contact. `contact_on` is the local day of `at`; statistics count by it.

    `shift_id` is the shift in which it was logged, if one ran. `by_account` is the uid of who made it; `template` is
    `id@version` of the message used.
    """

    person_id: int = 0
    at: Annotated[datetime | None, Label("When"), Required(), NotInFuture()] = None
    contact_on: Annotated[date | None, Label("Day"), Hidden()] = None
    direction: Annotated[Direction, Label("Direction")] = Direction.OUT
    channel: Annotated[Channel, Label("Channel")] = Channel.SITE_CHAT
    platform_id: Annotated[int | None, Label("Platform")] = None
    shift_id: int | None = None
    identifier: Annotated[str, Label("Number, handle or profile used")] = ""
    by_account: Annotated[str, Label("By whom"), Hidden()] = ""
    second_person: Annotated[str, Label("Second person", "We work in pairs.")] = ""
    template: Annotated[str, Label("Template"), Hidden()] = ""
    sending: Annotated[Sending, Label("Message"), Hidden()] = Sending.NONE
    outcome: Annotated[Outcome, Label("Outcome")] = Outcome.NO_ANSWER
    needs: Annotated[tuple[Need, ...], Label("Needs heard")] = ()
    note: Annotated[str, Label("Note", long=True)] = ""
    next_step: Annotated[str, Label("Next step")] = ""
    next_step_on: Annotated[date | None, Label("Next step on")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFilter:
    """Which contacts to list, newest first; the empty filter lists them all."""

    person_id: int | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None
    channel: Channel | None = None
    outcome: Outcome | None = None
    removed: bool = False
