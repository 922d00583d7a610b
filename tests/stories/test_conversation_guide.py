"""The conversation guide is opened from the line, searched and read, and what was typed stands as it stood."""

import pytest
from desk import wait_until
from fingers import type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from outreach_desktop.content import conversation_guide
from outreach_desktop.ui.look.theme import Theme
from tests.ui.rules import problems_of

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
WORDS = {"sv": "paus", "en": "pause"}


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    wait_until(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


def words(window):
    return " ".join(each.text() for each in window.page.guide.findChildren(QLabel) if each.isVisible())


def titles(window):
    rows = window.page.guide.rows
    return [rows.row(at).title for at in range(rows.model().rowCount()) if not rows.row(at).heading]


@pytest.fixture
def window(desk, vault_folder):
    """The outreach room with a line begun and half a note in it."""
    shown = desk.show_at(vault_folder, "outreach", {})
    wait_until(shown.page.quick.hasFocus)
    type_text("Signe")
    wait_until(lambda: shown.page._answer is not None)
    press(Key.Key_Return)
    shown.page._line.fields["note"].editor.focus()
    type_text("Hon undrar vad")
    return shown


@pytest.mark.parametrize("language", ["sv", "en"])
def test_one_key_opens_it_words_find_and_nothing_typed_is_lost(window, language):
    window.use_language(language)
    wait_until(lambda: window.page._line is not None)
    window.page._line.fields["note"].editor.focus()
    press(Key.Key_End, CTRL)
    press(Key.Key_G, CTRL)
    assert window.page.guide.search.hasFocus()
    assert len(titles(window)) == sum(len(part.pieces) for part in conversation_guide().parts)
    type_text(WORDS[language])
    piece = conversation_guide().parts[3].pieces[0]
    assert piece.title.in_language(language) in titles(window)
    assert len(titles(window)) < 6
    press(Key.Key_Down)
    while window.page.guide.rows.current_row().key != piece.id:
        press(Key.Key_Down)
    assert piece.text.in_language(language) in words(window)
    assert piece.say[0].in_language(language) in words(window)
    assert not problems_of(window)
    window.page.guide.rows.setFocus()
    press(Key.Key_Escape)
    assert not window.page.guide.isVisible()
    assert window.page._line.fields["note"].editor.state() == "Hon undrar vad"
    assert window.page._line.fields["note"].editor.area.hasFocus()
    type_text(" hon kan få")
    assert window.page._line.fields["note"].editor.state() == "Hon undrar vad hon kan få"


def test_it_stays_open_with_its_words_when_the_page_is_built_anew(window):
    press(Key.Key_G, CTRL)
    type_text("brott")
    window.use_look(Theme("dark", "largest"))
    wait_until(lambda: window.page._line is not None)
    assert window.page.guide.isVisible()
    assert window.page.guide.search.text() == "brott"
    assert window.page._line.fields["note"].editor.state() == "Hon undrar vad"
    assert not problems_of(window)


def test_words_that_nothing_has_are_told(window):
    press(Key.Key_G, CTRL)
    type_text("xyzzy")
    assert titles(window) == []
    assert "Inget i stödet har de orden." in window.page.guide.rows.row(0).title
    press(Key.Key_Escape)
    assert window.page._line is not None
