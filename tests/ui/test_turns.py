"""Opening a page holds up the window as little as can be: dressed once, measured once, painted in a turn of its own."""

from collections import Counter

import pytest
from a_window import a_window
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

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


def test_a_page_is_built_in_one_turn_and_painted_in_the_next(window):
    window.go("list")
    assert not window.centralWidget().updatesEnabled()
    QApplication.processEvents()
    assert window.centralWidget().updatesEnabled()


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
