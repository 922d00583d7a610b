"""What a user can do to concern reports: draft, second reader, sent, receipt, feedback."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ..domain.attributes import Invalid, Problem
from ..domain.concern_report import ConcernReport, LawBasis, ReportState, SentHow
from ..domain.errors import KnownError
from ..domain.organisation import Account, Organisation, ReportStatus
from ..storage.database import Database
from ..storage.reading import load_one
from .saving import local_day, note, remove_record, require_sound, restore_record, save_record


class AlreadySent(KnownError):
    def __init__(self) -> None:
        super().__init__("The report has been sent and cannot be changed. Make a new one if more is to be told.")


def new_report(organisation: Organisation, account: Account, today: date, person_id: int | None) -> ConcernReport:
    """Return an empty draft with what the program knows of who reports."""
    duty = organisation.report_status is ReportStatus.DUTY
    return ConcernReport(
        person_id=person_id,
        basis=LawBasis.DUTY if duty else LawBasis.RECOMMENDATION,
        written_on=today,
        reporter_name=account.alias or account.name,
        reporter_phone=organisation.phone,
    )


def open_report(db: Database, report_id: int, now: datetime) -> ConcernReport:
    """Return a report with its texts, and note that it was read."""
    report = load_one(db, ConcernReport, report_id)
    with db.transaction():
        note(db, "read", report, now)
    return report


def save_report(db: Database, report: ConcernReport, now: datetime) -> ConcernReport:
    """Store a draft as far as it has come: what must be filled in is asked for when it is handed on."""
    if report.state not in (ReportState.DRAFT, ReportState.SECOND_READER):
        raise AlreadySent
    return save_record(db, report, now, complete=report.state is not ReportState.DRAFT)


def hand_to_second_reader(db: Database, report: ConcernReport, reader: str, now: datetime) -> ConcernReport:
    """Hand a complete draft to a second reader, named by account or by word."""
    ready = replace(report, state=ReportState.SECOND_READER, second_reader=reader.strip())
    require_sound(ready, local_day(now))
    if not ready.second_reader:
        raise Invalid([Problem("second_reader", "Say who reads the report before it is sent.")])
    return save_report(db, ready, now)


def back_to_draft(db: Database, report: ConcernReport, now: datetime) -> ConcernReport:
    """Let the writer change the report again."""
    return save_report(db, replace(report, state=ReportState.DRAFT), now)


@dataclass(frozen=True, slots=True)
class Sending:
    """How a report left us, to whom and on which day."""

    how: SentHow
    to: str
    on: date


def send_report(db: Database, report: ConcernReport, sending: Sending, now: datetime) -> ConcernReport:
    """Note that the report was sent. From then on its text stands."""
    if report.state is not ReportState.SECOND_READER:
        raise Invalid([Problem("state", "A second person reads the report before it is sent.")])
    if sending.how is SentHow.NONE:
        raise Invalid([Problem("sent_how", "Say how the report was sent.")])
    sent = replace(report, state=ReportState.SENT, sent_how=sending.how, sent_to=sending.to, sent_on=sending.on)
    return save_record(db, sent, now)


def note_receipt(db: Database, report: ConcernReport, received_on: date, now: datetime) -> ConcernReport:
    """Note that the social services have told us that they have it."""
    return save_record(db, replace(report, state=ReportState.RECEIVED, received_on=received_on), now)


def note_feedback(db: Database, report: ConcernReport, text: str, day: date, now: datetime) -> ConcernReport:
    """Note what the social services answered."""
    return save_record(db, replace(report, state=ReportState.FEEDBACK, feedback=text, feedback_on=day), now)


def remove_report(db: Database, report: ConcernReport, now: datetime) -> None:
    remove_record(db, report, now)


def restore_report(db: Database, report: ConcernReport, now: datetime) -> None:
    restore_record(db, report, now)


def note_printed(db: Database, report: ConcernReport, now: datetime) -> None:
    """Write into the log that a report was printed or exported."""
    with db.transaction():
        note(db, "print", report, now)
