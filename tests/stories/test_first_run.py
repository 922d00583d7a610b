"""From nothing to Today, with the keyboard alone."""

import pytest
from desk import enter, find, press, type_text, wait_until
from fingers import rest
from makers import PASSPHRASE
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui.rules import problems_of

from outreach_desktop.operations import founding
from outreach_desktop.settings import load
from outreach_desktop.ui.gate.first_run.first_run import FirstRun
from outreach_desktop.ui.gate.opening import unlock, unlock_with_paper
from outreach_desktop.ui.look.messages import Notice
from outreach_desktop.ui.recovery.making import THREE
from outreach_desktop.ui.recovery.words import title_of
from outreach_desktop.vault import recovery
from outreach_desktop.vault.errors import WrongPassphrase


@pytest.fixture
def begun(desk, tmp_path, monkeypatch):
    """The first page, with a folder of this test proposed for the vault."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    window = desk.start()
    window.resize(1366, 768)
    window.activateWindow()
    QApplication.processEvents()
    return desk


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "outreach-desktop" / "vault"


def shown(desk, kind):
    wait_until(lambda: type(desk.page).__name__ == kind)
    return desk.page


def go_to(desk, kind):
    """Press Enter on what has the keyboard until the page comes; buttons take Space."""
    press(Qt.Key.Key_Space, " ")
    return shown(desk, kind)


def up_to_who(desk):
    shown(desk, "LanguagePage")
    go_to(desk, "PlacePage")
    go_to(desk, "WhoPage")
    type_text("Anna")
    enter()
    shown(desk, "ChoosePage")


def up_to_key(desk):
    """Take the offered words, type them again, and wait for the vault; return words and key."""
    words = up_to_form(desk)
    go_to(desk, "ShowKeyPage")
    return words, sheets_of(desk)[0]


def up_to_form(desk):
    up_to_who(desk)
    words = desk.page._chosen.offered
    go_to(desk, "AgainPage")
    type_text(words)
    enter()
    shown(desk, "FormPage")
    return words


def sheets_of(desk):
    """What is on the sheets that are shown now."""
    return [paper.lines for paper in making_of(desk).papers]


def making_of(desk):
    return desk.desktop.gate.window.findChild(FirstRun).set_up.making


def type_back(desk):
    page = go_to(desk, "TypeBackPage")
    making = making_of(desk)
    for paper, asked, typed in zip(making.papers, making.asked, page._typed.sheets, strict=True):
        for number, control in zip(asked, typed.lines, strict=True):
            control.setFocus()
            type_text(paper.lines[number - 1].lower())
    enter()
    shown(desk, "OrganisationPage")


def test_a_person_comes_from_nothing_to_today_with_the_keyboard(begun, folder):
    up_to_key(begun)
    type_back(begun)
    type_text("Kvällsljus")
    find(begun.desktop.gate.window, "next").setFocus()
    press(Qt.Key.Key_Space, " ")
    shown(begun, "AgreementPage")
    press(Qt.Key.Key_Space, " ")
    wait_until(lambda: begun.window is not None)
    assert begun.window.here == ("today", {})
    assert begun.desktop.workspace.organisation.name == "Kvällsljus"
    assert begun.desktop.workspace.account.name == "Anna"
    assert load(begun.folder)[0].vaults == (str(folder),)
    assert sorted(each.name for each in folder.iterdir()) == ["CURRENT", "backups", "ballast", "gen-000001", "lock"]


def test_what_was_made_opens_with_the_words_and_with_the_paper(begun, folder):
    words, key = up_to_key(begun)
    type_back(begun)
    set_up_vault(begun).close()
    unlock(folder, "Anna", words).close()
    unlock_with_paper(folder, recovery.parse("\n".join(key))).close()


def set_up_vault(desk):
    return desk.desktop.gate.window.findChild(FirstRun).set_up.vault


def test_without_the_key_typed_back_there_is_no_vault(begun, folder):
    up_to_key(begun)
    begun.desktop.gate.window.close()
    assert not (folder / "CURRENT").exists()
    assert list(folder.iterdir()) == []
    assert load(begun.folder)[0].vaults == ()


def test_what_a_killed_set_up_left_is_no_vault_and_does_not_hinder_the_next(begun, folder):
    leftover = folder / founding.UNFINISHED
    leftover.mkdir(parents=True)
    (leftover / "CURRENT").write_text("half")
    up_to_key(begun)
    type_back(begun)
    assert not leftover.exists()
    assert (folder / "CURRENT").exists()


def test_wrong_lines_are_marked_and_do_not_lead_on(begun):
    up_to_key(begun)
    page = go_to(begun, "TypeBackPage")
    type_text("ABCDE FGHIJ")
    enter()
    assert begun.page is page
    assert [bool(each.error) for each in page._typed.sheets[0].fields] == [True, True]
    begun.page.escape()
    shown(begun, "ShowKeyPage")


def test_a_weak_passphrase_is_refused_with_the_rule(begun):
    up_to_who(begun)
    begun.page.chooser.choice.choose(1)
    begun.page.chooser.field.line.setFocus()
    type_text("sommar2026")
    enter()
    wait_until(lambda: begun.page._problem.text)
    assert "minst 15 tecken" in begun.page._problem.text


def test_another_passphrase_the_second_time_is_told(begun):
    up_to_who(begun)
    go_to(begun, "AgainPage")
    type_text("något annat än det som stod där")
    enter()
    assert begun.page._problem.text.startswith("Det blev inte samma")


def test_going_back_keeps_what_was_typed(begun):
    up_to_who(begun)
    begun.page.escape()
    assert shown(begun, "WhoPage")._name.text() == "Anna"


def test_a_folder_with_other_things_in_it_is_refused(begun, folder):
    folder.mkdir(parents=True)
    (folder / "brev.txt").write_text("hej")
    shown(begun, "LanguagePage")
    go_to(begun, "PlacePage")
    press(Qt.Key.Key_Space, " ")
    assert "inte tom" in begun.page._problem.text
    assert (folder / "brev.txt").read_text() == "hej"


def test_a_folder_that_is_synchronised_is_warned_of(begun, tmp_path):
    page = go_to(begun, "PlacePage")
    page._use_folder(tmp_path / "OneDrive" / "valv")
    assert "OneDrive" in begun.page.findChild(Notice).accessibleName()


def test_a_folder_that_holds_a_vault_is_opened(begun, vault_folder):
    page = go_to(begun, "PlacePage")
    page._use_folder(vault_folder)
    press(Qt.Key.Key_Space, " ", begun.page.next_button)
    shown(begun, "LockPage")
    wait_until(lambda: begun.desktop.gate._door.known is not None)


def test_choosing_english_goes_on_in_english(begun):
    begun.page._choice.choose(1)
    assert begun.page.accessibleName() == "Welcome"
    assert load(begun.folder)[0].language == "en"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_step_keeps_the_rules_of_all_windows(begun, language):
    window = begun.desktop.gate.window
    window.use_language(language)

    def check():
        rest(20)  # what flows onto another line makes room for itself in a turn of its own
        assert problems_of(window) == []
        begun.page.next_button.setFocus()

    check()
    go_to(begun, "PlacePage")
    check()
    go_to(begun, "WhoPage")
    check()
    begun.page._name.setText("Anna")
    go_to(begun, "ChoosePage")
    check()
    words = begun.page._chosen.offered
    go_to(begun, "AgainPage")
    begun.page._field.line.setText(words)
    check()
    page = go_to(begun, "FormPage")
    page._form.choice.choose(THREE)
    check()
    for at in range(3):
        wait_until(lambda at=at: title_of(making_of(begun).papers[at]) == begun.page.title if at else True)
        shown(begun, "ShowKeyPage") if at else go_to(begun, "ShowKeyPage")
        check()
        press(Qt.Key.Key_Space, " ") if at < 2 else None
    page = go_to(begun, "TypeBackPage")
    making = making_of(begun)
    for paper, asked, typed in zip(making.papers, making.asked, page._typed.sheets, strict=True):
        for number, control in zip(asked, typed.lines, strict=True):
            control.setText(paper.lines[number - 1])
    check()
    go_to(begun, "OrganisationPage")
    check()


def test_who_forgot_the_passphrase_comes_in_with_the_paper_and_chooses_a_new_one(desk, vault_folder, vault_pattern):
    window = desk.start(vault_folder)
    window.activateWindow()
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    find(window, "forgotten").click()
    page = shown(desk, "PaperPage")
    for line, letters in zip(page.typed.lines, vault_pattern[2], strict=True):
        line.setText(letters)
    enter()
    words = shown(desk, "ChoosePage")._chosen.offered
    go_to(desk, "AgainPage")
    type_text(words)
    enter()
    wait_until(lambda: desk.window is not None)
    desk.desktop.lock()
    unlock(vault_folder, "Anna", words).close()
    with pytest.raises(WrongPassphrase):
        unlock(vault_folder, "Anna", PASSPHRASE)


def test_a_mistyped_line_of_the_paper_is_named(desk, vault_folder, vault_pattern):
    window = desk.start(vault_folder)
    window.activateWindow()
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    find(window, "forgotten").click()
    page = shown(desk, "PaperPage")
    for line, letters in zip(page.typed.lines, vault_pattern[2], strict=True):
        line.setText(letters)
    page.typed.lines[2].setText("AAAAA AAAAB")
    enter()
    assert page.typed.fields[2].error == "Det här är inte rad 3. Jämför med papperet."
    assert QApplication.focusWidget() is page.typed.lines[2]
