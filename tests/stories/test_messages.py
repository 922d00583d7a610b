"""A message of our own is written, warned of, mended, used and changed, by keyboard alone."""

from desk import wait_until
from fingers import type_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox

from outreach_desktop.operations.templates import own_templates, versions_of
from tests.stories.hands import Hands
from tests.ui.rules import problems_of

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
TEXT = "Hej {alias}, det är {sender} på {organisation}."


def written(desk, hands):
    """Write a message: what is wrong with it is said while one types, and undo takes a word back."""
    hands.tabs_to("MessageTemplate.name")
    type_text("Kort hälsning")
    hands.tabs_to("MessageTemplate.text")
    type_text(TEXT + " Är du eskort? {namn}")
    assert "Programmet kan inte fylla i de här platserna: namn." in hands.words()
    assert "saknar länk" in hands.words()
    assert "Ord som vi undviker: eskort." in hands.words()
    assert not problems_of(desk.window)
    desk.window.page.form.editor("text").focus()
    hands.press(Key.Key_A, CTRL)
    type_text(TEXT)
    hands.press(Key.Key_Z, CTRL)
    assert desk.window.page.form.editor("text").value() != TEXT
    hands.press(Key.Key_A, CTRL)
    type_text(TEXT)
    assert "Hej Alma, det är Anna på Kvällsljus." in hands.words()
    hands.tabs_to("MessageTemplate.checked_by")
    type_text("Oksana")
    hands.press(Key.Key_S, CTRL)


def copied_to(desk, hands, alias):
    """Return what is copied for somebody new with our own message."""
    desk.window.go("outreach", {})
    wait_until(desk.window.page.quick.hasFocus)
    type_text(alias)
    wait_until(lambda: desk.window.page._answer is not None)
    hands.press(Key.Key_Return)
    choice = desk.window.page.findChild(QComboBox, "message.template")
    assert choice.currentText().startswith("Kort hälsning · Första kontakten · svenska")
    hands.press(Key.Key_Return, CTRL)
    return QGuiApplication.clipboard().text()


def test_a_message_of_our_own_from_the_first_word_to_its_second_version(desk, vault_folder):
    window = desk.show_at(vault_folder, "organisation", {"message": "new"})
    hands = Hands(desk)
    db = desk.desktop.workspace.db
    wait_until(lambda: QApplication.focusWidget() is not None)
    written(desk, hands)
    wait_until(lambda: own_templates(db) and window.here == ("organisation", {"part": "messages"}))
    assert not problems_of(window)

    assert copied_to(desk, hands, "Signe") == "Hej Signe, det är Anna på Kvällsljus."
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: db.value("SELECT template FROM contact") == "kort_halsning@1")

    window.go("organisation", {"part": "messages"})
    wait_until(lambda: window.page._list is not None)
    window.page._list.setFocus()
    hands.press(Key.Key_Return)
    wait_until(lambda: "message" in window.here[1])
    hands.tabs_to("MessageTemplate.text")
    hands.press(Key.Key_End, CTRL)
    type_text(" Läs mer: {link}")
    hands.press(Key.Key_S, CTRL)
    wait_until(lambda: own_templates(db)[0].number == 2)
    assert [each.number for each in versions_of(db, own_templates(db)[0])] == [2, 1]
    window.go("organisation", {"message": own_templates(db)[0].id})
    assert "Tidigare versioner" in hands.words()
    assert not problems_of(window)

    window.go("organisation", {"part": "messages"})
    wait_until(lambda: window.page._list is not None)
    window.page._list.setFocus()
    for _each in range(3):
        hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    assert window.here[1]["from"] in ("first_sv", "second_sv", "first_en")
    assert "Så här läses den" in hands.words()
