"""How states, days and places of reports are put into words in the window."""

from datetime import date, datetime

from ...content import municipalities
from ...domain.concern_report import ReportState
from ...i18n import ZONE, _, ngettext, window_texts
from ...storage.concern_reports import ConcernReportRow

DAYS_FOR_RECEIPT = 14  # after so many days without a receipt one asks whether the report has come

_ICONS = {
    ReportState.DRAFT: ("square-pen", ""),
    ReportState.SECOND_READER: ("eye", "accent"),
    ReportState.SENT: ("send", ""),
    ReportState.RECEIVED: ("check", "good"),
    ReportState.FEEDBACK: ("message-circle", "good"),
}


def state_sign(row: ConcernReportRow, today: date) -> tuple[str, str, str]:
    """Return icon, words and tone of a report's state; what is urgent or waits for long comes first."""
    icon, tone = _ICONS[row.state]
    words = _(row.state.label.text)
    if days := days_without_receipt(row.state, row.sent_on, today):
        text = ngettext("No receipt for {count} day", "No receipt for {count} days", days)
        return "triangle-alert", text.format(count=days), "warning"
    if row.urgent and row.state in (ReportState.DRAFT, ReportState.SECOND_READER):
        return "siren", _("{state}, urgent").format(state=words), "danger"
    return icon, words, tone


def days_without_receipt(state: ReportState, sent_on: date | None, today: date) -> int:
    """Return for how many days a receipt has been missing, 0 while that is nothing to ask about."""
    days = (today - sent_on).days if sent_on and state is ReportState.SENT else 0
    return days if days >= DAYS_FOR_RECEIPT else 0


def day(value: date | None, form: str = "medium") -> str:
    """Return a day, or a dash where there is none."""
    return window_texts().day(value, form) if value else "–"


def moment_words(moment: datetime, today: date) -> str:
    """Return the time of an instant of today, the day of any other."""
    local = moment.astimezone(ZONE)
    return window_texts().clock(local) if local.date() == today else day(local.date())


def municipality_name(code: str) -> str:
    """Return the name of a municipality, or a dash while none is chosen."""
    return next((each.name for each in municipalities() if each.code == code), "–")
