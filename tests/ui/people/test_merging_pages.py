"""Merging and splitting as somebody does it at the keyboard."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_meeting
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QMenu, QPushButton, QToolButton
from rules import problems_of

from outreach_desktop.domain.person import Person
from outreach_desktop.operations import vaults
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.people import look_at_person, save_person
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.ui.look.paint import ROW
from outreach_desktop.ui.look.parts import Choice

Key = Qt.Key
BLOCKED = {"no_contact_since": TODAY, "no_contact_reason": "bad om det"}


@pytest.fixture
def two(people_there):
    return people_there(
        {"alias": "Mia", "wishes": "helst kväll", "safe_ways": "sms"},
        {"alias": "Mia S", "wishes": "vill träffa en kvinna"} | BLOCKED,
    )


@pytest.fixture
def stored(opened):
    def do(work):
        db = vaults.connect(*opened)
        try:
            return work(db)
        finally:
            db.close()

    return do


def words(window):
    return " ".join(each.text() for each in window.page.findChildren(QLabel) if each.isVisible())


def choose_in_menu(window, user, text):
    window.page.findChild(QToolButton, "person.more").click()
    user.waits()
    menu = next(each for each in window.page.findChildren(QMenu) if each.isVisible())
    action = next(each for each in menu.actions() if each.text().startswith(text))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Key.Key_Return)
    user.waits()


def test_two_records_are_merged_by_keyboard_and_the_undo_stands_in_the_message(window, user, two, stored):
    user.goes(person=two[1].id)
    choose_in_menu(window, user, "Slå ihop med")
    assert user.here == "merge.typed"
    user.presses(Key.Key_Return)
    assert window.page.title == "Slå ihop två poster"
    shown = words(window)
    assert f"{two[0].code}, Mia, fanns först och blir kvar." in shown
    assert "1 kontakt" in shown
    wishes = window.page.findChild(Choice, "merge.wishes")
    wishes.take_focus()
    user.presses(Key.Key_Right, Key.Key_Right, Key.Key_Space)
    user.with_ctrl(Key.Key_S)
    kept = stored(lambda db: load_all(db, Person))
    assert [each.id for each in kept] == [two[0].id]
    assert kept[0].wishes == "helst kväll\nvill träffa en kvinna"
    assert kept[0].no_contact_reason == "bad om det"
    assert window.page.title == "Mia"
    user.with_ctrl(Key.Key_Z)
    assert len(stored(lambda db: load_all(db, Person))) == 2
    assert "är två poster igen" in window._message.words()


def test_letting_go_of_a_block_is_answered_with_a_sentence_and_the_choices_stay(window, user, two, stored):
    def block(db):
        save_person(db, _blocked(load_one(db, Person, two[0].id)), NOW)

    stored(block)
    user.goes(person=two[0].id, merge=two[1].id)
    blocks = window.page.findChild(Choice, "merge.no_contact_since")
    assert blocks.index == 1
    blocks.choose(0)
    user.with_ctrl(Key.Key_S)
    assert "”kontakta inte” eller ett stopp" in words(window)
    assert len(stored(lambda db: load_all(db, Person))) == 2
    assert window.page.findChild(Choice, "merge.no_contact_since").index == 0
    window.use_language("en")
    user.waits()
    assert window.page.findChild(Choice, "merge.no_contact_since").index == 0


def _blocked(person):
    return replace(
        person, no_contact_since=TODAY, no_contact_reason="hotad", no_contact_until=TODAY + timedelta(days=9)
    )


def test_what_belongs_to_somebody_else_is_ticked_and_split_off(window, user, two, stored):
    user.goes(person=two[0].id)
    choose_in_menu(window, user, "Dela av")
    assert user.here == "split.alias"
    user.with_ctrl(Key.Key_S)
    assert "Välj först vad som hör till den andra personen." in words(window)
    assert user.here == "split.rows"
    user.presses(Key.Key_Space)
    assert [each.key[0] for each in window.page.findChild(QListView, "split.rows").ticked()] == ["contact"]
    window.use_language("en")
    user.waits()
    assert [each.key[0] for each in window.page.findChild(QListView, "split.rows").ticked()] == ["contact"]
    window.use_language("sv")
    user.waits()
    user.with_ctrl(Key.Key_S)
    assert "Skriv först den andra personens alias." in words(window)
    assert user.here == "split.alias"
    user.writes("Tova")
    user.with_ctrl(Key.Key_S)
    assert window.page.title == "Tova"
    new = stored(lambda db: load_all(db, Person))[-1]
    assert len(stored(lambda db: look_at_person(db, new.id, TODAY)).log) == 1
    assert stored(lambda db: look_at_person(db, two[0].id, TODAY)).log == []


def test_meetings_are_among_what_can_be_split_off_and_what_a_merge_takes_along(window, user, two, stored):
    meeting = stored(lambda db: save_meeting(db, a_meeting(person_id=two[1].id), NOW))
    user.goes(person=two[0].id, merge=two[1].id)
    assert "1 möte" in words(window)
    user.goes(person=two[1].id, split=True)
    listed = window.page.findChild(QListView, "split.rows").model()
    found = [listed.index(at, 0).data(ROW) for at in range(listed.rowCount())]
    assert "Möten" in [row.title for row in found if row.heading]
    assert (("meeting", meeting.id), "Kaféet vid torget") in [(row.key, row.title) for row in found]


@pytest.mark.parametrize("place", [{"merge": "choose"}, {"merge": 2}, {"split": True}])
def test_the_pages_keep_the_rules_of_all_pages(window, user, two, place):
    user.goes(person=two[0].id, **place)
    assert problems_of(window) == []
    assert window.page.findChildren(QPushButton)
