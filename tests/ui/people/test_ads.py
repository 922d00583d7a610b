"""Ads and profiles that were seen, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from rules import problems_of

from outreach_desktop.domain.seen_ad import SeenAd
from outreach_desktop.operations import vaults
from outreach_desktop.storage.reading import load_all

Key = Qt.Key


@pytest.fixture
def stored(opened):
    def read():
        db = vaults.connect(*opened)
        found = load_all(db, SeenAd)
        db.close()
        return found

    return read


def words(window):
    return " ".join(each.text() for each in window.page.findChildren(QLabel) if each.isVisible())


def test_an_ad_of_nobody_is_added_listed_opened_and_removed_by_keyboard(window, user, stored):
    user.goes(view="ads")
    assert "Ingen annons eller profil än" in words(window)
    user.with_ctrl(Key.Key_N)
    assert window.page.title == "Ny annons eller profil"
    assert "Utan person än" in words(window)
    user.with_ctrl(Key.Key_S)
    assert "Skriv en adress, ett alias eller ett nummer." in words(window)
    window.page.form.editor("address").focus()
    user.writes("https://sida.example/17")
    window.page.form.editor("text").focus()
    user.writes("Ny i stan")
    user.with_ctrl(Key.Key_S)
    assert [(each.address, each.text) for each in stored()] == [("https://sida.example/17", "")]
    assert len(window.page.model.ids) == 1
    user.tabs_to("ads")
    user.presses(Key.Key_Return)
    assert window.page.title == "Ändra annonsen eller profilen"
    user.clicks("ad.remove")
    assert stored() == []
    user.clicks("toast.undo")
    assert len(stored()) == 1


def test_a_second_ad_with_the_same_text_is_told_of(window, user, people_there):
    person = people_there({"alias": "Mia"})[0]
    for address in ("sida.example/1", "sida.example/2"):
        user.goes(person=person.id, ad="new")
        window.page.form.editor("address").focus()
        user.writes(address)
        window.page.form.editor("text").focus()
        user.writes("Ny i stan, talar engelska")
        user.with_ctrl(Key.Key_S)
    assert window._message.words() == "Samma text står i 1 annan annons."


def test_the_persons_page_lists_the_ads(window, user, people_there):
    person = people_there({"alias": "Mia"})[0]
    user.goes(person=person.id, ad="new")
    window.page.form.editor("address").focus()
    user.writes("sida.example/1")
    user.with_ctrl(Key.Key_S)
    user.goes(person=person.id)
    user.presses(Key.Key_2, modifiers=Qt.KeyboardModifier.AltModifier)
    user.tabs_to("ads")
    user.presses(Key.Key_Return)
    assert window.page.title == "Ändra annonsen eller profilen"


@pytest.mark.parametrize("place", [{"view": "ads"}, {"ad": "new"}])
def test_the_pages_keep_the_rules_of_all_pages(window, user, place):
    user.goes(**place)
    assert problems_of(window) == []
