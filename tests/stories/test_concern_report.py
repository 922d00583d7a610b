"""A concern report from beginning to end, at the keyboard: from a person who may be a child to the answer."""

import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach_desktop.domain.concern_report import ReportState, SentHow
from outreach_desktop.operations.concern_reports import look_at_report
from outreach_desktop.operations.printing import concern_report_bytes
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.people.room import room as people_room
from outreach_desktop.ui.reports import room as reports_room
from outreach_desktop.ui.top_bar import Signs
from tests.makers import NOW
from tests.ui.conftest import type_text  # noqa: F401
from tests.ui.keyboard_user import child, nothing_remembered, stored, user, workspace  # noqa: F401


@pytest.fixture
def window(workspace, shown):  # noqa: F811
    made = MainWindow([people_room(workspace), reports_room(workspace)], signs=Signs(who="Anna"))
    made.resize(1366, 768)
    return shown(made)


def pages_of(pdf):
    """Return the text of a PDF as a person reads it."""
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def test_a_report_is_written_read_sent_and_answered(window, user, child, stored, tmp_path, nothing_remembered):  # noqa: F811
    window.go("people", {"person": child.id})
    user.waits()
    user.tabs_to("child.report")
    user.presses(Qt.Key.Key_Space)
    assert window.here == ("reports", {"report": "new", "person": child.id})

    write_the_child(user)
    write_what_is_known(user)
    hand_over(window, user)
    report_id = window.here[1]["report"]
    handed = stored(lambda db: look_at_report(db, report_id))
    assert (handed.state, handed.second_reader, handed.person_id) == (ReportState.SECOND_READER, "Moa", child.id)

    mark_sent(user)
    sent = stored(lambda db: look_at_report(db, report_id))
    assert (sent.state, sent.sent_how, sent.sent_to) == (ReportState.SENT, SentHow.POST, "Mottagningen barn och unga")
    save_as_pdf(window, user, tmp_path / "export.pdf")

    for language, words in PRINTED.items():
        text = pages_of(stored(lambda db, to=language: concern_report_bytes(db, sent, to, NOW)))
        assert [word for word in (*words, child.code, "Tova, efternamn okänt") if word not in text] == []
    saved = pages_of((tmp_path / "export.pdf").read_bytes())
    assert "”Jag går i nian.”" in saved
    assert "UTKAST" not in saved
    actions = actions_of(stored, sent)
    assert [action for action in actions if action != "read"] == ["add", "change", "change", "export"]
    assert "read" in actions


PRINTED = {
    "sv": (
        "Orosanmälan",
        "Socialtjänsten, Gävle",
        "Sekretess",
        "Barnet känner inte till anmälan",
        "2025:400",
        "Sida 1 av",
    ),
    "en": (
        "Concern report",
        "Social services, Gävle",
        "Confidential",
        "The child has not been told of the report",
        "2025:400",
        "Page 1 of",
    ),
}


def write_the_child(user):  # noqa: F811
    """Write the municipality by a part of its name, then who the child is."""
    user.with_ctrl(Qt.Key.Key_A)
    user.writes("gävle")
    user.presses(Qt.Key.Key_Return)
    user.tabs_to("ConcernReport.child_name")
    user.writes("Tova, efternamn okänt")
    user.with_ctrl(Qt.Key.Key_S)


def write_what_is_known(user):  # noqa: F811
    user.with_ctrl(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    user.writes("12–19 november: annonsen flyttar mellan tre orter.")
    user.presses(Qt.Key.Key_Tab)
    user.writes("”Jag går i nian.”")
    user.tabs_to("ConcernReport.child_told_why")
    user.writes("Vi når henne bara när någon annan läser med.")


def hand_over(window, user):  # noqa: F811
    """Forget the reader first, as one does: the page says so and leads there."""
    user.clicks(window, "report.hand")
    assert "Andra läsare" in QApplication.focusWidget().accessibleName()
    user.presses(Qt.Key.Key_Tab)
    user.presses(Qt.Key.Key_Space)
    user.writes("Moa")
    user.tabs_to("report.hand")
    user.presses(Qt.Key.Key_Space)


def mark_sent(user):  # noqa: F811
    user.tabs_to("ConcernReport.sent_how")
    user.presses(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    user.presses(Qt.Key.Key_Tab)
    user.writes("Mottagningen barn och unga")
    user.with_ctrl(Qt.Key.Key_S)


def save_as_pdf(window, user, path):  # noqa: F811
    user.tabs_to("report.pdf")
    user.presses(Qt.Key.Key_Space)
    user.clicks(window, "dialog.yes")
    user.saves_at(window, path)


def actions_of(stored, report):  # noqa: F811
    rows = stored(lambda db: db.rows("SELECT action FROM log WHERE uid = :uid ORDER BY seq", uid=report.uid))
    return [row["action"] for row in rows]


def test_a_draft_typed_survives_a_switch_of_the_language(window, user, child):  # noqa: F811
    window.go("reports", {"report": "new", "person": child.id})
    user.waits()
    user.with_ctrl(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    user.writes("Hon skrev sent på natten. ")
    window.use_language("en")
    user.waits()
    user.writes("Sedan inget mer.")
    window.use_language("sv")

    assert window.page.form.record().seen == "Hon skrev sent på natten. Sedan inget mer."
