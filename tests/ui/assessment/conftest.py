"""The pages of assessments in the real window, on a real vault."""

import pytest
from makers import NOW, a_person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outreach_desktop.i18n import _
from outreach_desktop.operations.people import save_person
from outreach_desktop.ui.assessment import assessment_page
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.page import page_of
from outreach_desktop.ui.rooms import Room
from outreach_desktop.ui.top_bar import Signs
from outreach_desktop.ui.workspace import Workspace


@pytest.fixture
def person(db):
    return save_person(db, a_person(alias="Luna"), NOW)


@pytest.fixture
def workspace(opened, person):
    space = Workspace(*opened, now=lambda: NOW)
    yield space
    space.close()


@pytest.fixture
def window(workspace, shown):
    def build(window, place):
        if "assessment" in place:
            return assessment_page(workspace, window, place)
        return page_of(_("People"), "", [])

    reports = Room("reports", "file-text", lambda: _("Reports"), lambda _window, place: page_of(str(place), "", []))
    window = MainWindow([Room("people", "users", lambda: _("People"), build), reports], signs=Signs(who="Anna"))
    window.resize(1366, 768)
    return shown(window)


class User:
    """Presses keys wherever the keyboard is, and waits for what comes of it."""

    def __init__(self, workspace, window, type_text, qtbot):
        self._workspace, self._window, self._type, self._bot = workspace, window, type_text, qtbot

    def waits(self):
        for _time in range(2):
            self._bot.wait(10)
            self._workspace.drain()
            QApplication.processEvents()

    def opens(self, person_id, assessment="new", **more):
        self._window.go("people", {"person": person_id, "assessment": assessment, **more})
        self.waits()
        return self._window.page

    def presses(self, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        self.waits()

    def with_ctrl(self, *keys):
        self.presses(*keys, modifiers=Qt.KeyboardModifier.ControlModifier)

    def writes(self, text):
        self._type(QApplication.focusWidget(), text)
        self.waits()

    def clicks(self, button):
        button.click()
        self.waits()


@pytest.fixture
def user(workspace, window, type_text, qtbot):
    return User(workspace, window, type_text, qtbot)
