import sys

import pytest
from a_window import a_window
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.ui import dialogs


@pytest.fixture
def window(shown):
    return shown(a_window())


def _words(dialog):
    QApplication.processEvents()
    return " ".join(each.text() for each in dialog.findChildren(QLabel))


def test_a_known_error_is_told_in_its_own_words(window):
    dialog = dialogs.show_error(window, KnownError("Something went wrong"))
    assert "Något gick fel" in _words(dialog)
    assert dialog.findChild(QPushButton, "dialog.close").hasFocus()


def test_a_bug_is_told_with_a_code_and_without_data(window, caplog, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    dialogs.install_exception_dialogs()
    with pytest.raises(ValueError) as caught:
        int("070-174 06 44 Luna")
    sys.excepthook(ValueError, caught.value, caught.tb)
    dialog = QApplication.activeModalWidget()
    assert "Inget har gått förlorat" in _words(dialog)
    assert "Luna" not in _words(dialog)
    assert "Luna" not in caplog.text
    code = _words(dialog).split()[-1]
    assert code in caplog.text
    assert "test_look_dialogs:" in caplog.text


def test_an_exception_in_a_slot_ends_in_the_dialog(window, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    dialogs.install_exception_dialogs()

    def fail():
        raise KnownError("That did not work")

    QTimer.singleShot(0, fail)
    QApplication.processEvents()
    assert "Det gick inte" in _words(QApplication.activeModalWidget())


def test_two_questions_do_not_block_and_esc_says_no(window, qtbot):
    done = []
    dialog = dialogs.confirm(window, "Ta bort Luna?", "Kan ångras i 30 dagar.", "Ta bort", lambda: done.append(1))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not done
    dialog = dialogs.confirm(window, "Ta bort Luna?", "Kan ångras i 30 dagar.", "Ta bort", lambda: done.append(1))
    qtbot.mouseClick(dialog.findChild(QPushButton, "dialog.yes"), Qt.MouseButton.LeftButton)
    assert done == [1]


def test_what_cannot_be_undone_has_the_keyboard_on_cancel(window):
    dialog = dialogs.confirm(window, "Radera?", "För gott.", "Radera", lambda: None, danger=True)
    QApplication.processEvents()
    assert dialog.findChild(QPushButton, "dialog.cancel").hasFocus()


def test_users_words_in_a_dialog_are_never_markup(window):
    dialog = dialogs.confirm(window, "<img src=x>", "<b>Luna</b>", "Ja", lambda: None)
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in dialog.findChildren(QLabel) if each.text())
