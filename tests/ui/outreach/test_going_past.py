"""At the message: a *not now* takes the copy away, a reason gives it back; and copied is not sent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from rules import problems_of

from outreach_desktop.domain import rights
from outreach_desktop.domain.contact import Contact, ContactFilter, Outcome, Sending
from outreach_desktop.domain.going_past import GoingPast
from outreach_desktop.domain.permission import Why
from outreach_desktop.domain.person import AgeBand, IdentifierKind
from outreach_desktop.domain.platform import AccountState, Platform
from outreach_desktop.domain.rights import KeptBy, Right, Rule
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.organisation import load_organisation, save_organisation, save_platform
from outreach_desktop.operations.people import identifier_of, save_identifier, save_person
from outreach_desktop.operations.writing import unconfirmed_lines
from outreach_desktop.storage import contacts
from outreach_desktop.storage.reading import load, load_all
from outreach_desktop.ui.look.theme import Theme

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture(autouse=True)
def clipboard(qapp):
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


@pytest.fixture
def alma(filled):
    """Somebody whom we wrote to two days ago, in vain."""
    person = save_person(filled, a_person(alias="Alma"), NOW)
    at = NOW - timedelta(days=2)
    save_contact(filled, a_contact(person_id=person.id, at=at), at)
    return person


def here(window):
    return QApplication.focusWidget().objectName()


def words(window):
    QApplication.processEvents()
    return " ".join(w.text() for w in window.page.findChildren(QLabel) if w.isVisible())


def button(window, name):
    return next((w for w in window.page.findChildren(QPushButton, name) if w.isVisible()), None)


def newest(workspace):
    return load(workspace.db, Contact, contacts.find(workspace.db, ContactFilter(), most=1))[0]


def begin_line(user, alias="Alma"):
    user.writes(alias)
    user.presses(ENTER)


def test_not_now_disables_every_way_of_copying(window, alma, user, clipboard):
    begin_line(user)
    assert button(window, "message.copy") is None
    line = window.page._line
    line.message.text.setFocus()
    for key in (Qt.Key.Key_C, Qt.Key.Key_Insert, ENTER):
        user.with_ctrl(key)
    line.message.copy()
    line.message.copy_button.click()
    user.waits()
    assert not clipboard.text()
    assert load_all(window.page._workspace.db, GoingPast) == []


def test_the_copy_key_leads_to_the_reason_and_enter_there_copies(window, workspace, alma, user, clipboard):
    begin_line(user)
    user.with_ctrl(ENTER)
    assert here(window) == "line.reason"
    user.writes("Hon bad mig skriva i dag.")
    user.presses(ENTER)
    assert clipboard.text().startswith("Hej Alma")
    (passed,) = load_all(workspace.db, GoingPast)
    assert (passed.person_id, passed.whys, passed.reason) == (alma.id, (Why.INTERVAL,), "Hon bad mig skriva i dag.")
    clipboard.clear()
    user.with_ctrl(ENTER)
    assert clipboard.text().startswith("Hej Alma")
    assert len(load_all(workspace.db, GoingPast)) == 1


def test_without_a_reason_in_words_nothing_is_copied(window, workspace, alma, user, clipboard):
    begin_line(user)
    user.with_ctrl(ENTER)
    user.presses(ENTER)
    assert "Skriv varför med några ord." in words(window)
    assert not clipboard.text()
    assert load_all(workspace.db, GoingPast) == []


def test_a_volunteer_reads_why_and_whom_to_ask(window, workspace, alma, user, clipboard, monkeypatch):
    monkeypatch.setitem(rights.RULES, Right.GO_PAST_WAITING, Rule(frozenset(), KeptBy.PROGRAM))
    begin_line(user)
    user.with_ctrl(ENTER)
    assert "Bara personal kan skriva ändå." in words(window)
    assert button(window, "line.go_past") is None
    assert not clipboard.text()


def test_the_platform_in_the_line_counts(window, filled, workspace, user, clipboard):
    save_platform(filled, Platform(name="Sida ett", account_state=AccountState.CLOSED), NOW)
    begin_line(user, "Signe")
    assert button(window, "message.copy") is not None
    editor = window.page._line.fields["platform_id"].editor
    editor.combo.setFocus()
    user.presses(Qt.Key.Key_Down)
    assert "Vårt konto på Sida ett är stängt." in words(window)
    user.with_ctrl(ENTER)
    assert not clipboard.text()
    editor.combo.setFocus()
    user.presses(Qt.Key.Key_Up)
    user.with_ctrl(ENTER)
    assert clipboard.text().startswith("Hej Signe")


def test_a_number_that_went_to_somebody_else_is_told(window, filled, user, clipboard):
    person = save_person(filled, a_person(alias="Alma"), NOW)
    old = identifier_of("070-174 06 05", IdentifierKind.PHONE, person.id, TODAY)
    save_identifier(filled, replace(old, active=False), NOW)
    begin_line(user, "070 174 06 05")
    user.with_ctrl(ENTER)
    assert "inte längre personens" in words(window)
    assert not clipboard.text()


def test_another_age_is_told_with_whom_to_turn_to(window, filled, workspace, user):
    save_organisation(filled, replace(load_organisation(filled), youngest=18), NOW)
    workspace._reload()
    save_person(filled, a_person(alias="Alma", age_band=AgeBand.FROM_15), NOW)
    begin_line(user)
    assert "I stället: Alltid Sedd (alltidsedd.se)" in words(window)


def test_safe_ways_and_times_stand_beside_the_copy_button(window, filled, user):
    save_person(filled, a_person(alias="Alma", safe_ways="Chatten", safe_from=18, safe_until=22), NOW)
    begin_line(user)
    assert "Chatten · mellan klockan 18 och 22" in words(window)
    assert button(window, "message.copy") is not None


def test_an_unsafe_hour_says_when_the_next_safe_one_begins(window, filled, user):
    save_person(filled, a_person(alias="Alma", safe_from=8, safe_until=16), NOW)
    begin_line(user)
    assert "Nästa börjar i morgon 08.00." in words(window)


def test_a_reason_half_written_is_kept_with_the_line(window, workspace, alma, user):
    begin_line(user)
    user.with_ctrl(ENTER)
    user.writes("Hon bad")
    user.presses(ESC)
    window.page.quick.clear()
    begin_line(user)
    assert window.page._line.waiting.reason.text() == "Hon bad"


def test_saved_without_a_word_the_line_says_copied(window, workspace, user):
    begin_line(user, "Signe")
    user.with_ctrl(ENTER)
    user.with_ctrl(Qt.Key.Key_S)
    assert newest(workspace).sending is Sending.COPIED
    assert "1 text kopierades. Skickades den?" in words(window)


def test_one_key_confirms_that_it_was_sent(window, workspace, user):
    begin_line(user, "Signe")
    user.presses(ENTER, modifiers=CTRL | SHIFT)
    assert window.page._line.sending is Sending.NONE
    user.with_ctrl(ENTER)
    user.presses(ENTER, modifiers=CTRL | SHIFT)
    user.with_ctrl(Qt.Key.Key_S)
    assert newest(workspace).sending is Sending.SENT
    assert unconfirmed_lines(workspace.db) == []


def test_who_answers_has_got_it(window, workspace, user):
    begin_line(user, "Signe")
    user.with_ctrl(ENTER)
    user.presses(Qt.Key.Key_2)
    user.with_ctrl(Qt.Key.Key_S)
    assert (newest(workspace).outcome, newest(workspace).sending) == (Outcome.QUESTION, Sending.SENT)


def test_a_line_left_after_copying_says_copied_when_it_is_opened_again(window, workspace, user):
    begin_line(user, "Signe")
    user.with_ctrl(ENTER)
    user.presses(ESC, ESC)
    begin_line(user, "Signe")
    assert "Kopierad. Skickad?" in words(window)
    user.with_ctrl(Qt.Key.Key_S)
    assert newest(workspace).sending is Sending.COPIED


def test_the_unconfirmed_are_answered_by_keyboard(window, workspace, user):
    for alias in ("Signe", "Vera"):
        begin_line(user, alias)
        user.with_ctrl(ENTER)
        user.with_ctrl(Qt.Key.Key_S)
    while here(window) != "unconfirmed.sent":
        user.presses(Qt.Key.Key_Tab)
    user.presses(Qt.Key.Key_Space)
    assert [each.person.alias for each in unconfirmed_lines(workspace.db)] == ["Signe"]
    while here(window) != "unconfirmed.never":
        user.presses(Qt.Key.Key_Tab)
    user.presses(Qt.Key.Key_Space)
    assert unconfirmed_lines(workspace.db) == []
    assert not window.page.unconfirmed.isVisible()
    window.findChild(QPushButton, "toast.undo").click()
    user.waits()
    assert [each.person.alias for each in unconfirmed_lines(workspace.db)] == ["Signe"]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", ["normal", "largest"])
def test_the_page_keeps_the_rules_while_it_says_not_now(window, filled, alma, user, language, size):
    window.use_look(Theme("light", size))
    window.use_language(language)
    begin_line(user)
    assert not problems_of(window)
    user.with_ctrl(ENTER)
    user.writes("Hon bad mig.")
    user.presses(ENTER)
    assert not problems_of(window)
    user.with_ctrl(Qt.Key.Key_S)
    assert not problems_of(window)
