"""Accounts in the window: adding people, roles, the agreement, a second key, and somebody who leaves."""

import threading
from contextlib import contextmanager

import pytest
from desk import find, type_text, wait_until
from fingers import rest
from makers import NOW, PASSPHRASE, a_person
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea
from ui.rules import problems_of

from outreach_desktop.content import agreement
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.operations import accounts, agreements, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.people import add_note, save_person
from outreach_desktop.storage import checks, log_chain
from outreach_desktop.ui.gate.agreement_page import AgreementPage
from outreach_desktop.ui.gate.opening import unlock
from outreach_desktop.ui.organisation.account_fields import ROLES
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.errors import SecondKeyNeeded, UnknownAccount, WrongPassphraseOrSecondKey
from outreach_desktop.vault.folder import Vault

CHEAP = Cost.cheapest_for_tests()
NEW = "grön tallrik under svart cykel"


@contextmanager
def office_of(folder):
    vault = Vault.open(folder)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    db = vaults.connect(vault, unlocked)
    try:
        yield Office(db, vault, unlocked)
    finally:
        db.close()
        vault.close()


def add(folder, name, role, language="en"):
    with office_of(folder) as office:
        account = Account(name=name, alias=name, role=role, language=language)
        return accounts.add_person(office, NewPerson(account, NEW), CHEAP, NOW)


@pytest.fixture
def room(desk, vault_folder):
    desk.show_at(vault_folder, "organisation", {"part": "accounts"})
    return desk


def said(desk):
    return desk.window._message.words() if desk.window._message else ""


def test_a_person_is_added_with_a_passphrase_of_their_own(room, vault_folder):
    find(room.window, "account.new").click()
    find(room.window, "account.name").setText("Bo")
    find(room.window, "account.alias").setText("Bosse")
    find(room.window, "account.role").choose(ROLES.index(Role.VOLUNTEER))
    page = room.window.page
    page._again.line.setText("något annat")
    find(room.window, "account.add").click()
    assert "inte likadan" in page._problem.text
    page._again.line.setText(page.chosen.offered)
    words = page.chosen.offered
    find(room.window, "account.add").click()
    wait_until(lambda: room.window.here == ("organisation", {"part": "accounts"}))
    assert said(room) == "Bo har ett konto och kan låsa upp nu"
    wait_until(lambda: find(room.window, "accounts").model().rowCount() == 2)
    row = find(room.window, "accounts").row(1)
    assert (row.title, row.detail, row.aside) == ("Bo", "Bosse · Svenska · har aldrig låst upp", "Volontär")
    assert words not in repr(room.window.capture())
    room.desktop.lock()
    opened = unlock(vault_folder, "Bo", words)
    assert not opened.unlocked.sealer.can_open
    opened.close()


def test_a_name_that_is_taken_is_told_beside_its_field(room):
    room.window.go("organisation", {"account": "new"})
    find(room.window, "account.name").setText("ANNA")
    page = room.window.page
    page._again.line.setText(page.chosen.offered)
    find(room.window, "account.add").click()
    wait_until(lambda: page._name_field.error)
    assert "redan" in page._name_field.error


def test_what_each_role_may_do_says_what_keeps_it_so(room):
    rights = find(room.window, "rights")
    kept = {rights.row(at).title: rights.row(at).aside for at in range(rights.model().rowCount())}
    assert kept["Läsa anteckningar, bedömningar och orosanmälningar"] == "av krypteringen"
    assert kept["Ta bort, slå ihop och dela personer"] == "av programmet"


def test_somebody_is_removed_while_the_window_goes_on(desk, vault_folder):
    bo = add(vault_folder, "Bo", Role.STAFF)
    with office_of(vault_folder) as office:
        add_note(office.db, save_person(office.db, a_person(), NOW).id, "en anteckning", NOW)
    window = desk.enter(vault_folder)
    window.go("organisation", {"account": bo.uid})
    find(window, "account.remove").click()
    assert "USB-minnen" in "".join(each.text() for each in window.page.findChildren(type(window.page._stage)))
    find(window, "leaving.go").click()
    wait_until(lambda: window.here == ("organisation", {"part": "accounts"}))
    assert said(desk) == "Bo är borttagen. Alla nycklar är nya."
    wait_until(lambda: find(window, "accounts").model().rowCount() == 1)
    workspace, done = desk.desktop.workspace, []
    workspace.write(window, lambda db: save_person(db, a_person(alias="Mira"), NOW), done.append)
    wait_until(lambda: done)
    window.go("people", {"person": 1})
    wait_until(lambda: window.page.known is not None)
    assert window.page.known.notes[0].text == "en anteckning"
    assert [folder.name for folder in vault_folder.glob("gen-*")] == ["gen-000002"]
    assert not list(log_chain.damaged_lines(workspace.db))
    desk.desktop.lock()
    with pytest.raises(UnknownAccount):
        unlock(vault_folder, "Bo", NEW)
    unlock(vault_folder, "Anna", PASSPHRASE).close()


def test_removing_can_be_stopped_and_locking_stops_it_too(desk, vault_folder):
    bo = add(vault_folder, "Bo", Role.STAFF)
    window = desk.enter(vault_folder)
    window.go("organisation", {"account": bo.uid, "leaving": True})
    page = window.page
    find(window, "leaving.go").click()
    find(window, "leaving.cancel").click()
    wait_until(lambda: page._problem.text)
    assert page._problem.text == "Avbrutet. Ingenting har ändrats."
    find(window, "leaving.go").click()
    desk.desktop.lock()
    unlock(vault_folder, "Bo", NEW).close()


def test_locking_does_not_wait_for_a_check_of_the_new_copy_that_takes_long(desk, vault_folder, monkeypatch):
    bo = add(vault_folder, "Bo", Role.STAFF)
    pages, begun, go_on, ended = checks.damaged_pages, threading.Event(), threading.Event(), threading.Event()

    def long(db):
        if db.path.parent.name == "gen-000002":
            begun.set()
            assert go_on.wait(60)
            ended.set()
        return pages(db)

    monkeypatch.setattr(checks, "damaged_pages", long)
    window = desk.enter(vault_folder)
    window.go("organisation", {"account": bo.uid, "leaving": True})
    find(window, "leaving.go").click()
    wait_until(begun.is_set)
    desk.desktop.lock()
    assert not ended.is_set()
    go_on.set()
    unlock(vault_folder, "Bo", NEW).close()
    assert [folder.name for folder in vault_folder.glob("gen-*")] == ["gen-000001"]


def test_going_elsewhere_stops_removing_and_says_nothing(desk, vault_folder):
    bo = add(vault_folder, "Bo", Role.STAFF)
    window = desk.enter(vault_folder)
    window.go("organisation", {"account": bo.uid, "leaving": True})
    find(window, "leaving.go").click()
    window.go("today")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    done = []
    workspace = desk.desktop.workspace
    workspace.write(window, lambda db: save_person(db, a_person(), NOW), done.append)
    wait_until(lambda: done)
    assert window._message is None
    assert workspace.vault.generation == 1
    assert "Bo" in {entry.label for entry in workspace.vault.accounts}


def test_a_lower_role_is_asked_about_and_a_higher_one_is_given_at_once(desk, vault_folder):
    bo = add(vault_folder, "Bo", Role.VOLUNTEER)
    window = desk.enter(vault_folder)

    def choose(role):
        window.go("organisation", {"account": bo.uid})
        find(window, "account.role").choose(ROLES.index(role))
        find(window, "account.save").click()

    choose(Role.STAFF)
    wait_until(lambda: window.here == ("organisation", {"part": "accounts"}))
    choose(Role.VOLUNTEER)
    wait_until(lambda: window.here[1].get("role") == "volunteer")
    find(window, "leaving.go").click()
    wait_until(lambda: window.here == ("organisation", {"part": "accounts"}))
    assert desk.desktop.workspace.accounts[bo.uid].role is Role.VOLUNTEER
    desk.desktop.lock()
    opened = unlock(vault_folder, "Bo", NEW)
    assert not opened.unlocked.sealer.can_open
    opened.close()


# --- the first unlocking of an account ---


def test_the_agreement_fits_a_small_laptop_without_scrolling(desk, vault_folder):
    window = desk.start(vault_folder)
    window.resize(1366, 768)
    window.present(lambda: AgreementPage(Account(name="Anna")))
    rest(50)
    assert window.centralWidget().findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_no_room_opens_before_the_agreement_is_accepted_and_each_is_met_in_their_language(desk, vault_folder):
    add(vault_folder, "Bo", Role.VOLUNTEER, "en")
    gate = desk.start(vault_folder)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    gate.page.findChild(type(gate.page._accounts), "account").setCurrentText("Bo")
    type_text(NEW, gate.page._passphrase.line)
    gate.page._try()
    wait_until(lambda: isinstance(gate.page, AgreementPage))
    assert desk.desktop.window is None
    assert gate.page.title == agreement().title.en
    assert problems_of(gate) == []
    find(gate, "agree").click()
    wait_until(lambda: desk.desktop.window is not None)
    assert list(desk.window._rooms) == ["today", "outreach", "people", "meetings", "statistics", "settings"]
    assert desk.window.page.title == "Today"
    assert desk.desktop.workspace.account.agreement == agreement().version
    desk.desktop.lock()


def test_who_does_not_accept_locks_and_is_asked_again(desk, vault_folder):
    add(vault_folder, "Bo", Role.STAFF, "sv")
    desk.start(vault_folder)
    opened = unlock(vault_folder, "Bo", NEW)
    desk.desktop.enter(opened, desk.desktop.preferences.settings.of_vault(opened.vault.vault_id))
    wait_until(lambda: isinstance(desk.page, AgreementPage))
    find(desk.desktop.gate.window, "agree.not").click()
    assert desk.replaced
    assert desk.desktop.window is None
    with office_of(vault_folder) as office:
        assert [each.agreement for each in accounts.load_accounts(office.db).values() if each.name == "Bo"] == [0]


# --- a second key ---


def test_a_second_key_is_made_on_a_stick_and_asked_for_from_then_on(room, vault_folder, tmp_path):
    room.window.go("settings", {"passphrase": True})
    page, stick = room.window.page, tmp_path / "key.bin"
    page._present.line.setText(PASSPHRASE)
    page._second.choice.choose(2)
    page._again.line.setText(page.chosen.offered)
    words = page.chosen.offered
    find(room.window, "passphrase.change").click()
    assert "Välj filen" in page._problem.text
    page._second.use(stick)
    find(room.window, "passphrase.change").click()
    wait_until(lambda: "Den gamla öppnar inte längre" in said(room))
    room.desktop.lock()
    with pytest.raises(SecondKeyNeeded):
        unlock(vault_folder, "Anna", words)
    wrong = tmp_path / "other"
    wrong.write_bytes(bytes(64))
    with pytest.raises(WrongPassphraseOrSecondKey):
        unlock(vault_folder, "Anna", words, wrong)
    gate = desk_again(room, vault_folder)
    wait_until(gate.page._second.isVisible)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [gate]
    assert problems_of(gate) == []
    gate.page._second.use(stick)
    type_text(words, gate.page._passphrase.line)
    gate.page._try()
    wait_until(lambda: room.desktop.window is not None)


def desk_again(desk, folder):
    gate = desk.start(folder)
    wait_until(lambda: desk.desktop.gate._door.known is not None)
    return gate


# --- a volunteer in the window ---


def test_a_volunteer_sees_no_report_no_note_and_no_way_to_remove_a_person(desk, vault_folder):
    bo = add(vault_folder, "Bo", Role.VOLUNTEER, "sv")
    with office_of(vault_folder) as office:
        person = save_person(office.db, a_person(), NOW)
        add_note(office.db, person.id, "det som inte får synas", NOW)
        own = vaults.connect(office.vault, office.vault.unlock("Bo", NEW))
        agreements.accept(own, NOW)
        own.close()
    window = desk.enter(vault_folder, NEW, "Bo")
    assert desk.desktop.workspace.account.uid == bo.uid
    assert list(window._rooms) == ["today", "outreach", "people", "meetings", "statistics", "settings"]
    window.go("people", {"person": person.id})
    page = window.page
    wait_until(lambda: page.known is not None)
    assert not page.tabs.isTabVisible(5)
    page.tabs.setCurrentIndex(2)
    page.notes.text.setPlainText("hon vill bli kallad Mira")
    page.notes.write()
    wait_until(lambda: said(desk) == "Anteckningen är sparad")
    shown = " ".join(each.text() for each in window.findChildren(QLabel))
    assert "det hindras av krypteringen" in shown
    assert "det som inte får synas" not in shown + repr(window.capture())
    page.more.click()
    actions = [action.text() for menu in page.findChildren(QMenu) for action in menu.actions()]
    assert [text for text in actions if text] == [
        "Planera ett nästa steg …",
        "Planera ett möte …",
        "Kontakta inte …",
        "Pausa …",
    ]
    for menu in page.findChildren(QMenu):
        menu.close()
