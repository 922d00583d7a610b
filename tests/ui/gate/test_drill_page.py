"""The drill with the recovery sheet: from the row on Today to the line in the log."""

import pytest
from desk import enter, find, press, type_text, wait_until
from makers import NOW, PASSPHRASE
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from ui.rules import problems_of

from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.rights import Right
from outreach_desktop.operations import accounts, agreements, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.storage import log_chain
from outreach_desktop.vault import recovery, recovery_parts
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
    if desk.desktop.workspace.may(Right.ERASE):  # who erases is asked about the clock after a year
        wait_until(lambda: window.findChild(QPushButton, "clock.right") is not None)
        window.findChild(QPushButton, "clock.right").click()
        window.activateWindow()
    window.replace("today")
    wait_until(lambda: window.page._list is not None)
    return window, window.page._list


def rows(view):
    return [view.row(at) for at in range(view.model().rowCount())]


def drill_row(view):
    return next((at for at, row in enumerate(rows(view)) if row.title == "Prova återställningsnyckeln"), None)


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
    assert not list(log_chain.damaged_lines(workspace.db))
    window.replace("today")
    wait_until(lambda: window.page._list is not None)
    assert drill_row(window.page._list) is None


def test_what_is_mistyped_is_told_beside_its_line_and_a_foreign_sheet_in_words(desk, vault_folder, vault_pattern):
    window, _view = on_today(desk, vault_folder)
    window.go("organisation", {"drill": True})
    page, lines = window.page, vault_pattern[2]
    page._one.lines[1].setText(lines[0])
    page._one.lines[1].editingFinished.emit()
    assert [bool(each.error) for each in page._one.fields] == [False, True, False, False]
    type_lines(window, [lines[0], lines[1], lines[2][:-1], ""])
    find(window, "drill.take").click()
    assert [bool(each.error) for each in page._one.fields] == [False, False, True, True]
    assert page._one.fields[2].error == "Det här är inte rad 3. Jämför med papperet."
    type_lines(window, recovery.written(recovery.new_key()))
    find(window, "drill.take").click()
    wait_until(lambda: "öppnar de inte det här valvet" in page._problem.text)
    assert find(window, "drill.take").isEnabled()
    assert problems_of(window) == []
    assert drills(desk.desktop.workspace.db) == 0
    find(window, "drill.new").click()
    assert window.here == ("organisation", {"sheet": "form"})


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


# --- two of three sheets ---


def in_parts(folder):
    """Put the recovery key of a vault on three sheets; return their lines."""
    vault = Vault.open(folder)
    unlocked, key = vault.unlock("Anna", PASSPHRASE), recovery.new_key()
    vault.make_recovery_sheet(unlocked, key, Cost.cheapest_for_tests())
    db = vaults.connect(vault, unlocked)
    accounts.note_recovery_sheet(db, NOW, in_parts=True)
    db.checkpoint()
    db.close()
    vault.close()
    return [recovery_parts.written(sheet) for sheet in recovery_parts.split(key)]


def type_sheet(window, name, lines):
    """Type the lines one after the other, Tab between them."""
    find(window, f"{name}.1").setFocus()
    for text in lines:
        type_text(text.lower())
        press(Qt.Key.Key_Tab, "\t")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_two_of_three_sheets_are_tried_with_the_keyboard_and_noted(desk, vault_folder, language):
    sheets = in_parts(vault_folder)
    window, _view = on_today(desk, vault_folder)
    window.use_language(language)
    wait_until(lambda: window.page._list is not None)
    view = window.page._list
    title = {"sv": "Prova återställningsnyckeln", "en": "Try the recovery key"}[language]
    row = next(at for at, row in enumerate(rows(view)) if row.title == title)
    view.activated.emit(view.model().index(row, 0))
    first = find(window, "drill.first.1")
    wait_until(first.hasFocus)
    assert not find(window, "drill.1").isVisible()
    assert problems_of(window) == []
    type_sheet(window, "drill.first", sheets[2])
    type_sheet(window, "drill.other", sheets[0])
    assert sheets[2][1] not in repr(window.capture())
    find(window, "drill.other.9").setFocus()
    enter()
    wait_until(lambda: window.here == ("organisation", {"part": "accounts"}))
    said = {
        "sv": "De två bladen stämmer: de öppnar kontot för Anna. Lägg tillbaka vart och ett på sin plats.",
        "en": "The two sheets fit: they open the account of Anna. Put each back in its place.",
    }
    assert window._message.words() == said[language]
    assert drills(desk.desktop.workspace.db) == 1


def test_each_mistake_with_two_sheets_has_its_own_sentence_and_is_no_drill(desk, vault_folder):
    sheets = in_parts(vault_folder)
    window = desk.show_at(vault_folder, "organisation", {"drill": True})
    problem = window.page._problem

    def tried(first, other):
        for name, lines in (("drill.first", first), ("drill.other", other)):
            for number, text in enumerate(lines, 1):
                find(window, f"{name}.{number}").setText(text)
        wait_until(find(window, "drill.take").isEnabled)
        find(window, "drill.take").click()

    tried(sheets[1], sheets[1])
    wait_until(lambda: "Det här är blad 2 en gång till" in problem.text)
    tried(sheets[0], recovery_parts.written(recovery_parts.split(recovery.new_key())[1]))
    wait_until(lambda: "hör inte ihop" in problem.text)
    other = [recovery_parts.written(sheet) for sheet in recovery_parts.split(recovery.new_key())]
    tried(other[0], other[2])
    wait_until(lambda: "gör en ny återställningsnyckel" in problem.text)
    newer = recovery_parts._line(0, ((2 << 5 | 1) << 30).to_bytes(5, "big"))
    tried([newer, *sheets[0][1:]], sheets[1])
    wait_until(lambda: "nyare version" in problem.text)
    tried(sheets[0], [*sheets[1][:6], sheets[1][6][:-1] + "?", *sheets[1][7:]])
    assert window.page._parts[1].fields[6].error == "Det här är inte rad 7. Jämför med papperet."
    assert QApplication.focusWidget() is window.page._parts[1].lines[6]
    assert problem.text == ""
    assert drills(desk.desktop.workspace.db) == 0


def test_what_is_in_hand_can_be_chosen_otherwise_than_the_log_says(desk, vault_folder, vault_pattern):
    window = desk.show_at(vault_folder, "organisation", {"drill": True})
    assert find(window, "drill.1").isVisibleTo(window.page)
    find(window, "drill.form").choose(1)
    assert find(window, "drill.other.9").isVisibleTo(window.page)
    window.use_language("en")
    assert find(window, "drill.first.1").isVisibleTo(window.page)
    assert not find(window, "drill.1").isVisibleTo(window.page)
