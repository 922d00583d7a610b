"""Locking and closing: what is kept, what goes, and by which command line one comes back."""

import json
from pathlib import Path

import pytest
from desk import find, type_text, wait_until
from makers import PASSPHRASE
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtWidgets import QApplication

from outreach_desktop.settings import load
from outreach_desktop.storage import drafts
from outreach_desktop.ui.gate import leaving
from outreach_desktop.ui.gate.opening import unlock
from outreach_desktop.vault.folder import Vault


def test_the_new_process_has_the_same_arguments_and_the_vault():
    assert leaving.arguments_for(Path("/v"), ["python", "-m", "outreach_desktop", "--language", "sv"]) == [
        *("python", "-m", "outreach_desktop", "--language", "sv", "--vault", "/v"),
    ]


def test_an_earlier_vault_among_the_arguments_is_replaced():
    for earlier in (["--vault", "/old"], ["--vault=/old"]):
        assert leaving.arguments_for(Path("/v"), ["python", *earlier, "x"]) == ["python", "x", "--vault", "/v"]


def typed_in_profile(desk, folder):
    window = desk.enter(folder)
    window.activateWindow()
    window.go("organisation")
    find(window, "Organisation.standard_text").setFocus()
    type_text("halvskrivet ", find(window, "Organisation.standard_text"))
    return window


def profile_text(window):
    return find(window, "Organisation.standard_text").toPlainText()


def test_locking_keeps_what_is_typed_and_lets_go_of_the_vault(desk, vault_folder):
    typed_in_profile(desk, vault_folder)
    desk.desktop.lock()
    assert len(desk.replaced) == 1
    assert desk.replaced[0][-2:] == ["--vault", str(vault_folder)]
    Vault.open(vault_folder).close()
    assert "halvskrivet" in profile_text(desk.enter(vault_folder))
    assert desk.window.here == ("organisation", {})


def test_what_the_window_held_is_used_once(desk, vault_folder):
    typed_in_profile(desk, vault_folder)
    desk.desktop.lock()
    desk.enter(vault_folder)
    desk.desktop.workspace.drain()
    assert "window" not in desk.desktop.workspace.own_drafts()


def test_closing_the_window_keeps_as_much_and_ends(desk, vault_folder):
    window = typed_in_profile(desk, vault_folder)
    window.close()
    assert desk.replaced == []
    assert "halvskrivet" in profile_text(desk.enter(vault_folder))


def test_the_kept_window_cannot_be_read_in_the_database(desk, vault_folder):
    typed_in_profile(desk, vault_folder)
    desk.desktop.lock()
    opened = unlock(vault_folder, "Anna", PASSPHRASE)
    from outreach_desktop.operations.vaults import connect

    db = connect(opened.vault, opened.unlocked, reading_only=True)
    stored = [bytes(row["state"]) for row in db.rows("SELECT state FROM draft")]
    kept = {draft.editor: json.loads(draft.state) for draft in drafts.all_own(db)}
    db.close()
    opened.close()
    assert "halvskrivet" in json.dumps(kept["window"])
    assert not any(b"halvskrivet" in each for each in stored)


def test_locking_remembers_where_the_log_ends(desk, vault_folder):
    desk.enter(vault_folder)
    desk.desktop.lock()
    (remembered,) = load(desk.folder)[0].remembered.values()
    assert remembered.counter > 0
    assert len(remembered.log_head) == 64


def test_text_that_was_copied_here_does_not_stay_on_the_clipboard(desk, vault_folder):
    desk.enter(vault_folder)
    content = QMimeData()
    content.setText("070-174 06 44")
    content.setData("x-kde-passwordManagerHint", QByteArray(b"secret"))
    QApplication.clipboard().setMimeData(content)
    desk.desktop.lock()
    assert QApplication.clipboard().text() == ""


def test_quick_exit_hides_everything_and_comes_back_unseen(desk, vault_folder, monkeypatch):
    seen = []
    window = desk.enter(vault_folder)
    desk.desktop._replace = lambda _arguments: seen.append((window.isVisible(), leaving.starts_minimised()))
    window.quick_exit()
    assert seen == [(False, True)]
    assert not leaving.starts_minimised()


def test_locking_locks_even_when_the_disk_is_full(desk, vault_folder, monkeypatch):
    desk.enter(vault_folder)
    monkeypatch.setattr(type(desk.window), "capture", _full)
    with pytest.raises(OSError, match="space"):
        desk.desktop.lock()
    assert len(desk.replaced) == 1


def _full(_window):
    raise OSError(28, "No space left on device")


def test_the_window_stands_where_it_stood(desk, vault_folder):
    window = desk.enter(vault_folder)
    window.setGeometry(20, 30, 700, 500)
    desk.desktop.lock()
    again = desk.start(vault_folder)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    assert (again.width(), again.height()) == (700, 500)


def test_the_lock_window_speaks_the_language_that_was_spoken_last():
    for earlier in (["--language", "sv"], ["--language=sv"], []):
        assert leaving.arguments_for(Path("/v"), ["python", "-m", "x", *earlier], "en") == [
            *("python", "-m", "x", "--language", "en", "--vault", "/v"),
        ]


def test_locking_after_another_language_was_chosen_says_so_to_the_new_process(desk, vault_folder):
    desk.enter(vault_folder).use_language("en")
    desk.desktop.lock()
    assert desk.replaced[0][-4:] == ["--language", "en", "--vault", str(vault_folder)]


def test_one_comes_in_also_where_the_last_page_was_about_somebody_erased_since(desk, vault_folder):
    from makers import NOW, a_person

    from outreach_desktop.operations.erasing import erase_person
    from outreach_desktop.operations.people import save_person

    window = desk.enter(vault_folder)
    saved = []
    desk.desktop.workspace.write(window, lambda db: save_person(db, a_person(), NOW), saved.append)
    wait_until(lambda: saved)
    window.go("people", {"person": saved[0].id, "edit": True})
    desk.desktop.workspace.drain()
    desk.desktop.lock()
    opened = unlock(vault_folder, "Anna", PASSPHRASE)
    from outreach_desktop.operations.vaults import connect

    db = connect(opened.vault, opened.unlocked)
    erase_person(db, saved[0].id, NOW)
    db.close()
    opened.close()
    again = desk.enter(vault_folder)
    wait_until(again.isVisible)
    again.go("reports")
    again.back()


def test_a_vault_that_cannot_be_worked_on_is_let_go_again(desk, vault_folder):
    from outreach_desktop.operations.vaults import connect
    from outreach_desktop.storage.migrate import TooNew

    opened = unlock(vault_folder, "Anna", PASSPHRASE)
    db = connect(opened.vault, opened.unlocked)
    db.execute("PRAGMA user_version = 99")
    db.close()
    opened.close()
    with pytest.raises(TooNew):
        desk.enter(vault_folder)
    Vault.open(vault_folder).close()
    desk.desktop = None


def test_what_was_written_is_stored_also_when_the_window_cannot_say_how_it_stands(desk, vault_folder, monkeypatch):
    from makers import NOW, a_person

    from outreach_desktop.operations.people import save_person
    from outreach_desktop.storage import people

    window = desk.enter(vault_folder)
    monkeypatch.setattr(type(window), "capture", _full)
    desk.desktop.workspace.write(window, lambda db: save_person(db, a_person(), NOW))
    with pytest.raises(OSError, match="space"):
        desk.desktop.lock()
    Vault.open(vault_folder).close()
    assert people.count(_database(desk, vault_folder)) == 1


def _database(desk, folder):
    desk.enter(folder)
    return desk.desktop.workspace.db
