"""What the window previews, prints and saves."""

import subprocess
from datetime import date

import pytest
from makers import NOW, a_person, a_report

from outreach_desktop.domain.statistics import Period
from outreach_desktop.i18n import texts
from outreach_desktop.operations import exports
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.exports import Format, export_concern_report, export_statistics
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.printing import concern_report_bytes, statistics_bytes, statistics_sheet
from outreach_desktop.operations.statistics import count_statistics

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def text_of(pdf):
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def test_a_report_is_the_same_in_the_window_and_in_the_terminal(db):
    report = save_report(db, a_report(person_id=save_person(db, a_person(), NOW).id), NOW)
    shown = concern_report_bytes(db, report, "sv", NOW)

    assert shown == concern_report_bytes(db, report, "sv", NOW)
    assert shown == export_concern_report(db, report.id, Format.PDF, printed_on=NOW.date(), now=NOW)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Orosanmälan", "Socialtjänsten, Stockholm", "Upprättad av Anna", "rekommendationen", "UTKAST")),
        ("en", ("Concern report", "Social services, Stockholm", "Anna", "recommendation", "DRAFT")),
    ],
)
def test_a_report_says_receiver_law_and_writer_in_its_own_language(db, language, words):
    text = text_of(concern_report_bytes(db, a_report(), language, NOW))

    assert [word for word in words if word not in text] == []


def test_an_unfinished_report_can_be_seen_too(db):
    text = text_of(concern_report_bytes(db, a_report(municipality="", seen="", reporter_name=""), "sv", NOW))

    assert "Socialtjänsten" in text


def test_a_municipality_that_left_the_list_is_left_out(db):
    assert "Socialtjänsten" in text_of(concern_report_bytes(db, a_report(municipality="9999"), "sv", NOW))


def test_statistics_are_the_same_in_the_window_and_in_the_terminal(db):
    counted = count_statistics(db, YEAR)
    in_english = texts("en")

    assert statistics_bytes(db, counted, "en", NOW) == export_statistics(
        db, YEAR, Format.PDF, in_english, printed_on=NOW.date(), now=NOW
    )
    assert statistics_sheet(db, counted, "en") == export_statistics(
        db, YEAR, Format.CSV, in_english, printed_on=NOW.date(), now=NOW
    )
    assert exports.show_statistics(db, counted, in_english).tables[0].title
