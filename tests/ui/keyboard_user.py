"""A user at the keyboard of the real window, and the window with the rooms of reports and statistics."""

import pytest
from makers import NOW, a_person, a_report
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from outreach_desktop.operations import vaults
from outreach_desktop.operations.concern_reports import Sending, hand_to_second_reader, save_report, send_report
from outreach_desktop.operations.people import save_person
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.reports import room as reports_room
from outreach_desktop.ui.statistics import room as statistics_room
from outreach_desktop.ui.top_bar import Signs
from outreach_desktop.ui.workspace import Workspace


class User:
    """Types and presses keys wherever the keyboard is, and waits for what comes of it."""

    def __init__(self, workspace, type_text):
        self.workspace, self._type = workspace, type_text

    def waits(self):
        """Until every thread has answered and every answer is on the page."""
        space = self.workspace
        for worker in (space._writer, space._reader, space._slow) * 3:
            worker.drain()
            QApplication.processEvents()
            QApplication.processEvents()

    def writes(self, text):
        self._type(here(), text)
        self.waits()

    def presses(self, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(here(), key, modifiers)
            self.waits()

    def with_ctrl(self, *keys):
        self.presses(*keys, modifiers=Qt.KeyboardModifier.ControlModifier)

    def tabs_to(self, name, most=60):
        """Press Tab until the control of that name has the keyboard."""
        for _step in range(most):
            if QApplication.focusWidget().objectName() == name:
                return
            self.presses(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}")

    def clicks(self, window, name):
        """Press a button by its name, as who cannot see it does."""
        window.findChild(QPushButton, name).click()
        self.waits()

    def saves_at(self, window, path):
        """Answer the question where to save."""
        dialog = next(each for each in window.findChildren(QFileDialog, "place") if each.isVisible())
        dialog.setDirectory(str(path.parent))
        dialog.findChild(QLineEdit, "fileNameEdit").setText(path.name)
        dialog.accept()
        window.activateWindow()
        self.waits()


def here():
    """Return what has the keyboard: Qt ends the process when keys are sent to nothing."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


@pytest.fixture
def workspace(opened, qapp):
    space = Workspace(*opened, now=lambda: NOW)
    yield space
    space.close()


@pytest.fixture
def window(workspace, shown):
    made = MainWindow([reports_room(workspace), statistics_room(workspace)], signs=Signs(who="Anna"))
    made.resize(1366, 768)
    failures = []
    workspace.failed.connect(failures.append)
    yield shown(made)
    assert failures == []


@pytest.fixture
def user(workspace, window, type_text):
    return User(workspace, type_text)


@pytest.fixture
def stored(opened):
    """Have work done with a connection of one's own; return what it gives."""

    def do(work):
        db = vaults.connect(*opened)
        try:
            return work(db)
        finally:
            db.close()

    return do


@pytest.fixture
def child(stored):
    return stored(lambda db: save_person(db, a_person(alias="Tova", may_be_child=True), NOW))


@pytest.fixture
def drafted(stored, child):
    return stored(lambda db: save_report(db, a_report(person_id=child.id), NOW))


@pytest.fixture
def handed(stored, drafted):
    return stored(lambda db: hand_to_second_reader(db, drafted, "Moa", NOW))


@pytest.fixture
def sent(stored, handed):
    from outreach_desktop.domain.concern_report import SentHow

    day = NOW.date()
    return stored(lambda db: send_report(db, handed, Sending(SentHow.POST, "Mottagningen", day), NOW))


@pytest.fixture
def nothing_remembered(tmp_path):
    """Give Qt a place of the test's own for what it keeps of its dialogs; return where that is."""
    place = tmp_path / "qt"
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(place))
    return place
