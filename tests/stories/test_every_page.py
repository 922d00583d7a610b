"""Every page of every room: named for readers, reached by Tab, nothing cut off, and nothing left untranslated."""

import json

import pytest
from makers import NOW, TODAY
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit
from ui.rules import problems_of

from outreach_desktop import i18n
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.i18n import LANGUAGES
from outreach_desktop.operations.practice.making import make_practice_vault
from outreach_desktop.storage import people
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.look.tokens import TEXT_SIZES
from outreach_desktop.vault.cost import Cost
from tests.screens.acts import acts
from tests.screens.furnished import furnish
from tests.screens.looks import Look, read
from tests.screens.places import all_places, entered, leave, settle
from tests.screens.playing import play, undo
from tests.stories import pseudo

SIZE = (1366, 768)
LOOKS = [Look(language, Theme("light", size)) for size in TEXT_SIZES for language in LANGUAGES]
LOOKS += [read("sv.dark.150"), read("en.contrast.125")]
PEOPLE = 40


@pytest.fixture(scope="session")
def practice(tmp_path_factory):
    return make_practice_vault(
        tmp_path_factory.mktemp("pages") / "vault", Cost.cheapest_for_tests(), TODAY, people=PEOPLE
    )


@pytest.fixture
def desktop(practice, tmp_path, dressed_app):
    first = practice.accounts[0]
    running = entered(practice.folder, first.label, first.passphrase, tmp_path / "settings", lambda: NOW)
    running.window.resize(*SIZE)
    running.window.show()
    if not people.find(running.workspace.db, PersonFilter(removed=True)):
        furnish(running.workspace)
    yield running
    leave(running)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_page_keeps_the_rules(desktop, look):
    desktop.window.use_language(look.language)
    desktop.window.use_look(look.theme)
    wrong = {}
    for name, room, place in all_places(desktop.workspace):
        desktop.window.replace(room, place)
        settle(desktop, 20)
        desktop.window.resize(*SIZE)
        QApplication.processEvents()
        if found := problems_of(desktop.window):
            wrong[name] = found
    assert wrong == {}, json.dumps(wrong, indent=1, ensure_ascii=False)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", [read("sv.light"), read("en.light.largest")], ids=lambda look: look.name)
def test_every_page_keeps_the_rules_after_something_is_done_on_it(desktop, look):
    desktop.window.use_language(look.language)
    desktop.window.use_look(look.theme)
    wrong = {}
    everybody = people.find(desktop.workspace.db, PersonFilter())
    for act in acts(desktop.workspace):
        play(desktop, act)
        desktop.window.resize(*SIZE)
        QApplication.processEvents()
        if found := problems_of(_above(desktop.window)):
            wrong[act.name] = found
        undo(desktop)
    assert people.find(desktop.workspace.db, PersonFilter()) == everybody, "an act was not taken back"
    assert wrong == {}, json.dumps(wrong, indent=1, ensure_ascii=False)


def _above(window):
    """Return the dialog that lies over the window, if one does: nothing else can be reached then."""
    return next((each for each in window.findChildren(QDialog) if each.isVisible()), window)


@pytest.mark.timeout(600)
def test_every_text_on_every_page_comes_from_the_catalogue(desktop, monkeypatch):
    """A made-up language puts brackets round each text of the catalogues: what has none was never asked for there."""
    monkeypatch.setattr(i18n.texts("en"), "_catalogue", pseudo.Brackets())
    desktop.window.use_language("en")
    db, places = desktop.workspace.db, all_places(desktop.workspace)  # some of them store what they show
    stored = pseudo.stored_texts(db) | pseudo.sealed_texts(db) | pseudo.content_texts()
    wrong = {}
    for name, room, place in places:
        if name == "person-extract":
            continue  # a paper in the made-up language, whose brackets no font of ours has
        desktop.window.replace(room, place)
        settle(desktop, 20)
        if found := sorted(pseudo.unbracketed(desktop.window, stored)):
            wrong[name] = found
    assert wrong == {}, json.dumps(wrong, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("view", [{}, {"view": "contacts"}, {"view": "ads"}])
def test_in_an_empty_list_the_keyboard_stands_in_a_control_and_not_in_the_void(desk, vault_folder, view):
    desk.show_at(vault_folder, "people", view)
    settle(desk.desktop, 20)
    assert isinstance(QApplication.focusWidget(), QAbstractButton | QLineEdit)
