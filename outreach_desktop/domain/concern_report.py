"""A concern report (orosanmälan) about one child, to the social services of its home municipality."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .answers import YesNoUnknown
from .attributes import Choice, Hidden, Label, NotInFuture, Problem, Required, Restricted
from .record import Record


class ReportState(Choice):
    DRAFT = "draft", Label("Draft")
    SECOND_READER = "second_reader", Label("With second reader")
    SENT = "sent", Label("Sent")
    RECEIVED = "received", Label("Receipt given")
    FEEDBACK = "feedback", Label("Feedback given")


class LawBasis(Choice):
    """By which the organisation reports; asked for each report when its status is mixed."""

    RECOMMENDATION = "recommendation", Label("The recommendation to everybody")
    DUTY = "duty", Label("The duty to report")


class Told(Choice):
    """Whether the child knows of the report."""

    NOT_TOLD = "not_told", Label("Not told")
    TOLD = "told", Label("Told")
    READ = "read", Label("Has read it")


class Guardians(Choice):
    UNKNOWN = "unknown", Label("Not known")
    NONE = "none", Label("None")
    ONE = "one", Label("One")
    TWO = "two", Label("Two")


class SentHow(Choice):
    NONE = "none", Label("Not sent")
    PHONE = "phone", Label("By phone, then in writing")
    E_SERVICE = "e_service", Label("E-service")
    POST = "post", Label("Post")
    BY_HAND = "by_hand", Label("By hand")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernReport(Record):
    """One report. `municipality` is a four-digit code; `person_id` the person it grew out of, if any."""

    person_id: Annotated[int | None, Label("Person"), Hidden()] = None
    state: Annotated[ReportState, Label("State"), Hidden()] = ReportState.DRAFT
    language: Annotated[str, Label("Language of the report"), Hidden()] = "sv"
    basis: Annotated[LawBasis, Label("Reported under")] = LawBasis.RECOMMENDATION
    municipality: Annotated[str, Label("The child's home municipality"), Required()] = ""
    unit: Annotated[str, Label("Unit that receives")] = ""
    written_on: Annotated[date | None, Label("Date of the report"), NotInFuture()] = None
    urgent: Annotated[bool, Label("Urgent")] = False

    child_name: Annotated[str, Label("The child's name, as far as known"), Restricted()] = ""
    child_age: Annotated[str, Label("Age"), Restricted()] = ""
    child_number: Annotated[
        str, Label("Personal number", "Only if the social services need it and you know it."), Restricted()
    ] = ""
    child_address: Annotated[str, Label("Address or area"), Restricted()] = ""
    child_phone: Annotated[str, Label("The child's phone"), Restricted()] = ""
    child_school: Annotated[str, Label("School"), Restricted()] = ""
    child_language: Annotated[str, Label("Language and interpreter"), Restricted()] = ""

    guardians: Annotated[Guardians, Label("Guardians")] = Guardians.UNKNOWN
    guardian_one: Annotated[str, Label("First guardian: name, contact, interpreter", long=True), Restricted()] = ""
    guardian_two: Annotated[str, Label("Second guardian: name, contact, interpreter", long=True), Restricted()] = ""

    seen: Annotated[
        str, Label("What we have seen", "With days, and for how long.", long=True), Restricted(), Required()
    ] = ""
    said: Annotated[
        str, Label("What the child has said", "The child's own words, with days.", long=True), Restricted()
    ] = ""
    heard: Annotated[
        str, Label("What others have told", "Who told it, when, and for how long.", long=True), Restricted()
    ] = ""
    effect: Annotated[str, Label("How it affects the child", long=True), Restricted()] = ""
    own_view: Annotated[str, Label("The child's own view", long=True), Restricted()] = ""
    child_told: Annotated[Told, Label("Does the child know of the report?")] = Told.NOT_TOLD
    child_told_why: Annotated[str, Label("Why", "If the child has not been told.", long=True), Restricted()] = ""
    guardian_told: Annotated[
        bool,
        Label(
            "Guardians know of the report",
            "Do not tell them where sexual abuse, violence in the family or honour violence is suspected.",
        ),
    ] = False

    reporter_name: Annotated[str, Label("Who reports"), Restricted(), Required()] = ""
    reporter_role: Annotated[str, Label("Role"), Restricted()] = ""
    reporter_phone: Annotated[str, Label("Phone to reach us"), Restricted()] = ""
    how_known: Annotated[str, Label("How we know the child", long=True), Restricted()] = ""
    earlier: Annotated[str, Label("Earlier concern or report", long=True), Restricted()] = ""
    police: Annotated[YesNoUnknown, Label("Police report or tip made")] = YesNoUnknown.NO
    who_else: Annotated[str, Label("Who else knows", long=True), Restricted()] = ""
    with_standard_text: Annotated[bool, Label("Include the text about the organisation")] = True

    second_reader: Annotated[str, Label("Second reader"), Hidden()] = ""
    sent_on: Annotated[date | None, Label("Sent on"), Hidden(), NotInFuture()] = None
    sent_how: Annotated[SentHow, Label("How it was sent"), Hidden()] = SentHow.NONE
    sent_to: Annotated[str, Label("To whom it was sent"), Hidden(), Restricted()] = ""
    received_on: Annotated[date | None, Label("Receipt on"), Hidden(), NotInFuture()] = None
    feedback_on: Annotated[date | None, Label("Feedback on"), Hidden(), NotInFuture()] = None
    feedback: Annotated[str, Label("Feedback", long=True), Hidden(), Restricted()] = ""
    erased_code: Annotated[str, Label("Code of an erased person"), Hidden()] = ""
    content_erased_on: Annotated[date | None, Label("Text erased on"), Hidden()] = None

    def order_problems(self) -> list[Problem]:
        """Return what is wrong between fields."""
        unexplained = self.child_told is Told.NOT_TOLD and self.state is not ReportState.DRAFT
        if unexplained and not self.child_told_why.strip():
            return [Problem("child_told_why", "Say why the child has not been told.")]
        return []
