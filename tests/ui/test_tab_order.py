"""Tab follows the eye: layouts, grids and flows are read as they stand."""

import pytest
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QPushButton

from outreach_desktop.ui.look.layouts import Flowing, box, column, row, scrolling
from outreach_desktop.ui.look.tab_order import step, tab_order


def buttons(*words):
    return [QPushButton(each) for each in words]


@pytest.fixture
def shown(qtbot):
    def shown(content):
        window = QMainWindow()
        window.setCentralWidget(content)
        qtbot.addWidget(window)
        window.show()
        return window

    return shown


def words_of(window):
    return "".join(each.text() for each in tab_order(window.centralWidget()))


def test_what_was_made_last_and_stands_first_is_met_first(shown, qtbot):
    a, b, c, d = buttons("a", "b", "c", "d")
    place = column(c)
    window = shown(box(column(row(b, box(place)), scrolling(box(row(d))))))
    place.insertWidget(0, a)
    qtbot.waitUntil(a.isVisible)
    assert words_of(window) == "bacd"


def test_a_grid_is_read_as_it_was_filled_and_a_flow_from_its_beginning(shown):
    grid = QGridLayout()
    for word, place in zip(buttons("a", "b", "c", "d"), ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True):
        grid.addWidget(word, *place)
    window = shown(box(column(box(grid), Flowing(*buttons("e", "f")))))
    assert words_of(window) == "abcdef"


def test_what_is_hidden_or_off_is_passed_over_and_after_the_last_comes_the_first(shown, qtbot):
    a, b, c, d = buttons("a", "b", "c", "d")
    window = shown(box(column(a, b, c, d)))
    b.hide()
    c.setEnabled(False)
    window.activateWindow()
    a.setFocus()
    qtbot.waitUntil(a.hasFocus)
    met = [QApplication.focusWidget().text() for _each in range(3) if step(window, forward=True)]
    assert met == ["d", "a", "d"]
    assert step(window, forward=False)
    assert a.hasFocus()
