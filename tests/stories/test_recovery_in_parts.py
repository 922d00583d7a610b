"""The recovery key on three sheets, with the keyboard alone: made, and any two of them open the vault."""

import pytest
from desk import enter, find, press, type_text, wait_until
from makers import NOW, PASSPHRASE
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.rules import problems_of

from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.operations import accounts, agreements, recovery_sheet, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.ui.gate.first_run.first_run import FirstRun
from outreach_desktop.ui.gate.opening import unlock, unlock_with_paper
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.recovery.shown import PaperShown
from outreach_desktop.vault import recovery, recovery_parts
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.errors import WrongRecoveryKey
from outreach_desktop.vault.folder import Vault

CHEAP = Cost.cheapest_for_tests()
LANGUAGES = ("sv", "en")
NEW = "grön tallrik under svart cykel"


def here():
    """Return what has the keyboard, once the page has come."""
    wait_until(lambda: QApplication.focusWidget() is not None and QApplication.focusWidget().isVisible())
    return QApplication.focusWidget()


def tab_to(name, most=40):
    for _step in range(most):
        if here().objectName() == name:
            return
        QTest.keyClick(here(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def choose_the_second(name):
    """Go back to a choice and take its second answer with an arrow."""
    for _step in range(10):
        parent = here().parentWidget()
        if parent is not None and parent.objectName() == name:
            QTest.keyClick(here(), Qt.Key.Key_Right)
            return
        QTest.keyClick(here(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    raise AssertionError(f"Shift and Tab do not lead to {name}")


def type_sheet(lines):
    """Type a sheet from where the keyboard is, Tab between the lines and Enter at the end."""
    for at, text in enumerate(lines):
        if at:
            QTest.keyClick(here(), Qt.Key.Key_Tab)
        type_text(text.lower())
    enter()


def shown(desk, kind):
    wait_until(lambda: type(desk.page).__name__ == kind and desk.page.isVisible())
    return desk.page


def press_space():
    press(Qt.Key.Key_Space, " ", here())


@pytest.fixture
def in_parts(vault_folder):
    """The lines of the three sheets that open the vault of the test."""
    vault = Vault.open(vault_folder)
    key = recovery.new_key()
    vault.make_recovery_sheet(vault.unlock("Anna", PASSPHRASE), key, CHEAP)
    vault.close()
    return [recovery_parts.written(sheet) for sheet in recovery_parts.split(key)]


def at_paper(desk, folder, language="sv"):
    """The page for the paper, with two of three sheets chosen, and the keyboard in the first line."""
    window = desk.start(folder)
    window.resize(1366, 768)
    window.activateWindow()
    window.use_language(language)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    find(window, "forgotten").click()
    shown(desk, "PaperPage")
    choose_the_second("paper.form")
    tab_to("part.1")
    return window


# --- opening ---


@pytest.mark.parametrize(("first", "other", "language"), [(0, 1, "sv"), (2, 0, "sv"), (1, 2, "en")])
def test_two_of_three_sheets_let_in_and_a_new_passphrase_is_chosen(
    desk, vault_folder, in_parts, first, other, language
):
    window = at_paper(desk, vault_folder, language)
    assert problems_of(window) == []
    find(window, "part.1").setFocus()
    type_sheet(in_parts[first])
    page = shown(desk, "OtherSheetPage")
    words = {"sv": f"Blad {first + 1} är helt", "en": f"Sheet {first + 1} is whole"}[language]
    assert any(words in each.text() for each in page.findChildren(type(page._progress)))
    assert page.step.progress in ("Steg 2 av 5", "Step 2 of 5")
    assert problems_of(window) == []
    find(window, "other.1").setFocus()
    type_sheet(in_parts[other])
    phrase = shown(desk, "ChoosePage")._chosen.offered
    press_space()
    shown(desk, "AgainPage")
    type_text(phrase)
    enter()
    wait_until(lambda: desk.window is not None)
    desk.desktop.lock()
    unlock(vault_folder, "Anna", phrase).close()


def test_each_mistake_with_two_sheets_is_told_in_its_own_sentence(desk, vault_folder, in_parts):
    at_paper(desk, vault_folder)
    wrong = list(in_parts[0])
    wrong[4] = wrong[5]
    type_sheet(wrong)
    assert type(desk.page).__name__ == "PaperPage"
    assert desk.page.typed.fields[4].error == "Det här är inte rad 5. Jämför med papperet."
    assert here() is desk.page.typed.lines[4]
    newer = recovery_parts._line(0, ((2 << 5 | 1) << 30).to_bytes(5, "big"))
    desk.page.typed.take_focus()
    type_sheet([newer])
    wait_until(lambda: "nyare version" in desk.page.problem.text)
    for line, text in zip(desk.page.typed.lines, in_parts[0], strict=True):
        line.setText(text)
    enter()
    shown(desk, "OtherSheetPage")
    type_sheet(in_parts[0])
    assert "Det här är blad 1 en gång till" in desk.page.problem.text
    assert here() is desk.page.typed.lines[0]

    def typed(sheet):
        for line, text in zip(desk.page.typed.lines, recovery_parts.written(sheet), strict=True):
            line.setText(text)
        enter()

    typed(recovery_parts.split(recovery.new_key())[1])
    assert "hör inte ihop" in desk.page.problem.text
    held = recovery_parts.read(in_parts[0])
    shared = bytes([held.pieces[1][0] ^ 1, *held.pieces[1][1:]])
    typed(recovery_parts.Sheet(2, held.mark, (shared, bytes(20))))
    assert "Rad 6 på blad 1 och rad 2 på blad 2 ska vara lika" in desk.page.problem.text
    typed(recovery_parts.Sheet(2, held.mark, (held.pieces[1], bytes(20))))
    wait_until(lambda: "de öppnar inte det här valvet" in desk.page.problem.text)
    assert desk.desktop.preferences.settings.of_vault(desk.page.door.known.vault_id).failures == 1


def test_going_back_and_another_language_keep_what_was_typed_of_the_sheets(desk, vault_folder, in_parts):
    window = at_paper(desk, vault_folder)
    type_sheet(in_parts[1])
    shown(desk, "OtherSheetPage")
    type_text(in_parts[2][0])
    window.use_language("en")
    assert desk.page.title == "The other sheet"
    assert find(window, "other.1").text() == in_parts[2][0]
    desk.page.escape()
    shown(desk, "PaperPage")
    assert [each.text().upper() for each in desk.page.typed.lines] == in_parts[1]


def test_a_single_sheet_of_before_still_opens(desk, vault_folder, vault_pattern):
    window = desk.start(vault_folder)
    window.activateWindow()
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    find(window, "forgotten").click()
    shown(desk, "PaperPage")
    type_sheet(vault_pattern[2])
    shown(desk, "ChoosePage")
    desk.desktop.gate.window.close()


# --- making, in the first run ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_run_puts_the_key_on_three_sheets_and_any_two_open(desk, tmp_path, monkeypatch, language):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    window = desk.start()
    window.resize(1366, 768)
    window.activateWindow()
    window.use_language(language)
    for kind in ("LanguagePage", "PlacePage", "WhoPage"):
        shown(desk, kind)
        press_space() if kind != "WhoPage" else type_text("Anna")
    enter()
    words = shown(desk, "ChoosePage")._chosen.offered
    press_space()
    shown(desk, "AgainPage")
    type_text(words)
    enter()
    shown(desk, "FormPage")
    choose_the_second("recovery.form")
    tab_to("next")
    press_space()
    making = window.findChild(FirstRun).set_up.making
    for number in (1, 2, 3):
        wait_until(lambda number=number: f" {number} " in desk.page.title)
        assert type(desk.page).__name__ == "ShowKeyPage"
        assert len(making.papers) == 3
        press_space()
    page = shown(desk, "TypeBackPage")
    lines = [list(paper.lines) for paper in making.papers]
    assert len(page._typed.sheets) == 3
    for at, asked in enumerate(making.asked):
        for number in asked:
            tab_to(f"back.{at + 1}.{number}")
            type_text(lines[at][number - 1].lower())
    enter()
    shown(desk, "OrganisationPage")
    assert (making.key, making.papers) == (b"", ())
    vault = window.findChild(FirstRun).set_up.vault
    folder = vault.folder
    vault.close()
    for pair in ((0, 1), (1, 2), (2, 0)):
        key = recovery_parts.join(*(recovery_parts.read(lines[at]) for at in pair))
        opened = unlock_with_paper(folder, key)
        db = vaults.connect(*opened)
        assert recovery_sheet.is_in_parts(db)
        db.close()
        opened.close()


# --- making, in its place ---


def in_room(desk, folder, language):
    window = desk.show_at(folder, "organisation", {"part": "accounts"})
    window.use_language(language)
    window.replace("organisation", {"part": "accounts"})
    return window


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_key_on_three_sheets_takes_the_place_of_the_old_one(desk, vault_folder, vault_pattern, language):
    window = in_room(desk, vault_folder, language)
    tab_to("account.sheet", 80)
    press_space()
    assert window.here == ("organisation", {"sheet": "form"})
    assert problems_of(window) == []
    find(window, "sheet.next").setFocus()
    choose_the_second("recovery.form")
    tab_to("sheet.next")
    press_space()
    shown_lines = []
    for number in ("1", "2", "3"):
        assert window.here == ("organisation", {"sheet": number})
        assert problems_of(window) == []
        papers = window.page.findChild(PaperShown)._papers
        shown_lines.append(list(papers[int(number) - 1].lines))
        find(window, "sheet.next").setFocus()
        press_space()
    page = window.page
    assert window.here == ("organisation", {"sheet": "check"})
    assert problems_of(window) == []
    find(window, "sheet.take").setFocus()
    press_space()
    assert all(field.error for typed in page._typed.sheets for field in typed.fields)
    for lines, typed in zip(shown_lines, page._typed.sheets, strict=True):
        for number, control in zip(typed._numbers, typed.lines, strict=True):
            control.setFocus()
            type_text(lines[number - 1].lower())
    assert shown_lines[0][1] not in repr(window.capture())
    enter()
    wait_until(lambda: window.here == ("organisation", {"part": "accounts"}))
    said = {"sv": "Den nya återställningsnyckeln gäller.", "en": "The new recovery key holds."}[language]
    assert window._message.words().startswith(said)
    desk.desktop.workspace.drain()
    assert recovery_sheet.is_in_parts(desk.desktop.workspace.db)
    desk.desktop.lock()
    key = recovery_parts.join(*map(recovery_parts.read, shown_lines[1:]))
    unlock_with_paper(vault_folder, key).close()
    with pytest.raises(WrongRecoveryKey):
        unlock_with_paper(vault_folder, recovery.parse("\n".join(vault_pattern[2])))


def test_a_new_key_on_one_sheet_holds_once_two_lines_are_typed_back(desk, vault_folder):
    window = in_room(desk, vault_folder, "sv")
    find(window, "account.sheet").click()
    find(window, "sheet.next").click()
    (paper,) = window.page.findChild(PaperShown)._papers
    find(window, "sheet.next").click()
    typed = window.page._typed.sheets[0]
    for number, control in zip(typed._numbers, typed.lines, strict=True):
        control.setText(paper.lines[number - 1])
    find(window, "sheet.take").click()
    wait_until(lambda: window.here == ("organisation", {"part": "accounts"}))
    desk.desktop.workspace.drain()
    assert not recovery_sheet.is_in_parts(desk.desktop.workspace.db)
    desk.desktop.lock()
    unlock_with_paper(vault_folder, recovery.parse("\n".join(paper.lines))).close()


def test_another_look_or_a_look_elsewhere_changes_no_letter_of_a_key_that_is_being_copied(desk, vault_folder):
    window = in_room(desk, vault_folder, "sv")
    find(window, "account.sheet").click()
    find(window, "sheet.next").click()

    def letters():
        return window.page.findChild(PaperShown)._papers[0].lines

    before = letters()
    window.use_language("en")
    window.use_look(Theme("dark", "largest"))
    assert letters() == before
    window.go("today")
    window.back()
    assert letters() == before


def test_leaving_before_the_lines_are_typed_back_leaves_the_old_sheet_holding(desk, vault_folder, vault_pattern):
    window = in_room(desk, vault_folder, "sv")
    find(window, "account.sheet").click()
    find(window, "sheet.next").click()
    find(window, "sheet.cancel").click()
    assert window.here == ("organisation", {"part": "accounts"})
    desk.desktop.lock()
    unlock_with_paper(vault_folder, recovery.parse("\n".join(vault_pattern[2]))).close()


def test_who_is_no_administrator_comes_to_none_of_the_steps(desk, vault_folder):
    vault = Vault.open(vault_folder)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    db = vaults.connect(vault, unlocked)
    account = Account(name="Bo", alias="Bo", role=Role.COORDINATOR, language="sv")
    accounts.add_person(Office(db, vault, unlocked), NewPerson(account, NEW), CHEAP, NOW)
    db.close()
    own = vaults.connect(vault, vault.unlock("Bo", NEW))
    agreements.accept(own, NOW)
    own.checkpoint()
    own.close()
    vault.close()
    window = desk.enter(vault_folder, account="Bo", passphrase=NEW)
    for step in ("form", "1", "check"):
        window.replace("organisation", {"sheet": step})
        assert type(window.page).__name__ == "ProfilePage"
