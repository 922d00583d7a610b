"""A window with the room of persons on a real vault, persons to fill it with, and a user at its keyboard."""

import pytest
from makers import NOW, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.outreach import room as outreach_room
from outreach_desktop.ui.page import page_of
from outreach_desktop.ui.people import room
from outreach_desktop.ui.rooms import Room
from outreach_desktop.ui.search import SearchPopup
from outreach_desktop.ui.top_bar import Signs
from outreach_desktop.ui.workspace import Workspace


class User:
    """Types and presses keys as a person does, wherever the keyboard is, and waits for what comes of it."""

    def __init__(self, window, workspace, type_text, qtbot):
        self.window, self._workspace, self._type, self._bot = window, workspace, type_text, qtbot

    def waits(self):
        """Until the debounce has passed, everything is written, and every list has asked again and has its answer."""
        space = self._workspace
        for worker in (space._writer, space._reader, space.texts) * 2:
            self._bot.wait(40)
            worker.drain()
            self._bot.wait(1)

    def writes(self, text):
        self._type(QApplication.focusWidget(), text)
        self.waits()

    def presses(self, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
            self.waits()

    def with_ctrl(self, *keys):
        self.presses(*keys, modifiers=Qt.KeyboardModifier.ControlModifier)

    def with_alt(self, *keys):
        self.presses(*keys, modifiers=Qt.KeyboardModifier.AltModifier)

    def tabs_to(self, name, most=60):
        """Press Tab until the control of that name has the keyboard."""
        for _step in range(most):
            if self.here == name:
                return
            self.presses(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}")

    def clicks(self, name):
        """Press a button by its name, wherever it stands, as who cannot see it does."""
        self.window.findChild(QPushButton, name).click()
        self.waits()

    def goes(self, **place):
        self.window.go("people", place)
        self.waits()

    def sees(self, kind, name):
        found = self.window.page.findChild(kind, name)
        assert isinstance(found, QWidget), f"{name} is not on the page"
        return found

    @property
    def here(self):
        return QApplication.focusWidget().objectName()


@pytest.fixture
def workspace(opened, qapp):
    made = Workspace(*opened, now=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def window(workspace, shown):
    other = Room("today", "sun", lambda: "I dag", lambda _window, _place: page_of("I dag", "", []))
    made = MainWindow([other, outreach_room(workspace), room(workspace)], signs=Signs(who=workspace.account.name))
    made.resize(1366, 768)
    SearchPopup(made, workspace)
    return shown(made)


@pytest.fixture
def user(window, workspace, type_text, qtbot):
    return User(window, workspace, type_text, qtbot)


@pytest.fixture
def people_there(opened):
    """Store persons, each given by the fields that matter, with one contact each; return them."""

    def store(*several, at=NOW):
        db = vaults.connect(*opened)
        stored = [save_person(db, a_person(**values), at) for values in several]
        for person in stored:
            save_contact(db, a_contact(person_id=person.id, at=at), at)
        db.close()
        return stored

    return store
