"""Writing a concern report."""

from dataclasses import replace
from datetime import date

import pytest
from makers import NOW, a_report
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from rules import problems_of

from outreach_desktop.domain.concern_report import ReportState
from outreach_desktop.domain.organisation import ReportStatus
from outreach_desktop.operations.concern_reports import look_at_report, save_report
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.ui.look import theme
from outreach_desktop.ui.reports.draft_page import PREVIEW_WAIT
from outreach_desktop.ui.workspace import Workspace


@pytest.fixture
def writing(window, user, child):
    """A new report about a person who may be a child, open."""
    window.go("reports", {"report": "new", "person": child.id})
    user.waits()
    return window


def words_on(window):
    return [each.text() for each in window.page.findChildren(QLabel) if each.isVisible()]


def type_in(window, user, field, text):
    window.page.form.go_to(field)
    user.writes(text)


def test_a_new_report_knows_the_person_the_writer_and_the_day(writing, child):
    report = writing.page.form.record()

    assert report.person_id == child.id
    assert report.reporter_name == "Anna"
    assert report.written_on == NOW.date()
    assert not report.guardian_told
    assert f"Utkast av Anna · ett barn per anmälan · {child.code}" in words_on(writing)


def test_urgent_comes_first(writing):
    assert "Är det bråttom? Ring först" in words_on(writing)
    assert any("112" in words for words in words_on(writing))


def test_a_draft_is_stored_as_far_as_it_has_come(writing, user, stored):
    type_in(writing, user, "seen", "Rösten lät mycket ung.")
    user.with_ctrl(Qt.Key.Key_S)
    place = writing.here[1]

    report = stored(lambda db: look_at_report(db, place["report"]))
    assert report.seen == "Rösten lät mycket ung."
    assert report.state is ReportState.DRAFT
    assert "Sparad 19.31" in words_on(writing)
    assert QApplication.focusWidget() is writing.page.form.editor("seen").parts[0]


def test_the_way_to_what_is_wrong_in_another_part_scrolls_to_it(writing, user):
    writing.resize(1366, 600)
    writing.page.form.tabs.setCurrentIndex(2)
    user.waits()
    writing.page.form.tabs.setCurrentIndex(4)
    user.waits()
    writing.page.form.go_to("child_told_why")
    user.waits()
    field = writing.page.form.editor("child_told_why").parts[0]
    assert field.hasFocus()
    assert field.visibleRegion().boundingRect() == field.rect()


def test_saving_leaves_the_part_where_it_was_scrolled_to(writing, user):
    writing.resize(1366, 500)
    user.waits()
    type_in(writing, user, "seen", "Rösten lät mycket ung.")
    bar = writing.page.form._area.verticalScrollBar()
    bar.setValue(300)
    user.with_ctrl(Qt.Key.Key_S)
    user.waits()
    assert writing.page.form.scrolled == 300


def test_a_day_typed_in_another_way_than_it_is_shown_is_saved_like_any_other(writing, user):
    writing.page.form.go_to("written_on")
    QApplication.focusWidget().selectAll()
    user.writes("20/11")
    user.with_ctrl(Qt.Key.Key_S)

    assert writing.page.form.record().written_on == date(2026, 11, 20)
    assert not writing.page.unsaved()
    assert "Sparad 19.31" in words_on(writing)


def test_handing_over_too_early_says_all_that_is_missing_and_leads_there(writing, user):
    user.clicks(writing, "report.hand")
    summary = QApplication.focusWidget()
    assert summary.accessibleName().startswith("4 saker behöver rättas.")
    links = [link for link in summary.findChildren(QPushButton) if "Andra läsare" in link.accessibleName()]
    links[0].click()

    assert QApplication.focusWidget().objectName() == "second_reader"
    assert writing.page.form.tabs.currentIndex() == 4


def test_the_writer_is_no_second_reader(window, user, drafted):
    window.go("reports", {"report": drafted.id})
    type_in(window, user, "second_reader", "anna")
    user.clicks(window, "report.hand")

    assert "Någon annan än den som har skrivit ska läsa anmälan." in words_on(window)


def test_what_is_typed_survives_the_end_of_the_program(writing, user, opened, shown, type_text):
    type_in(writing, user, "said", "”Jag går i nian.”")
    type_in(writing, user, "municipality", "")
    place = writing.here[1]
    writing.page._keeper.keep_now()
    user.waits()
    draft = user.workspace.own_drafts()[f"report:new:person:{place['person']}"]
    assert "nian" in draft.state
    writing.go("reports")
    writing.go("reports", place)
    user.waits()

    assert writing.page.form.record().said == "”Jag går i nian.”"
    assert "Det du skrev senast finns kvar" in words_on(writing)


def test_a_discarded_draft_is_gone(writing, user):
    type_in(writing, user, "said", "fel barn")
    writing.go("reports")
    user.waits()
    writing.back()
    user.waits()
    user.clicks(writing, "report.discard")

    assert writing.page.form.record().said == ""
    assert user.workspace.own_drafts() == {}


def test_switching_the_language_of_the_window_keeps_text_place_and_cursor(writing, user):
    type_in(writing, user, "seen", "två rader\noch ett fast\u00a0mellanslag")
    user.presses(Qt.Key.Key_Left, Qt.Key.Key_Left)
    writing.use_language("en")
    user.waits()
    area = QApplication.focusWidget()

    assert area.objectName() == "ConcernReport.seen"
    assert area.textCursor().position() == len("två rader\noch ett fast\u00a0mellanslag") - 2
    assert writing.page.form.record().seen == "två rader\noch ett fast\u00a0mellanslag"
    assert writing.page.form.tabs.currentIndex() == 2
    assert "Not saved yet" in words_on(writing)


def test_the_preview_follows_what_is_typed_a_moment_later(writing, user, qtbot):
    type_in(writing, user, "child_name", "Tova Ek")
    qtbot.wait(PREVIEW_WAIT + 50)
    user.waits()
    assert "Tova Ek" in writing.page.preview.view.accessibleDescription()


def test_the_report_has_a_language_of_its_own(writing, user, qtbot):
    writing.page.form.language.choose(1)
    qtbot.wait(PREVIEW_WAIT + 50)
    user.waits()

    assert "Concern report" in writing.page.preview.view.accessibleDescription()
    assert writing.page.title == "Orosanmälan"
    user.with_ctrl(Qt.Key.Key_S)
    assert writing.page.form.record().language == "en"


def test_telling_the_guardians_brings_the_warning(writing, user):
    writing.page.form.go_to("guardian_told")
    assert "Behöver de få veta?" not in words_on(writing)
    user.presses(Qt.Key.Key_Space)

    assert "Behöver de få veta?" in words_on(writing)


def test_the_law_is_asked_for_only_where_the_organisation_reports_under_both(window, user, stored, child):
    page = window.go("reports", {"report": "new", "person": child.id})
    assert "Anmäls enligt" not in words_on(window)

    def make_mixed(db):
        save_organisation(db, replace(load_organisation(db), report_status=ReportStatus.MIXED), NOW)

    user.workspace.write(window, make_mixed)
    user.waits()
    window.go("reports", {"report": "new"})
    assert page is None
    assert window.page.form.editor("basis").parts


def test_a_report_for_a_sibling_shares_receiver_and_reporter_only(window, user, drafted):
    window.go("reports", {"report": drafted.id})
    user.clicks(window, "report.sibling")
    report = window.page.form.record()

    assert (report.municipality, report.reporter_name) == (drafted.municipality, "Anna")
    assert (report.child_name, report.seen, report.person_id, report.how_known) == ("", "", None, "")


def test_ctrl_page_down_goes_through_the_parts(writing, user):
    seen = []
    for _part in range(5):
        user.with_ctrl(Qt.Key.Key_PageDown)
        seen.append(QApplication.focusWidget().objectName())

    first = "ConcernReport."
    assert seen[1:] == [f"{first}seen", f"{first}reporter_name", "second_reader", f"{first}municipality"]


def test_a_draft_sent_by_somebody_else_meanwhile_is_not_written_over(window, user, drafted, stored):
    from outreach_desktop.domain.concern_report import SentHow
    from outreach_desktop.operations.concern_reports import Sending, hand_to_second_reader, send_report

    window.go("reports", {"report": drafted.id})
    type_in(window, user, "said", "mer")
    handed = stored(lambda db: hand_to_second_reader(db, drafted, "Moa", NOW))
    stored(lambda db: send_report(db, handed, Sending(SentHow.POST, "Mottagningen", NOW.date()), NOW))
    user.with_ctrl(Qt.Key.Key_S)

    assert "Anmälan sparades inte" in words_on(window)
    assert window.page.form.record().said == "mer"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("part", range(5))
def test_every_part_keeps_the_rules_of_every_page(writing, user, language, part):
    writing.use_language(language)
    writing.page.form.tabs.setCurrentIndex(part)
    user.waits()

    assert problems_of(writing) == []


@pytest.mark.parametrize("size", ["larger", "largest"])
def test_larger_text_puts_the_preview_below(writing, user, size):
    assert writing.page.findChild(type(writing.page.preview)).y() < 200
    writing.use_look(theme.Theme("light", size))
    user.waits()

    assert problems_of(writing) == []


def test_a_draft_typed_by_one_workspace_is_there_in_the_next(opened, shown, type_text, child):
    from keyboard_user import User

    from outreach_desktop.ui.main_window import MainWindow
    from outreach_desktop.ui.reports import room
    from outreach_desktop.ui.top_bar import Signs
    from outreach_desktop.vault.folder import Vault

    vault, unlocked = opened
    folder = vault.folder
    space = Workspace(vault, unlocked, now=lambda: NOW)
    window = shown(MainWindow([room(space)], signs=Signs(who="Anna")))
    window.go("reports", {"report": "new", "person": child.id})
    type_in(window, User(space, type_text), "effect", "Sover inte.")
    window.hide()
    space.close()

    again = Vault.open(folder)
    space = Workspace(again, unlocked, now=lambda: NOW)
    window = shown(MainWindow([room(space)], signs=Signs(who="Anna")))
    window.go("reports", {"report": "new", "person": child.id})
    try:
        assert window.page.form.record().effect == "Sover inte."
    finally:
        window.hide()
        space.close()


def test_a_whole_report_can_be_saved_again_unchanged(window, user, stored):
    whole = stored(lambda db: save_report(db, a_report(seen="å" * 5000), NOW))
    window.go("reports", {"report": whole.id})
    user.with_ctrl(Qt.Key.Key_S)

    again = stored(lambda db: look_at_report(db, whole.id))
    assert replace(again, version=whole.version, changed_at=whole.changed_at, changed_by=whole.changed_by) == whole


def test_tab_follows_the_eye_also_into_parts_made_late(writing, user):
    writing.page.form.tabs.setFocus()
    user.presses(Qt.Key.Key_Right, Qt.Key.Key_Right)
    met = []
    for _step in range(8):
        user.presses(Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget().objectName())

    names = ["seen", "said", "heard", "effect", "own_view", "child_told", "child_told_why"]
    assert met[:7] == [f"ConcernReport.{name}" for name in names]
    assert met[7] != "ConcernReport.municipality"


def test_tab_leads_from_the_summary_through_its_links_into_the_form(writing, user):
    user.clicks(writing, "report.hand")
    user.presses(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName().startswith("Barnets hemkommun")
    user.presses(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)

    assert QApplication.focusWidget().objectName() == "ConcernReport.municipality"


def test_what_leaves_as_pdf_is_stored_first(writing, user, stored, tmp_path, nothing_remembered):
    type_in(writing, user, "seen", "Rösten lät mycket ung.")
    user.clicks(writing, "report.pdf")
    report = stored(lambda db: look_at_report(db, writing.here[1]["report"]))
    user.clicks(writing, "dialog.yes")
    user.saves_at(writing, tmp_path / "export.pdf")

    assert report.seen == "Rösten lät mycket ung."
    assert (tmp_path / "export.pdf").read_bytes().startswith(b"%PDF")
    assert stored(lambda db: db.value("SELECT count(*) FROM log WHERE action = 'export'")) == 1


def test_a_new_report_can_be_removed_once_it_is_stored(writing, user):
    user.with_ctrl(Qt.Key.Key_S)
    writing.page.form.tabs.setCurrentIndex(4)
    user.clicks(writing, "report.remove")
    assert writing.here == ("reports", {})
    assert writing.page.model.rowCount() == 0
    user.clicks(writing, "toast.undo")

    assert writing.page.model.rowCount() == 1
