"""The running program for tests: a `Desktop` with the cheapest keys, its own settings, and no process replaced."""

import time
from datetime import timedelta

from fingers import enter, press, rest, type_text
from makers import NOW, PASSPHRASE
from PySide6.QtWidgets import QApplication, QWidget

from outreach_desktop import app as program
from outreach_desktop.ui import backup_keeper
from outreach_desktop.ui.gate.opening import unlock
from outreach_desktop.ui.gate.preferences import Preferences

__all__ = ["Clock", "Desk", "enter", "find", "press", "type_text", "wait_until"]


backup_keeper.FIRST_MS = 24 * 60 * 60 * 1000  # tests of other things have no backups made beside them


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.at = NOW

    def __call__(self):
        return self.at

    def pass_seconds(self, seconds):
        self.at += timedelta(seconds=seconds)


class Desk:
    """One computer: settings in a folder, a clock, and what would have replaced the process."""

    def __init__(self, settings_folder):
        self.folder = settings_folder
        self.clock = Clock()
        self.replaced = []
        self.desktop = None

    def start(self, vault=None):
        preferences = Preferences(self.folder)
        self.desktop = program.Desktop(program.Start(vault), preferences, self.replaced.append, self.clock)
        self.desktop.open()
        return self.desktop.gate.window

    def enter(self, folder, passphrase=PASSPHRASE, account="Anna"):
        """Open the main window without the lock window, which other tests are about."""
        preferences = Preferences(self.folder)
        self.desktop = program.Desktop(program.Start(folder), preferences, self.replaced.append, self.clock)
        opened = unlock(folder, account, passphrase)
        self.desktop.enter(opened, preferences.settings.of_vault(opened.vault.vault_id))
        return self.desktop.window

    def show_at(self, folder, *place, **who):
        """Enter, and show the window as large as a small laptop's screen, at a place, with the keyboard in it."""
        window = self.enter(folder, **who)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        window.go(*place)
        return window

    @property
    def window(self):
        return self.desktop.window

    @property
    def page(self):
        return self.desktop.gate.window.page

    def close(self):
        if self.desktop is None:
            return
        if "vigil" in vars(self.desktop):
            self.desktop.vigil.end()
        if self.desktop.workspace is not None:
            self.desktop.idle.stop()
            self.desktop.workspace.close()
            self.desktop.workspace = None
        for window in QApplication.topLevelWidgets():
            window.close()


def wait_until(condition, seconds=20):
    """Let the window live until `condition` holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        rest(10)


def find(window, name):
    found = window.page.findChild(QWidget, name) or window.centralWidget().findChild(QWidget, name)
    assert found is not None, name
    return found
