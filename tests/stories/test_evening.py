"""One whole evening by keyboard alone: forty profiles, and all that comes between them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fingers import rest
from makers import NOW, TODAY, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from outreach_desktop.domain.contact import Contact, Direction, Outcome, Sending
from outreach_desktop.domain.person import Identifier, IdentifierKind, Person
from outreach_desktop.domain.platform import AccountState, Platform
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.lookups import Answer, look_up
from outreach_desktop.operations.organisation import load_organisation, save_organisation, save_platform
from outreach_desktop.operations.people import identifier_of, save_identifier, save_person
from outreach_desktop.storage.reading import load_all
from tests.stories.keys import CTRL, SHIFT, Keys

Key = Qt.Key
BLOCKED = ("070-174 06 58", "070-174 06 59", "070-174 06 60")
SEEN_ALREADY = ("070-174 06 80", "070-174 06 81")
REPLIED = ("Alma", "Bodil", "Cleo", "Dagny", "Ebba")
CHILD = "Liten Stjarna"
PLATFORM, COLLEAGUE = "Nattsidan", "Moa"
STEP, STEP_ON = "Ring upp", "8/12"  # what Alma wants
NEW = [(f"070-174 06 {number:02}", f"Natt {number}") for number in range(5, 49, 2)] + [
    (f"https://sida.example/annons/{number}", f"Annons {number}") for number in (31, 57, 83, 190, 244, 306, 377)
]


@pytest.fixture
def evening(opened, vault_folder):
    """Three want no contact, two were written to the day before yesterday, five were written to long ago."""
    db = vaults.connect(*opened)
    link = replace(load_organisation(db), privacy_link="https://kvallsljus.example/uppgifter")
    save_organisation(db, link, NOW)
    for number in BLOCKED:
        store(db, a_person(alias=f"Nej {number[-2:]}", no_contact_since=TODAY - timedelta(days=30)), number, days=30)
    for number in SEEN_ALREADY:
        store(db, a_person(alias=f"Redan {number[-2:]}"), number, days=2)
    for alias in REPLIED:
        store(db, a_person(alias=alias), "", days=20)
    save_platform(db, Platform(name=PLATFORM, account_state=AccountState.ACTIVE), NOW)
    db.close()
    opened[0].close()
    return vault_folder


def store(db, person, number, *, days):
    then = NOW - timedelta(days=days)
    stored = save_person(db, person, then)
    if number:
        save_identifier(db, identifier_of(number, IdentifierKind.PHONE, stored.id, then.date()), then)
    save_contact(db, a_contact(person_id=stored.id, at=then, outcome=Outcome.NO_ANSWER), then)


class Hands(Keys):
    """Keys that give the window its turn, as a hand does."""

    def waits(self):
        rest(30)
        super().waits()

    @property
    def here(self):
        return QApplication.focusWidget().objectName()

    def tabs_to_answers(self, name):
        """Press Tab until an answer of that choice has the keyboard."""
        for _step in range(40):
            if QApplication.focusWidget().parentWidget().objectName() == name:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(name)

    def copied(self):
        return QGuiApplication.clipboard().text()


@pytest.fixture
def hands(desk, evening):
    assert len(BLOCKED) + len(SEEN_ALREADY) + len(REPLIED) + 1 + len(NEW) == 40
    desk.clock.at = NOW
    desk.show_at(evening, "outreach")
    made = Hands(desk)
    made.waits()
    return made


def note_of(alias):
    return f"{alias} vill prata i veckan"


def write_to_somebody_new(hands, typed, alias, *, first=False):
    hands.writes(typed)
    hands.press(Key.Key_Return)
    if hands.here == "answer.rows":  # somebody alike is offered as maybe; the last row begins a new person
        hands.press(Key.Key_End, Key.Key_Return)
    hands.writes(alias)
    hands.press(Key.Key_Return, modifiers=CTRL)
    assert hands.copied().startswith(f"Hej {alias},")
    hands.press(Key.Key_Return, modifiers=CTRL | SHIFT)
    if first:  # remembered from then on
        hands.tabs_to("line.platform_id")
        hands.press(Key.Key_Down)
        hands.tabs_to("line.second_person")
        hands.writes(COLLEAGUE)
    hands.saves()
    assert hands.here == "quick"


def leave_alone(hands, typed):
    """Nothing that copies copies; Esc makes room for the next."""
    QGuiApplication.clipboard().setText("")
    hands.writes(typed)
    hands.press(Key.Key_Return, modifiers=CTRL)
    hands.press(Key.Key_C, modifiers=CTRL)
    assert hands.copied() in ("", typed)
    hands.press(Key.Key_Escape)
    while hands.here != "quick" or QApplication.focusWidget().text():
        hands.press(Key.Key_Escape)


def log_a_reply(hands, alias):
    hands.writes(alias)
    hands.press(Key.Key_Return)
    hands.tabs_to("line.direction")
    hands.press(Key.Key_Down)
    hands.tabs_to_answers("outcome")
    hands.press(Key.Key_3)
    if alias == REPLIED[0]:
        hands.tabs_to("line.next_step")
        hands.writes(STEP)
        hands.tabs_to("line.next_step_on")
        hands.writes(STEP_ON)
    hands.tabs_to("line.note")
    hands.writes(note_of(alias))
    hands.saves()
    assert hands.here == "quick"


def stored(hands, record_type):
    return load_all(hands._desk.desktop.workspace.db, record_type)


@pytest.mark.timeout(300)
def test_forty_profiles_in_an_evening_without_the_mouse(hands):
    before = {each.id for each in stored(hands, Contact)}
    people_before = len(stored(hands, Person))
    spend_the_evening(hands)

    lines = [each for each in stored(hands, Contact) if each.id not in before]
    persons = {each.id: each for each in stored(hands, Person)}
    assert len(persons) - people_before == len(NEW) + 1
    assert len(lines) == len(NEW) + len(REPLIED) + 1
    sent = [each for each in lines if each.direction is Direction.OUT]
    assert {persons[each.person_id].alias for each in sent} == {alias for _typed, alias in NEW} | {CHILD}
    assert [each.sending for each in sent if persons[each.person_id].alias != CHILD] == [Sending.SENT] * len(NEW)
    replies = [each for each in lines if each.direction is Direction.IN]
    assert {persons[each.person_id].alias for each in replies} == set(REPLIED)
    assert {each.outcome for each in replies} == {Outcome.WANTS_TO_TALK}
    assert {each.second_person for each in lines} == {COLLEAGUE}
    assert len({each.platform_id for each in lines}) == 1
    assert [each.alias for each in persons.values() if each.may_be_child] == [CHILD]
    known = {each.value for each in stored(hands, Identifier)}
    assert {typed for typed, _alias in NEW} <= known
    db = hands._desk.desktop.workspace.db
    assert {look_up(db, number, TODAY).answer for number in BLOCKED} == {Answer.DO_NOT_CONTACT}


def spend_the_evening(hands):
    """Look at forty profiles, and do what is to be done about each."""
    for at, (typed, alias) in enumerate(NEW):
        write_to_somebody_new(hands, typed, alias, first=not at)
        if at < len(BLOCKED):
            leave_alone(hands, BLOCKED[at])
        if at < len(SEEN_ALREADY):
            leave_alone(hands, SEEN_ALREADY[at])
        if at < len(REPLIED):
            log_a_reply(hands, REPLIED[at])
    notice_a_child(hands)


def notice_a_child(hands):
    """Somebody new who may be a child: one key on the line says it, and at once it is said what changes."""
    hands.writes(CHILD)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_B, modifiers=CTRL)
    assert "Kan vara ett barn: gör en orosanmälan" in hands.said()
    hands.saves()
    assert any("kan vara ett barn: gör en orosanmälan" in words for words in hands.said())
    assert hands.here == "quick"
