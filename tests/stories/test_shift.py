"""A shift through the real window by keyboard alone: planned, started in pairs, worked, ended, and what is private."""

from datetime import timedelta

import pytest
from desk import wait_until
from makers import NOW, a_contact, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from outreach_desktop.domain.contact import Contact, Outcome
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.shift import Debriefing, Precaution, Shift, ShiftIncident
from outreach_desktop.i18n import texts
from outreach_desktop.operations import accounts, agreements, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.cost import Cost
from tests.stories.keys import CTRL, Keys

KARIN = "karins egen långa lösenfras"
Key = Qt.Key


@pytest.fixture
def evening(opened, vault_folder):
    """Karin, a volunteer, and Leila, who coordinates, are colleagues; Luna has not answered for three days."""
    db = vaults.connect(*opened)
    then = NOW - timedelta(days=3)
    luna = save_person(db, a_person(), then)
    save_contact(db, a_contact(person_id=luna.id, at=then, outcome=Outcome.NO_ANSWER), then)
    office = Office(db, *opened)
    for name, role in (("Karin", Role.VOLUNTEER), ("Leila", Role.COORDINATOR)):
        accounts.add_person(office, NewPerson(Account(name=name, role=role), KARIN), Cost.cheapest_for_tests(), NOW)
        own = vaults.connect(opened[0], opened[0].unlock(name, KARIN))
        agreements.accept(own, NOW)
        own.close()
    db.close()
    opened[0].close()
    return vault_folder


def sit_down(desk, folder, language="sv", **who):
    desk.clock.at = NOW
    desk.show_at(folder, "today", **who)
    keys = Keys(desk)
    keys.waits()
    keys.window.use_language(language)
    keys.press(Key.Key_2, modifiers=CTRL)
    return keys


def stored(keys, record_type):
    return load_all(keys._desk.desktop.workspace.db, record_type)


def clock_of(keys):
    return keys.window.findChild(QPushButton, "shift.clock")


def choose_ticks(keys, first, count):
    """Tick boxes from the one that is named on."""
    keys.tabs_to(first)
    for at in range(count):
        keys.press(Key.Key_Space)
        if at < count - 1:
            keys.press(Key.Key_Tab)


def start(keys, language):
    """Start a shift with Karin, all precautions ticked."""
    say = texts(language).gettext
    keys.press(Key.Key_F6)
    assert say("Purpose of the outreach") in keys.said()
    tick = next(each for each in keys.window.page.form.editor("workers").ticks if each.text() == "Karin")
    keys.tabs_to(tick.objectName())
    keys.press(Key.Key_Space)
    choose_ticks(keys, "Shift.precautions", len(Precaution))
    keys.saves()
    wait_until(lambda: keys.window.here == ("outreach", {}))
    keys.waits()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_evening_from_the_start_of_the_shift_to_its_end(desk, evening, language):
    say = texts(language).gettext
    keys = sit_down(desk, evening, language)
    assert clock_of(keys).isHidden()
    start(keys, language)
    (shift,) = stored(keys, Shift)
    assert (shift.is_running, shift.is_alone, shift.precautions) == (True, False, tuple(Precaution))
    desk.clock.pass_seconds(89 * 60)
    keys.window.use_language(language)  # the clock is made anew with everything else
    keys.press(Key.Key_1, Key.Key_2, modifiers=CTRL)
    assert clock_of(keys).isVisible()
    assert clock_of(keys).accessibleName().endswith("Karin")
    assert "1" in clock_of(keys).text()
    assert "29" in clock_of(keys).text()

    work = keys.window.page.work
    wait_until(lambda: work._left == 1)
    assert keys.rows(work.rows)[0][0] == say("Has a reply come?")
    keys.tabs_to("quick")
    keys.press(Key.Key_Down)
    assert work.rows.hasFocus()
    keys.press(Key.Key_Space)  # no reply yet: the work empties
    wait_until(lambda: work._left == 0)
    assert say("Nothing is left for tonight.") in keys.said()

    keys.tabs_to("quick")
    keys.writes("Stina")
    keys.press(Key.Key_Return)
    keys.waits()
    keys.saves()
    line = next(each for each in stored(keys, Contact) if each.shift_id)
    assert (line.shift_id, line.second_person) == (shift.id, "Karin")
    end(keys, desk, say, shift)
    handed_over(keys)


def end(keys, desk, say, shift):
    """End the shift: the number of profiles and the debriefing are asked for."""
    desk.clock.pass_seconds(60 * 60)
    keys.press(Key.Key_F6)
    assert keys.window.here == ("outreach", {"shift": shift.id})
    keys.tabs_to("shift.end")
    keys.press(Key.Key_Return)
    keys.saves()
    assert stored(keys, Shift)[0].is_running  # it asks what was seen first
    keys.tabs_to("Shift.profiles_seen")
    keys.writes("40")
    keys.press(Key.Key_Tab)
    keys.chooses(say("Done"))
    keys.tabs_to("Shift.handover")
    keys.writes("Vi hann inte den andra sidan.")
    keys.saves()
    (shift,) = stored(keys, Shift)
    assert (shift.profiles_seen, shift.debriefing, shift.is_running) == (40, Debriefing.DONE, False)
    assert shift.length == timedelta(minutes=149)
    keys.waits()
    assert clock_of(keys).isHidden()


def handed_over(keys):
    """Write how it felt, and see at the next start what was handed over."""
    keys.press(Key.Key_Return)  # how it felt has the keyboard
    keys.writes("Tungt i kväll.")
    keys.saves()
    assert "Tungt i kväll." in keys.said()
    keys.press(Key.Key_2, Key.Key_1, Key.Key_2, modifiers=CTRL)
    keys.press(Key.Key_F6)
    assert "Vi hann inte den andra sidan." in keys.said()


def test_how_it_felt_is_not_seen_by_the_colleague_and_by_the_coordinator_only_if_ticked(desk, evening):
    keys = sit_down(desk, evening)
    start(keys, "sv")
    keys.press(Key.Key_F6)
    keys.tabs_to("shift.end")
    keys.press(Key.Key_Return)
    keys.tabs_to("Shift.profiles_seen")
    keys.writes("3")
    keys.press(Key.Key_Tab)
    keys.chooses("Behövs inte")
    keys.saves()
    keys.press(Key.Key_Return)
    keys.writes("Bra att vara två.")
    keys.tabs_to("_Felt.share")
    keys.press(Key.Key_Space)
    keys.saves()
    desk.close()
    for account, sees in (("Karin", False), ("Leila", True)):
        keys = sit_down(desk, evening, passphrase=KARIN, account=account)
        keys.window.go("outreach", {"shift": 1})
        keys.waits()
        assert ("Bra att vara två." in keys.said()) is sees
        desk.close()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_who_is_alone_writes_why_and_it_is_said_in_words(desk, evening, language):
    say = texts(language).gettext
    keys = sit_down(desk, evening, language)
    keys.press(Key.Key_F6)
    keys.saves()
    assert stored(keys, Shift) == []
    alone = say("Nobody works with you. Say who does, or write why you work alone.")
    assert any(alone in words for words in keys.said())
    keys.tabs_to("Shift.alone_reason")
    keys.writes("Karin är sjuk")
    keys.saves()
    wait_until(lambda: keys.window.here == ("outreach", {}))
    keys.waits()
    assert clock_of(keys).accessibleName().endswith(say("alone"))
    keys.press(Key.Key_F6)
    assert say("One person works alone") in keys.said()
    assert "Karin är sjuk" in keys.said()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_shift_that_was_forgotten_is_asked_about_before_the_next(desk, evening, language):
    say = texts(language).gettext
    keys = sit_down(desk, evening, language)
    start(keys, language)
    desk.clock.at = NOW + timedelta(days=2)
    keys.press(Key.Key_1, modifiers=CTRL)
    keys.window.go("outreach", {"shift": "new", "do": "start"})
    keys.waits()
    day = "tisdag 24 november" if language == "sv" else "Tuesday 24 November"
    assert say("The shift of {day} was never ended").format(day=day) in keys.said()
    assert keys.window.page.form.editor("ended_at").value() is None
    keys.tabs_to("Shift.ended_at")
    keys.writes("24/11 22.00")
    keys.tabs_to("Shift.profiles_seen")
    keys.writes("0")
    keys.press(Key.Key_Tab)
    keys.chooses(say("Not needed"))
    keys.saves()
    (shift,) = stored(keys, Shift)
    assert shift.length == timedelta(hours=2, minutes=29)
    assert keys.window.here == ("outreach", {"shift": "new", "do": "start"})
    assert keys.window.page.title == say("Start a shift")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_coming_shifts_are_planned_and_one_with_one_person_is_marked(desk, evening, language):
    say = texts(language).gettext
    keys = sit_down(desk, evening, language)
    keys.window.go("outreach", {"shift": "all"})
    keys.waits()
    keys.tabs_to("shifts.plan")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Space)  # the first of the accounts
    keys.tabs_to("Shift.planned_at")
    keys.writes("1/12 18.00")
    keys.saves()
    (planned,) = stored(keys, Shift)
    assert (planned.planned_at.hour, planned.is_alone, planned.started_at) == (18, True, None)
    assert keys.window.here == ("outreach", {"shift": "all"})
    name = keys.window.page._workspace.accounts[planned.workers[0]].name
    _day, who, aside = keys.rows(keys.window.page.rows)[1]
    assert who.endswith(say("{name}, alone").format(name=name))
    assert aside == say("one person")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_incident_of_a_shift_is_written_down_and_its_report_looked_at(desk, evening, language):
    say = texts(language).gettext
    keys = sit_down(desk, evening, language)
    start(keys, language)
    (shift,) = stored(keys, Shift)
    keys.window.go("outreach", {"shift": shift.id})
    keys.waits()
    keys.tabs_to("shift.incident")
    keys.press(Key.Key_Return)
    keys.tabs_to("ShiftIncident.text")
    keys.writes("Någon skrev att han vet var vi sitter.")
    keys.saves()
    keys.tabs_to("shift.incident_paper")
    keys.press(Key.Key_Return)
    wait_until(lambda: keys.window.page.preview.pdf)
    keys.waits()
    told = keys.window.page.preview.view.accessibleDescription()
    assert say("Incident report") in told
    assert "Någon skrev att han vet var vi sitter." in told
    (incident,) = stored(keys, ShiftIncident)
    db = keys._desk.desktop.workspace.db
    read = db.value("SELECT count(*) FROM log WHERE action = 'read' AND uid = :uid", uid=incident.uid)
    assert read == 2  # on the page of the shift, and as a paper
