"""The organisation itself, and the accounts of its people."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .attributes import Between, Choice, Hidden, Label, Problem, Required
from .backups import DEFAULT_DAYS
from .record import Record


class ReportStatus(Choice):
    """What the law asks of the organisation when a child may be at risk."""

    RECOMMENDATION = "recommendation", Label("Recommended to report, as everybody is")
    DUTY = "duty", Label("Under the duty to report")
    MIXED = "mixed", Label("Mixed: asked for each report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """The profile; there is one row."""

    name: Annotated[str, Label("Name of the organisation"), Required()] = ""
    standard_text: Annotated[
        str,
        Label("About us", "A short text that goes with every report: who you are, what you do and why.", long=True),
    ] = ""
    standard_text_en: Annotated[str, Label("About us, in English", long=True)] = ""
    outreach_purpose: Annotated[
        str, Label("Purpose of the outreach", "Shown to those who start a shift.", long=True)
    ] = ""
    town: Annotated[str, Label("Town")] = ""
    county: Annotated[str, Label("County")] = ""  # its two-digit code
    phone: Annotated[str, Label("Phone")] = ""
    email: Annotated[str, Label("E-mail")] = ""
    web: Annotated[str, Label("Web page")] = ""
    privacy_link: Annotated[str, Label("Link to your privacy information", "Goes into first messages.")] = ""
    report_status: Annotated[ReportStatus, Label("Your status for concern reports")] = ReportStatus.RECOMMENDATION
    social_emergency_phone: Annotated[str, Label("Phone of the social emergency service")] = ""
    visiting_address: Annotated[str, Label("Visiting address")] = ""
    secret_address: Annotated[
        bool, Label("Our address is secret", "Then first meetings are held in a public place, and it is never printed.")
    ] = False
    personal_alarm: Annotated[bool, Label("We have personal alarms")] = False
    clock_text: Annotated[
        str,
        Label(
            "Text of the alarm while locked",
            "Stands on the locked screen when a check-in is overdue. Say nothing about people or places.",
        ),
    ] = ""
    clock_phone: Annotated[
        str, Label("Phone on the locked alarm", "Whom to call when a check-in is overdue and nobody can unlock.")
    ] = ""
    contact_interval: Annotated[int, Label("Days between contacts"), Between(0, 365)] = 14
    most_tries: Annotated[int, Label("Most tries without an answer"), Between(1, 20)] = 3
    colleague_hours: Annotated[
        int, Label("Hours to leave after a colleague has written", "Within a shift it is always so."), Between(0, 168)
    ] = 24
    youngest: Annotated[int, Label("Youngest you support", "In years. 0 sets no limit."), Between(0, 120)] = 0
    oldest: Annotated[int, Label("Oldest you support", "In years. 0 sets no limit."), Between(0, 120)] = 0
    idle_minutes: Annotated[
        int, Label("Minutes until it locks", "When nobody has done anything for so long."), Between(1, 30)
    ] = 5
    backup_days: Annotated[
        int, Label("Days to keep backups", "What you erase is still in backups until then."), Between(1, 365)
    ] = DEFAULT_DAYS
    backup_place: Annotated[str, Label("Second place for backups"), Hidden()] = ""

    def order_problems(self) -> list[Problem]:
        """Find what fits together badly: the ages."""
        if 0 < self.oldest < self.youngest:
            text = "The oldest cannot be younger than the youngest."
            return [Problem(each, text) for each in ("youngest", "oldest")]
        return []


class Role(Choice):
    ADMINISTRATOR = "administrator", Label("Administrator")
    COORDINATOR = "coordinator", Label("Coordinator")
    STAFF = "staff", Label("Staff")
    VOLUNTEER = "volunteer", Label("Volunteer")

    @property
    def reads_restricted(self) -> bool:
        return self is not Role.VOLUNTEER


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Record):
    """A person of the organisation; `uid` is the same as in the key file's roster.

    `alias` is the first name shown to contacts, never a surname. `agreement` is the version that was accepted, 0
    before the first.
    """

    name: Annotated[str, Label("Name shown in the program"), Required()] = ""
    alias: Annotated[str, Label("Outreach alias", "The first name that contacts see. Never a surname.")] = ""
    role: Annotated[Role, Label("Role"), Hidden()] = Role.STAFF
    language: Annotated[str, Label("Language"), Hidden()] = "sv"
    active: Annotated[bool, Label("Active"), Hidden()] = True
    agreement: Annotated[int, Label("Accepted version of the confidentiality agreement"), Hidden()] = 0
    agreed_on: Annotated[date | None, Label("Accepted on"), Hidden()] = None
