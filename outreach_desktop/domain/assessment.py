"""An indicator assessment: what was observed, and a conclusion that a person draws. Nothing is added up."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from .attributes import Choice, Hidden, Label, NotInFuture, Required, Restricted
from .record import Record


class Answer(Choice):
    UNKNOWN = "unknown", Label("Not known")
    OBSERVED = "observed", Label("Observed")
    NOT_OBSERVED = "not_observed", Label("Not observed")


class Source(Choice):
    NONE = "none", Label("Not stated")
    AD = "ad", Label("Ad")
    CONVERSATION = "conversation", Label("Conversation")
    MEETING = "meeting", Label("Meeting")
    REGISTER = "register", Label("Register")


class Conclusion(Choice):
    NONE = "none", Label("No conclusion yet")
    SUSPICION = "suspicion", Label("Suspicion")
    NO_SUSPICION = "no_suspicion", Label("No suspicion at present")
    UNSURE = "unsure", Label("Unsure")


class NextStep(Choice):
    NONE = "none", Label("No step now")
    POLICE_REPORT = "police_report", Label("Police report")
    POLICE_TIP = "police_tip", Label("Tip to the police")
    PARTNER = "partner", Label("Contact person in the collaboration group")
    ADVICE_LINE = "advice_line", Label("Advice line for professionals")
    REGION_COORDINATOR = "region_coordinator", Label("Region coordinator")
    CONCERN_REPORT = "concern_report", Label("Concern report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """What is known of one indicator (`indicator` is its stable id in the content file)."""

    assessment_id: int = 0
    indicator: Annotated[str, Label("Indicator"), Hidden()] = ""
    answer: Annotated[Answer, Label("Answer")] = Answer.UNKNOWN
    source: Annotated[Source, Label("Where seen")] = Source.NONE
    seen_on: Annotated[date | None, Label("Seen on"), NotInFuture()] = None
    note: Annotated[str, Label("Note", long=True), Restricted()] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """One version of the assessment of a person; frozen once signed.

    `number` counts the person's versions from 1; `list_version` is that of the indicator list.
    `findings` are stored as rows of their own.
    """

    person_id: int = 0
    number: Annotated[int, Label("Version"), Hidden()] = 0
    list_version: Annotated[int, Label("Version of the indicator list"), Hidden()] = 0
    assessed_on: Annotated[date | None, Label("Assessed on"), Hidden()] = None
    conclusion: Annotated[Conclusion, Label("Your conclusion")] = Conclusion.NONE
    reason: Annotated[str, Label("Why?", long=True), Restricted(), Required()] = ""
    next_step: Annotated[NextStep, Label("Next step")] = NextStep.NONE
    next_step_reason: Annotated[str, Label("Why this step", long=True), Restricted()] = ""
    signed_at: Annotated[datetime | None, Label("Signed"), Hidden()] = None
    signed_by: Annotated[str, Label("Signed by"), Hidden()] = ""
    findings: tuple[Finding, ...] = field(default=())
