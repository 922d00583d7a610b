"""The lock window: who, passphrase, what is said when it does not open."""

import os
import re
import shutil

import pytest
from desk import enter, find, press, type_text, wait_until
from fingers import rest
from makers import NOW, PASSPHRASE, a_new_vault
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QScrollArea
from ui.rules import problems_of

from outreach_desktop.operations import vaults
from outreach_desktop.settings import load
from outreach_desktop.ui.dialogs import Dialog
from outreach_desktop.ui.gate.passphrase_field import PassphraseField
from outreach_desktop.vault.cost import Cost
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


def test_a_press_that_began_before_the_vault_was_read_still_opens_it(desk, vault_folder):
    """A screen reader holds the button for 100 ms, a hand for longer; the vault may be read meanwhile."""
    desk.start(vault_folder).activateWindow()
    assert desk.desktop.gate._door.known is None
    find(desk.desktop.gate.window, "passphrase").setText(PASSPHRASE)
    unlock = find(desk.desktop.gate.window, "unlock")
    unlock.setDown(True)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    assert unlock is find(desk.desktop.gate.window, "unlock")
    unlock.click()
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
    desk.desktop.workspace.drain()
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


AGAIN, OTHER, NEW = "Försök igen", "Öppna ett annat valv", "Skapa ett nytt valv"
RESTORE = "Återställ en säkerhetskopia"
LIMITS = "Vad valvet inte kan"


def refused(desk, folder, ways=(AGAIN, OTHER, NEW)):
    """Start with a vault that cannot be opened; making a new one is the last way on."""
    desk.start(folder)
    wait_until(lambda: desk.desktop.gate._door.error is not None)
    offers(desk, ways)


def offers(desk, ways):
    buttons = desk.page.findChildren(QPushButton)
    assert [button.text() for button in buttons] == [*ways, LIMITS]
    assert [button.property("kind") for button in buttons][:1] == ["primary"]
    assert desk.page.first_focus() is buttons[0]


def notice_of(desk):
    from outreach_desktop.ui.look.messages import Notice

    return desk.page.findChild(Notice).accessibleName()


def test_a_folder_without_a_vault_is_told(desk, tmp_path):
    refused(desk, tmp_path / "tom", (OTHER, RESTORE, AGAIN, NEW))
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
    refused(desk, vault_folder, (AGAIN, RESTORE, OTHER, NEW))
    assert "skad" in notice_of(desk)


def test_a_vault_of_a_newer_version_is_told(desk, vault_folder):
    current = vault_folder / "CURRENT"
    current.write_bytes(pack("outreach vault", 2, {"generation": 1}))
    refused(desk, vault_folder, (OTHER, AGAIN, NEW))
    assert "nyare version" in notice_of(desk)


def spoiled_database(vault_folder, how):
    file = vault_folder / "gen-000001" / "case.db"
    file.write_bytes(how(file.read_bytes()))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda _whole: b"", "en tom fil"),
        (lambda whole: whole[: len(whole) // 2], "Slutet av databasen saknas"),
        (lambda whole: whole[:-1], "Slutet av databasen saknas"),
        (lambda whole: whole[:8192], "Slutet av databasen saknas"),
        (lambda whole: b"SQLite format 3\0" + whole[16:], "hör inte till dess nycklar"),
        (lambda whole: os.urandom(len(whole)), "hör inte till dess nycklar"),
    ],
    ids=["empty", "half", "one byte short", "two pages", "another program's", "no database"],
)
def test_a_database_that_cannot_be_used_is_told_in_its_own_sentence_with_a_way_on(desk, vault_folder, how, said):
    """The keys still open, so it is found after the passphrase; nobody is left with a dialog and no way on."""
    spoiled_database(vault_folder, how)
    desk.start(vault_folder)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return, "\r")
    wait_until(lambda: desk.desktop.gate._door.error is not None)
    assert said in notice_of(desk)
    offers(desk, (RESTORE, OTHER, AGAIN, NEW))
    assert desk.desktop.window is None
    Vault.open(vault_folder).close()


def test_the_database_of_another_vault_is_told(desk, vault_folder, tmp_path):
    new = a_new_vault(tmp_path / "other")
    vault, _unlocked, _lines = vaults.make_vault(new, Cost.cheapest_for_tests(), NOW)
    vault.close()
    other = vault.database.read_bytes()
    spoiled_database(vault_folder, lambda _whole: other)
    desk.start(vault_folder)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return, "\r")
    wait_until(lambda: desk.desktop.gate._door.error is not None)
    assert "en fil från ett annat valv" in notice_of(desk)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda keys: keys.write_bytes(b""), "Valvets nyckelfil är skadad"),
        (lambda keys: keys.write_bytes(keys.read_bytes()[:200]), "Valvets nyckelfil är skadad"),
        (lambda keys: keys.unlink(), "Valvets nyckelfil saknas"),
    ],
    ids=["empty", "cut", "gone"],
)
def test_a_key_file_that_cannot_be_used_is_told_and_no_other_is_made(desk, vault_folder, spoil, said):
    for name in ("keys.json", "keys.json.bak"):
        spoil(vault_folder / "gen-000001" / name)
    desk.start(vault_folder)
    wait_until(lambda: desk.desktop.gate._door.error is not None)
    assert said in notice_of(desk)
    assert [each.text() for each in desk.page.findChildren(QPushButton)][-2] == NEW
    names = {file.name for file in (vault_folder / "gen-000001").iterdir()}
    assert names <= {"case.db", "manifest.json", "keys.json", "keys.json.bak"}


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


@pytest.mark.parametrize("language", ["sv", "en"])
def test_several_vaults_and_a_long_refusal_need_no_scrolling_on_a_small_laptop(
    locked, vault_folder, tmp_path, language
):
    other = str(tmp_path / "annat")
    locked.desktop.preferences.keep(locked.desktop.preferences.settings.opened(other).opened(str(vault_folder)))
    window = locked.desktop.gate.window
    window.use_language(language)
    window.rebuild()
    find(window, "passphrase").setText("fel lösenfras")
    enter()
    wait_until(lambda: said(locked).count(".") > 2)
    rest(50)
    assert window.centralWidget().findChild(QScrollArea).verticalScrollBar().maximum() == 0


@pytest.fixture
def older(desk, vault_folder, tmp_path):
    """The window on a vault in whose place an older copy was put."""
    before = tmp_path / "before"
    shutil.copytree(vault_folder, before)
    desk.enter(vault_folder)
    desk.desktop.lock()
    desk.replaced.clear()
    put_back(vault_folder, before)
    desk.clock.pass_seconds(60)
    return desk.enter(vault_folder)


def put_back(vault_folder, before):
    shutil.rmtree(vault_folder)
    shutil.copytree(before, vault_folder)


def asked(window):
    return next((each for each in window.findChildren(Dialog) if each.isVisible()), None)


def test_an_older_vault_in_the_place_of_this_one_is_told_with_two_ways_on(older):
    assert "äldre än det som var öppet här senast" in asked(older).accessibleName()
    said = asked(older).accessibleDescription()  # the line of this unlocking may be written already, or not
    assert re.match(r"Minst (1 rad|2 rader) i loggen som fanns här saknas", said)
    assert QApplication.focusWidget() is None or QApplication.focusWidget().objectName() == "older.lock"


def test_locking_an_older_vault_again_leaves_it_to_be_told_the_next_time(desk, older, vault_folder):
    asked(older).findChild(QPushButton, "older.lock").click()
    wait_until(lambda: desk.replaced)
    assert asked(desk.enter(vault_folder)) is not None


def test_going_on_with_an_older_vault_is_noted_and_not_told_again(desk, older, vault_folder):
    asked(older).findChild(QPushButton, "older.go_on").click()
    desk.desktop.workspace.drain()
    noted = desk.desktop.workspace.db.value("SELECT count(*) FROM log WHERE action = 'accept_older'")
    assert noted == 1
    desk.desktop.lock()
    assert asked(desk.enter(vault_folder)) is None


def test_a_vault_with_another_past_of_the_same_length_is_told(desk, vault_folder):
    desk.enter(vault_folder)
    desk.desktop.lock()
    settings = desk.desktop.preferences.settings
    ((vault_id, seen),) = settings.remembered.items()
    desk.desktop.preferences.keep(settings.with_vault(vault_id, seen._replace(log_head="00" * 32)))
    assert "en annan än den som fanns här" in asked(desk.enter(vault_folder)).accessibleDescription()


def test_the_same_vault_again_is_not_called_older(desk, vault_folder):
    desk.enter(vault_folder)
    desk.desktop.lock()
    assert desk.enter(vault_folder).findChild(Dialog) is None


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_moves_when_a_passphrase_is_refused(locked, language):
    window = locked.desktop.gate.window
    window.use_language(language)
    rest(50)
    before = find(window, "unlock").mapTo(window, QPoint(0, 0))
    find(window, "passphrase").setText("fel lösenfras")
    find(window, "unlock").click()
    wait_until(lambda: not locked.desktop.gate._door.busy)
    rest(50)
    assert said(locked)
    assert find(window, "unlock").mapTo(window, QPoint(0, 0)) == before
