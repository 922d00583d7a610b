"""The running program for tests: a `Desktop` with the cheapest keys, its own settings, and no process replaced."""

import time
from datetime import timedelta

from makers import NOW, PASSPHRASE
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outreach_desktop import app as program
from outreach_desktop.ui.gate.opening import unlock
from outreach_desktop.ui.gate.preferences import Preferences


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

    def enter(self, folder, passphrase=PASSPHRASE):
        """Open the main window without the lock window, which other tests are about."""
        preferences = Preferences(self.folder)
        self.desktop = program.Desktop(program.Start(folder), preferences, self.replaced.append, self.clock)
        opened = unlock(folder, "Anna", passphrase)
        self.desktop.enter(opened, preferences.settings.of_vault(opened.vault.vault_id))
        return self.desktop.window

    @property
    def window(self):
        return self.desktop.window

    @property
    def page(self):
        return self.desktop.gate.window.page

    def close(self):
        if self.desktop is None:
            return
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
        QTest.qWait(10)


def type_text(text, widget=None):
    """Type as a keyboard does into what has the keyboard."""
    for letter in text:
        press(Qt.Key.Key_unknown, letter, widget)


def press(key, letter="", widget=None):
    target = widget or QApplication.focusWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def enter():
    press(Qt.Key.Key_Return, "\r")


def find(window, name):
    found = window.centralWidget().findChild(QWidget, name)
    assert found is not None, name
    return found
