"""Every page of every room: named for readers, reached by Tab, nothing cut off, and nothing left untranslated."""

import json

import pytest
from makers import NOW, TODAY
from PySide6.QtWidgets import QApplication
from ui.rules import problems_of

from outreach_desktop import i18n
from outreach_desktop.i18n import LANGUAGES
from outreach_desktop.operations.practice.making import make_practice_vault
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.vault.cost import Cost
from tests.screens.places import all_places, entered, leave, settle
from tests.stories import pseudo

SIZE = (1366, 768)
TEXT_SIZES = ("normal", "larger", "largest")
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
    yield running
    leave(running)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_the_rules(desktop, language, size):
    desktop.window.use_language(language)
    desktop.window.use_look(Theme("light", size))
    wrong = {}
    for name, room, place in all_places(desktop.workspace):
        desktop.window.replace(room, place)
        settle(desktop, 20)
        desktop.window.resize(*SIZE)
        QApplication.processEvents()
        if found := problems_of(desktop.window):
            wrong[name] = found
    assert wrong == {}, json.dumps(wrong, indent=1, ensure_ascii=False)


@pytest.mark.timeout(400)
def test_every_text_on_every_page_comes_from_the_catalogue(desktop, monkeypatch):
    """A made-up language puts brackets round each text of the catalogues: what has none was never asked for there."""
    monkeypatch.setattr(i18n.texts("en"), "_catalogue", pseudo.Brackets())
    desktop.window.use_language("en")
    db, places = desktop.workspace.db, all_places(desktop.workspace)  # some of them store what they show
    stored = pseudo.stored_texts(db) | pseudo.sealed_texts(db) | pseudo.content_texts()
    wrong = {}
    for name, room, place in places:
        desktop.window.replace(room, place)
        settle(desktop, 20)
        if found := sorted(pseudo.unbracketed(desktop.window, stored)):
            wrong[name] = found
    assert wrong == {}, json.dumps(wrong, indent=1, ensure_ascii=False)
