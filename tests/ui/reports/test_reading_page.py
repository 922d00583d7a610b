"""A written report: second reader, sent, receipt, feedback."""

from datetime import timedelta

import pytest
from makers import NOW
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from rules import problems_of

from outreach_desktop.domain.concern_report import ReportState, SentHow
from outreach_desktop.operations.concern_reports import look_at_report


@pytest.fixture
def reading(window, user, handed):
    window.go("reports", {"report": handed.id})
    user.waits()
    return window


def words_on(window):
    return [each.text() for each in window.page.findChildren(QLabel) if each.isVisible()]


def read_lines(db):
    return db.rows("SELECT uid FROM log WHERE action = 'read' AND subject = 'concern_report'")


def test_the_page_says_who_waits_for_whom_and_shows_the_report_itself(reading):
    assert "Anna väntar på att Moa läser" in words_on(reading)
    assert "annonsen flyttar mellan tre orter" in reading.page.preview.view.accessibleDescription()
    assert QApplication.focusWidget() is reading.page.preview.view


def test_opening_leaves_one_line_in_the_log_also_when_the_page_is_built_anew(reading, user, stored):
    reading.use_language("en")
    user.waits()

    assert len(stored(read_lines)) == 1


def test_back_to_draft_lets_the_writer_go_on(reading, user):
    user.clicks(reading, "report.back")

    assert reading.page.form.record().state is ReportState.DRAFT
    assert reading.page.form.reader == "Moa"


def test_a_report_is_sent_only_with_how_and_to_whom(reading, user, stored, handed):
    user.with_ctrl(Qt.Key.Key_S)
    assert QApplication.focusWidget().accessibleName().startswith("2 saker behöver rättas.")
    form = reading.page.form
    form.editor("sent_how").focus()
    user.presses(Qt.Key.Key_Down, Qt.Key.Key_Down)
    form.editor("sent_to").focus()
    user.writes("Mottagningen, Sjöstad")
    user.with_ctrl(Qt.Key.Key_S)

    report = stored(lambda db: look_at_report(db, handed.id))
    assert (report.state, report.sent_how) == (ReportState.SENT, SentHow.E_SERVICE)
    assert (report.sent_to, report.sent_on) == ("Mottagningen, Sjöstad", NOW.date())


def test_a_sent_report_cannot_be_edited_and_goes_on_to_receipt_and_feedback(window, user, sent, stored):
    window.go("reports", {"report": sent.id})
    user.waits()
    fields = [f for kind in (QLineEdit, QPlainTextEdit) for f in window.page.findChildren(kind)]
    assert [f.objectName() for f in fields] == ["ConcernReport.received_on"]
    user.clicks(window, "report.next")
    window.page.form.editor("feedback").focus()
    user.writes("Utredning har inletts.")
    user.clicks(window, "report.next")

    report = stored(lambda db: look_at_report(db, sent.id))
    assert report.state is ReportState.FEEDBACK
    assert (report.received_on, report.feedback) == (NOW.date(), "Utredning har inletts.")
    assert any("Utredning har inletts." in words for words in words_on(window))


def test_a_day_before_the_report_was_sent_is_no_receipt(window, user, sent):
    window.go("reports", {"report": sent.id})
    line = window.page.form.editor("received_on").parts[0]
    line.setFocus()
    line.selectAll()
    user.writes("20/11")
    user.with_ctrl(Qt.Key.Key_S)

    assert "Kan inte vara före dagen då anmälan skickades." in words_on(window)


def test_a_missing_receipt_is_told(window, user, sent, workspace):
    workspace.now = lambda: NOW + timedelta(days=15)
    window.go("reports", {"report": sent.id})
    user.waits()

    assert "Obekräftad i 15 dagar" in words_on(window)


def test_what_is_typed_here_is_kept_too(reading, user):
    reading.page.form.editor("sent_to").focus()
    user.writes("Mottag")
    reading.go("reports")
    user.waits()
    reading.go("reports", {"report": reading.page.model.id_at(0)})

    assert reading.page.form.record().sent_to == "Mottag"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_keeps_the_rules_of_every_page(reading, user, language):
    reading.use_language(language)
    user.waits()

    assert problems_of(reading) == []
