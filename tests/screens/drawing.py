"""Pictures of what is printed: each page of each PDF, in both languages."""

from datetime import date
from io import BytesIO

import pypdfium2

from outreach_desktop.domain.log_line import LogFilter
from outreach_desktop.domain.meeting import MeetingIncident, Way
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.domain.statistics import Period
from outreach_desktop.i18n import LANGUAGES
from outreach_desktop.operations.concern_reports import look_at_report
from outreach_desktop.operations.extracts import extract_bytes
from outreach_desktop.operations.log_reading import log_bytes
from outreach_desktop.operations.meeting_papers import blank_checklist_bytes, incident_bytes, plan_bytes
from outreach_desktop.operations.printing import concern_report_bytes, statistics_bytes
from outreach_desktop.operations.receipts import receipt_bytes
from outreach_desktop.operations.statistics import count_statistics
from outreach_desktop.storage import concern_reports, meetings, people
from outreach_desktop.storage.reading import load_all

YEAR = (date(2025, 12, 1), date(2026, 11, 30))


def papers(workspace, out, word):
    for name, content in _documents(workspace):
        if word in name:
            _draw(name, content, out)


def _documents(workspace):
    db = workspace.db
    counted = count_statistics(db, Period(*YEAR))
    report = look_at_report(db, concern_reports.find(db)[0])
    person = people.find(db, PersonFilter(order="last", descending=True))[0]
    for language in LANGUAGES:
        yield f"print-report.{language}", concern_report_bytes(db, report, language, workspace.now())
        yield f"print-statistics.{language}", statistics_bytes(db, counted, language, workspace.now())
        yield f"print-log.{language}", log_bytes(db, LogFilter(), language, workspace.now())
        yield f"print-receipt.{language}", receipt_bytes(db, language, workspace.now(), *YEAR)
        yield f"print-extract.{language}", extract_bytes(db, person, language, workspace.now())
        yield f"print-checklist.{language}", blank_checklist_bytes(db, Way.PHYSICAL, language, workspace.now())
        for meeting in meetings.load_ahead(db, 1):
            yield f"print-meeting-plan.{language}", plan_bytes(db, meeting.id, language, workspace.now())
        for incident in load_all(db, MeetingIncident)[:1]:
            yield f"print-incident.{language}", incident_bytes(db, incident.id, language, workspace.now())


def _draw(name, content, out):
    document = pypdfium2.PdfDocument(BytesIO(content))
    for number, page in enumerate(document, 1):
        page.render(scale=1.3).to_pil().save(out / f"{name}.page-{number}.png")
    document.close()
