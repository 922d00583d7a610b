"""An evening in which we may not always write: by keyboard alone, in the running program, with a lock in between."""

from dataclasses import replace
from datetime import timedelta

import pytest
from desk import wait_until
from fingers import type_text
from makers import NOW, TODAY, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from outreach_desktop.domain.contact import Contact, Sending
from outreach_desktop.domain.going_past import GoingPast
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import contacts
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.folder import Vault

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def clipboard(qapp):
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


@pytest.fixture
def evening(vault_folder, vault_pattern):
    """Alma has not answered yet, Stina wants no contact, the police ask us to leave Vera alone."""
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    profile = replace(load_organisation(db), privacy_link="https://kvallsljus.example/uppgifter")
    save_organisation(db, profile, NOW)
    alma = save_person(db, a_person(alias="Alma", safe_ways="Chatten"), NOW)
    then = NOW - timedelta(days=3)
    save_contact(db, a_contact(person_id=alma.id, at=then), then)
    save_person(db, a_person(alias="Stina", no_contact_since=TODAY, no_contact_until=TODAY + timedelta(days=90)), NOW)
    save_person(db, a_person(alias="Vera", hold_since=TODAY, hold_by="Polisen"), NOW)
    db.close()
    vault.close()
    return alma


class Hands:
    """Nothing but keys, sent to whatever has the keyboard."""

    def __init__(self, desk):
        self.desk = desk

    @property
    def db(self):
        return self.desk.desktop.workspace.db

    def rests(self):
        workspace = self.desk.desktop.workspace
        for _round in range(3):
            wait_until(lambda: True)
            for worker in (workspace._writer, workspace._reader):
                worker.drain()
                QApplication.processEvents()

    def press(self, key, modifiers=NONE):
        wait_until(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        self.rests()

    def asks(self, text):
        """Write into the quick line and wait until its answer stands there."""
        page = self.desk.window.page
        page.quick.setFocus()
        wait_until(page.quick.hasFocus)
        self.press(Key.Key_A, CTRL)
        type_text(text)
        wait_until(lambda: page._answer is not None and page._answer.typed == text)
        self.rests()

    def words(self):
        shown = [each.text() for each in self.desk.window.page.findChildren(QLabel) if each.isVisible()]
        return " ".join(shown)

    def tabs_to(self, name):
        for _step in range(60):
            if QApplication.focusWidget().objectName() == name:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}")


def test_an_evening_of_yes_not_now_and_no(desk, vault_folder, evening, clipboard):
    window = desk.show_at(vault_folder, "outreach", {})
    hands = Hands(desk)

    for alias in ("Stina", "Vera"):  # a refusal and a hold: no key copies, and none stores a line of ours
        hands.asks(alias)
        for key in (Key.Key_Return, Key.Key_C, Key.Key_S):
            hands.press(key, CTRL)
        assert not clipboard.text()
    assert contacts.count(hands.db) == 1

    hands.asks("Alma")  # not now: the copy key leads to the reason
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, CTRL)
    assert not clipboard.text()
    assert "Vårt senaste meddelande väntar på svar." in hands.words()
    type_text("Hon skrev på en annan sida att vi får.")
    hands.press(Key.Key_Return)
    wait_until(lambda: clipboard.text().startswith("Hej Alma"))
    assert [each.person_id for each in load_all(hands.db, GoingPast)] == [evening.id]
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: "1 text kopierades. Skickades den?" in hands.words())

    hands.asks("Signe")  # somebody new: copied, and the laptop is shut before the line is saved
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, CTRL)
    assert clipboard.text().startswith("Hej Signe")
    wait_until(lambda: any(each.startswith("outreach:") for each in desk.desktop.workspace.own_drafts()))
    desk.close()

    window = desk.show_at(vault_folder, "today", {})
    wait_until(lambda: window.page._list is not None)
    titles = [window.page._list.row(at).title for at in range(window.page._list.model().rowCount())]
    assert {"Kopierad, inte bekräftad som skickad", "Alma"} <= set(titles)

    window.go("outreach", {})
    hands.rests()
    hands.tabs_to("unfinished.go_on")
    hands.press(Key.Key_Space)
    wait_until(lambda: window.page._line is not None)
    assert "Kopierad. Skickad?" in hands.words()
    hands.press(Key.Key_Return, CTRL | SHIFT)
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: contacts.count(hands.db) == 3)
    hands.tabs_to("unconfirmed.sent")
    hands.press(Key.Key_Space)
    wait_until(lambda: {each.sending for each in load_all(hands.db, Contact)} == {Sending.NONE, Sending.SENT})
    assert "kopierades" not in hands.words()
