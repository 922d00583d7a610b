"""The real window with the outreach room, on a real vault."""

from dataclasses import replace

import pytest
from a_people_room import a_people_room
from makers import NOW
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.outreach import room
from outreach_desktop.ui.top_bar import Signs
from outreach_desktop.ui.workspace import Workspace


@pytest.fixture
def filled(db):
    """A profile with all that messages say."""
    profile = load_organisation(db)
    save_organisation(db, replace(profile, privacy_link="https://kvallsljus.example/personuppgifter"), NOW)
    return db


@pytest.fixture
def workspace(opened, filled):
    space = Workspace(*opened, now=lambda: NOW)
    yield space
    space.close()


@pytest.fixture
def window(workspace, shown):
    window = MainWindow([room(workspace), a_people_room()], signs=Signs(who="Anna"))
    window.resize(1366, 768)
    return shown(window)


class User:
    """Types and presses keys as a person does, wherever the keyboard is, and waits for what comes of it."""

    def __init__(self, workspace, type_text, qtbot):
        self._workspace, self._type, self._bot = workspace, type_text, qtbot

    def waits(self):
        """Until the debounce has passed and every answer is on the page."""
        self._bot.wait(50)
        space = self._workspace
        for worker in (space._writer, space._reader, space._writer, space._reader):
            worker.drain()
            QApplication.processEvents()
            QApplication.processEvents()

    def writes(self, text):
        self._type(QApplication.focusWidget(), text)
        self.waits()

    def presses(self, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, modifiers)
            self.waits()

    def with_ctrl(self, *keys):
        self.presses(*keys, modifiers=Qt.KeyboardModifier.ControlModifier)

    def clicks(self, button):
        button.click()
        self.waits()


@pytest.fixture
def user(workspace, type_text, qtbot):
    return User(workspace, type_text, qtbot)
