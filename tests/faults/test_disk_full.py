"""The disk is full while somebody saves: they are told in a sentence, nothing typed is lost, and it goes on after."""

import resource
import shutil
import subprocess
from contextlib import contextmanager

import pytest
from desk import find, type_text, wait_until
from PySide6.QtWidgets import QApplication, QLabel

from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.storage import checks, people
from outreach_desktop.ui.dialogs import Dialog

ALIAS = "Mira Åkesson"


class SmallDisk:
    """A file system of some megabytes; what is free of it can be taken away and given back."""

    def __init__(self, folder):
        self.folder = folder
        self._filler = folder / "filler"

    @contextmanager
    def full(self):
        """Take all space away, the reserve of the vault too."""
        (self.folder / "vault" / "ballast").unlink(missing_ok=True)
        with self._filler.open("wb", buffering=0) as filler:
            while self._writes(filler):
                pass
        yield
        self._filler.unlink()

    @staticmethod
    def _writes(filler):
        try:
            return filler.write(b"\0" * 4096)
        except OSError:
            return 0


class SmallQuota:
    """Where no file system can be mounted: no file may grow."""

    def __init__(self, folder):
        self.folder = folder

    @contextmanager
    def full(self):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    yield SmallDisk(place) if mounted else SmallQuota(place)
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


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
