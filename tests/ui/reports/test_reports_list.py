"""The list of concern reports: how far each has come."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_report
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from rules import problems_of

from outreach_desktop.operations.concern_reports import remove_report, save_report
from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look.theme import Theme


def shown_rows(window):
    model = window.page.model
    return [[model.index(row, column).data() for column in range(7)] for row in range(model.rowCount())]


def test_each_report_shows_its_state_and_who_is_waited_for_and_nothing_restricted(window, user, handed, child):
    window.go("statistics")
    window.go("reports")
    user.waits()

    day = "24 nov. 2026"
    assert shown_rows(window) == [["Hos andra läsaren", child.code, "Stockholm", day, "Anna", "Moa", "–"]]
    assert "Tova" not in str(shown_rows(window))


def test_the_list_follows_what_is_stored(window, user, workspace):
    assert shown_rows(window) == []
    workspace.write(window, lambda db: save_report(db, a_report(urgent=True), NOW))
    user.waits()

    assert shown_rows(window)[0][0] == "Utkast, brådskande"


def test_a_report_without_receipt_for_two_weeks_says_so(window, user, sent, workspace):
    workspace.now = lambda: NOW + timedelta(days=14)
    window.go("statistics")
    window.go("reports")
    user.waits()

    assert shown_rows(window)[0][0] == "Obekräftad i 14 dagar"


def test_only_drafts_are_shown_when_they_are_asked_for(sent, window, user, workspace):
    workspace.write(window, lambda db: save_report(db, a_report(municipality="1480"), NOW))
    user.waits()
    assert len(shown_rows(window)) == 2
    window.page.filter.choose(1)
    user.waits()

    assert [row[2] for row in shown_rows(window)] == ["Göteborg"]


def test_enter_opens_and_escape_comes_back_to_the_same_row(drafted, window, user, workspace):
    workspace.write(window, lambda db: save_report(db, a_report(), NOW))
    user.waits()
    window.page.table.setFocus()
    user.presses(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.here == ("reports", {"report": drafted.id})
    user.presses(Qt.Key.Key_Escape)

    assert window.here == ("reports", {})
    assert window.page.table.currentIndex().row() == 1


def test_delete_removes_and_undo_takes_back(drafted, window, user):
    user.waits()
    window.page.table.setFocus()
    user.presses(Qt.Key.Key_Delete)
    assert shown_rows(window) == []
    user.clicks(window, "toast.undo")

    assert len(shown_rows(window)) == 1


def test_a_removed_report_can_be_taken_out_of_the_bin_where_it_is_opened(window, user, drafted, stored):
    stored(lambda db: remove_report(db, drafted, NOW))
    window.go("reports", {"report": drafted.id})
    user.clicks(window, "report.restore")

    assert window.page.title == "Orosanmälan"
    assert window.page.form.record().seen == drafted.seen


def test_a_report_that_is_gone_says_so(window, user):
    window.go("reports", {"report": 4711})
    words = [each.text() for each in window.page.findChildren(QLabel)]

    assert "Det här finns inte längre i registret. Någon kan ha raderat det." in words


def test_an_empty_list_offers_the_first_report(window, user):
    user.waits()
    QApplication.sendPostedEvents()
    assert window.page.table.isHidden()
    user.with_ctrl(Qt.Key.Key_N)

    assert window.here == ("reports", {"report": "new"})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_list_keeps_the_rules_of_every_page(window, user, workspace, dressed_app, language):
    apply_language(dressed_app, language)
    workspace.write(window, lambda db: save_report(db, replace(a_report(), urgent=True), NOW))
    user.waits()
    window.rebuild()
    user.waits()

    assert problems_of(window) == []


def test_what_cannot_wait_comes_first_whenever_it_was_written(window, user, sent, workspace):
    workspace.now = lambda: NOW + timedelta(days=20)
    later = a_report(municipality="1480", written_on=TODAY + timedelta(days=18))
    urgent = a_report(municipality="0380", urgent=True, written_on=TODAY + timedelta(days=1))
    for report in (urgent, later):
        workspace.write(window, lambda db, report=report: save_report(db, report, workspace.now()))
    user.waits()

    assert [row[2] for row in shown_rows(window)] == ["Uppsala", "Stockholm", "Göteborg"]
    assert [row[0] for row in shown_rows(window)] == ["Utkast, brådskande", "Obekräftad i 20 dagar", "Utkast"]


def test_with_the_largest_text_the_list_leaves_columns_out_and_never_scrolls_sideways(window, user, sent):
    window.resize(1366, 768)
    window.use_look(Theme("light", "largest"))
    user.waits()
    table = window.page.table

    assert table.horizontalScrollBar().maximum() == 0
    assert [at for at in range(7) if not table.isColumnHidden(at)] == [0, 1, 2, 3]
    window.use_look(Theme("light"))
    user.waits()
    assert not any(window.page.table.isColumnHidden(at) for at in range(7))
