"""Windows leaves our windows out of pictures of the screen; elsewhere the program says that it cannot be done."""

import ctypes

import pytest
from desk import find
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

from outreach_desktop.settings import load
from outreach_desktop.ui.gate.preferences import Preferences
from outreach_desktop.ui.session import windows
from outreach_desktop.ui.session.capture import BLACK, LEFT_OUT, SEEN, SHOWN, CaptureGuard
from outreach_desktop.ui.settings_room import page as settings_page


class Screen:
    """Plays the system: how each window is shown in pictures. An old one cannot leave windows out."""

    def __init__(self, *, old=False):
        self.windows, self.old = {}, old

    def __call__(self, window, affinity):
        if self.old and affinity == LEFT_OUT:
            return False
        self.windows[window] = affinity
        return True


def guarded(tmp_path, screen):
    preferences = Preferences(tmp_path)
    return preferences, CaptureGuard(QApplication.instance(), preferences, screen)


def show(guard, window, number=SHOWN, *, shown=True):
    read = windows.Message(window=window, message=number, what=shown)
    assert guard._seen.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(read)) == (False, 0)


def test_each_window_is_left_out_before_it_is_seen_and_others_are_let_be(qapp, tmp_path):
    screen = Screen()
    _preferences, guard = guarded(tmp_path, screen)
    show(guard, 7)
    show(guard, 8, shown=False)
    show(guard, 9, number=0x0200)
    assert screen.windows == {7: LEFT_OUT}


def test_where_windows_is_too_old_for_that_it_is_black_in_pictures(qapp, tmp_path):
    screen = Screen(old=True)
    _preferences, guard = guarded(tmp_path, screen)
    show(guard, 7)
    assert screen.windows == {7: BLACK}


def test_the_switch_changes_the_windows_that_stand_and_those_to_come(qapp, tmp_path):
    screen = Screen()
    preferences, guard = guarded(tmp_path, screen)
    standing = QWidget()
    standing.show()
    preferences.update(capture_allowed=True)
    show(guard, 7)
    own = int(standing.winId())
    assert (screen.windows[own], screen.windows[7]) == (SEEN, SEEN)
    preferences.update(capture_allowed=False)
    assert screen.windows[own] == LEFT_OUT
    standing.close()


def words(window):
    return " ".join(each.text() for each in window.page.findChildren(QLabel))


def test_settings_say_where_it_cannot_be_prevented(desk, vault_folder):
    window = desk.show_at(vault_folder, "settings")
    assert "Skärmbilder går inte att hindra på den här datorn." in words(window)
    assert window.page.findChild(QCheckBox, "settings.capture") is None


@pytest.fixture
def _on_windows(monkeypatch):
    monkeypatch.setattr(settings_page, "can_be_prevented", lambda: True)


@pytest.mark.usefixtures("_on_windows")
def test_where_it_can_there_is_a_switch_that_is_kept(desk, vault_folder):
    window = desk.show_at(vault_folder, "settings")
    switch = find(window, "settings.capture")
    assert not switch.isChecked()
    switch.click()
    assert load(desk.folder)[0].capture_allowed
