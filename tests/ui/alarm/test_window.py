"""The window of the alarm: said aloud, calm to the eye, put aside and never closed."""

import pytest
from desk import wait_until
from fingers import rest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from outreach_desktop.ui.alarm import window as alarm_window
from outreach_desktop.ui.alarm.window import AlarmWindow, Band, Face
from outreach_desktop.ui.look import theme
from outreach_desktop.ui.look.theme import Theme


def face(words="Ring nu.", *, urgent=True):
    return Face((words,), lambda: QLabel(words), "De har inte hört av sig", words, urgent=urgent)


@pytest.fixture
def aside():
    return []


@pytest.fixture
def said(monkeypatch):
    told = []
    monkeypatch.setattr(alarm_window, "announce", lambda _widget, text: told.append(text))
    return told


@pytest.fixture
def shown(dressed_app, aside, said):
    made = AlarmWindow(lambda: "Anteckningar", lambda: aside.append("aside"), lambda: QLabel("ljud"))
    yield made
    made.end()


def present(window, this):
    window.present(this, sign=(), whole_screen=False)
    QApplication.processEvents()


def band_of(window):
    return window.findChild(Band)


def test_it_is_said_when_it_comes_and_again_while_it_stays(shown, said, monkeypatch):
    shown._timer.setInterval(50)
    present(shown, face())
    assert said[0] == "De har inte hört av sig. Ring nu"
    wait_until(lambda: len(said) > 2)
    shown.put_away()
    count = len(said)
    rest(200)
    assert len(said) == count


def test_it_is_made_anew_only_when_something_in_it_is_another(shown):
    present(shown, face())
    first = shown.centralWidget()
    present(shown, face())
    assert shown.centralWidget() is first
    present(shown, face("Ring Dana."))
    assert shown.centralWidget() is not first
    again = shown.centralWidget()
    theme.apply(QApplication.instance(), Theme("dark"))
    present(shown, face("Ring Dana."))
    assert shown.centralWidget() is not again


def test_it_stands_above_all_other_windows_and_says_only_the_neutral_name_in_its_title(shown):
    present(shown, face())
    assert shown.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert shown.windowTitle() == "Anteckningar"
    assert shown.accessibleName() == "De har inte hört av sig"


def test_who_closes_it_puts_it_aside(shown, aside):
    present(shown, face())
    shown.close()
    assert shown.isVisible()
    assert aside == ["aside"]


def test_nothing_in_it_flashes_more_often_than_once_a_second(shown, monkeypatch):
    monkeypatch.setattr(alarm_window, "_may_move", lambda: True)
    present(shown, face())
    band = band_of(shown)
    assert band._timer.isActive()
    assert 2 * band._timer.interval() >= 1000  # dark and light again
    before = band.strong
    wait_until(lambda: band.strong != before)


def test_a_question_and_a_system_that_wants_less_motion_stand_still(shown, monkeypatch):
    monkeypatch.setattr(alarm_window, "_may_move", lambda: True)
    present(shown, face(urgent=False))
    assert not band_of(shown)._timer.isActive()
    monkeypatch.setattr(alarm_window, "_may_move", lambda: False)
    present(shown, face())
    assert not band_of(shown)._timer.isActive()
