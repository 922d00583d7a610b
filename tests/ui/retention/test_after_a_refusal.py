"""A refusal that is logged on the quick line: what is to happen is asked on the spot, each answer on one key."""

import pytest
from makers import NOW, TODAY, a_contact
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from rules import problems_of

from outreach_desktop.domain.contact import Direction, Outcome
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.person import Person
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.storage.reading import load_all

Key = Qt.Key


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
    QApplication.processEvents()
    return [each.text() for each in window.page.findChildren(QLabel) if each.isVisible() and each.text()]


def logs_a_refusal(window, user, alias, digit=Key.Key_5):
    window.go("outreach")
    user.waits()
    window.page.quick.setFocus()
    user.writes(alias)
    user.presses(Key.Key_Return)
    user.tabs_to("line.direction", most=80)
    user.presses(Key.Key_Down)
    window.page._line.outcome.focus()
    user.presses(digit)
    user.with_ctrl(Key.Key_S)
    assert user.here == "quick"


TITLE = "Mia · P-2026-0001 har tackat nej. Vad ska ske?"


@pytest.mark.parametrize("digit", [Key.Key_5, Key.Key_9])
def test_after_a_refusal_one_key_leads_to_keeping_alias_and_platform_alone_and_back(
    window, user, people_there, stored, digit
):
    people_there({"alias": "Mia"})
    logs_a_refusal(window, user, "Mia", digit)
    assert TITLE in words(window)
    assert problems_of(window) == []
    window.page.quick.setFocus()
    user.presses(Key.Key_F7)
    assert window.page.title == "Radera allt om Mia utom alias och plattform"
    user.tabs_to("erase.go")
    user.presses(Key.Key_Space)
    assert window.here == ("outreach", {})
    assert [each.reduced_on for each in stored(lambda db: load_all(db, Person))] == [TODAY]
    assert TITLE not in words(window)


def test_one_key_leads_to_forgetting_without_disturbing_which_is_ticked_then(window, user, people_there, stored):
    people_there({"alias": "Mia"})
    logs_a_refusal(window, user, "Mia")
    user.presses(Key.Key_F8)
    assert window.page.title == "Radera Mia"
    assert window.page.findChild(QCheckBox, "erase.peace").isChecked()
    user.tabs_to("DoNotDisturb.consent_how")
    user.writes("I chatten")
    user.tabs_to("erase.go", most=120)
    user.presses(Key.Key_Space)
    assert stored(lambda db: len(load_all(db, Person))) == 1  # only the alias is known of her, and it is not ticked
    assert any("Kryssa för vad personen ska kännas igen på" in each for each in words(window))
    window.page.findChild(QCheckBox, "erase.mark.0").setFocus()
    user.presses(Key.Key_Space)
    user.tabs_to("erase.go", most=120)
    user.presses(Key.Key_Space)
    assert window.here == ("outreach", {})
    assert stored(lambda db: load_all(db, Person)) == []
    assert stored(lambda db: db.value("SELECT count(*) FROM do_not_disturb")) == 1


def test_one_key_leads_to_an_end_date_and_what_is_left_to_do_is_asked_again(window, user, people_there, stored):
    people_there({"alias": "Mia"})
    logs_a_refusal(window, user, "Mia")
    user.presses(Key.Key_F9)
    assert window.page.title == "Kontakta inte"
    window.page.form.editor("no_contact_reason").focus()
    user.writes("Bad oss sluta skriva.")
    user.with_ctrl(Key.Key_S)
    assert window.here == ("outreach", {})
    assert stored(lambda db: load_all(db, Person))[0].no_contact_reason == "Bad oss sluta skriva."
    assert TITLE in words(window)


def test_it_gives_way_to_what_is_typed_comes_back_and_can_be_put_off(window, user, people_there):
    people_there({"alias": "Mia"}, {"alias": "Luna"})
    logs_a_refusal(window, user, "Luna")
    logs_a_refusal(window, user, "Mia")
    assert TITLE in words(window)
    assert any("1 till väntar på detta." in each for each in words(window))
    user.writes("Nysan")
    assert TITLE not in words(window)
    user.presses(Key.Key_F7)
    assert window.here == ("outreach", {})
    window.page.quick.clear()
    user.waits()
    assert TITLE in words(window)
    user.clicks("after.later")
    assert "Luna · P-2026-0002 har tackat nej. Vad ska ske?" in words(window)
    user.clicks("after.later")
    assert not any("har tackat nej" in each for each in words(window))
    user.goes()
    window.go("outreach")
    user.waits()
    assert not any("har tackat nej" in each for each in words(window))


def test_a_line_that_is_taken_back_asks_for_nothing(window, user, people_there):
    people_there({"alias": "Mia"})
    logs_a_refusal(window, user, "Mia")
    user.with_ctrl(Key.Key_Z)
    assert TITLE not in words(window)


def test_it_is_asked_again_after_the_page_was_left(window, user, people_there):
    people_there({"alias": "Mia"})
    logs_a_refusal(window, user, "Mia")
    user.goes()
    window.go("outreach")
    user.waits()
    assert TITLE in words(window)


def test_a_refusal_of_another_day_waits_in_its_own_places(window, user, people_there, stored):
    (mia,) = people_there({"alias": "Mia"}, at=NOW.replace(day=20))
    line = a_contact(person_id=mia.id, direction=Direction.IN, outcome=Outcome.DECLINED, at=NOW.replace(day=20))
    stored(lambda db: save_contact(db, line, NOW))
    window.go("outreach")
    user.waits()
    assert TITLE not in words(window)


def test_who_may_not_erase_is_offered_the_end_date_alone(window, user, people_there, workspace, monkeypatch):
    people_there({"alias": "Mia"})
    monkeypatch.setattr(type(workspace), "role", property(lambda _self: Role.VOLUNTEER))
    logs_a_refusal(window, user, "Mia")
    shown = [each.objectName() for each in window.page.findChildren(QPushButton) if each.isVisible()]
    assert [name for name in shown if name.startswith("after.")] == ["after.later", "after.block"]
    assert any("Bara personal kan radera: det väntar på dem." in each for each in words(window))
