"""Locking when nobody is there."""

import pytest
from desk import press, wait_until
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget

from outreach_desktop.ui.idle import WARN_SECONDS, IdleWatch, _OwnInput
from outreach_desktop.ui.idle_notice import IdleNotice
from outreach_desktop.ui.look.messages import Notice


class Session:
    """Idle time as the system tells it."""

    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def session(monkeypatch):
    return Session()


@pytest.fixture
def watch(qapp, session):
    made = IdleWatch(qapp, 5, session)
    made._own._last -= 10_000  # nobody has touched our own window for long
    made.told = []
    made.warned.connect(made.told.append)
    made.expired.connect(lambda: made.told.append("lock"))
    yield made
    made.stop()
    made.deleteLater()


def test_it_warns_and_then_locks(watch, session):
    session.seconds = 5 * 60 - WARN_SECONDS - 1
    watch.look()
    assert watch.told == []
    session.seconds = 5 * 60 - 12
    watch.look()
    session.seconds = 5 * 60
    watch.look()
    assert watch.told == [12, "lock"]


def test_any_sign_of_life_takes_the_warning_away(watch, session):
    session.seconds = 5 * 60 - 5
    watch.look()
    session.seconds = 0
    watch.look()
    watch.look()
    assert watch.told == [5, 0]


def test_work_in_another_program_counts_where_the_system_tells(watch, session):
    session.seconds = 3
    assert watch.seconds_idle == 3
    assert watch.sees_whole_session


def test_a_key_in_our_window_counts_also_when_the_system_has_not_seen_it(watch, session, qtbot):
    session.seconds = 10_000
    field = shown(QLineEdit(), qtbot)
    press(Qt.Key.Key_A, "a", field)
    assert watch.seconds_idle < 5


def test_a_click_counts_in_a_window_that_came_later_and_a_composed_letter_where_it_is_typed(watch, session, qtbot):
    session.seconds = 10_000
    pressed = shown(QPushButton("x"), qtbot)
    watch.look()
    QTest.mouseClick(pressed.windowHandle(), Qt.MouseButton.LeftButton)
    assert watch.seconds_idle < 5
    watch._own._last -= 10_000
    field = shown(QLineEdit(), qtbot)
    QApplication.sendEvent(field, QInputMethodEvent("\u00e5", []))
    assert watch.seconds_idle < 5


class Heard(_OwnInput):
    """Counts what it is asked about."""

    events = 0

    def eventFilter(self, watched, event):
        self.events += 1
        return super().eventFilter(watched, event)


def test_watching_costs_nothing_while_pages_are_built(qapp, qtbot):
    shown(QLineEdit(), qtbot)
    heard = Heard(qapp)
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    for number in range(50):
        row.addWidget(QLineEdit(str(number)))
    page.grab()
    assert heard.events < 10
    heard.deleteLater()


def shown(widget, qtbot):
    """Return the widget on the screen, with the keyboard."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
        widget.setFocus()
    return widget


def test_without_an_answer_of_the_system_only_our_window_counts(qapp):
    watch = IdleWatch(qapp, 5)
    assert not watch.sees_whole_session
    watch._own._last -= 60
    assert 60 <= watch.seconds_idle < 65
    watch.stop()
    watch.deleteLater()


def test_the_minutes_can_be_changed_while_it_watches(watch, session):
    session.seconds = 90
    watch.minutes = 1
    watch.look()
    assert watch.told == ["lock"]


def test_the_warning_counts_down_in_words_and_goes_with_a_key(desk, vault_folder):
    window = desk.enter(vault_folder)
    desk.desktop.idle.warned.emit(14)
    told = [each.accessibleName() for each in window.findChildren(Notice) if each.isVisible()]
    assert told[0].startswith("Fönstret låses om 14 sekunder")
    desk.desktop.idle.warned.emit(0)
    assert [each for each in window.findChildren(Notice) if each.isVisible() and each.parent() is window] == []


def test_when_time_is_out_the_window_locks_and_keeps_what_is_typed(desk, vault_folder):
    desk.enter(vault_folder)
    desk.desktop.idle.expired.emit()
    wait_until(lambda: desk.replaced)


def test_the_notice_takes_no_keyboard(qtbot, desk, vault_folder):
    window = desk.enter(vault_folder)
    notice = next(each for each in window.findChildren(QObject) if isinstance(each, IdleNotice))
    notice.warn(9)
    assert all(child.focusPolicy() == Qt.FocusPolicy.NoFocus for child in notice._shown.findChildren(QLineEdit))
    notice.warn(0)
