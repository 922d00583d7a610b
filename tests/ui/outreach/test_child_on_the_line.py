"""That somebody may be a child is said on the line itself: what changes is told at once, and the person has it."""

from dataclasses import replace

import pytest
from makers import NOW, TODAY, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from rules import problems_of

from outreach_desktop.domain.person import AgeBand, IdentifierKind, Person
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.operations.people import identifier_of, save_identifier, save_person
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.outreach import room
from outreach_desktop.ui.reports import room as reports_room
from outreach_desktop.ui.top_bar import Signs

ENTER, B, S, Z = Qt.Key.Key_Return, Qt.Key.Key_B, Qt.Key.Key_S, Qt.Key.Key_Z
CHILD = "Kan vara ett barn: gör en orosanmälan"


def words(window):
    QApplication.processEvents()
    return {each.text() for each in window.findChildren(QLabel) if each.isVisible() and each.text()}


def tick(window):
    return window.page.findChild(QCheckBox, "line.may_be_child")


@pytest.fixture
def known(filled):
    def store(**values):
        person = save_person(filled, a_person(**{"alias": "Alma"} | values), NOW)
        save_identifier(filled, identifier_of("070-174 06 44", IdentifierKind.PHONE, person.id, TODAY), NOW)
        return person

    return store


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", ["normal", "largest"])
def test_one_key_says_it_of_somebody_new_and_what_changes_is_told_at_once(window, workspace, user, language, size):
    window.use_language(language)
    window.use_look(Theme("light", size))
    user.writes("Nysan")
    user.presses(ENTER)
    before = words(window)
    user.with_ctrl(B)
    said = words(window) - before
    assert any(("orosanmälan" if language == "sv" else "concern report") in each for each in said)
    assert any("112" in each for each in said)
    assert window.page.width() <= window._area.viewport().width()
    user.with_ctrl(S)
    assert [(each.alias, each.may_be_child) for each in load_all(workspace.db, Person)] == [("Nysan", True)]
    user.writes("Nysan 2")
    user.presses(ENTER)
    user.with_ctrl(B)
    assert problems_of(window) == []


def test_the_tick_is_reached_by_tab_and_taken_back_by_the_same_key(window, workspace, user):
    user.writes("Nysan")
    user.presses(ENTER)
    for _step in range(60):
        if QApplication.focusWidget() is tick(window):
            break
        user.presses(Qt.Key.Key_Tab)
    user.presses(Qt.Key.Key_Space)
    assert CHILD in words(window)
    user.with_ctrl(B)
    assert CHILD not in words(window)
    user.with_ctrl(S)
    assert [each.may_be_child for each in load_all(workspace.db, Person)] == [False]


def test_it_is_said_of_somebody_known_with_a_line_and_undone_with_it(window, workspace, known, user):
    person = known()
    user.writes("Alma")
    user.presses(ENTER)
    user.with_ctrl(B)
    user.with_ctrl(S)
    assert load_one(workspace.db, Person, person.id).may_be_child
    user.with_ctrl(Z)
    assert not load_one(workspace.db, Person, person.id).may_be_child
    assert "Alma · P-2026-0001 kan vara ett barn: gör en orosanmälan" not in words(window)


def test_undo_leaves_what_somebody_else_has_decided_about_the_age(window, workspace, known, user, filled):
    person = known()
    user.writes("Alma")
    user.presses(ENTER)
    user.with_ctrl(B)
    user.with_ctrl(S)
    stored = load_one(workspace.db, Person, person.id)
    save_person(filled, replace(stored, may_be_child=False), NOW)
    save_person(filled, replace(load_one(workspace.db, Person, person.id), age_band=AgeBand.FROM_21), NOW)
    user.with_ctrl(Z)
    assert not load_one(workspace.db, Person, person.id).may_be_child


@pytest.mark.parametrize("values", [{"may_be_child": True}, {"age_band": AgeBand.FROM_15}])
def test_nobody_is_asked_what_the_register_says_already(window, workspace, known, user, values):
    person = known(**values)
    user.writes("Alma")
    user.presses(ENTER)
    assert tick(window) is None
    user.with_ctrl(B)
    user.with_ctrl(S)
    assert load_one(workspace.db, Person, person.id).may_be_child == values.get("may_be_child", False)


@pytest.mark.parametrize("is_known", [True, False])
def test_where_we_write_to_grown_ups_only_the_copy_goes_at_once(window, workspace, known, user, is_known):
    workspace.write(window, lambda db: save_organisation(db, replace(load_organisation(db), youngest=18), NOW))
    user.waits()
    if is_known:
        known()
    user.writes("Alma")
    user.presses(ENTER)
    copies = window.page.findChild(QPushButton, "message.copy")
    assert copies.isVisible()
    user.with_ctrl(B)
    assert not copies.isVisible()
    user.with_ctrl(ENTER)
    assert QApplication.clipboard().text() == ""
    assert any("annan ålder än" in each for each in words(window))
    user.with_ctrl(B)
    assert copies.isVisible()


def test_the_tick_and_what_it_says_survive_the_page_as_a_draft(window, workspace, known, user):
    known()
    user.writes("Alma")
    user.presses(ENTER)
    user.with_ctrl(B)
    window.use_language("en")
    user.waits()
    assert tick(window).isChecked()
    assert "May be a child: make a concern report" in words(window)
    window.go("people")
    window.go("outreach")
    user.waits()
    user.writes("Alma")
    user.presses(ENTER)
    assert tick(window).isChecked()
    assert "May be a child: make a concern report" in words(window)


def test_after_saving_the_report_is_offered_until_it_is_begun_or_put_off(workspace, shown, known, user):
    window = shown(MainWindow([room(workspace), reports_room(workspace)], signs=Signs(who="Anna")))
    window.resize(1366, 768)
    person = known()
    user.waits()
    user.writes("Alma")
    user.presses(ENTER)
    user.with_ctrl(B)
    user.with_ctrl(S)
    title = "Alma · P-2026-0001 kan vara ett barn: gör en orosanmälan"
    assert title in words(window)
    user.writes("Nysan")
    assert title not in words(window)
    window.page.quick.clear()
    user.waits()
    assert title in words(window)
    assert problems_of(window) == []
    user.clicks(window.page.findChild(QPushButton, "child.report"))
    assert window.here == ("reports", {"report": "new", "person": person.id})
    window.back()
    user.waits()
    assert title not in words(window)
