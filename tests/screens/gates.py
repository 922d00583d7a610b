"""What comes before a vault is open: the lock window in all its states, the paper key, rescue, agreement, first run.

`visit` goes through them and calls `seen(name, window)` at each, for pictures and for tests alike.
"""

import os
import shutil

from desk import Desk, enter, find, press, type_text, wait_until
from makers import NOW
from PySide6.QtCore import Qt

from outreach_desktop.domain.organisation import Account
from outreach_desktop.operations import backup_upkeep, vaults
from outreach_desktop.ui.gate.agreement_page import AgreementPage
from outreach_desktop.ui.gate.first_run.first_run import FirstRun
from outreach_desktop.ui.recovery.making import THREE
from outreach_desktop.vault.folder import Vault

from .places import wait

SIZE = (1366, 768)
WRONG = "ett två tre fyra fem sex"


def visit(place, practice, seen):
    """Go through everything in a folder of its own, with a practice vault that is left as it was."""
    place.mkdir(parents=True, exist_ok=True)
    for part in (_lock_window, _several, _paper, _not_opening, _rescue, _agreement, _first_run):
        part(place / part.__name__, practice, seen)


def _started(place, folder):
    desk = Desk(place)
    window = desk.start(folder)
    window.resize(*SIZE)
    window.activateWindow()
    return desk, window


def _known(desk):
    wait_until(lambda: desk.desktop.gate._door.known is not None)


def _shown(desk, kind):
    wait_until(lambda: type(desk.page).__name__ == kind and desk.page.isVisible())
    wait(50)
    return desk.page


def _lock_window(place, practice, seen):
    desk, window = _started(place, practice.folder)
    _known(desk)
    seen("lock", window)
    find(window, "unlock").click()
    seen("lock-nothing-typed", window)
    find(window, "passphrase").setText(WRONG)
    find(window, "unlock").click()
    seen("lock-busy", window)
    wait_until(lambda: not desk.desktop.gate._door.busy)
    seen("lock-wrong", window)
    desk.page._say_older()
    seen("lock-older-version", window)
    find(window, "limits").click()
    seen("lock-limits", window)
    desk.close()


def _several(place, practice, seen):
    desk = Desk(place)
    shutil.copytree(practice.folder, place / "kvallsljus")
    window = desk.start(practice.folder)
    window.resize(*SIZE)
    preferences = desk.desktop.preferences
    preferences.keep(preferences.settings.opened(str(place / "kvallsljus")))
    desk.desktop.gate.show_lock(practice.folder)
    _known(desk)
    seen("lock-several", window)
    desk.close()


def _paper(place, practice, seen):
    desk, window = _started(place, practice.folder)
    _known(desk)
    find(window, "forgotten").click()
    page = _shown(desk, "PaperPage")
    seen("paper", window)
    find(window, "next").click()
    seen("paper-wrong", window)
    find(window, "paper.form").choose(1)
    seen("paper-parts", window)
    find(window, "paper.form").choose(0)
    for line, text in zip(page.typed.lines, practice.recovery_key, strict=True):
        line.setText(text)
    find(window, "next").click()
    _shown(desk, "ChoosePage")
    seen("new-passphrase", window)
    find(window, "passphrase_way").choose(1)
    seen("new-passphrase-own", window)
    find(window, "passphrase_way").choose(0)
    find(window, "next").click()
    _shown(desk, "AgainPage")
    find(window, "next").click()
    seen("new-passphrase-again", window)
    desk.close()


def _not_opening(place, practice, seen):
    place.mkdir()
    empty = place / "tom mapp"
    empty.mkdir()
    for name, folder in (("missing", place / "borta"), ("empty", empty), ("damaged", _damaged(place, practice))):
        desk, window = _started(place / name, folder)
        wait_until(lambda desk=desk: desk.desktop.gate._door.error is not None)
        seen(f"lock-{name}", window)
        desk.close()


def _damaged(place, practice):
    """Return a vault with a backup, whose key files cannot be read any more."""
    folder = place / "skadat valv"
    shutil.copytree(practice.folder, folder)
    vault = Vault.open(folder)
    unlocked = vault.unlock(practice.accounts[0].label, practice.accounts[0].passphrase)
    db = vaults.connect(vault, unlocked)
    backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    db.close()
    vault.close()
    for path in folder.glob("gen-*/keys.json*"):
        path.write_bytes(path.read_bytes()[:100])
    return folder


def _rescue(place, practice, seen):
    place.mkdir()
    desk, window = _started(place / "settings", _damaged(place, practice))
    wait_until(lambda: desk.desktop.gate._door.error is not None)
    find(window, "restore").click()
    _shown(desk, "BackupPage")
    seen("rescue-backups", window)
    find(window, "next").click()
    page = _shown(desk, "KeyPage")
    seen("rescue-key", window)
    find(window, "rescue.passphrase").setText(practice.accounts[0].passphrase)
    find(window, "rescue.account").setCurrentText(practice.accounts[0].label)
    page.go_on()
    _shown(desk, "FoundPage")
    seen("rescue-found", window)
    desk.close()


def _agreement(place, practice, seen):
    desk, window = _started(place, practice.folder)
    _known(desk)
    account = Account(name="Anna", alias="Anna", agreement=1, agreed_on=NOW.date())
    window.present(lambda: AgreementPage(account))
    seen("agreement", window)
    desk.page.say("Det gick inte att spara: disken är full.")
    seen("agreement-not-noted", window)
    desk.close()


def _first_run(place, _practice, seen):
    os.environ["XDG_DATA_HOME"] = str(place / "data")
    desk, window = _started(place / "settings", None)
    taken = iter(range(1, 20))

    def take(kind):
        page = _shown(desk, kind)
        seen(f"first-run-{next(taken)}-{kind}", window)
        return page

    def go_on():
        press(Qt.Key.Key_Space, " ")

    take("LanguagePage")
    go_on()
    take("PlacePage")
    go_on()
    take("WhoPage")
    find(window, "next").click()
    seen("first-run-nobody", window)
    find(window, "account_name").setFocus()
    type_text("Anna")
    enter()
    words = take("ChoosePage")._chosen.offered
    go_on()
    take("AgainPage")
    type_text(words)
    enter()
    take("FormPage")._form.choice.choose(THREE)
    go_on()
    for at in range(1, 4):
        wait_until(lambda at=at: f" {at} " in desk.page.title)
        take("ShowKeyPage")
        go_on()
    page, making = take("TypeBackPage"), window.findChild(FirstRun).set_up.making
    find(window, "next").click()
    seen("first-run-not-typed-back", window)
    for paper, asked, typed in zip(making.papers, making.asked, page._typed.sheets, strict=True):
        for number, control in zip(asked, typed.lines, strict=True):
            control.setText(paper.lines[number - 1].lower())
    page.go_on()
    take("OrganisationPage")
    desk.close()
