"""The page Log: read, narrowed down, checked, and printed into a file."""

import pytest
from desk import find, press, wait_until
from makers import NOW, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QTabBar
from ui.rules import problems_of

from outreach_desktop.domain.organisation import Role
from outreach_desktop.operations import vaults
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import log, log_lines
from outreach_desktop.ui.look.messages import Notice
from outreach_desktop.ui.workspace import Workspace

PLACE = ("organisation", {"part": "log"})


@pytest.fixture
def luna(opened):
    db = vaults.connect(*opened)
    found = save_person(db, a_person(alias="kanariefågeln"), NOW)
    db.close()
    return found


@pytest.fixture
def room(desk, opened, luna, vault_folder):
    opened[0].close()
    window = desk.show_at(vault_folder, *PLACE)
    wait_until(lambda: window.page.model.ids)
    return window


def rows(window):
    model = window.page.model
    return [[model.index(at, column).data() for column in range(4)] for at in range(model.rowCount())]


def told(window):
    return [each.accessibleName() for each in window.page.findChildren(Notice) if each.isVisible()]


def test_it_says_who_did_what_newest_first_and_no_text_of_a_record(room, luna):
    wait_until(lambda: rows(room)[0][2] == "låste upp valvet")
    assert ["Anna", "lade till person", luna.code] in [row[1:] for row in rows(room)]
    assert "kanarie" not in str(rows(room))
    wait_until(lambda: "rader" in room.page._count.text())


def test_it_is_a_part_of_the_room_for_those_whose_role_may_read_it(room, monkeypatch):
    tabs = room.page.findChild(QTabBar, "organisation.parts")
    assert tabs.tabText(tabs.currentIndex()) == "Logg"
    monkeypatch.setattr(Workspace, "role", Role.STAFF)
    room.go("organisation")
    tabs = room.page.findChild(QTabBar, "organisation.parts")
    assert "Logg" not in [tabs.tabText(at) for at in range(tabs.count())]
    room.go(*PLACE)
    assert not hasattr(room.page, "model")
    monkeypatch.setattr(Workspace, "role", Role.COORDINATOR)
    room.replace(*PLACE)
    assert room.page.model is not None


def test_it_is_narrowed_down_by_what_and_by_record_from_the_keyboard(room, luna):
    room.page.view.setFocus()
    at = next(at for at, row in enumerate(rows(room)) if row[3] == luna.code)
    room.page._choose(at)
    press(Qt.Key.Key_Return, "\r", room.page.view)
    wait_until(lambda: {row[3] for row in rows(room)} == {luna.code})
    assert find(room, "log.record").text() == luna.code
    find(room, "log.record").clear()
    find(room, "log.what").setCurrentText("skapade")
    wait_until(lambda: {row[2] for row in rows(room)} == {"skapade valvet"})
    find(room, "log.since").setText("2020-01-01")
    find(room, "log.until").setText("2020-01-02")
    wait_until(lambda: room.page._places.currentIndex() == 1)
    find(room, "log.until").setText("inte en dag")
    wait_until(lambda: room.page._places.currentIndex() == 0)


def test_older_lines_come_when_the_end_is_reached(room, desk, monkeypatch):
    monkeypatch.setattr(log_lines, "PIECE", 50)
    monkeypatch.setattr(log_lines.find, "__defaults__", (0, 50))

    def many(db):
        with db.transaction():
            for _line in range(120):
                log.note(db, "print", "statistics", "", NOW)

    desk.desktop.workspace.write(room, many)
    wait_until(lambda: len(room.page.model.ids) >= 50 and rows(room)[0][2] == "skrev ut statistik")
    total = room.page.model.ids[0]

    def all_came():
        room.page.view.scrollToBottom()
        return len(room.page.model.ids) == total

    wait_until(all_came)
    assert list(room.page.model.ids) == list(range(total, 0, -1))
    assert rows(room)[-1][2] == "skapade valvet"
    assert not room.page.model.canFetchMore(room.page.view.rootIndex())


def test_it_is_checked_beside_the_window_and_the_result_is_said(room, desk):
    find(room, "log.check").click()
    wait_until(lambda: "Loggen är hel" in str(told(room)))
    assert "i ordning, oförändrade och signerade" in told(room)[0]

    def spoil(db):
        with db.transaction():
            db.execute("UPDATE log SET action = 'read' WHERE seq = 1")

    desk.desktop.workspace.write(room, spoil)
    desk.desktop.workspace.drain()
    find(room, "log.check").click()
    wait_until(lambda: "Loggen är inte hel" in str(told(room)))
    assert "vid rad 1" in told(room)[0]


def test_what_is_shown_leaves_as_a_pdf_and_a_line_says_so(room, desk, tmp_path):
    find(room, "log.pdf").click()
    room.findChild(QPushButton, "dialog.yes").click()
    wait_until(lambda: any(each.isVisible() for each in room.findChildren(QFileDialog, "place")))
    dialog = next(each for each in room.findChildren(QFileDialog, "place") if each.isVisible())
    dialog.setDirectory(str(tmp_path))
    dialog.findChild(QLineEdit, "fileNameEdit").setText("export.pdf")
    dialog.accept()
    wait_until((tmp_path / "export.pdf").exists)
    assert (tmp_path / "export.pdf").read_bytes().startswith(b"%PDF")
    wait_until(lambda: rows(room)[0][2] == "exporterade loggen")


def test_the_page_keeps_the_rules_of_all_pages(room):
    QApplication.processEvents()
    assert problems_of(room) == []
