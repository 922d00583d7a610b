"""The drill with the recovery sheet: from the row on Today to the line in the log."""

from desk import find, type_text, wait_until
from makers import NOW, PASSPHRASE
from PySide6.QtWidgets import QLineEdit
from ui.rules import problems_of

from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.operations import accounts, agreements, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.storage import log
from outreach_desktop.vault import recovery
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import Vault

YEAR_SECONDS = 365 * 24 * 60 * 60
NEW = "grön tallrik under svart cykel"


def on_today(desk, folder, **who):
    """The window on Today, a year after the sheet was made."""
    desk.clock.pass_seconds(YEAR_SECONDS)
    window = desk.enter(folder, **who)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.replace("today")
    wait_until(lambda: window.page._list is not None)
    return window, window.page._list


def rows(view):
    return [view.row(at) for at in range(view.model().rowCount())]


def drill_row(view):
    return next((at for at, row in enumerate(rows(view)) if row.title == "Prova återställningsbladet"), None)


def type_lines(window, lines):
    for number, text in enumerate(lines, 1):
        find(window, f"drill.{number}").setText(text)


def drills(db):
    return db.value("SELECT count(*) FROM log WHERE action = 'prove_recovery_sheet'")


def test_a_year_after_the_sheet_was_made_it_is_tried_from_today_and_the_row_goes(desk, vault_folder, vault_pattern):
    window, view = on_today(desk, vault_folder)
    view.activated.emit(view.model().index(drill_row(view), 0))
    assert window.here == ("organisation", {"drill": True})
    first = find(window, "drill.1")
    wait_until(first.hasFocus)
    assert problems_of(window) == []
    lines = [line.lower().replace(" ", "") for line in vault_pattern[2]]
    type_text(lines[0], first)
    assert first.echoMode() is QLineEdit.EchoMode.Normal
    type_lines(window, lines)
    assert lines[0] not in repr(window.capture())
    find(window, "drill.4").setFocus()
    find(window, "drill.take").click()
    wait_until(lambda: window.here == ("organisation", {"part": "accounts"}))
    assert window._message.words() == "Bladet stämmer: det öppnar kontot för Anna. Lås in det igen."
    workspace = desk.desktop.workspace
    assert drills(workspace.db) == 1
    assert not list(log.damaged_lines(workspace.db))
    window.replace("today")
    wait_until(lambda: window.page._list is not None)
    assert drill_row(window.page._list) is None


def test_what_is_mistyped_is_told_beside_its_line_and_a_foreign_sheet_in_words(desk, vault_folder, vault_pattern):
    window, _view = on_today(desk, vault_folder)
    window.go("organisation", {"drill": True})
    page, lines = window.page, vault_pattern[2]
    page._lines[1].setText(lines[0])
    page._lines[1].editingFinished.emit()
    assert [bool(each.error) for each in page._fields] == [False, True, False, False]
    type_lines(window, [lines[0], lines[1], lines[2][:-1], ""])
    find(window, "drill.take").click()
    assert [bool(each.error) for each in page._fields] == [False, False, True, True]
    assert page._fields[2].error == "Det här är inte rad 3. Jämför med pappret."
    type_lines(window, recovery.written(recovery.new_key()))
    find(window, "drill.take").click()
    wait_until(lambda: "öppnar de inte det här valvet" in page._problem.text)
    assert find(window, "drill.take").isEnabled()
    assert problems_of(window) == []
    assert drills(desk.desktop.workspace.db) == 0
    find(window, "drill.new").click()
    assert window.here == ("organisation", {"sheet": True})


def test_who_is_no_administrator_is_not_asked_and_does_not_come_to_the_page(desk, vault_folder):
    vault = Vault.open(vault_folder)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    db = vaults.connect(vault, unlocked)
    account = Account(name="Bo", alias="Bo", role=Role.COORDINATOR, language="sv")
    accounts.add_person(Office(db, vault, unlocked), NewPerson(account, NEW), Cost.cheapest_for_tests(), NOW)
    db.close()
    own = vaults.connect(vault, vault.unlock("Bo", NEW))
    agreements.accept(own, NOW)
    own.checkpoint()
    own.close()
    vault.close()
    window, view = on_today(desk, vault_folder, account="Bo", passphrase=NEW)
    assert drill_row(view) is None
    window.go("organisation", {"drill": True})
    assert type(window.page).__name__ == "ProfilePage"
