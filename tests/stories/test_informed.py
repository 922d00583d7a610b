"""Article 14 by keyboard: a first message with the link is copied and sent, and the person's page says so."""

from dataclasses import replace

from desk import wait_until
from fingers import type_text
from makers import NOW
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from outreach_desktop.operations import vaults
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from tests.stories.hands import Hands
from tests.ui.rules import problems_of

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LINK = "kvallsljus.example/om"


def test_a_first_message_that_was_sent_informs_the_person_and_says_that_it_was_noted_by_itself(
    desk, opened, vault_folder
):
    db = vaults.connect(*opened)
    save_organisation(db, replace(load_organisation(db), privacy_link=LINK), NOW)
    db.close()
    opened[0].close()
    window = desk.show_at(vault_folder, "outreach", {})
    hands, db = Hands(desk), desk.desktop.workspace.db
    wait_until(window.page.quick.hasFocus)
    type_text("Signe")
    wait_until(lambda: window.page._answer is not None)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, CTRL)
    assert LINK in QGuiApplication.clipboard().text()
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: db.value("SELECT count(*) FROM contact") == 1)
    assert db.value("SELECT informed_how FROM person") == "not_yet"

    window.go("people", {"person": 1})
    wait_until(lambda: "Inte än" in hands.words())

    window.go("outreach", {})
    wait_until(window.page.unconfirmed.isVisible)
    hands.tabs_to("unconfirmed.sent")
    hands.press(Key.Key_Space)
    wait_until(lambda: db.value("SELECT informed_how FROM person") == "message")
    window.go("people", {"person": 1})
    wait_until(lambda: "Meddelande med länken, noterat när det skickades, 24 november 2026" in hands.words())
    assert not problems_of(window)
