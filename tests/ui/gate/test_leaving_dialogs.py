"""F12 and Ctrl+L work wherever the keyboard is: in dialogs, in lists that are open, in the calendar."""

import time

import pytest
from desk import find, type_text, wait_until
from makers import NOW
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from outreach_desktop.storage.database import DiskFull
from outreach_desktop.ui import dialogs
from outreach_desktop.ui.backups import restore_page
from outreach_desktop.ui.backups.choosing import choose_backup
from outreach_desktop.ui.forms.calendar_popup import CalendarPopup
from outreach_desktop.ui.gate.second_key import choose_key
from outreach_desktop.ui.gate.window import choose_folder
from outreach_desktop.ui.preview.printing import a_printer
from outreach_desktop.ui.preview.saving import place_dialog

AT_ONCE = 0.3  # seconds
TYPED = "halvskrivet "


def open_question(window):
    dialogs.confirm(window, "Ta bort?", "Den går att ta tillbaka.", "Ta bort", lambda: None, danger=True)


def open_places(window):
    dialog = place_dialog(window.page, "pdf", "export.pdf")
    dialog.open()


def open_folders(window):
    choose_folder(window, "Öppna ett valv", lambda _path: None)


def open_search(window):
    window.search_field.setFocus()
    type_text("mira", window.search_field)


def open_backups(window):
    choose_backup(window.page, lambda _path: None)


def open_second_key(window):
    choose_key(window.page, lambda _path: None, new=True)


def open_printing(window):
    printer = a_printer()
    printer.setOutputFileName("never written")  # there may be no printer here
    QDialog.open(QPrintDialog(printer, window.page))


def open_restoring(window):
    restore_page._progress_dialog(window.page, window.page.workspace)


def open_failure(window):
    dialogs.show_error(window, DiskFull())


def open_menu(window):
    menu = QMenu(window.page)
    menu.addAction("Håll kvar längre …")
    menu.popup(window.mapToGlobal(window.rect().center()))


def open_calendar(window):
    popup = CalendarPopup(window.page, NOW.date())
    popup.show()
    popup.calendar.setFocus()


def open_nothing(_window):
    pass


STATES = [
    *(open_nothing, open_question, open_places, open_folders, open_search, open_backups, open_second_key),
    *(open_printing, open_restoring, open_failure, open_menu, open_calendar),
]


@pytest.fixture
def working(desk, vault_folder):
    """A window in which something is typed and not saved."""
    window = desk.enter(vault_folder)
    window.show()
    window.activateWindow()
    window.go("organisation")
    area = find(window, "Organisation.standard_text")
    area.setFocus()
    type_text(TYPED, area)
    return window


def visible():
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def key(pressed, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key as the system does: it comes to the window that has the keyboard, and goes on from there."""
    wait_until(lambda: QGuiApplication.focusWindow() is not None)
    QTest.keyClick(QGuiApplication.focusWindow(), pressed, modifiers)


def kept(desk, vault_folder):
    again = desk.enter(vault_folder)
    return find(again, "Organisation.standard_text").toPlainText()


@pytest.mark.parametrize("state", STATES)
def test_quick_exit_hides_all_windows_at_once_from_every_state(desk, vault_folder, working, state, monkeypatch):
    state(working)
    QApplication.processEvents()
    assert working.windowTitle() == "Anteckningar"
    seen = []
    put_away = desk.desktop._put_away

    def look_first():
        seen.append((time.process_time() - began, visible()))
        put_away()

    monkeypatch.setattr(desk.desktop, "_put_away", look_first)
    began = time.process_time()
    key(Qt.Key.Key_F12)
    wait_until(lambda: desk.replaced)
    ((seconds, still_visible),) = seen
    assert still_visible == []
    assert seconds < AT_ONCE
    assert TYPED in kept(desk, vault_folder)


@pytest.mark.parametrize("state", STATES[1:])
def test_ctrl_l_locks_from_every_dialog_and_keeps_what_is_typed(desk, vault_folder, working, state):
    state(working)
    QApplication.processEvents()
    key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: desk.replaced)
    assert visible() == []
    assert TYPED in kept(desk, vault_folder)


def test_an_open_list_does_not_hold_the_keys_back(desk, vault_folder, working):
    working.go("settings")
    find(working, "settings.zoom").showPopup()
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is not None
    key(Qt.Key.Key_F12)
    wait_until(lambda: desk.replaced)
    assert visible() == []


def test_after_locking_the_keys_do_nothing_more(desk, vault_folder, working):
    desk.desktop.lock()
    desk.replaced.clear()
    working.show()
    QTest.keyClick(working.windowHandle(), Qt.Key.Key_F12)
    assert desk.replaced == []
