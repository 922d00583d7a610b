"""Filters that one keeps under a name."""

import pytest
from makers import NOW
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton

from outreach_desktop.domain.person import State
from outreach_desktop.domain.saved_filter import SavedFilter
from outreach_desktop.operations.saved_filters import forget_filter, keep_filter, load_filters

Key = Qt.Key


@pytest.fixture
def listed(window, user, people_there):
    people_there({"alias": "Mia"}, {"alias": "Tova", "may_be_child": True})
    user.goes()
    return window.page


def menu_of(window, user):
    window.page.findChild(QPushButton, "people.saved").click()
    user.waits()
    return next(each for each in window.page.findChildren(QMenu) if each.isVisible())


def choose(menu, user, text):
    menu.setActiveAction(next(each for each in menu.actions() if each.text() == text))
    QTest.keyClick(menu, Key.Key_Return)
    user.waits()


def test_a_filter_is_kept_and_chosen_again_by_keyboard_in_another_language(window, user, listed):
    listed.child.setChecked(True)
    listed.state_filter.setCurrentIndex(1 + list(State).index(State.CONTACTED))
    listed.view.want_column(4, wanted=False)
    choose(menu_of(window, user), user, "Spara filtret …")
    assert user.here == "filter.name"
    user.writes("Kan vara barn")
    user.presses(Key.Key_Return)
    assert "”Kan vara barn”" in window._message.words()
    window.activateWindow()
    window.use_language("en")
    user.waits()
    window.page.clear_filters()
    window.page.view.want_column(4, wanted=True)
    user.waits()
    assert len(window.page.model.ids) == 2
    choose(menu_of(window, user), user, "Kan vara barn")
    assert len(window.page.model.ids) == 1
    assert window.page.wanted().may_be_child
    assert window.page.wanted().state is State.CONTACTED
    assert not window.page.view.wants_column(4)
    assert user.here == "people"


def test_a_filter_without_a_name_is_not_kept_and_the_field_says_so(window, user, listed):
    choose(menu_of(window, user), user, "Spara filtret …")
    user.presses(Key.Key_Return)
    typed = QApplication.focusWidget()
    assert isinstance(typed, QLineEdit)
    assert typed.objectName() == "filter.name"
    assert typed.parentWidget().error
    user.presses(Key.Key_Escape)
    assert [each.text() for each in menu_of(window, user).actions()] == ["Spara filtret …"]


def test_one_name_is_one_filter_and_forgetting_gives_it_back(db):
    first = keep_filter(db, SavedFilter(name="Örebro", county="18"), NOW)
    again = keep_filter(db, SavedFilter(name="örebro ", county="18", due=True), NOW)
    assert again.id == first.id
    keep_filter(db, SavedFilter(name="Alla barn", may_be_child=True), NOW)
    assert [each.name.strip() for each in load_filters(db)] == ["Alla barn", "örebro"]
    gone = forget_filter(db, again.id, NOW)
    assert (gone.county, gone.due) == ("18", True)
    assert [each.name for each in load_filters(db)] == ["Alla barn"]
