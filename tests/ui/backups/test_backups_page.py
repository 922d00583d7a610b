"""The page about backups, the line on Today, and restoring, in the real window."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from desk import find, press, wait_until
from makers import NOW, PASSPHRASE, a_person
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import delete
from ui.rules import problems_of

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.operations import restoring, vaults
from outreach_desktop.operations.backup_upkeep import choose_second_place
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.people import save_person
from outreach_desktop.settings import load
from outreach_desktop.storage import backups as registry
from outreach_desktop.storage import people
from outreach_desktop.ui import backup_keeper
from outreach_desktop.ui.dialogs import Dialog
from outreach_desktop.ui.look.messages import Notice
from outreach_desktop.vault.folder import Vault


@pytest.fixture
def room(desk, vault_folder):
    desk.show_at(vault_folder, "organisation", {"part": "backups"})
    return desk


def write(desk, work):
    done = []
    workspace = desk.desktop.workspace
    workspace.write(workspace, work, done.append)
    wait_until(lambda: done)


def add(desk, alias):
    write(desk, lambda db: save_person(db, a_person(alias=alias), desk.clock()))


def make(desk):
    before = len(registry.copies(desk.desktop.workspace.db))
    find(desk.window, "backup.make").click()
    wait_until(lambda: len(registry.copies(desk.desktop.workspace.db)) > before)
    wait_until(lambda: not desk.desktop.workspace.backups.doing)


def rows(desk):
    view = desk.window.page.findChild(QWidget, "backups")
    return [view.row(at) for at in range(view.model().rowCount())] if view else []


def shown(desk, kind=QLabel):
    return " ".join(each.text() for each in desk.window.page.findChildren(kind) if each.isVisible())


def notices(desk):
    return [each.accessibleName() for each in desk.window.page.findChildren(Notice)]


def dialog():
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible())


def test_a_backup_made_now_is_listed_and_told(room):
    wait_until(lambda: "Inga säkerhetskopior än" in shown(room))
    make(room)
    wait_until(lambda: rows(room))
    assert (rows(room)[0].title, rows(room)[0].aside) == ("I dag 19.31", "kontrollerad, hel")
    wait_until(lambda: room.window._message is not None)
    assert room.window._message.words() == "En säkerhetskopia är gjord och kontrollerad."
    room.window.go("today")
    wait_until(lambda: "Senaste säkerhetskopian i dag 19.31, på annat ställe ingen än." in shown(room))


def test_a_chosen_second_place_gets_its_copy_and_a_pulled_stick_is_told(room, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    room.window.page._use_place(stick)
    wait_until(lambda: list(stick.glob("*.backup")))
    wait_until(lambda: len(rows(room)) == 2)
    wait_until(lambda: str(stick) in shown(room).replace("\u200b", ""))
    wait_until(lambda: not room.desktop.workspace.backups.doing)
    stick.rename(tmp_path / "away")
    room.clock.pass_seconds(7200)
    make(room)
    wait_until(lambda: any("Sätt i USB-minnet" in words for words in notices(room)))


def test_after_a_week_without_a_copy_elsewhere_today_says_so_and_leads_there(room):
    make(room)
    room.clock.at = NOW + timedelta(days=6)
    room.window.go("today")
    wait_until(lambda: "Senaste säkerhetskopian" in shown(room))
    assert room.window.page._list is None
    room.clock.at = NOW + timedelta(days=9)
    room.window.replace("today")
    wait_until(lambda: room.window.page._list is not None)
    (row,) = [each for each in _today_rows(room) if not each.heading]
    assert row.title == "Ingen säkerhetskopia på en vecka"
    press(Qt.Key.Key_Return, "\r", room.window.page._list)
    wait_until(lambda: room.window.here == ("organisation", {"part": "backups"}))
    wait_until(lambda: any("Ingen säkerhetskopia på annat ställe än" in words for words in notices(room)))


def _today_rows(desk):
    view = desk.window.page._list
    return [view.row(at) for at in range(view.model().rowCount())]


def test_restoring_compares_first_and_locks_and_the_vault_is_not_taken_for_an_older_one(
    room, vault_folder, picture_folder
):
    add(room, "Luna")
    add(room, "Nova")
    make(room)
    add(room, "Mira")
    nova = people.find(room.desktop.workspace.db, PersonFilter())[1]
    write(room, lambda db: erase_person(db, nova, NOW))
    room.window.replace("organisation", {"part": "backups"})
    wait_until(lambda: rows(room))
    press(Qt.Key.Key_Return, "\r", find(room.window, "backups"))
    wait_until(lambda: find(room.window, "restore").isEnabled())
    wait_until(lambda: "1 går förlorad" in shown(room))
    assert "0 kommer tillbaka" in shown(room)
    assert "1 raderades sedan och förblir raderad" in shown(room)
    room.window.grab().save(str(picture_folder / "restore.png"))
    assert problems_of(room.window) == []
    find(room.window, "restore").click()
    dialog().findChild(QWidget, "dialog.yes").click()
    wait_until(lambda: room.replaced)
    window = room.enter(vault_folder, PASSPHRASE)
    db = room.desktop.workspace.db
    assert [row.alias for row in people.load_rows(db, people.find(db, PersonFilter()))] == ["Luna"]
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible()]
    assert window.isVisible()
    wait_until(lambda: len(list(vault_folder.glob("gen-*"))) == 1)


def test_locking_when_restoring_can_no_longer_be_stopped_remembers_the_restored_vault(room, vault_folder, monkeypatch):
    """Whoever unlocks next would be told of an older vault that somebody slipped in."""
    make(room)
    add(room, "Mira")
    (copy,) = registry.copies(room.desktop.workspace.db)
    real, begun = restoring.restore, threading.Event()

    def past_its_last_word(vault, unlocked, path, now, _progress):
        begun.set()
        return real(vault, unlocked, path, now)

    monkeypatch.setattr(restoring, "restore", past_its_last_word)
    monkeypatch.setattr(backup_keeper, "_PATIENCE", 60)
    keeper = room.desktop.workspace.backups
    keeper.restore(room.window, vault_folder / "backups" / copy.name, lambda _done: None, lambda _error: None)
    assert begun.wait(60)
    room.desktop.lock()
    vault = Vault.open(vault_folder)
    assert vault.generation == 2
    db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
    (remembered,) = load(room.folder)[0].remembered.values()
    assert not vaults.is_older(db, remembered.counter, remembered.log_head)
    db.close()
    vault.close()


def test_a_damaged_file_is_refused_on_the_page_in_a_sentence(room, tmp_path):
    (tmp_path / "x.backup").write_bytes(b"a holiday picture")
    room.window.page._restore(tmp_path / "x.backup")
    wait_until(lambda: any("ingen säkerhetskopia" in words for words in notices(room)))
    assert not find(room.window, "restore").isEnabled()


def test_locking_while_a_backup_runs_waits_for_nothing_and_loses_nothing(room, vault_folder):
    add(room, "Luna")
    room.desktop.workspace.backups.round(must=True)
    room.desktop.lock()
    assert room.replaced
    assert not list(vault_folder.rglob("*-wal"))
    room.enter(vault_folder)
    assert len(people.find(room.desktop.workspace.db, PersonFilter())) == 1


def test_who_is_no_administrator_sees_how_it_stands_and_restores_nothing(room):
    make(room)

    workspace = room.desktop.workspace
    workspace.unlocked = replace(workspace.unlocked, role="volunteer")
    room.window.replace("organisation", {"part": "backups"})
    wait_until(lambda: rows(room))
    for name in ("backup.open", "backup.place"):
        assert room.window.page.findChild(QWidget, name) is None
    press(Qt.Key.Key_Return, "\r", find(room.window, "backups"))
    assert room.window.here == ("organisation", {"part": "backups"})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pages_keep_the_rules_of_all_windows(room, language, tmp_path, picture_folder):
    (tmp_path / "stick").mkdir()
    vault = room.desktop.workspace.vault
    write(room, lambda db: choose_second_place(db, vault, tmp_path / "stick", NOW))
    make(room)
    room.window.use_language(language)
    wait_until(lambda: len(rows(room)) == 2)
    wait_until(lambda: "stick" in shown(room))
    room.window.grab().save(str(picture_folder / f"backups-{language}.png"))
    assert problems_of(room.window) == []


def test_a_restoring_that_fails_after_its_page_has_gone_is_told_all_the_same(room, tmp_path):
    told, gone = [], QObject()
    workspace = room.desktop.workspace
    workspace.failed.connect(told.append)
    workspace.backups.restore(gone, tmp_path / "not there.backup", told.append, lambda _error: told.append("the page"))
    delete(gone)
    wait_until(lambda: told)
    assert told != ["the page"]
    assert isinstance(told[0], KnownError)
