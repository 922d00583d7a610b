"""An evening's outreach by keyboard alone: three persons, three kinds of answer."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from fingers import rest
from makers import NOW, TODAY, a_contact, a_person
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outreach_desktop.domain.contact import Channel, Contact, ContactFilter, Direction, Outcome
from outreach_desktop.domain.person import IdentifierKind, State
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.lookups import Answer, look_up
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.operations.people import identifier_of, save_identifier, save_person
from outreach_desktop.storage import contacts
from outreach_desktop.storage.reading import load
from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look import theme
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.outreach import room
from outreach_desktop.ui.top_bar import Signs
from outreach_desktop.ui.workspace import Workspace

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def workspace(db, opened):
    """A profile that messages can be filled from; Alma was written to, Stina wants no contact."""
    profile = replace(load_organisation(db), privacy_link="https://kvallsljus.example/uppgifter")
    save_organisation(db, profile, NOW)
    alma = save_person(db, a_person(alias="Alma"), NOW)
    then = NOW - timedelta(days=20)
    save_contact(db, a_contact(person_id=alma.id, at=then), then)
    stina = a_person(alias="Stina", no_contact_since=TODAY, no_contact_until=date(2027, 3, 3))
    stina = save_person(db, stina, NOW)
    save_identifier(db, identifier_of("070-174 06 58", IdentifierKind.PHONE, stina.id, TODAY), NOW)
    space = Workspace(*opened, now=lambda: NOW)
    yield space
    space.close()


@pytest.fixture
def window(workspace, qapp, qtbot):
    theme.apply(qapp, theme.Theme("light"))
    apply_language(qapp, "sv")
    QGuiApplication.clipboard().clear()
    window = MainWindow([room(workspace)], signs=Signs(who="Anna"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    yield window
    window.close()


class Hands:
    """Nothing but key events, counted."""

    def __init__(self, workspace):
        self._workspace, self.pressed = workspace, 0

    def press(self, key, modifiers=NONE):
        self.pressed += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        self._wait()

    def paste(self, text):
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def type(self, text):
        for letter in text:
            self.pressed += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, Qt.Key.Key_unknown, NONE, letter)
                QApplication.sendEvent(QApplication.focusWidget(), key)
        self._wait()

    def _wait(self):
        rest(45)
        for worker in (self._workspace._writer, self._workspace._reader) * 2:
            worker.drain()
            QApplication.processEvents()


@pytest.fixture
def hands(workspace, window):
    return Hands(workspace)


def newest_line(workspace):
    (newest,) = load(workspace.db, Contact, contacts.find(workspace.db, ContactFilter(), most=1))
    return newest


def test_three_persons_by_keyboard_alone(workspace, hands):
    clipboard = QGuiApplication.clipboard()

    hands.paste("+46 70 174 06 31")  # somebody new, by phone
    hands.press(Qt.Key.Key_Return)
    hands.type("Signe")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert clipboard.text().startswith("Hej Signe,\n\nJag heter Anna")
    hands.press(Qt.Key.Key_S, CTRL)
    (signe,) = look_up(workspace.db, "0701740631", TODAY).matches
    line = newest_line(workspace)
    assert (signe.person.alias, signe.person.state) == ("Signe", State.CONTACTED)
    assert (line.person_id, line.template, line.channel) == (signe.person.id, "first_sv@1", Channel.SMS)

    hands.type("alma")  # somebody known, by alias
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert clipboard.text().startswith("Hej Alma,\n\nDet är Anna på Kvällsljus igen.")
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_S, CTRL)
    line = newest_line(workspace)
    assert (line.template, line.outcome, line.direction) == ("second_sv@1", Outcome.QUESTION, Direction.OUT)
    assert look_up(workspace.db, "Alma", TODAY).matches[0].person.state is State.ANSWERED

    before = contacts.count(workspace.db)
    clipboard.setText("")
    hands.type("0701740658")  # do not contact
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.press(Qt.Key.Key_S, CTRL)
    hands.press(Qt.Key.Key_C, CTRL)
    assert not clipboard.text()
    assert contacts.count(workspace.db) == before
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)  # the person got in touch
    hands.press(Qt.Key.Key_3)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert not clipboard.text()
    hands.press(Qt.Key.Key_S, CTRL)
    line = newest_line(workspace)
    assert (line.direction, line.outcome, line.template) == (Direction.IN, Outcome.WANTS_TO_TALK, "")


AN_EVENING = (
    ("070-174 06 07", "Vera"), ("+46 70 174 06 16", "Siri"), ("@nattfjaril", "Ines"), ("0701740625", "Bella"),
    ("https://site.example/annons/4711", "Ronja"), ("070 174 06 34", "Tyra"), ("Fjallros", ""),
    ("070-174 06 49", "Majken"), ("070-174 06 08", "Elsa"), ("ring 070-174 06 72", "Disa"),
)  # fmt: skip
FIVE_MINUTES, KEYS_A_MINUTE = 300, 150  # of somebody who looks at the keys


def test_ten_lines_in_five_minutes_by_keys_alone(workspace, hands):
    begun = time.monotonic()
    for typed, alias in AN_EVENING:
        hands.type(typed)
        hands.press(Qt.Key.Key_Return)
        if typed in ("070-174 06 08", "ring 070-174 06 72"):  # maybe Vera, one digit off; a number among words
            hands.press(Qt.Key.Key_End)
            hands.press(Qt.Key.Key_Return)
        hands.type(alias)
        hands.press(Qt.Key.Key_Return, CTRL)
        hands.press(Qt.Key.Key_S, CTRL)
    assert contacts.count(workspace.db) == 11
    assert [look_up(workspace.db, typed, TODAY).answer for typed, _alias in AN_EVENING] == [Answer.KNOWN] * 10
    assert hands.pressed < FIVE_MINUTES / 60 * KEYS_A_MINUTE
    assert time.monotonic() - begun < FIVE_MINUTES
