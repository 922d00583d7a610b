"""A person, as far as known, with what identifies them, where they were seen, and notes about them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .answers import Suspected, YesNoUnknown
from .attributes import Between, Choice, Hidden, Label, NotInFuture, Problem, Required, Restricted
from .record import Record
from .safe_times import DAY, Weekday


class State(Choice):
    """How far the contact has come."""

    FOUND = "found", Label("Found")
    CONTACTED = "contacted", Label("Contacted")
    ANSWERED = "answered", Label("Answered")
    IN_CONVERSATION = "in_conversation", Label("In conversation")
    MEETING = "meeting", Label("Meeting planned")
    IN_SUPPORT = "in_support", Label("In support")
    DECLINED = "declined", Label("Declined")
    CLOSED = "closed", Label("Closed")


class WhoAnswers(Choice):
    UNKNOWN = "unknown", Label("Not known")
    PERSON = "person", Label("The person")
    THIRD_PARTY = "third_party", Label("Probably somebody else")


class AgeBand(Choice):
    """Age as it is perceived; never a birth date."""

    UNKNOWN = "unknown", Label("Not known")
    UNDER_15 = "under_15", Label("Under 15")
    FROM_15 = "15_17", Label("15-17")
    FROM_18 = "18_20", Label("18-20")
    FROM_21 = "21_25", Label("21-25")
    FROM_26 = "26_39", Label("26-39")
    FROM_40 = "40_plus", Label("40 or older")

    @property
    def is_child(self) -> bool:
        return self in (AgeBand.UNDER_15, AgeBand.FROM_15)

    @property
    def years(self) -> tuple[int, int] | None:
        """The youngest and the oldest in the band, None where it is not known."""
        return _YEARS.get(self.value)


_OLDEST = 120
_CHILD_YEARS = (0, 17)
_YEARS = {
    "under_15": (0, 14),
    "15_17": (15, 17),
    "18_20": (18, 20),
    "21_25": (21, 25),
    "26_39": (26, 39),
    "40_plus": (40, _OLDEST),
}


class Circumstances(Choice):
    UNKNOWN = "unknown", Label("Not known")
    SWEDEN = "sweden", Label("Grew up in Sweden")
    CAME = "came", Label("Was brought or came to Sweden")


class MeetWish(Choice):
    UNKNOWN = "unknown", Label("Not asked")
    ANYONE = "anyone", Label("No preference")
    WOMAN = "woman", Label("A woman")
    MAN = "man", Label("A man")


class Consent(Choice):
    NOT_ASKED = "not_asked", Label("Not asked")
    GIVEN = "given", Label("Given")
    DECLINED = "declined", Label("Declined")


class Informed(Choice):
    """How a person was told that we keep data about them, and which rights they have (GDPR, article 14)."""

    NOT_YET = "not_yet", Label("Not yet")
    MESSAGE = "message", Label("Message with the link, noted when it was sent")
    WRITTEN = "written", Label("In writing")
    SPOKEN = "spoken", Label("Told in conversation")


class Ground(Choice):
    """Why the record is kept."""

    CONTACT = "contact", Label("Ongoing contact")
    DO_NOT_CONTACT = "do_not_contact", Label("Do-not-contact list")
    REPORT = "report", Label("Report made")
    LEGAL_CLAIM = "legal_claim", Label("Legal claim")
    SUPPORT = "support", Label("Support")


class KeptFor(Choice):
    """What somebody has chosen to keep a person for; without a choice the state and the log decide."""

    CONTACT = "contact", Label("Contact, as far as it has come")
    SUPPORT = "support", Label("Support")
    REPORT = "report", Label("Report made")
    CLAIM = "claim", Label("Legal claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """One person; `code` (P-2026-0042) is given when the person is stored.

    `former_codes` are those of persons who turned out to be the same one, with blanks between them. `retention_on`
    and `retention_ground` follow from the rule in `retention` with each write.
    """

    code: Annotated[str, Label("Code"), Hidden()] = ""
    former_codes: Annotated[str, Label("Earlier codes"), Hidden()] = ""
    alias: Annotated[str, Label("Alias", "The name shown in the ad or profile. Never a full name."), Required()] = ""
    state: Annotated[State, Label("State")] = State.FOUND
    who_answers: Annotated[WhoAnswers, Label("Who answers?")] = WhoAnswers.UNKNOWN
    third_party: Annotated[Suspected, Label("Third party involved")] = Suspected.UNKNOWN
    age_band: Annotated[AgeBand, Label("Perceived age")] = AgeBand.UNKNOWN
    may_be_child: Annotated[bool, Label("May be a child")] = False
    circumstances: Annotated[Circumstances, Label("Circumstances")] = Circumstances.UNKNOWN
    lacks_permit: Annotated[YesNoUnknown, Label("From outside the EU without a residence permit")] = (
        YesNoUnknown.UNKNOWN
    )
    gender: Annotated[str, Label("Gender, in the person's own words")] = ""
    languages: Annotated[str, Label("Languages")] = ""
    ad_language: Annotated[str, Label("Language of the ad")] = ""
    spoken_language: Annotated[str, Label("Language met in conversation")] = ""
    wanted_words: Annotated[str, Label("Words the person wants us to use")] = ""
    meet_wish: Annotated[MeetWish, Label("Prefers to meet")] = MeetWish.UNKNOWN
    interpreter: Annotated[str, Label("Interpreter", "Language, or that none is wanted.")] = ""
    wishes: Annotated[str, Label("Other wishes", long=True)] = ""
    when_overwhelmed: Annotated[
        str,
        Label(
            "When it becomes too much", "How the person wants us to act if overwhelmed or far away in mind.", long=True
        ),
    ] = ""
    safe_ways: Annotated[str, Label("Safe ways and times to make contact")] = ""
    safe_days: Annotated[tuple[Weekday, ...], Label("Safe days", "None ticked means any day.")] = ()
    safe_from: Annotated[int, Label("Safe from, full hour", "22 to 2 goes past midnight."), Between(0, DAY)] = 0
    safe_until: Annotated[int, Label("Safe until, full hour", "0 to 24 means at any time."), Between(0, DAY)] = DAY
    consent: Annotated[Consent, Label("Consent to keep data")] = Consent.NOT_ASKED
    consent_on: Annotated[date | None, Label("Asked on"), NotInFuture()] = None
    consent_how: Annotated[str, Label("How consent was given")] = ""
    consent_to: Annotated[str, Label("Consent to what")] = ""
    informed_how: Annotated[Informed, Label("Information about our register", "Article 14 of the GDPR.")] = (
        Informed.NOT_YET
    )
    informed_on: Annotated[date | None, Label("Informed on"), NotInFuture()] = None
    informed_note: Annotated[str, Label("More about it, or why not yet")] = ""
    no_contact_since: Annotated[date | None, Label("Do not contact since"), NotInFuture()] = None
    no_contact_until: Annotated[date | None, Label("Do not contact until", "Empty means until further notice.")] = None
    no_contact_reason: Annotated[str, Label("Why we must not make contact")] = ""
    hold_by: Annotated[str, Label("Hold asked by", "For example the police, with a reference.")] = ""
    hold_since: Annotated[date | None, Label("On hold since"), NotInFuture()] = None
    hold_until: Annotated[date | None, Label("On hold until", "Empty means until further notice.")] = None
    earliest_on: Annotated[date | None, Label("Earliest next contact")] = None
    follow_up: Annotated[str, Label("Next step")] = ""
    follow_up_on: Annotated[date | None, Label("Next step on")] = None
    retention_on: Annotated[date | None, Label("Kept until"), Hidden()] = None
    retention_ground: Annotated[Ground, Label("Ground for keeping"), Hidden()] = Ground.CONTACT
    kept_for: Annotated[KeptFor, Label("Kept for", "Decides, with the contacts, until when.")] = KeptFor.CONTACT
    prolonged_on: Annotated[date | None, Label("Time extended on"), Hidden()] = None
    prolonged_until: Annotated[date | None, Label("Time extended until"), Hidden()] = None
    prolonged_why: Annotated[str, Label("Why the time was extended"), Hidden()] = ""
    declined_on: Annotated[date | None, Label("Declined on"), Hidden()] = None
    reduced_on: Annotated[date | None, Label("All but alias and platform erased on"), Hidden()] = None

    @property
    def possible_years(self) -> tuple[int, int] | None:
        """The youngest and the oldest that the person may be, as perceived; None where nothing is said of it."""
        years = self.age_band.years
        if not self.may_be_child:
            return years
        return (_CHILD_YEARS[0], max(_CHILD_YEARS[1], years[1])) if years else _CHILD_YEARS

    def order_problems(self) -> list[Problem]:
        """Return what is wrong between fields: ends before their starts, information without its day."""
        spans = (("no_contact_since", "no_contact_until"), ("hold_since", "hold_until"))
        found = [
            Problem(until, "Cannot be before the start.")
            for since, until in spans
            if getattr(self, since) and getattr(self, until) and getattr(self, until) < getattr(self, since)
        ]
        return [*found, *self._information_problems()]

    def _information_problems(self) -> list[Problem]:
        if self.informed_how is Informed.NOT_YET and self.informed_on:
            return [Problem("informed_how", "Say how the information was given, or take the day away.")]
        if self.informed_how is not Informed.NOT_YET and self.informed_on is None:
            return [Problem("informed_on", "Say on which day the information was given.")]
        return []


class IdentifierKind(Choice):
    ALIAS = "alias", Label("Alias")
    PROFILE = "profile", Label("Profile")
    PHONE = "phone", Label("Phone")
    CHAT = "chat", Label("Chat handle")
    EMAIL = "email", Label("E-mail")
    AD = "ad", Label("Ad address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Record):
    """Something by which a person is known somewhere.

    `key` is what look-ups compare: E.164 for phones that parse, else the folded text.
    """

    person_id: int = 0
    platform_id: Annotated[int | None, Label("Platform")] = None
    kind: Annotated[IdentifierKind, Label("Kind")] = IdentifierKind.PROFILE
    value: Annotated[str, Label("Value"), Required()] = ""
    key: Annotated[str, Label("Search key"), Hidden()] = ""
    first_seen_on: Annotated[date | None, Label("First seen"), NotInFuture()] = None
    last_seen_on: Annotated[date | None, Label("Last seen"), NotInFuture()] = None
    active: Annotated[bool, Label("Still active")] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Town(Record):
    """A town where a person was seen; `municipality` is a four-digit code where the town is one."""

    person_id: int = 0
    name: Annotated[str, Label("Town"), Required()] = ""
    municipality: Annotated[str, Label("Municipality"), Hidden()] = ""
    seen_on: Annotated[date | None, Label("Seen on"), NotInFuture()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A note about a person beyond the log line: an entry with author and time, sealed."""

    person_id: int = 0
    text: Annotated[str, Label("Note", long=True), Restricted(), Required()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFilter:
    """Which persons to list; the empty filter lists them all.

    `words` are searched in aliases, codes, identifiers and contact notes, each as part of a word.
    `counties` are codes in the order in which a list by county shows them.
    """

    words: str = ""
    state: State | None = None
    county: str = ""
    follow_up_until: date | None = None
    may_be_child: bool = False
    removed: bool = False
    order: str = "code"
    descending: bool = False
    counties: tuple[str, ...] = ()
