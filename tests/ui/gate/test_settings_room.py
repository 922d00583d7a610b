"""Settings take effect at once and are there the next time."""

import pytest
from desk import enter, find, type_text, wait_until
from makers import PASSPHRASE
from ui.rules import problems_of

from outreach_desktop.settings import load
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


def test_colours_text_and_zoom_switch_at_once(room):
    find(room.window, "settings.scheme").choose(2)
    wait_until(lambda: theme.active() == theme.Theme("dark"))
    find(room.window, "settings.size").choose(1)
    wait_until(lambda: theme.active() == theme.Theme("dark", "larger"))
    find(room.window, "settings.zoom").activated.emit(3)
    wait_until(lambda: theme.active() == theme.Theme("dark", "larger", 110))
    assert (kept(room).scheme, kept(room).text_size, kept(room).zoom) == ("dark", "larger", 110)


def test_minutes_until_it_locks_hold_at_once(room):
    minutes = find(room.window, "settings.idle")
    minutes.activated.emit(minutes.findText("10 minuter"))
    assert room.desktop.idle.minutes == 10
    assert kept(room).idle_minutes == 10


def test_a_neutral_name_stands_in_the_title_at_once(room):
    name = find(room.window, "settings.name")
    name.setText("Lista")
    name.editingFinished.emit()
    assert room.window.windowTitle() == "Lista"
    assert kept(room).neutral_name == "Lista"


def test_settings_that_cannot_be_written_are_told_and_hold_for_now(room):
    room.folder.write_text("a file where the folder should be")
    minutes = find(room.window, "settings.idle")
    minutes.activated.emit(0)
    assert "kunde inte sparas" in room.window._message.words()
    assert room.desktop.idle.minutes == 1


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
