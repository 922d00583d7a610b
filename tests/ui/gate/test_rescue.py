"""From a vault that does not open to one that does: a backup is chosen at the lock window, opened, put in its place."""

import shutil

import pytest
from desk import enter, find, press, type_text, wait_until
from makers import NOW, PASSPHRASE, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from ui.rules import problems_of

from outreach_desktop.domain.person import Person
from outreach_desktop.operations import backup_upkeep, rescuing, vaults
from outreach_desktop.operations.people import save_person
from outreach_desktop.settings import load
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.gate.lock_page import short_path
from outreach_desktop.ui.gate.opening import unlock
from outreach_desktop.ui.look.messages import Notice
from outreach_desktop.vault import stick
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import Vault


@pytest.fixture
def damaged(vault_folder):
    """A vault with one person in its backup, two in its database, and key files that cannot be read."""
    vault = Vault.open(vault_folder)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    db = vaults.connect(vault, unlocked)
    save_person(db, a_person(alias="Luna"), NOW)
    backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    save_person(db, a_person(alias="Tova"), NOW)
    db.checkpoint()
    db.close()
    vault.close()
    for path in vault_folder.glob("gen-*/keys.json*"):
        path.write_bytes(path.read_bytes()[:100])
    return vault_folder


def shown(desk, kind):
    wait_until(lambda: type(desk.page).__name__ == kind and desk.page.isVisible())
    return desk.page


def failure(desk, folder, language="sv"):
    window = desk.start(folder)
    window.resize(1366, 768)
    window.activateWindow()
    window.use_language(language)
    wait_until(lambda: desk.desktop.gate._door.error is not None)
    return window


def said(page):
    return " ".join(each.text() for each in page.findChildren(QLabel)) + page.findChild(Notice).accessibleName()


def space():
    press(Qt.Key.Key_Space, " ")


@pytest.mark.parametrize(
    ("language", "everything", "title"),
    [("sv", "Allt finns kvar", "Lås upp"), ("en", "Everything is still there", "Unlock")],
)
def test_damaged_keys_are_taken_from_a_backup_and_nothing_is_lost(desk, damaged, language, everything, title):
    window = failure(desk, damaged, language)
    assert problems_of(window) == []
    find(window, "restore").setFocus()
    wait_until(lambda: QApplication.focusWidget() is not None)
    space()
    shown(desk, "BackupPage")
    assert problems_of(window) == []
    find(window, "rescue.backups").setFocus()
    enter()
    shown(desk, "KeyPage")
    assert problems_of(window) == []
    find(window, "rescue.passphrase").setFocus()
    type_text("en annan lösenfras än så")
    enter()
    wait_until(lambda: desk.page._problem.text and desk.page._rescue.proving.error is not None)
    assert desk.desktop.preferences.settings.of_vault(desk.page._rescue.laid.offer.header.vault_id).failures == 1
    desk.clock.pass_seconds(60)
    wait_until(desk.page.next_button.isEnabled)
    find(window, "rescue.passphrase").setText("")
    find(window, "rescue.passphrase").setFocus()
    type_text(PASSPHRASE)
    enter()
    page = shown(desk, "FoundPage")
    assert problems_of(window) == []
    assert everything in said(page)
    assert short_path(damaged.with_name("vault-2")) in said(page)
    find(window, "next").setFocus()
    space()
    shown(desk, "LockPage")
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    assert desk.page.title == title
    assert load(desk.folder)[0].vaults[0] == str(damaged.with_name("vault-2"))
    find(window, "passphrase").setFocus()
    type_text(PASSPHRASE)
    enter()
    wait_until(lambda: desk.window is not None)
    assert {person.alias for person in load_all(desk.desktop.workspace.db, Person)} == {"Luna", "Tova"}
    assert desk.window.findChildren(Notice) == [] or "äldre" not in desk.window.findChildren(Notice)[0].accessibleName()


def test_a_lost_vault_comes_back_in_its_place_from_a_stick_and_what_is_missing_is_said(desk, damaged, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = stick / rescuing.offers(damaged)[0].path.name
    shutil.copyfile(rescuing.offers(damaged)[0].path, copy)
    shutil.rmtree(damaged)
    window = failure(desk, damaged)
    find(window, "restore").click()
    page = shown(desk, "BackupPage")
    assert "Sätt i minnet" in " ".join(each.text() for each in page.findChildren(QLabel))
    assert not page.next_button.isEnabled()
    assert problems_of(window) == []
    (stick / "annat.backup").write_text("inte en säkerhetskopia")
    page._use(stick / "annat.backup")
    wait_until(lambda: page._problem.text)
    find(window, "rescue.file").click()
    dialog = window.findChild(QFileDialog)
    dialog.close()
    page._use(copy)
    shown(desk, "KeyPage")
    type_text(PASSPHRASE, find(window, "rescue.passphrase"))
    desk.page.go_on()
    page = shown(desk, "FoundPage")
    assert "finns inte i den här säkerhetskopian" in said(page)
    page.go_on()
    shown(desk, "LockPage")
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    assert desk.desktop.gate._door.folder == damaged


def test_another_backup_can_be_chosen_and_giving_up_leaves_nothing_behind(desk, damaged):
    window = failure(desk, damaged)
    find(window, "restore").click()
    shown(desk, "BackupPage").go_on()
    shown(desk, "KeyPage")
    assert damaged.with_name("vault-2").exists()
    find(window, "rescue.again").click()
    shown(desk, "BackupPage")
    assert not damaged.with_name("vault-2").exists()
    desk.page.go_on()
    shown(desk, "KeyPage")
    window.use_language("en")
    assert desk.page.title == "Open the backup"
    find(window, "rescue.again").click()
    shown(desk, "BackupPage").escape()
    shown(desk, "LockPage")
    wait_until(lambda: desk.desktop.gate._door.error is not None)
    assert not damaged.with_name("vault-2").exists()


def test_who_forgot_the_passphrase_opens_the_backup_with_the_recovery_key_and_chooses_a_new_one(
    desk, damaged, vault_pattern
):
    window = failure(desk, damaged)
    find(window, "restore").click()
    shown(desk, "BackupPage").go_on()
    shown(desk, "KeyPage")
    find(window, "rescue.forgotten").click()
    shown(desk, "PaperPage").escape()
    shown(desk, "KeyPage")
    find(window, "rescue.forgotten").click()
    page = shown(desk, "PaperPage")
    for line, letters in zip(page.typed.lines, vault_pattern[2], strict=True):
        line.setText(letters)
    page.go_on()
    words = shown(desk, "ChoosePage")._chosen.offered
    desk.page.go_on()
    shown(desk, "AgainPage")._field.line.setText(words)
    desk.page.go_on()
    page = shown(desk, "FoundPage")
    assert "Allt finns kvar" in said(page)
    page.go_on()
    shown(desk, "LockPage")
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    opened = unlock(damaged.with_name("vault-2"), "Anna", words)
    opened.close()


def test_a_backup_of_an_account_with_a_second_key_asks_for_the_file(desk, vault_folder, tmp_path):
    second = tmp_path / "key.bin"
    second.write_bytes(bytes(range(64)))
    vault = Vault.open(vault_folder)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    vault.change_passphrase(unlocked, PASSPHRASE, Cost.cheapest_for_tests(), stick.read(second))
    db = vaults.connect(vault, unlocked)
    backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    db.close()
    vault.close()
    shutil.rmtree(vault_folder / "gen-000001")
    window = failure(desk, vault_folder)
    find(window, "restore").click()
    shown(desk, "BackupPage").go_on()
    page = shown(desk, "KeyPage")
    assert page._second.isVisibleTo(page)
    assert problems_of(window) == []
    type_text(PASSPHRASE, find(window, "rescue.passphrase"))
    page.go_on()
    wait_until(lambda: "har en andra nyckel" in page._problem.text)
    page._second.use(tmp_path / "borta")
    page.go_on()
    wait_until(lambda: "går inte att läsa" in page._problem.text)
    page._second.use(second)
    page.go_on()
    shown(desk, "FoundPage")


def test_on_a_new_computer_a_backup_on_a_stick_is_restored_from_the_first_pages(desk, damaged, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = rescuing.offers(damaged)[0].path
    window = desk.start()
    window.resize(1366, 768)
    shown(desk, "LanguagePage").go_on()
    page = shown(desk, "PlacePage")
    page._way.choose(2)
    assert problems_of(window) == []
    page.go_on()
    page = shown(desk, "BackupPage")
    page.escape()
    shown(desk, "LanguagePage").go_on()
    shown(desk, "PlacePage")._way.choose(2)
    desk.page.go_on()
    shown(desk, "BackupPage")._use(path)
    shown(desk, "KeyPage")
    type_text(PASSPHRASE, find(window, "rescue.passphrase"))
    desk.page.go_on()
    page = shown(desk, "FoundPage")
    assert "skadade valvet" not in said(page)
    page.go_on()
    shown(desk, "LockPage")
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    assert desk.desktop.gate._door.folder == tmp_path / "data" / "outreach-desktop" / "vault"


def test_closing_the_window_on_the_way_takes_back_what_was_laid_out(desk, damaged):
    window = failure(desk, damaged)
    find(window, "restore").click()
    shown(desk, "BackupPage").go_on()
    shown(desk, "KeyPage")
    window.close()
    assert not damaged.with_name("vault-2").exists()


def test_a_damaged_backup_is_told_and_another_can_be_chosen(desk, damaged):
    path = rescuing.offers(damaged)[0].path
    path.write_bytes(path.read_bytes()[:-6000])
    window = failure(desk, damaged)
    find(window, "restore").click()
    shown(desk, "BackupPage").go_on()
    page = shown(desk, "ErrandPage")
    wait_until(lambda: page._problem.text)
    assert page.next_button.hasFocus()
    assert problems_of(window) == []
    page.escape()
    shown(desk, "BackupPage")
