"""An evening in the register of persons, by keyboard alone, in both languages; and what is left after locking."""

from contextlib import contextmanager

import pytest
from makers import NOW, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from outreach_desktop.domain.contact import Contact, Direction
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Note, Person
from outreach_desktop.operations import vaults
from outreach_desktop.operations.organisation import save_account
from outreach_desktop.operations.people import add_note, save_person
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.people import room
from outreach_desktop.ui.search import SearchPopup
from outreach_desktop.ui.top_bar import Signs
from outreach_desktop.ui.workspace import Workspace
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import NewAccount, Vault
from tests.ui.conftest import _fresh_look, _no_qt_warnings, dressed_app, shown, type_text  # noqa: F401
from tests.ui.people.conftest import User, people_there, user, window, workspace  # noqa: F401

Key = Qt.Key


@pytest.mark.parametrize("language", ["sv", "en"])
def test_one_looks_for_a_person_logs_a_line_takes_it_back_and_plans_the_next_step(
    language,
    window,  # noqa: F811
    user,  # noqa: F811
    people_there,  # noqa: F811
    opened,
):
    people_there({"alias": "Ängla"}, {"alias": "Mia Månstråle"}, {"alias": "Åsa"})
    window.use_language(language)
    user.waits()
    user.with_ctrl(Key.Key_K)
    user.writes("stråle")
    user.presses(Key.Key_Return)
    assert window.page.title == "Mia Månstråle"
    user.writes("vill prata på torsdag, har varit ute i värmen")
    user.presses(Key.Key_Return)
    user.presses(Key.Key_F2)
    window.page.form.editor("follow_up").focus()
    user.writes("Ring upp")
    user.presses(Key.Key_Tab)
    user.writes("+1w" if language == "en" else "+1v")
    user.with_ctrl(Key.Key_S)
    assert window.page.title == "Mia Månstråle"
    db = vaults.connect(*opened)
    mia = next(person for person in load_all(db, Person) if person.alias.startswith("Mia"))
    lines = [line for line in load_all(db, Contact) if line.person_id == mia.id]
    db.close()
    assert (mia.follow_up, (mia.follow_up_on - NOW.date()).days) == ("Ring upp", 7)
    assert lines[-1].direction is Direction.IN
    user.with_ctrl(Key.Key_K)
    user.writes("värm")
    user.presses(Key.Key_Return)
    assert window.page.form.record().note == lines[-1].note


@pytest.fixture
def sits_down(shown, type_text, qtbot):  # noqa: F811
    """Unlock a vault and open its window; the laptop is shut at the end of the block."""

    @contextmanager
    def unlock(vault, unlocked):
        space = Workspace(vault, unlocked, now=lambda: NOW)
        made = shown(MainWindow([room(space)], signs=Signs(who=space.account.name)))
        SearchPopup(made, space)
        yield User(made, space, type_text, qtbot), space
        made.close()
        QApplication.processEvents()
        space.close()

    return unlock


def test_what_was_typed_is_there_after_locking_and_unlocking(vault_folder, vault_pattern, sits_down):
    with sits_down(Vault.open(vault_folder), vault_pattern[1]) as (anna, space):
        space.write(space, lambda db: save_person(db, a_person(alias="Luna"), NOW))
        space.drain()
        anna.goes(person=1, edit="all")
        anna.with_ctrl(Key.Key_A)
        anna.writes("Åsa")

    with sits_down(Vault.open(vault_folder), vault_pattern[1]) as (anna, space):
        anna.goes(person=1, edit="all")
        assert anna.window.page.form.record().alias == "Åsa"
        anna.with_ctrl(Key.Key_S)
        assert [person.alias for person in load_all(space.db, Person)] == ["Åsa"]
        assert space.own_drafts() == {}


def test_a_volunteer_sees_a_page_without_the_notes_but_can_add_one(opened, db, sits_down):
    vault, administrator = opened
    passphrase = "fem stora stenar vid en strand"
    entry = vault.add_account(administrator, NewAccount("Bo", "volunteer", passphrase), Cost.cheapest_for_tests())
    save_account(db, Account(uid=entry.uid, name="Bo", role=Role.VOLUNTEER), NOW)
    person = save_person(db, a_person(), NOW)
    add_note(db, person.id, "Vill inte prata om familjen.", NOW)

    with sits_down(vault, vault.unlock("Bo", passphrase)) as (bo, _space):
        bo.goes(person=person.id)
        bo.with_alt(Key.Key_3)
        bo.window.page.notes.text.setFocus()
        bo.writes("Grannen hörde av sig.")
        bo.with_ctrl(Key.Key_S)
        assert bo.window.page.known.notes is None
        shown_words = [each.text() for each in bo.window.page.findChildren(QLabel) if each.isVisible()]
        assert (
            "Ditt konto kan inte läsa anteckningarna: det hindras av krypteringen. Du kan lägga till en." in shown_words
        )
    assert [note.text for note in load_all(db, Note)] == ["Vill inte prata om familjen.", "Grannen hörde av sig."]
