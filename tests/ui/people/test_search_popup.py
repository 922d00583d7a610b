"""The search over everything, by keyboard."""

import pytest
from makers import NOW, TODAY, a_contact
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from outreach_desktop.domain.person import IdentifierKind
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import add_note, identifier_of, save_identifier
from outreach_desktop.storage.sealed_index import Progress
from outreach_desktop.ui.look.painted import RowList
from outreach_desktop.ui.search import SearchPopup

Key = Qt.Key


@pytest.fixture
def filled(people_there, opened):
    mia, luna = people_there({"alias": "Mia"}, {"alias": "Luna", "no_contact_since": TODAY})
    db = vaults.connect(*opened)
    save_contact(db, a_contact(person_id=mia.id, note="de hade värme på stationen"), NOW)
    save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, luna.id, TODAY), NOW)
    db.close()
    return mia, luna


def popup(window):
    return window.findChild(SearchPopup)


def titles(window):
    rows = popup(window).findChild(RowList, "search.hits")
    return [rows.row(at).title for at in range(rows.model().rowCount())]


def said(window):
    return [each.text() for each in popup(window).findChildren(QLabel) if each.isVisible()]


def test_each_keystroke_searches_in_everything(window, user, filled):
    user.with_ctrl(Key.Key_K)
    user.writes("mi")
    assert popup(window).isVisible()
    assert titles(window) == ["Personer", "Mia"]
    user.writes("x")
    assert titles(window) == []
    assert said(window) == ["Inget hittat för ”mix”. Å, ä och ö är egna bokstäver."]


def test_beginnings_of_words_are_found_but_marked_letters_are_their_own(window, user, filled):
    user.with_ctrl(Key.Key_K)
    user.writes("värm")
    assert titles(window) == ["Kontakter", "de hade värme på stationen"]
    window.search_field.clear()
    user.writes("varm")
    assert titles(window) == []


def test_a_number_in_any_form_finds_its_person_and_says_whether_we_may_write(window, user, filled):
    user.with_ctrl(Key.Key_K)
    user.writes("+46 70 174 06 05")
    rows = popup(window).findChild(RowList, "search.hits")
    found = rows.row(1)
    assert found.title == "Luna"
    assert "070-174 06 05" in found.detail
    assert (found.aside, found.tone) == ("Nej, kontakta inte", "danger")


def test_arrows_choose_and_enter_opens(window, user, filled):
    user.with_ctrl(Key.Key_K)
    user.writes("hej")
    assert len(titles(window)) == 3
    user.presses(Key.Key_Down, Key.Key_Return)
    assert window.page.title == "Ändra kontakt"
    assert not popup(window).isVisible()
    assert window.search_field.text() == ""


def test_enter_at_once_opens_the_first_that_comes(window, user, filled, type_text, qtbot):
    user.with_ctrl(Key.Key_K)
    type_text(window.search_field, "luna\n")
    qtbot.waitUntil(lambda: window.here == ("people", {"person": filled[1].id}))
    user.waits()
    assert user.here == "log.text"


def test_escape_closes_and_leaves_what_is_typed_then_empties_it(window, user, filled):
    user.with_ctrl(Key.Key_K)
    user.writes("mi")
    user.presses(Key.Key_Escape)
    assert not popup(window).isVisible()
    assert window.search_field.text() == "mi"
    user.presses(Key.Key_Escape)
    assert window.search_field.text() == ""


def test_leaving_the_field_closes_the_answers(window, user, filled):
    user.with_ctrl(Key.Key_K)
    user.writes("mi")
    user.presses(Key.Key_Tab)
    assert not popup(window).isVisible()


def test_the_search_works_after_the_language_was_switched(window, user, filled):
    user.with_ctrl(Key.Key_K)
    user.writes("mi")
    window.use_language("en")
    user.waits()
    user.with_ctrl(Key.Key_K)
    window.search_field.clear()
    user.writes("mia")
    assert titles(window) == ["People", "Mia"]
    field = window.search_field
    top = field.mapTo(window, field.rect().bottomLeft())
    assert abs(popup(window).x() - top.x()) <= 2
    assert popup(window).y() > top.y()
    assert isinstance(window.focusWidget(), QWidget)


def test_text_that_a_screen_reader_puts_in_is_searched_for(window, user, people_there):
    people_there({"alias": "Mia"})
    user.goes()
    window.page.first_focus().setFocus()
    QAccessible.queryAccessibleInterface(window.search_field).setText(QAccessible.Text.Value, "mia")
    user.waits()
    popup = window.findChild(SearchPopup)
    assert popup.isVisible()
    assert [hit.row.alias for hit in popup.hits.people] == ["Mia"]
    user.presses(Qt.Key.Key_Return)
    assert window.page.title == "Mia"
    assert not popup.isVisible()


def test_words_of_a_note_lead_to_its_person_and_are_kept_nowhere(window, user, workspace, filled, opened, qtbot):
    db = vaults.connect(*opened)
    add_note(db, filled[1].id, "vill ha hjälp med kvarskatten", NOW)
    db.close()
    workspace.texts.start()
    user.with_ctrl(Key.Key_K)
    user.writes("kvarsk")
    qtbot.waitUntil(lambda: workspace.texts.ready and len(titles(window)) == 2)
    assert titles(window) == ["Anteckningar, bedömningar och orosanmälningar", "vill ha hjälp med kvarskatten"]
    user.presses(Key.Key_Return)
    assert window.here == ("people", {"person": filled[1].id})
    lines = workspace.db.rows("SELECT * FROM log")
    assert not any("kvarsk" in str(tuple(line)) for line in lines)


def test_a_text_saved_while_searching_is_found_and_the_wait_is_told(window, user, workspace, filled, qtbot):
    workspace.texts._busy = True  # as if a step were under way
    workspace.texts.start()
    user.with_ctrl(Key.Key_K)
    user.writes("kvarsk")
    assert any("läses fortfarande in" in words for words in said(window))
    workspace.texts._stepped(Progress())
    qtbot.waitUntil(lambda: workspace.texts.ready)
    workspace.write(workspace, lambda db: add_note(db, filled[0].id, "kvarskatt igen", NOW))
    qtbot.waitUntil(lambda: "kvarskatt igen" in titles(window))
    assert not any("läses fortfarande in" in words for words in said(window))
