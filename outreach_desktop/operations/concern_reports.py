"""What a user can do to concern reports: draft, second reader, sent, receipt, feedback."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ..domain.attributes import Invalid, Problem, problems
from ..domain.concern_report import ConcernReport, LawBasis, ReportState, SentHow
from ..domain.errors import KnownError
from ..domain.organisation import Account, Organisation, ReportStatus
from ..domain.rights import Right
from ..storage import concern_reports
from ..storage.database import Database
from ..storage.reading import load_one
from .organisation import load_accounts
from .saving import local_day, note, remove_record, require_right, restore_record, save_record

WITH_TEXT = (ReportState.DRAFT, ReportState.SECOND_READER)


class AlreadySent(KnownError):
    def __init__(self) -> None:
        super().__init__("The report has been sent and cannot be changed. Make a new one if more is to be told.")


class ContentErased(KnownError):
    def __init__(self) -> None:
        super().__init__("The text of this report is erased. Only when and to which board it was sent is kept.")


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


def sibling_report(report: ConcernReport, today: date) -> ConcernReport:
    """Return a new draft for a sister or brother: to the same receiver, from the same writer, nothing else shared."""
    return ConcernReport(
        language=report.language,
        basis=report.basis,
        municipality=report.municipality,
        unit=report.unit,
        written_on=today,
        reporter_name=report.reporter_name,
        reporter_role=report.reporter_role,
        reporter_phone=report.reporter_phone,
        with_standard_text=report.with_standard_text,
    )


def open_report(db: Database, report_id: int, now: datetime) -> ConcernReport:
    """Return a report with its texts, and note that it was read."""
    report = look_at_report(db, report_id)
    note_opened(db, report, now)
    return report


def look_at_report(db: Database, report_id: int) -> ConcernReport:
    """Return a report that was opened already, without another line in the log; raises `NotPermitted`."""
    require_right(db, Right.REPORTS)
    return load_one(db, ConcernReport, report_id)


def note_opened(db: Database, report: ConcernReport, now: datetime) -> None:
    """Write into the log that a report was read."""
    with db.transaction():
        note(db, "read", report, now)


def save_report(db: Database, report: ConcernReport, now: datetime) -> ConcernReport:
    """Store a draft as far as it has come: what must be filled in is asked for when it is handed on."""
    if report.state not in WITH_TEXT or _is_sent(db, report):
        raise AlreadySent
    return save_record(db, report, now, complete=report.state is not ReportState.DRAFT)


def _is_sent(db: Database, report: ConcernReport) -> bool:
    stored = concern_reports.load_rows(db, [report.id])
    return bool(stored) and stored[0].state not in WITH_TEXT


def hand_to_second_reader(db: Database, report: ConcernReport, reader: str, now: datetime) -> ConcernReport:
    """Hand a complete draft to a second reader, named by account or by word; `Invalid` tells all that is missing."""
    ready = replace(report, state=ReportState.SECOND_READER, second_reader=reader.strip())
    found = [*problems(ready, local_day(now)), *ready.order_problems(), *_reader_problems(db, ready)]
    if found:
        raise Invalid(found)
    return save_report(db, ready, now)


def _reader_problems(db: Database, report: ConcernReport) -> list[Problem]:
    if not report.second_reader:
        return [Problem("second_reader", "Say who reads the report before it is sent.")]
    accounts = load_accounts(db)
    writer = accounts.get(report.created_by) or accounts[db.sealer.account]
    own = {writer.name.casefold(), writer.alias.casefold()}
    if report.second_reader.casefold() in own:
        return [Problem("second_reader", "Somebody else than the writer must read the report.")]
    return []


def back_to_draft(db: Database, report: ConcernReport, now: datetime) -> ConcernReport:
    """Let the writer change the report again."""
    return save_report(db, replace(report, state=ReportState.DRAFT), now)


@dataclass(frozen=True, slots=True)
class Sending:
    """How a report left us, to whom and on which day."""

    how: SentHow
    to: str
    on: date | None


def send_report(db: Database, report: ConcernReport, sending: Sending, now: datetime) -> ConcernReport:
    """Note that the report was sent. From then on its text stands."""
    if report.state is not ReportState.SECOND_READER:
        raise Invalid([Problem("state", "A second person reads the report before it is sent.")])
    if found := _sending_problems(sending):
        raise Invalid(found)
    sent = replace(report, state=ReportState.SENT, sent_how=sending.how, sent_to=sending.to, sent_on=sending.on)
    return save_record(db, sent, now)


def _sending_problems(sending: Sending) -> list[Problem]:
    found = []
    if sending.how is SentHow.NONE:
        found.append(Problem("sent_how", "Say how the report was sent."))
    if not sending.to.strip():
        found.append(Problem("sent_to", "Say to whom the report was sent."))
    if sending.on is None:
        found.append(Problem("sent_on", "Say on which day the report was sent."))
    return found


def note_receipt(db: Database, report: ConcernReport, received_on: date | None, now: datetime) -> ConcernReport:
    """Note that the social services have told us that they have it."""
    _require_day("received_on", received_on, report)
    state = ReportState.RECEIVED if report.state is ReportState.SENT else report.state
    return save_record(db, replace(report, state=state, received_on=received_on), now)


def note_feedback(db: Database, report: ConcernReport, text: str, day: date | None, now: datetime) -> ConcernReport:
    """Note what the social services answered."""
    _require_day("feedback_on", day, report)
    return save_record(db, replace(report, state=ReportState.FEEDBACK, feedback=text, feedback_on=day), now)


def _require_day(field: str, day: date | None, report: ConcernReport) -> None:
    if report.content_erased_on:
        raise ContentErased
    if report.state in WITH_TEXT:
        raise Invalid([Problem("state", "The report has not been sent yet.")])
    if day is None:
        raise Invalid([Problem(field, "Say on which day.")])
    if report.sent_on and day < report.sent_on:
        raise Invalid([Problem(field, "Cannot be before the day on which the report was sent.")])


def remove_report(db: Database, report: ConcernReport, now: datetime) -> None:
    remove_record(db, report, now)


def restore_report(db: Database, report: ConcernReport, now: datetime) -> None:
    restore_record(db, report, now)


def note_printed(db: Database, report: ConcernReport, now: datetime, *, action: str = "print") -> None:
    """Write into the log that a report was printed or exported: `action` is print or export."""
    with db.transaction():
        note(db, action, report, now)
