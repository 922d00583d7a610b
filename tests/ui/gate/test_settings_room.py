"""Settings take effect at once and are there the next time."""

import json

import pytest
from desk import enter, find, type_text, wait_until
from makers import PASSPHRASE
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from ui.rules import problems_of

from outreach_desktop.settings import FILE, load
from outreach_desktop.ui.gate.opening import unlock
from outreach_desktop.ui.look import theme
from outreach_desktop.vault.errors import WrongPassphrase

NEW = "grön tallrik under svart cykel"


@pytest.fixture
def room(desk, vault_folder):
    window = desk.enter(vault_folder)
    window.resize(1366, 768)
    window.activateWindow()
    window.go("settings")
    return desk


def kept(desk):
    return load(desk.folder)[0]


def test_language_switches_at_once(room):
    find(room.window, "settings.language").choose(1)
    assert room.window.page.title == "Settings"
    assert kept(room).language == "en"


def test_the_keyboard_stays_where_one_chooses_also_when_all_is_painted_anew(room, qtbot):
    find(room.window, "settings.scheme").take_focus()
    wait_until(lambda: QApplication.focusWidget() is not None and QApplication.focusWidget().isVisible())
    for scheme in ("dark", "contrast"):
        wait_until(lambda: find(room.window, "settings.scheme").isVisible())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        wait_until(lambda scheme=scheme: theme.active().scheme == scheme)
        assert QApplication.focusWidget().parent() is find(room.window, "settings.scheme")
    assert kept(room).language != "en"


def test_colours_text_and_zoom_switch_at_once(room):
    find(room.window, "settings.scheme").choose(2)
    wait_until(lambda: theme.active() == theme.Theme("dark"))
    find(room.window, "settings.size").choose(1)
    wait_until(lambda: theme.active() == theme.Theme("dark", "larger"))
    find(room.window, "settings.zoom").activated.emit(3)
    wait_until(lambda: theme.active() == theme.Theme("dark", "larger", 110))
    assert (kept(room).scheme, kept(room).text_size, kept(room).zoom) == ("dark", "larger", 110)


def test_minutes_until_it_locks_stand_in_the_vault_hold_at_once_and_after_unlocking(room, vault_folder):
    space = room.desktop.workspace
    assert room.desktop.idle.minutes == 5
    find(room.window, "settings.idle").click()
    assert room.window.here == ("organisation", {"field": "idle_minutes"})
    field = find(room.window, "Organisation.idle_minutes")
    wait_until(lambda: field.hasFocus() and not field.visibleRegion().isEmpty())
    field.setText("31")
    room.window.page.save()
    wait_until(lambda: "från 1 till 30" in room.window.page.form._fields["idle_minutes"].error)
    field.setText("10")
    room.window.page.save()
    wait_until(lambda: room.desktop.idle.minutes == 10)
    lines = space.db.rows("SELECT action, subject FROM log ORDER BY seq DESC LIMIT 1")
    assert [tuple(line) for line in lines] == [("change", "organisation")]
    room.window.go("settings")
    assert any("10 minuter" in each.text() for each in room.window.page.findChildren(QLabel))
    room.desktop.lock()
    assert "idle" not in (room.folder / FILE).read_text()
    room.enter(vault_folder)
    assert room.desktop.idle.minutes == 10


def test_a_neutral_name_stands_in_the_title_at_once(room):
    name = find(room.window, "settings.name")
    name.setText("Lista")
    name.editingFinished.emit()
    assert room.window.windowTitle() == "Lista"
    assert kept(room).neutral_name == "Lista"


def test_settings_that_cannot_be_written_are_told_and_hold_for_now(room):
    room.folder.write_text("a file where the folder should be")
    name = find(room.window, "settings.name")
    name.setText("Lista")
    name.editingFinished.emit()
    assert "kunde inte sparas" in room.window._message.words()
    assert room.window.windowTitle() == "Lista"


def change_passphrase(desk, present, new, again):
    desk.window.go("settings", {"passphrase": True})
    desk.window.page._present.line.setText(present)
    desk.window.page._chooser.choice.choose(1)
    desk.window.page._chooser.field.line.setText(new)
    desk.window.page._again.line.setFocus()
    type_text(again)
    enter()


def test_the_passphrase_is_changed(room, vault_folder):
    change_passphrase(room, PASSPHRASE, NEW, NEW)
    wait_until(lambda: room.window.here == ("settings", {}))
    assert "Den gamla öppnar inte längre" in room.window._message.words()
    room.desktop.lock()
    unlock(vault_folder, "Anna", NEW).close()
    with pytest.raises(WrongPassphrase):
        unlock(vault_folder, "Anna", PASSPHRASE)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("fel", NEW, NEW), "stämmer inte"),
        ((PASSPHRASE, "kort", "kort"), "För kort"),
        ((PASSPHRASE, NEW, "annat"), "inte likadan"),
    ],
)
def test_a_passphrase_that_will_not_do_is_told_and_changes_nothing(room, vault_folder, typed, told):
    change_passphrase(room, *typed)
    wait_until(lambda: told in room.window.page._problem.text)
    room.desktop.lock()
    unlock(vault_folder, "Anna", PASSPHRASE).close()


def test_what_is_typed_as_passphrase_is_kept_when_the_language_is_switched_and_nowhere_else(room):
    window = room.window
    window.go("settings", {"passphrase": True})
    offered = window.page.chosen.offered
    window.page._chooser.choice.choose(1)
    typed = {"present": "gamla ord", "own": "nya ord", "again": "nya or"}
    for name, text in typed.items():
        find(window, name).setText(text)
    window.use_language("en")
    assert window.page.title == "Change passphrase"
    assert {name: find(window, name).text() for name in typed} == typed
    assert not window.page._chooser._own.isHidden()
    assert window.page.chosen.offered == offered
    assert not any(text in json.dumps(window.capture()) for text in typed.values())
    window.go("settings")
    window.go("settings", {"passphrase": True})
    assert [find(window, name).text() for name in typed] == ["", "", ""]
    assert window.page.chosen.offered != offered


def test_a_change_goes_on_while_the_language_is_switched_and_is_told(room):
    change_passphrase(room, PASSPHRASE, NEW, NEW)
    room.window.use_language("en")
    assert not find(room.window, "passphrase.change").isEnabled()
    wait_until(lambda: room.window.here == ("settings", {}))
    assert room.window._message.words().startswith("Your passphrase is changed.")


def test_what_is_typed_as_passphrase_is_never_in_the_state_of_the_page(room):
    room.window.go("settings", {"passphrase": True})
    room.window.page._present.line.setText(PASSPHRASE)
    room.window.page._again.line.setText(PASSPHRASE)
    assert PASSPHRASE not in repr(room.window.capture())


@pytest.mark.parametrize(("language", "size"), [("sv", "largest"), ("en", "normal")])
@pytest.mark.parametrize("place", [{}, {"passphrase": True}])
def test_the_pages_keep_the_rules_of_all_windows(room, language, size, place):
    room.window.use_language(language)
    room.window.use_look(theme.Theme("light", size))
    room.window.go("settings", place)
    assert problems_of(room.window) == []
