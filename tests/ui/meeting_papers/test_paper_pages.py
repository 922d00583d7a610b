"""The papers of meetings in the real window, by keyboard alone: looked at, in another language, printed, saved."""

from pathlib import Path

import pytest
from keyboard_user import User
from makers import NOW, a_meeting, a_person
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from rules import problems_of

from outreach_desktop.domain.meeting import MeetingIncident, Way
from outreach_desktop.domain.organisation import Role
from outreach_desktop.i18n import LANGUAGES
from outreach_desktop.operations import meeting_papers
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import remove_record, save_record
from outreach_desktop.ui.look.buttons import Choice
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.meetings import papers
from outreach_desktop.ui.page import page_of
from outreach_desktop.ui.preview import printing, way_out
from outreach_desktop.ui.rooms import Room
from outreach_desktop.ui.top_bar import Signs

Key = Qt.Key


@pytest.fixture
def meeting(stored):
    def store(db):
        return save_meeting(db, a_meeting(person_id=save_person(db, a_person(), NOW).id), NOW)

    return stored(store)


@pytest.fixture
def incident(stored, meeting):
    return stored(lambda db: save_record(db, MeetingIncident(meeting_id=meeting.id, text="En man filmade oss."), NOW))


@pytest.fixture
def window(workspace, shown):
    def build(window, place):
        if "plan_paper" in place:
            return papers.build_plan(window, workspace, place["plan_paper"])
        if "incident_paper" in place:
            return papers.build_incident(window, workspace, place["incident_paper"])
        if "blank" in place:
            return papers.build_blank(window, workspace, place["blank"])
        return page_of("Möten", "", [], None)

    made = MainWindow([Room("meetings", "users", lambda: "Möten", build)], signs=Signs(who="Anna"))
    made.resize(1366, 768)
    failures = []
    workspace.failed.connect(failures.append)
    yield shown(made)
    assert failures == []


@pytest.fixture
def user(workspace, window, type_text):
    return User(workspace, type_text)


@pytest.fixture
def go(window, user):
    def go(**place):
        window.go("meetings", place)
        user.waits()
        return window.page

    return go


def logged(stored, subject):
    sql = "SELECT action FROM log WHERE subject = :subject AND action IN ('read', 'print', 'export') ORDER BY seq"
    return stored(lambda db: [row["action"] for row in db.rows(sql, subject=subject)])


def words(window):
    return " ".join(each.text() for each in window.page.findChildren(QLabel) if each.isVisible())


def test_a_plan_is_looked_at_read_in_english_and_saved_by_keyboard(
    window, user, go, meeting, stored, tmp_path, nothing_remembered
):
    page = go(plan_paper=meeting.id)
    assert "Kaféet vid torget" in page.preview.view.accessibleDescription()
    assert "Mötesplan" in page.preview.view.accessibleDescription()
    assert logged(stored, "meeting") == ["read"]

    window.activateWindow()
    page.findChild(Choice, "paper.language").take_focus()
    user.presses(Key.Key_Right, Key.Key_Space)
    assert "Meeting plan" in page.preview.view.accessibleDescription()

    user.tabs_to("paper.pdf")
    user.presses(Key.Key_Return)
    assert "när och var ni ses" in " ".join(label.text() for label in window.findChildren(QLabel))
    user.clicks(window, "dialog.yes")
    written = tmp_path / "plan.pdf"
    user.saves_at(window, written)
    assert written.read_bytes() == stored(lambda db: meeting_papers.plan_bytes(db, meeting.id, "en", NOW))
    assert logged(stored, "meeting") == ["read", "export"]


def test_what_is_printed_is_what_the_preview_shows_and_stands_in_the_log(
    window, user, go, meeting, stored, tmp_path, monkeypatch
):
    printer = printing.a_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    sheets = []

    def print_at_once(_parent, _workspace, pdf, printed):
        sheets.append(pdf)
        printing.draw_on(printer, pdf)
        printed()

    monkeypatch.setattr(way_out, "print_pdf", print_at_once)
    go(plan_paper=meeting.id)
    user.tabs_to("paper.print")
    user.presses(Key.Key_Return)
    assert sheets == [stored(lambda db: meeting_papers.plan_bytes(db, meeting.id, "sv", NOW))]
    assert Path(printer.outputFileName()).stat().st_size > 1000
    assert logged(stored, "meeting") == ["read", "print"]
    assert any("Det är skickat till skrivaren" in each.text() for each in window.findChildren(QLabel))


def test_switching_the_windows_language_notes_no_second_reading(window, user, go, incident, stored):
    go(incident_paper=incident.id)
    window.use_language("en")
    user.waits()
    assert "En man filmade oss." in window.page.preview.view.accessibleDescription()
    assert logged(stored, "meeting_incident") == ["read"]


def test_the_blank_checklist_is_chosen_by_kind_of_meeting(window, user, go, stored):
    page = go(blank="digital")
    assert "video" in page.preview.view.accessibleDescription()
    page.findChild(Choice, "paper.way").take_focus()
    user.presses(Key.Key_Right, Key.Key_Space)
    user.waits()
    assert page.preview.pdf == stored(lambda db: meeting_papers.blank_checklist_bytes(db, Way.CHAT, "sv", NOW))
    assert logged(stored, "own_checklist") == []


def test_a_volunteer_is_told_that_the_report_is_not_theirs_and_no_reading_is_noted(
    window, user, go, incident, stored, workspace, monkeypatch
):
    monkeypatch.setattr(type(workspace.unlocked.sealer), "role", Role.VOLUNTEER)
    page = go(incident_paper=incident.id)
    assert "Det här ingår inte i din roll." in words(window)
    assert page.preview.pdf == b""
    assert logged(stored, "meeting_incident") == []
    user.tabs_to("paper.print")
    user.presses(Key.Key_Return)  # there is nothing to print


def test_a_meeting_in_the_bin_says_so_in_the_place_of_its_plan(window, go, meeting, stored):
    stored(lambda db: remove_record(db, meeting, NOW))
    go(plan_paper=meeting.id)
    assert "finns inte längre" in words(window)


@pytest.mark.parametrize("size", ["normal", "largest"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_paper_keeps_the_rules(window, user, go, incident, meeting, language, size):
    window.use_language(language)
    window.use_look(Theme("light", size))
    for place in ({"plan_paper": meeting.id}, {"incident_paper": incident.id}, {"blank": "physical"}):
        go(**place)
        window.resize(1366, 768)
        QApplication.processEvents()
        assert problems_of(window) == []
        assert not window.findChildren(QFileDialog)
