import json

import pytest
from a_window import a_window
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from rules import problems_of
from shiboken6 import isValid

from outreach_desktop.i18n import _
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.look.tokens import TEXT_SIZES
from outreach_desktop.ui.toast import Message
from outreach_desktop.ui.window_place import place_again, place_of


@pytest.fixture
def window(shown):
    window = a_window(practice=True)
    window.resize(1366, 768)
    return shown(window)


def words_of(window):
    QApplication.processEvents()
    labels = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    return {*labels, *(b.text().strip() for b in window.findChildren(QPushButton) if b.isVisible())}


@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_window_keeps_the_rules(window, language, scheme, size, picture_folder):
    window.use_look(Theme(scheme, size))
    window.use_language(language)
    window.tell(lambda: _("Undo"), lambda: None)
    for room in ("form", "list"):
        window.go(room)
        assert not problems_of(window)
        window.grab().save(str(picture_folder / f"window-{room}-{language}-{scheme}-{size}.png"))


def test_all_that_is_typed_and_chosen_survives_every_switch(window, type_text):
    page = window.page
    type_text(page.alias, "Åsa Öberg-Ärlig")
    page.alias.setCursorPosition(3)
    type_text(page.note, "Hon skrev:\nkanske på torsdag")
    page.channel.setCurrentIndex(2)
    page.answer.choose(1)
    page.note.setFocus()
    window.use_language("en")
    window.use_look(Theme("dark", "largest", 125))
    window.use_look(Theme("contrast"))
    assert window.page is not page
    assert window.page.alias.text() == "Åsa Öberg-Ärlig"
    assert window.page.alias.cursorPosition() == 3
    assert window.page.note.toPlainText() == "Hon skrev:\nkanske på torsdag"
    assert window.page.channel.currentIndex() == 2
    assert window.page.answer.index == 1
    assert QApplication.focusWidget() is window.page.note
    type_text(window.page.note, " kväll")
    assert window.page.note.toPlainText() == "Hon skrev:\nkanske på torsdag kväll"


def test_a_language_is_switched_everywhere_at_once(window):
    window.tell(lambda: _("Practice"), lambda: None)
    assert {"Anteckningar", "Övning", "Lås", "Ångra", "F12  Dölj fönstret"} <= words_of(window)
    window.use_language("en")
    assert {"Notes", "Practice", "Lock", "Undo", "F12  Hide the window"} <= words_of(window)
    assert window.windowTitle() == "Notes"
    assert window.findChild(QWidget, "room.list").accessibleName() == "Practice"
    assert not {"Anteckningar", "Övning", "Lås", "Ångra"} & words_of(window)


def test_a_list_keeps_its_row_and_its_scroll(window):
    window.go("list")
    window.page.view.set_current(30)
    window.page.view.setFocus()
    bar = window._area.verticalScrollBar()
    QApplication.processEvents()
    bar.setValue(600)
    window.use_look(Theme("dark"))
    QApplication.processEvents()
    assert window.page.view.current_row().key == 29
    assert window._area.verticalScrollBar().value() == 600
    assert window.page.view.hasFocus()


def test_what_is_searched_for_survives_a_switch(window, type_text):
    search = window.findChild(QWidget, "search")
    search.setFocus()
    type_text(search, "070-174 06 44")
    window.use_language("en")
    search = window._top.search
    assert search.text() == "070-174 06 44"
    assert search.hasFocus()


def test_a_passphrase_is_never_part_of_what_is_kept(window, type_text):
    type_text(window.page.secret, "sex ord som ingen vet")
    assert "ingen vet" not in json.dumps(window.capture())


def test_the_way_back_shows_the_page_as_it_was_left(window, type_text, qtbot):
    type_text(window.page.alias, "Mira")
    window.go("list")
    window.page.view.set_current(5)
    qtbot.keyClick(window.page.view, Qt.Key.Key_Return)
    assert window.here == ("form", {"person": 4})
    assert window.page.alias.text() == ""
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.here == ("list", {})
    assert window.page.view.current_row().key == 4
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page.alias.text() == "Mira"
    window.back()
    assert window.here == ("form", {})


def test_unsaved_text_is_there_again_whichever_way_one_comes(window, type_text, qtbot):
    type_text(window.page.alias, "Mira")
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.here[0] == "list"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.page.alias.text() == "Mira"


def test_a_page_that_is_done_with_is_forgotten(window, type_text):
    type_text(window.page.alias, "Mira")
    window.replace("list")
    window.go("form")
    assert window.page.alias.text() == ""


def test_a_captured_window_goes_on_in_another(window, shown, type_text):
    type_text(window.page.alias, "Mira")
    window.go("form", {"person": 7})
    type_text(window.page.note, "Ett utkast")
    kept = json.loads(json.dumps(window.capture()))
    other = shown(a_window())
    other.resume(kept)
    assert other.here == ("form", {"person": 7})
    assert other.page.note.toPlainText() == "Ett utkast"
    other.back()
    assert other.page.alias.text() == "Mira"


def test_a_room_that_may_not_be_entered_any_more_is_left_out(window):
    window.resume({"here": [{"room": "vault", "place": {}, "state": {}}], "back": [], "unsaved": []})
    assert window.here == ("form", {})


def test_what_was_done_can_be_undone_and_stays_until_it_is_closed(window, qtbot):
    undone = []
    window.tell(lambda: "Borttagen.", lambda: undone.append(1))
    qtbot.mouseClick(window.findChild(QPushButton, "toast.undo"), Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert "Borttagen." not in words_of(window)
    window.tell(lambda: "Sparad.")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert "Sparad" not in words_of(window)


def test_keys_lock_search_and_zoom(window, qtbot):
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.keyClick(window, Qt.Key.Key_L, control)
    qtbot.keyClick(window, Qt.Key.Key_K, control)
    assert window._top.search.hasFocus()
    qtbot.keyClick(window._top.search, Qt.Key.Key_Escape)
    assert window.page.alias.hasFocus()
    with qtbot.waitSignal(window.look_changed) as told:
        qtbot.keyClick(window, Qt.Key.Key_Minus, control)
    assert told.args[0].zoom == 90


def test_quick_exit_hides_every_window_at_once(window, qtbot):
    with qtbot.waitSignal(window.quick_exit_wanted):
        qtbot.keyClick(window, Qt.Key.Key_F12)
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets())


def test_arrows_go_through_the_rooms_and_enter_opens_one(window, qtbot):
    first = window.findChild(QWidget, "room.form")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert window.here[0] == "form"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.here[0] == "list"


@pytest.mark.parametrize("zoom", [80, 150, 200])
def test_zoom_never_makes_the_window_larger_than_its_screen(window, zoom):
    window.use_look(Theme("light", zoom=zoom))
    window.go("list")
    window.tell(lambda: "Borttagen.", lambda: None)
    assert not problems_of(window)


def test_the_practice_mark_is_on_every_page_of_a_practice_vault_only(window, shown):
    for room in ("form", "list"):
        window.go(room)
        assert "Övning" in words_of(window)
    real = shown(a_window(name="Block"))
    assert real.windowTitle() == "Block"
    badges = [f for f in real.findChildren(QWidget) if f.property("role") == "badge"]
    assert not badges


def test_a_place_on_a_screen_that_is_gone_is_not_taken(window, shown):
    window.move(20_000, 20_000)
    there = place_of(window)
    other = shown(a_window())
    place_again(other, there)
    title_bar = other.frameGeometry().adjusted(100, 0, -100, -other.height())
    assert QGuiApplication.primaryScreen().availableGeometry().contains(title_bar)
    place_again(other, "not a place")
    assert other.isVisible()


def test_the_rooms_shrink_to_icons_when_words_would_take_too_much(window):
    wide = window._bar.width()
    window.use_look(Theme("light", "largest", 200))
    assert window._bar.width() < wide
    assert window.findChild(QWidget, "room.list").accessibleName() == "Övning"


def test_the_windows_keys_work_while_one_types_in_the_search(window, qtbot):
    search = window._top.search
    search.setFocus()
    with qtbot.waitSignal(window.lock_wanted, timeout=1000):
        QTest.keyClick(search, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(search, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.here[0] == "list"


class Dressed(QLabel):
    """Counts how often it is told of a new style."""

    times = 0

    def changeEvent(self, event):
        if event.type() == QEvent.Type.StyleChange:
            Dressed.times += 1
        super().changeEvent(event)


def test_what_a_new_look_takes_the_place_of_is_not_dressed_once_more(window):
    shown = Dressed("x")
    window.page.layout().addWidget(shown)
    QApplication.processEvents()
    Dressed.times = 0
    window.use_look(Theme("dark"))
    assert Dressed.times == 0
    assert not isValid(shown)


def test_undo_has_a_key_that_does_what_its_button_says(window, qtbot, type_text):
    undone = []
    type_text(window.page.alias, "Mira")
    window.page.alias.setFocus()
    window.tell(lambda: "Borttagen.", lambda: undone.append(1))
    qtbot.keyClick(window.page.alias, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    assert window.page.alias.text() == ""
    window.go("list")
    window.tell(lambda: "Borttagen.", lambda: undone.append(1))
    for _time in range(2):
        qtbot.keyClick(window.page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]


def test_a_field_with_nothing_to_undo_leaves_the_key_to_what_was_done_last(window, qtbot, type_text):
    undone = []
    window.page.alias.setText("")
    window.page.alias.setFocus()
    window.tell(lambda: "Loggad.", lambda: undone.append(1))
    qtbot.keyClick(window.page.alias, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]


def test_ctrl_z_leaves_a_message_that_cannot_be_undone(window, qtbot):
    window.go("list")
    window.tell(lambda: "Sparad.")
    qtbot.keyClick(window.page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Sparad" in words_of(window)


def test_the_search_field_holds_nothing_without_a_name_and_asks_however_text_comes(window):
    search, asked = window.search_field, []
    window.searched.connect(asked.append)
    spoken = QAccessible.queryAccessibleInterface(search)
    assert [spoken.child(at).text(QAccessible.Text.Name) for at in range(spoken.childCount())] == []
    spoken.setText(QAccessible.Text.Value, "Mira")
    assert asked == ["Mira"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [("The report has gone to the printer.", "The report has gone to the printer"), ("Gone. Kept.", "Gone. Kept.")],
)
def test_one_sentence_below_the_page_has_no_full_stop_and_several_have(words, shown):
    assert Message(lambda: words).line == shown
