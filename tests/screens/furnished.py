"""What a practice vault has not of itself, so that no list stands empty: the bin, who is left alone, two versions."""

from dataclasses import replace
from datetime import timedelta

from outreach_desktop.domain.assessment import Answer
from outreach_desktop.domain.concern_report import ReportState
from outreach_desktop.domain.do_not_disturb import DoNotDisturb
from outreach_desktop.domain.erasure import Cause
from outreach_desktop.domain.importing import Rules
from outreach_desktop.domain.person import Person, PersonFilter
from outreach_desktop.domain.saved_filter import SavedFilter
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.concern_reports import look_at_report, remove_report
from outreach_desktop.operations.contacts import remove_contact
from outreach_desktop.operations.do_not_disturb import erase_and_remember, known_by
from outreach_desktop.operations.erasing import erase_content
from outreach_desktop.operations.importing.carrying_out import carry_out
from outreach_desktop.operations.importing.mapping import columns_for
from outreach_desktop.operations.importing.planning import plan_import
from outreach_desktop.operations.people import remove_person
from outreach_desktop.operations.saved_filters import keep_filter
from outreach_desktop.sheets.reading import read_sheet
from outreach_desktop.storage import assessments, concern_reports, contacts, people
from outreach_desktop.storage.reading import load_one

EVENING = (
    "Alias;Telefon;Ort;Datum;Utfall;Xyz\nMira;070-174 06 91;Uppsala;2026-11-23 19:31;Inget svar;a\n"
    "Lovisa-Marie;070-174 06 92;Gävle;2026-11-23 20:10;Fråga;b\n"
)


def furnish(workspace):
    """Write it by the operations of the pages; once for a vault."""
    now = workspace.now()
    for each in (_bin, _left_alone, _second_version, _filter, _import, _reports):
        workspace.write(workspace, lambda db, work=each: work(db, now))
        workspace.drain()


def _bin(db, now):
    ids = people.find(db, PersonFilter(order="code"))
    remove_person(db, ids[1], now - timedelta(days=3))
    remove_contact(db, contacts.load_log(db, ids[2])[0].id, now)


def _left_alone(db, now):
    person = load_one(db, Person, people.find(db, PersonFilter(order="code"))[3])
    consent = DoNotDisturb(
        consent_on=now.date(), consent_how="Sa det i telefon", ends_on=now.date() + timedelta(days=365)
    )
    erase_and_remember(db, person.id, consent, known_by(db, person.id, person.alias), now, cause=Cause.ASKED)


def _second_version(db, now):
    first = assessments.load(db, assessments.find_all(db)[0])
    turned = {Answer.OBSERVED: Answer.NOT_OBSERVED, Answer.NOT_OBSERVED: Answer.OBSERVED}
    findings = [
        replace(each, id=0, uid="", answer=turned.get(each.answer, each.answer) if at % 4 == 0 else each.answer)
        for at, each in enumerate(first.findings)
    ]
    sign_assessment(db, replace(first, id=0, uid="", findings=tuple(findings)), now)


def _filter(db, now):
    keep_filter(db, SavedFilter(name="Gävleborg, att följa upp", county="21", due=True), now)


def _import(db, now):
    sheet = read_sheet(EVENING.encode("cp1252"))
    carry_out(db, plan_import(db, sheet, columns_for(db, sheet), now), Rules(), now)


def _reports(db, now):
    """One in the bin; of one that was sent only that it was sent is kept."""
    drafts = concern_reports.find(db, ReportState.DRAFT)
    answered = concern_reports.find(db, ReportState.FEEDBACK) or concern_reports.find(db, ReportState.SENT)
    if len(drafts) > 1:
        remove_report(db, look_at_report(db, drafts[-1]), now)
    if len(answered) > 1:
        erase_content(db, answered[-1], now)
