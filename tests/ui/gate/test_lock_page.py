"""The lock window: who, passphrase, what is said when it does not open."""

import shutil

import pytest
from desk import enter, find, press, type_text, wait_until
from makers import PASSPHRASE
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from ui.rules import problems_of

from outreach_desktop.settings import load
from outreach_desktop.ui.gate.passphrase_field import PassphraseField
from outreach_desktop.vault.envelope import pack
from outreach_desktop.vault.folder import Vault


@pytest.fixture
def locked(desk, vault_folder):
    """The lock window of a vault, ready to be typed in."""
    window = desk.start(vault_folder)
    window.resize(1366, 768)
    window.activateWindow()
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    return desk


def said(desk):
    return desk.page._message.text


def test_the_right_passphrase_opens_today(locked):
    type_text(PASSPHRASE)
    enter()
    wait_until(lambda: locked.window is not None)
    assert locked.window.here == ("today", {})
    assert locked.desktop.gate is None


def test_a_wrong_passphrase_is_told_in_a_sentence_with_a_growing_wait(locked):
    for expected in ("om 1 sekund.", "om 2 sekunder.", "om 4 sekunder."):
        find(locked.desktop.gate.window, "passphrase").setText("fel lösenfras")
        enter()
        wait_until(lambda: not locked.desktop.gate._door.busy)
        assert "Lösenfrasen stämmer inte" in said(locked)
        assert said(locked).endswith(expected)
        assert not find(locked.desktop.gate.window, "unlock").isEnabled()
        locked.clock.pass_seconds(60)
        wait_until(find(locked.desktop.gate.window, "unlock").isEnabled)


def test_who_types_faster_than_the_vault_is_read_comes_in_all_the_same(desk, vault_folder):
    desk.start(vault_folder).activateWindow()
    assert desk.desktop.gate._door.known is None
    find(desk.desktop.gate.window, "passphrase").setText(PASSPHRASE)
    press(Qt.Key.Key_Return, "\r", find(desk.desktop.gate.window, "passphrase"))
    wait_until(lambda: desk.window is not None)


def test_while_one_waits_enter_does_nothing(locked):
    type_text("fel")
    enter()
    wait_until(lambda: not locked.desktop.gate._door.busy)
    enter()
    assert not locked.desktop.gate._door.busy


def test_the_wait_is_the_same_after_a_new_start(locked, vault_folder):
    type_text("fel")
    enter()
    wait_until(lambda: not locked.desktop.gate._door.busy)
    locked.close()
    locked.start(vault_folder)
    wait_until(lambda: locked.desktop.gate._door.known is not None)
    assert "sekund" in said(locked)


def test_failed_tries_are_told_after_unlocking_and_then_forgotten(locked):
    type_text("fel")
    enter()
    wait_until(lambda: not locked.desktop.gate._door.busy)
    locked.clock.pass_seconds(3 * 24 * 3600)
    wait_until(find(locked.desktop.gate.window, "unlock").isEnabled)
    find(locked.desktop.gate.window, "passphrase").setText(PASSPHRASE)
    enter()
    wait_until(lambda: locked.window is not None)
    assert locked.window._message.words() == "1 misslyckat försök sedan i tisdags."
    assert all(each.failures == 0 for each in load(locked.folder)[0].remembered.values())


def test_a_damaged_draft_keeps_nobody_out_and_is_told_in_a_sentence(desk, vault_folder):
    window = desk.enter(vault_folder)
    space = desk.desktop.workspace
    space.keep_draft("person:new", "{}")
    space.keep_draft("platform:new", "{}")
    space.write(space, _damage_a_draft)
    desk.desktop.lock()
    window = desk.enter(vault_folder)
    assert "är skadat" in window._message.words()
    assert list(desk.desktop.workspace.own_drafts()) == ["person:new"]


def _damage_a_draft(db):
    with db.transaction():
        db.execute("UPDATE draft SET state = zeroblob(400) WHERE editor = 'platform:new'")


def test_esc_stops_waiting_and_the_vault_is_free_again(locked, vault_folder):
    type_text(PASSPHRASE)
    enter()
    press(Qt.Key.Key_Escape)
    locked.page.escape()
    assert not locked.desktop.gate._door.busy

    def can_be_opened():
        try:
            Vault.open(vault_folder).close()
        except Exception:  # noqa: BLE001 - still held by the try that nobody waits for
            return False
        return True

    wait_until(can_be_opened)
    assert locked.window is None


def test_switching_the_language_keeps_what_is_typed_and_chosen(locked):
    type_text("halva frasen")
    window = locked.desktop.gate.window
    window.use_language("en")
    assert find(window, "unlock").text() == "Unlock"
    assert find(window, "passphrase").text() == "halva frasen"
    assert find(window, "account").currentText() == "Anna"
    assert load(locked.folder)[0].language == "en"


def test_the_passphrase_is_shown_only_while_the_button_is_held(locked):
    field = find(locked.desktop.gate.window, "passphrase")
    show = find(locked.desktop.gate.window, "passphrase.show")
    hidden = field.echoMode()
    show.pressed.emit()
    assert field.echoMode() != hidden
    show.released.emit()
    assert field.echoMode() == hidden


def test_caps_lock_is_guessed_from_what_is_typed_where_nobody_tells(locked):
    field = locked.page.findChild(PassphraseField)
    type_text("A")
    wait_until(field._caps.isVisible)
    type_text("a")
    wait_until(field._caps.isHidden)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_keeps_the_rules_of_all_windows(locked, language):
    locked.desktop.gate.window.use_language(language)
    assert problems_of(locked.desktop.gate.window) == []


def refused(desk, folder):
    """Start with a vault that cannot be opened; making a new one is never the first way on."""
    desk.start(folder)
    wait_until(lambda: desk.desktop.gate._door.error is not None)
    offered = [button.text() for button in desk.page.findChildren(QPushButton)]
    assert offered == ["Försök igen", "Öppna ett annat valv", "Skapa ett nytt valv"]


def notice_of(desk):
    from outreach_desktop.ui.look.messages import Notice

    return desk.page.findChild(Notice).accessibleName()


def test_a_folder_without_a_vault_is_told(desk, tmp_path):
    refused(desk, tmp_path / "tom")
    assert notice_of(desk).startswith("Det finns inget valv i den här mappen")


def test_a_vault_that_is_open_elsewhere_is_told_and_opens_when_it_is_free(desk, vault_folder):
    elsewhere = Vault.open(vault_folder)
    refused(desk, vault_folder)
    assert "redan öppet" in notice_of(desk)
    elsewhere.close()
    find(desk.desktop.gate.window, "try_again").click()
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    assert find(desk.desktop.gate.window, "account").currentText() == "Anna"


def test_a_damaged_vault_is_told(desk, vault_folder):
    shutil.rmtree(vault_folder / "gen-000001")
    refused(desk, vault_folder)
    assert "skad" in notice_of(desk)


def test_a_vault_of_a_newer_version_is_told(desk, vault_folder):
    current = vault_folder / "CURRENT"
    current.write_bytes(pack("outreach vault", 2, {"generation": 1}))
    refused(desk, vault_folder)
    assert "nyare version" in notice_of(desk)


def test_several_vaults_are_listed(locked, vault_folder, tmp_path):
    other = tmp_path / "annat"
    shutil.copytree(vault_folder, other)
    locked.desktop.preferences.keep(locked.desktop.preferences.settings.opened(str(other)).opened(str(vault_folder)))
    locked.desktop.gate.window.rebuild()
    vaults = find(locked.desktop.gate.window, "vault")
    assert isinstance(vaults, QComboBox)
    vaults.activated.emit(1)
    wait_until(lambda: locked.desktop.gate._door.known is not None)
    assert locked.desktop.gate._door.folder == other


def test_an_older_vault_in_the_place_of_this_one_is_told(desk, vault_folder, tmp_path):
    from outreach_desktop.ui.dialogs import Dialog

    before = tmp_path / "before"
    shutil.copytree(vault_folder, before)
    desk.enter(vault_folder)
    desk.desktop.lock()
    shutil.rmtree(vault_folder)
    shutil.copytree(before, vault_folder)
    window = desk.enter(vault_folder)
    told = window.findChild(Dialog)
    assert "äldre än det som var öppet här senast" in told.accessibleName()


def test_the_same_vault_again_is_not_called_older(desk, vault_folder):
    from outreach_desktop.ui.dialogs import Dialog

    desk.enter(vault_folder)
    desk.desktop.lock()
    assert desk.enter(vault_folder).findChild(Dialog) is None
