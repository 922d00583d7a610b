"""Opening a page holds up the window as little as can be: dressed once, measured once, painted in a turn of its own."""

from collections import Counter

import pytest
from a_window import ListPage, a_window
from fingers import rest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from outreach_desktop.ui import main_window
from outreach_desktop.ui.look.buttons import button
from outreach_desktop.ui.look.layouts import box, card, column, fill, row, scrolling
from outreach_desktop.ui.look.words import label


class Heard(QObject):
    """Counts how often each widget is told that its style is another one."""

    def __init__(self):
        super().__init__()
        self.dressed = Counter()

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QWidget):
            self.dressed[watched] += 1
        return False


@pytest.fixture
def window(shown):
    return shown(a_window())


def test_each_part_of_a_page_is_dressed_once(window, qapp):
    heard = Heard()
    qapp.installEventFilter(heard)
    window.go("list")
    QApplication.processEvents()
    qapp.removeEventFilter(heard)
    parts = [window.page, *window.page.findChildren(QWidget)]
    often = {part.metaObject().className(): heard.dressed[part] for part in parts if heard.dressed[part] > 1}
    assert not often
    assert heard.dressed[window.page] == 1


class Painted(QObject):
    """Counts how often each widget is painted."""

    def __init__(self):
        super().__init__()
        self.often = Counter()

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.often[watched] += 1
        return False


@pytest.fixture
def painted(qapp):
    heard = Painted()
    qapp.installEventFilter(heard)
    yield heard.often
    qapp.removeEventFilter(heard)


def test_a_page_is_built_in_one_turn_and_painted_once_in_the_next(window, painted):
    rest(50)
    window.go("list")
    painted.clear()
    QApplication.sendPostedEvents()  # what is left of this turn
    assert not painted
    rest(100)
    assert {painted[part] for part in (window.page, *window.page.findChildren(QLabel)) if part.isVisible()} == {1}


def test_a_page_that_awaits_an_answer_is_painted_once_with_it(window, painted, monkeypatch):
    monkeypatch.setattr(ListPage, "awaits_answer", True)
    monkeypatch.setattr(main_window, "_MOST_HELD_MS", 60_000)
    rest(50)
    window.go("list")
    painted.clear()
    rest(100)
    assert not painted
    window.page.answered.emit()
    rest(100)
    assert painted[window.page] == 1


def test_a_page_whose_answer_takes_long_is_painted_without(window, painted, monkeypatch):
    monkeypatch.setattr(ListPage, "awaits_answer", True)
    window.go("list")
    rest(2 * main_window._MOST_HELD_MS)
    assert painted[window.page]


def test_the_answer_to_a_page_that_was_left_paints_nothing(window, painted, monkeypatch):
    monkeypatch.setattr(ListPage, "awaits_answer", True)
    monkeypatch.setattr(main_window, "_MOST_HELD_MS", 60_000)
    window.go("list")
    left = window.page
    window.go("list", {"another": 1})
    painted.clear()
    left.answered.emit()
    rest(100)
    assert not painted
    window.page.answered.emit()
    rest(100)
    assert painted[window.page] == 1


def test_words_are_as_large_before_they_stand_in_a_window_as_after(shown):
    for role in ("body", "muted", "caption", "strong", "lead", "title", "figure"):
        words = label("Vi har setts två gånger", role)
        alone = words.sizeHint()
        assert shown(box(column(words))).findChild(QLabel).sizeHint() == alone, role


def test_a_page_that_was_measured_before_it_was_dressed_does_not_jump(shown):
    area = scrolling()
    shown(box(column(area))).resize(500, 400)
    words = label("Vi har setts två gånger och talats vid en gång på telefon. " * 3, "lead", wrap=True)
    inner = box(column(card(words), row(None, button("Fler ord"), None)))
    page = box(column(inner, label("nedanför", "caption"), None))
    inner.setVisible(True)  # Qt measures what is shown by itself
    fill(area, page)
    QApplication.processEvents()
    seen = [part.geometry() for part in page.findChildren(QWidget)]
    for _turn in range(3):
        QApplication.processEvents()
    assert words.height() >= words.heightForWidth(words.width())
    assert [part.geometry() for part in page.findChildren(QWidget)] == seen
