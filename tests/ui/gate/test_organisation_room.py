"""The organisation's profile, platforms and accounts."""

import pytest
from desk import find, press, type_text, wait_until
from makers import NOW
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui.rules import problems_of

from outreach_desktop.domain.platform import Platform
from outreach_desktop.operations.organisation import load_platforms, save_platform
from outreach_desktop.ui.look.messages import Notice


@pytest.fixture
def room(desk, vault_folder):
    desk.show_at(vault_folder, "organisation")
    return desk


def save(desk):
    desk.window.page.save()


def here(desk, **place):
    wait_until(lambda: desk.window.here == ("organisation", place))


def add_platform(desk, name="Annonssidan"):
    desk.window.go("organisation", {"platform": "new"})
    type_text(name, find(desk.window, "Platform.name"))
    save(desk)
    here(desk, part="platforms")


def test_the_profile_is_saved_and_told(room):
    find(room.window, "Organisation.town").setText("Sjöstad")
    save(room)
    wait_until(lambda: room.desktop.workspace.organisation.town == "Sjöstad")
    wait_until(lambda: room.window._message is not None)
    assert room.window._message.words() == "Sparat"
    assert not room.window.page.unsaved()


def test_a_profile_without_a_name_is_refused_beside_the_field(room):
    find(room.window, "Organisation.name").setText("")
    save(room)
    wait_until(lambda: room.window.page.form._fields["name"].error)
    assert room.desktop.workspace.organisation.name == "Kvällsljus"


def test_ctrl_s_saves(room):
    find(room.window, "Organisation.county").setCurrentText("Skåne län")
    QTest.keyClick(room.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: room.desktop.workspace.organisation.county == "12")


def test_what_is_typed_and_left_is_there_again_and_can_be_thrown_away(room):
    type_text("X", find(room.window, "Organisation.town"))
    room.window.go("settings")
    room.desktop.workspace.drain()
    room.window.replace("organisation")
    assert find(room.window, "Organisation.town").text() == "X"
    assert "finns kvar här" in room.window.page.findChild(Notice).accessibleName()
    find(room.window, "discard").click()
    assert find(room.window, "Organisation.town").text() == ""


def test_a_platform_is_added_changed_and_listed(room):
    add_platform(room)
    assert [each.name for each in load_platforms(room.desktop.workspace.db)] == ["Annonssidan"]
    platforms = find(room.window, "platforms")
    platforms.setFocus()
    press(Qt.Key.Key_Return, "\r", platforms)
    here(room, platform=1)
    find(room.window, "Platform.name").setText("Annonssidan 2")
    save(room)
    here(room, part="platforms")
    assert find(room.window, "platforms").row(0).title == "Annonssidan 2"


def test_a_removed_platform_comes_back_with_undo(room):
    add_platform(room)
    room.window.go("organisation", {"platform": 1})
    find(room.window, "remove").click()
    here(room, part="platforms")
    wait_until(lambda: room.window.page._list is None)
    assert room.window._message.words() == "Annonssidan är borttagen"
    room.window._undo()
    wait_until(lambda: room.window.page._list is not None)


def test_a_platform_without_a_name_is_refused(room):
    room.window.go("organisation", {"platform": "new"})
    save(room)
    wait_until(lambda: room.window.page.form._fields["name"].error)
    assert load_platforms(room.desktop.workspace.db) == []


def test_arrows_go_from_part_to_part_and_stay_on_the_tabs(room):
    find(room.window, "organisation.parts").setFocus()
    for part in ("platforms", "messages"):
        QTest.keyClick(find(room.window, "organisation.parts"), Qt.Key.Key_Right)
        assert room.window.here == ("organisation", {"part": part})
        assert find(room.window, "organisation.parts").hasFocus()
    room.window.back()
    assert room.window.here == ("organisation", {"part": "platforms"})


def test_accounts_are_shown_with_name_and_role(room):
    room.window.go("organisation", {"part": "accounts"})
    row = find(room.window, "accounts").row(0)
    assert (row.title, row.aside) == ("Anna", "Administratör (du)")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pages_keep_the_rules_of_all_windows(room, language):
    done = []
    workspace = room.desktop.workspace
    workspace.write(workspace, lambda db: save_platform(db, Platform(name="Annonssidan"), NOW), done.append)
    wait_until(lambda: done)
    room.window.use_language(language)
    for place in ({}, {"part": "platforms"}, {"part": "accounts"}, {"platform": "new"}, {"platform": 1}):
        room.window.go("organisation", place)
        assert problems_of(room.window) == []
