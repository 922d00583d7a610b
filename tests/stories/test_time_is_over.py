"""Whose time is over: shown at one unlocking with the day on which it goes, and gone at the first one after it."""

from datetime import timedelta

from desk import Desk, wait_until
from makers import NOW, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from outreach_desktop.domain.person import Person
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.due import trust_clock
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.retention import prolong
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.dialogs import Dialog

DAY = timedelta(days=1)


def dialog():
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible()]
    return found[0] if found else None


def unlocks(desk, folder, at):
    desk.clock.at = at
    window = desk.enter(folder)
    window.show()
    window.activateWindow()
    return window


def words():
    return " ".join(each.text() for each in dialog().findChildren(QLabel))


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def aliases(desk):
    desk.desktop.workspace.drain()
    return sorted(each.alias for each in load_all(desk.desktop.workspace.db, Person))


def test_what_is_shown_and_not_kept_is_gone_at_the_first_unlocking_of_a_later_day(opened, vault_folder, desk, tmp_path):
    db = vaults.connect(*opened)
    for alias in ("Over", "Kvar"):
        person = save_person(db, a_person(alias=alias), NOW - 190 * DAY)
        save_contact(db, a_contact(person_id=person.id, at=NOW - 190 * DAY), NOW - 190 * DAY)
    vaults.begin(db, NOW - DAY)
    trust_clock(db, NOW - DAY)
    kept = person.id
    db.close()
    opened[0].close()

    unlocks(desk, vault_folder, NOW)
    wait_until(lambda: dialog() is not None)
    assert "2 personer med allt: P-2026-0001, P-2026-0002." in words()
    assert "raderas för gott vid första upplåsningen från och med 25 november 2026" in words()
    assert QApplication.focusWidget().objectName() == "due.look"
    press(Qt.Key.Key_Escape)
    desk.desktop.workspace.drain()
    space = desk.desktop.workspace
    space.write(space, lambda db: prolong(db, kept, (NOW + 60 * DAY).date(), "Hon vill höra av sig.", NOW))
    assert aliases(desk) == ["Kvar", "Over"]
    desk.close()

    same_day = Desk(tmp_path / "settings")
    unlocks(same_day, vault_folder, NOW + timedelta(hours=2))
    wait_until(lambda: dialog() is not None)
    assert "Tiden är över i dag" in words()
    press(Qt.Key.Key_Escape)
    assert aliases(same_day) == ["Kvar", "Over"]
    same_day.close()

    next_day = Desk(tmp_path / "settings")
    unlocks(next_day, vault_folder, NOW + DAY)
    wait_until(lambda: dialog() is not None)
    assert "Raderat, eftersom tiden var ute" in words()
    assert "1 person med allt: P-2026-0001." in words()
    assert aliases(next_day) == ["Kvar"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget().objectName() == "due.receipt"
    press(Qt.Key.Key_Space)
    assert next_day.window.here == ("organisation", {"part": "retention"})
    next_day.close()
