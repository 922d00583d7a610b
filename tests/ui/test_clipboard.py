import pytest
from PySide6.QtGui import QGuiApplication

from outreach_desktop.ui.clipboard import HINTS, Clipboard


@pytest.fixture
def system(qapp):
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


def count_down(clipboard, seconds):
    for _second in range(seconds):
        clipboard._count_down()


def test_copied_text_asks_histories_to_leave_it_out(system):
    Clipboard().copy("Hej Luna")
    assert system.text() == "Hej Luna"
    assert {*HINTS} <= {*system.mimeData().formats()}
    assert bytes(system.mimeData().data("x-kde-passwordManagerHint")) == b"secret"


def test_it_is_cleared_after_half_a_minute_and_tells_how_long_is_left(system):
    clipboard, told = Clipboard(), []
    clipboard.left_changed.connect(told.append)
    clipboard.copy("Hej Luna")
    count_down(clipboard, 29)
    assert system.text() == "Hej Luna"
    count_down(clipboard, 1)
    assert not system.text()
    assert told == [*range(30, 0, -1), 0]


def test_the_clock_runs_by_itself(system, qtbot):
    clipboard = Clipboard(seconds=1)
    clipboard.copy("Hej Luna")
    qtbot.waitUntil(lambda: not system.text(), timeout=3000)


def test_what_somebody_copied_since_stays(system):
    clipboard = Clipboard()
    clipboard.copy("Hej Luna")
    system.setText("en inköpslista")
    count_down(clipboard, 30)
    assert system.text() == "en inköpslista"
    assert clipboard.left == 0


def test_copying_again_begins_anew(system):
    clipboard = Clipboard()
    clipboard.copy("Hej Luna")
    count_down(clipboard, 20)
    clipboard.copy("Hej Mira")
    count_down(clipboard, 20)
    assert system.text() == "Hej Mira"


def test_quitting_takes_it_away(system, qapp):
    clipboard = Clipboard()
    clipboard.copy("Hej Luna")
    qapp.aboutToQuit.emit()
    assert not system.text()
