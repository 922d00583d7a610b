"""The disk is full while somebody saves: they are told in a sentence, nothing typed is lost, and it goes on after."""

import shutil

import pytest
from desk import find, type_text, wait_until
from PySide6.QtWidgets import QApplication, QLabel

from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.storage import checks, people
from outreach_desktop.ui.dialogs import Dialog

ALIAS = "Mira Åkesson"


@pytest.fixture
def window(desk, disk, vault_folder):
    shutil.copytree(vault_folder, disk.folder / "vault")
    window = desk.enter(disk.folder / "vault")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.go("people", {"person": "new"})
    QApplication.processEvents()
    return window


def said(window):
    return " ".join(each.text() for each in window.page.findChildren(QLabel) if each.isVisible())


def dialogs():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible()]


def test_a_full_disk_is_told_and_the_text_is_kept(desk, disk, window):
    line = find(window, "Person.alias")
    line.setFocus()
    type_text(ALIAS)
    desk.desktop.workspace.drain()
    with disk.full():
        find(window, "form.save").click()
        wait_until(lambda: "isken är full" in said(window) or "Det gick inte" in said(window))
        assert find(window, "Person.alias").text() == ALIAS
    find(window, "form.save").click()
    db = desk.desktop.workspace.db
    wait_until(lambda: people.find(db, PersonFilter()))
    assert [row.alias for row in people.load_rows(db, people.find(db, PersonFilter()))] == [ALIAS]
    assert checks.broken_structure(db) == []


def test_typing_goes_on_while_no_draft_can_be_kept(desk, disk, window):
    """Whoever types looks at the keys: a dialog would swallow what they type."""
    find(window, "Person.alias").setFocus()
    with disk.full():
        for _draft in range(3):
            type_text(ALIAS)
            window.page._keeper.keep_now()
            desk.desktop.workspace.drain()
            QApplication.processEvents()
        assert find(window, "Person.alias").text() == ALIAS * 3
        assert dialogs() == []
        wait_until(lambda: "full" in said_by_window(window) or "gick inte" in said_by_window(window))


def said_by_window(window):
    return " ".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())
