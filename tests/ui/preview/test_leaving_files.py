"""Saving a file that leaves the vault."""

import os
import stat

import pytest
from makers import NOW
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from outreach_desktop.operations.concern_reports import note_printed
from outreach_desktop.ui.dialogs import Dialog
from outreach_desktop.ui.preview.saving import FileSaver, Leaving, place_dialog


@pytest.fixture
def saver(window, workspace, drafted):
    told = []
    leaving = Leaving(
        "pdf",
        "Filen innehåller hela anmälan.",
        lambda _db: b"%PDF-1.7 and so on",
        lambda db: note_printed(db, drafted, NOW, action="export"),
    )
    return FileSaver(window.page, workspace, leaving, told.append), told


@pytest.fixture
def a_place(tmp_path, nothing_remembered):
    place = tmp_path / "ut"
    place.mkdir()
    return place


def test_it_says_what_leaves_writes_one_private_file_and_a_line_in_the_log(window, user, saver, stored, a_place):
    dialog = saver[0].begin()
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Filen innehåller hela anmälan. Filen hamnar utanför valvet" in words
    user.clicks(window, "dialog.yes")
    place = window.findChild(QFileDialog, "place")
    assert place.selectedFiles()[0].endswith("/export-2026-11-24.pdf")
    written = a_place / "export-2026-11-24.pdf"
    user.saves_at(window, written)

    assert written.read_bytes() == b"%PDF-1.7 and so on"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert [file.name for file in written.parent.iterdir()] == [written.name]
    assert saver[1] == ["export-2026-11-24.pdf"]
    assert stored(lambda db: db.value("SELECT count(*) FROM log WHERE action = 'export'")) == 1


def test_qt_keeps_nothing_of_where_files_were_saved(window, user, saver, tmp_path, nothing_remembered):
    saver[0].begin()
    user.clicks(window, "dialog.yes")
    user.saves_at(window, tmp_path / "export.pdf")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(QFileDialog, "place") is None

    kept = [file.read_text("utf-8") for file in nothing_remembered.rglob("*") if file.is_file()]
    assert not [text for text in kept if "tmp" in text or "export" in text or str(tmp_path) in text]


def test_who_changes_their_mind_leaves_no_trace(window, user, saver, stored):
    saver[0].begin()
    user.clicks(window, "dialog.cancel")

    assert window.findChild(QFileDialog, "place") is None
    assert not window.findChildren(Dialog) or not window.findChildren(Dialog)[0].isVisible()
    assert stored(lambda db: db.value("SELECT count(*) FROM log WHERE action = 'export'")) == 0


def test_the_days_of_files_follow_the_language_of_the_window(window, a_place, qtbot):
    file = a_place / "gammal.pdf"
    file.write_bytes(b"x")
    os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    shown = []
    for language in ("sv", "en"):
        window.use_language(language)
        dialog = place_dialog(window.page, "pdf", "export.pdf")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setDirectory(str(a_place))
        dialog.open()
        files = dialog.proxyModel()
        qtbot.waitUntil(lambda files=files: "gammal.pdf" in _cells(files, _folder(files), 0))
        shown += _cells(files, _folder(files), 3)
        dialog.reject()

    local = NOW.astimezone()
    assert shown == [f"24 nov. 2026 {local:%H.%M}", f"24 Nov 2026 {local:%H:%M}"]


def _folder(files):
    source = files.sourceModel()
    return files.mapFromSource(source.index(source.rootPath()))


def _cells(files, folder, column):
    return [files.index(row, column, folder).data() for row in range(files.rowCount(folder))]
