"""What a screen reader does to a control does the same as a click, though Qt calls it toggling."""

import pytest
from a_window import a_window
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from outreach_desktop.ui.look.buttons import Choice

TOGGLE = QAccessibleActionInterface.toggleAction()


def toggle(widget):
    """Do what the accessibility bus asks of a control that can be on."""
    actions = QAccessible.queryAccessibleInterface(widget).actionInterface()
    assert TOGGLE in actions.actionNames()
    actions.doAction(TOGGLE)
    QApplication.processEvents()


@pytest.fixture
def window(shown):
    return shown(a_window())


def test_a_room_is_entered_and_marked(window):
    toggle(window.findChild(QWidget, "room.list"))
    assert window.here[0] == "list"
    assert window.findChild(QWidget, "room.list").isChecked()
    assert not window.findChild(QWidget, "room.form").isChecked()


def test_the_room_one_is_in_stays_marked_when_it_is_pressed_again(window):
    room = window.findChild(QWidget, "room.form")
    room.click()
    toggle(room)
    assert window.here[0] == "form"
    assert room.isChecked()


def test_an_answer_is_chosen_and_told_once(shown):
    choice = shown(Choice(["Ja", "Nej"], 0))
    told = []
    choice.chosen.connect(told.append)
    toggle(choice.findChildren(QToolButton)[1])
    assert (choice.index, told) == (1, [1])
    choice.set_index(0)
    assert (choice.index, told) == (0, [1])
