"""Meetings through the real window by keyboard alone: planned, prepared, let go, cancelled, looked back on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from desk import wait_until
from makers import NOW, TODAY, a_meeting, a_person
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from outreach_desktop.domain.answers import Suspected
from outreach_desktop.domain.contact import Channel, Contact, Outcome
from outreach_desktop.domain.follow_up import FollowUp
from outreach_desktop.domain.meeting import (
    ChecklistAnswer,
    Done,
    GoingAnyway,
    Meeting,
    MeetingIncident,
    MeetingLesson,
    MeetingRisk,
    MeetingState,
)
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import MeetWish
from outreach_desktop.i18n import texts
from outreach_desktop.operations import accounts, agreements, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import save_record
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.cost import Cost
from tests.stories.keys import ALT, CTRL, Keys

KARIN = "karins egen långa lösenfras"
Key = Qt.Key
LUNA = {
    "third_party": Suspected.SUSPECTED,
    "meet_wish": MeetWish.WOMAN,
    "wanted_words": "aldrig sexköpare",
    "when_overwhelmed": "Ta paus och låt tystnaden vara",
    "safe_ways": "Sms före klockan tre",
}


@pytest.fixture
def known(opened, vault_folder):
    """Luna, somebody else who is on hold, Karin the volunteer; and an address that is secret."""
    db = vaults.connect(*opened)
    save_person(db, a_person(**LUNA), NOW)
    save_person(db, a_person(alias="Mira", hold_by="Polisen", hold_since=TODAY), NOW)
    save_organisation(db, replace(load_organisation(db), secret_address=True), NOW)
    office = Office(db, *opened)
    accounts.add_person(
        office, NewPerson(Account(name="Karin", role=Role.VOLUNTEER), KARIN), Cost.cheapest_for_tests(), NOW
    )
    own = vaults.connect(opened[0], opened[0].unlock("Karin", KARIN))
    agreements.accept(own, NOW)
    own.close()
    db.close()
    opened[0].close()
    return vault_folder


def sit_down(desk, folder, *place, language="sv", **who):
    desk.clock.at = NOW
    desk.show_at(folder, *place, **who)
    keys = Keys(desk)
    keys.waits()
    keys.window.use_language(language)
    keys.waits()
    return keys


def stored(keys, record_type):
    return load_all(keys._desk.desktop.workspace.db, record_type)


def write(keys, work):
    done = []
    space = keys._desk.desktop.workspace
    space.write(space, work, done.append)
    wait_until(lambda: done)
    keys.waits()
    return done[0]


def planned(keys, **values):
    """Return a meeting with Luna that was planned by somebody."""
    own = keys._desk.desktop.workspace.account.uid
    usual = {"person_id": 1, "workers": (own,), "others": "Bo", "reminder_at": None}
    return write(keys, lambda db: save_meeting(db, a_meeting(**usual | values), NOW))


def goes(keys, *place):
    keys.window.go(*place)
    keys.waits()


def chooses_in_menu(keys, words):
    """Go down in the menu that has come up, and take what says so."""
    menu = QApplication.activePopupWidget()
    for _step in range(14):
        QTest.keyClick(menu, Key.Key_Down)
        if menu.activeAction().text() == words:
            QTest.keyClick(menu, Key.Key_Return)
            keys.waits()
            return
    raise AssertionError(f"nothing in the menu says {words}: {[each.text() for each in menu.actions()]}")


def go_button(keys):
    return keys.window.page.findChild(QPushButton, "meeting.go")


def missing(keys):
    return keys.window.page._found.missing


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_meeting_is_planned_from_a_person_prepared_and_let_go(desk, known, language):
    say = texts(language).gettext
    keys = sit_down(desk, known, "people", {"person": 1}, language=language)
    keys.press(Key.Key_M, modifiers=CTRL)
    assert keys.window.here == ("meetings", {"new": 1})
    beside = keys.said()
    assert {"aldrig sexköpare", "Ta paus och låt tystnaden vara", "Sms före klockan tre", say("A woman")} <= set(beside)
    plan(keys, "i morgon 14.00" if language == "sv" else "tomorrow 14:00")
    (meeting,) = stored(keys, Meeting)
    assert keys.window.here == ("meetings", {"meeting": meeting.id})
    assert (meeting.first, meeting.is_alone, meeting.on_call, meeting.starts_at.hour) == (True, False, "Dana", 14)
    prepare(keys, say)
    keys.tabs_to("meeting.go")
    keys.press(Key.Key_Return)
    (gone,) = stored(keys, Meeting)
    assert (gone.went_at, gone.went_by) == (NOW, desk.desktop.workspace.account.uid)
    assert stored(keys, GoingAnyway) == []
    assert say("All that must be done is done.") in keys.said()
    goes(keys, "people", {"person": 1})
    assert any("14.00" in words or "14:00" in words for words in keys.said())  # the next meeting is among the facts
    keys.press(Key.Key_5, modifiers=ALT)
    keys.tabs_to("meetings")
    keys.press(Key.Key_Return)
    assert keys.window.here == ("meetings", {"meeting": meeting.id})


def plan(keys, when):
    keys.tabs_to("Meeting.starts_at")
    keys.writes(when)
    keys.tabs_to("Meeting.place")
    keys.writes("Kaféet vid torget")
    keys.tabs_to("Meeting.workers.1")
    keys.press(Key.Key_Space)
    keys.tabs_to("Meeting.on_call")
    keys.writes("Dana")
    keys.tabs_to("Meeting.on_call_phone")
    keys.writes("070-174 06 07")
    keys.saves()


def prepare(keys, say):
    """Answer every must: one does not apply, which asks for why; the others are done."""
    page = keys.window.page
    assert page.checklist.rows.hasFocus()
    assert not go_button(keys).isEnabled()
    reasons = {each for each in keys.said() if each.startswith(say("Must be done, because {reasons}.").split("{")[0])}
    assert reasons  # the first must stands first, and says why it is one
    keys.press(Key.Key_3)
    assert say("Write why it does not apply, then Enter.") in keys.said()
    assert stored(keys, ChecklistAnswer) == []
    keys.writes("Hon har bara en telefon")
    keys.press(Key.Key_Return)
    (answer,) = stored(keys, ChecklistAnswer)
    assert (answer.done, answer.note) == (Done.NOT_APPLICABLE, "Hon har bara en telefon")
    for _item in range(20):
        if not missing(keys):
            break
        assert page.checklist.rows.hasFocus()
        keys.press(Key.Key_Space)
    assert not missing(keys)
    assert go_button(keys).isEnabled()


def test_because_the_address_is_secret_a_public_place_is_a_must_and_the_page_says_why(desk, known):
    keys = sit_down(desk, known, "meetings", {})
    meeting = planned(keys)
    goes(keys, "meetings", {"meeting": meeting.id})
    rows = keys.window.page.checklist.rows
    for _row in range(12):
        if rows.current_row().title == "Mötet är på en allmän plats":
            break
        keys.press(Key.Key_Down)
    assert rows.current_row().aside == "Måste"
    assert "Måste göras, för att vår adress är hemlig och det är första mötet." in keys.said()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_going_with_open_musts_takes_a_name_and_a_reason_and_can_be_taken_back(desk, known, language):
    say = texts(language).gettext
    keys = sit_down(desk, known, "meetings", {}, language=language)
    meeting = planned(keys)
    goes(keys, "meetings", {"meeting": meeting.id})
    keys.tabs_to("meeting.anyway")
    keys.press(Key.Key_Return)
    counted = "Your name, what is open and your reason are kept, printed in the plan and counted in the statistics."
    assert any(say(counted) in words for words in keys.said())
    keys.saves()
    assert stored(keys, GoingAnyway) == []  # not without a reason
    keys.tabs_to("GoingAnyway.reason")
    keys.writes("Hon väntar på perrongen")
    keys.saves()
    (kept,) = stored(keys, GoingAnyway)
    assert (kept.reason, kept.created_by) == ("Hon väntar på perrongen", desk.desktop.workspace.account.uid)
    assert any("Hon väntar på perrongen" in words for words in keys.said())
    keys.tabs_to("meeting.go_back")
    keys.press(Key.Key_Return)
    assert stored(keys, Meeting)[0].went_at is None
    assert go_button(keys) is not None
    keys.press(Key.Key_Z, modifiers=CTRL)
    assert stored(keys, Meeting)[0].went_at == NOW


@pytest.mark.parametrize("language", ["sv", "en"])
def test_who_cancels_is_met_with_a_new_try(desk, known, language):
    say = texts(language).gettext
    keys = sit_down(desk, known, "meetings", {}, language=language)
    meeting = planned(keys)
    keys.tabs_to("meetings.rows")
    keys.press(Key.Key_Return)
    assert keys.window.here == ("meetings", {"meeting": meeting.id})
    keys.press(Key.Key_F4)
    chooses_in_menu(keys, say("The person cancelled …"))
    keys.writes("Orkar inte i dag")
    keys.tabs_to("_Unheld.next_step")
    keys.writes("Hör av oss")
    keys.tabs_to("_Unheld.next_step_on")
    keys.writes("+2v" if language == "sv" else "+2w")
    keys.saves()
    (cancelled,) = stored(keys, Meeting)
    assert (cancelled.state, cancelled.went_at) == (MeetingState.CANCELLED, None)
    (step,) = stored(keys, FollowUp)
    assert (step.step, step.due_on, step.is_open) == ("Hör av oss", TODAY + timedelta(days=14), True)
    assert say("The person cancelled. That is usual.") in keys.said()
    keys.tabs_to("meeting.again")
    keys.press(Key.Key_Return)
    assert keys.window.here == ("meetings", {"new": 1})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_afterwards_a_line_in_the_log_an_incident_and_what_was_learnt(desk, known, language):
    say = texts(language).gettext
    keys = sit_down(desk, known, "today", language=language)
    meeting = planned(keys, starts_at=NOW - timedelta(hours=3))
    wait_until(lambda: keys.window.page._list is not None and keys.window.page._list.hasFocus())
    assert keys.rows(keys.window.page._list)[1][2] == say("{state} · not closed").format(state=say("Planned"))
    keys.press(Key.Key_Return)
    assert keys.window.here == ("meetings", {"meeting": meeting.id})
    keys.tabs_to("meeting.after")
    keys.press(Key.Key_Return)
    write_afterwards(keys, say)
    (line,) = stored(keys, Contact)
    assert (line.channel, line.outcome, line.note, line.second_person) == (
        Channel.PHYSICAL,
        Outcome.MET,
        "Vill ha boende",
        "Bo",
    )
    (held,) = stored(keys, Meeting)
    assert (held.state, held.contact_id, held.debriefing.value) == (MeetingState.HELD, line.id, "done")
    assert [each.text for each in stored(keys, MeetingLesson)] == ["Boka bord längre in"]
    incident(keys, say)
    follow_up(keys)


def write_afterwards(keys, say):
    keys.tabs_to("_Afterwards.note")
    keys.writes("Vill ha boende")
    keys.tabs_to("_Afterwards.debriefing")
    keys.chooses(say("Done"))
    keys.tabs_to("_Afterwards.lesson")
    keys.writes("Boka bord längre in")
    keys.saves()


def incident(keys, say):
    """Write down what happened: it is asked for on Today until it is followed up."""
    keys.press(Key.Key_F4)
    chooses_in_menu(keys, say("Write down an incident …"))
    keys.tabs_to("MeetingIncident.text")
    keys.writes("En bil stod kvar utanför")
    keys.tabs_to("MeetingIncident.evaluation")
    keys.writes("Vi byter plats")
    keys.tabs_to("MeetingIncident.follow_up_on")
    keys.writes("25/11")
    keys.saves()
    (kept,) = stored(keys, MeetingIncident)
    assert (kept.text, kept.evaluation) == ("En bil stod kvar utanför", "Vi byter plats")
    assert say("The incident is written down") in keys.said()


def follow_up(keys):
    keys.press(Key.Key_2, Key.Key_1, modifiers=CTRL)
    wait_until(lambda: keys.window.page._list is not None and keys.window.page._list.hasFocus())
    rows = keys.rows(keys.window.page._list)
    assert not any("En bil" in words for row in rows for words in row)  # nothing sealed stands in a list
    keys.press(Key.Key_Return)
    assert keys.window.here == ("meetings", {"incident": 1, "which": 1})
    keys.tabs_to("MeetingIncident.followed_up_on")
    keys.writes("24/11")
    keys.saves()
    assert stored(keys, MeetingIncident)[0].followed_up_on == TODAY


def test_moving_counts_takes_the_go_back_and_is_undone(desk, known):
    keys = sit_down(desk, known, "meetings", {})
    meeting = planned(keys, went_at=NOW, went_by="x")
    goes(keys, "meetings", {"meeting": meeting.id})
    keys.press(Key.Key_F4)
    chooses_in_menu(keys, "Flytta det …")
    keys.press(Key.Key_A, modifiers=CTRL)
    keys.writes("1/12 15.00")
    keys.saves()
    (moved,) = stored(keys, Meeting)
    assert (moved.moved_times, moved.went_at, moved.starts_at.hour) == (1, None, 15)
    assert any(words.startswith("Flyttat till tisdag 1 december 15.00") for words in keys.said())
    keys.press(Key.Key_Z, modifiers=CTRL)
    (back,) = stored(keys, Meeting)
    assert (back.moved_times, back.starts_at, back.went_at) == (0, meeting.starts_at, NOW)


def test_from_the_calendar_one_says_with_whom_first_and_a_hold_is_told_of(desk, known):
    keys = sit_down(desk, known, "meetings", {})
    keys.press(Key.Key_N, modifiers=CTRL)
    keys.writes("Mira")
    keys.press(Key.Key_Return)
    assert keys.window.here == ("meetings", {"new": 2})
    assert any(words.startswith("Paus tills vidare") for words in keys.said())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_volunteer_adds_a_risk_cannot_read_it_and_cannot_go_past_musts(desk, known, language):
    say = texts(language).gettext
    keys = sit_down(desk, known, "meetings", {}, language=language, passphrase=KARIN, account="Karin")
    meeting = planned(keys)
    goes(keys, "meetings", {"meeting": meeting.id})
    assert any(say("Only staff can decide to go all the same.") in words for words in keys.said())
    assert keys.window.page.findChild(QPushButton, "meeting.anyway") is None
    keys.press(Key.Key_5, modifiers=ALT)
    keys.tabs_to("risks.new")
    keys.press(Key.Key_Return)
    assert say("You can write this down, and then not read it again: it is kept by encryption.") in keys.said()
    keys.tabs_to("MeetingRisk.risk")
    keys.writes("Någon kan följa efter")
    keys.saves()
    assert "Någon kan följa efter" not in " ".join(keys.said())
    assert any(say("Your account cannot read it: it is kept by encryption. You can add one.") in w for w in keys.said())
    desk.close()
    keys = sit_down(desk, known, "meetings", {"meeting": meeting.id}, language=language)
    keys.press(Key.Key_5, modifiers=ALT)
    keys.waits()
    assert [each.risk for each in stored(keys, MeetingRisk)] == ["Någon kan följa efter"]
    keys.tabs_to("risks")
    keys.press(Key.Key_Return)
    assert keys.window.page.form.editor("risk").value() == "Någon kan följa efter"


def test_a_reminder_is_copied_by_the_same_rule_and_the_meeting_is_reminded_once_it_is_sent(desk, known):
    keys = sit_down(desk, known, "meetings", {})
    meeting = planned(keys, reminder_at=NOW - timedelta(hours=1))
    goes(keys, "meetings", {"meeting": meeting.id})
    keys.tabs_to("meeting.remind")
    keys.press(Key.Key_Return)
    wait_until(lambda: keys.window.page._line is not None)
    keys.waits()
    assert keys.window.page._line.message.template.kind == "reminder"
    keys.press(Key.Key_Return, modifiers=CTRL)
    keys.saves()
    assert stored(keys, Meeting)[0].state is MeetingState.PLANNED
    assert QGuiApplication.clipboard().text()
    confirm = keys.window.page.findChild(QPushButton, "unconfirmed.sent")
    keys.tabs_to(confirm.objectName())
    keys.press(Key.Key_Return)
    assert stored(keys, Meeting)[0].state is MeetingState.REMINDED


def test_what_was_begun_in_a_plan_is_there_again_after_leaving_by_way_of_today(desk, known):
    keys = sit_down(desk, known, "people", {"person": 1})
    keys.press(Key.Key_M, modifiers=CTRL)
    keys.tabs_to("Meeting.place")
    keys.writes("Halva platsen")
    keys.press(Key.Key_2, Key.Key_1, modifiers=CTRL)
    wait_until(lambda: keys.window.page._list is not None and keys.window.page._list.hasFocus())
    first = keys.window.page._list.row(1)
    assert first.title.startswith("Möte · Luna")
    keys.press(Key.Key_Return)
    assert keys.window.here == ("meetings", {"new": 1})
    assert keys.window.page.form.editor("place").state() == "Halva platsen"


def test_a_note_that_is_being_typed_survives_what_a_colleague_changes_and_another_language(desk, known):
    keys = sit_down(desk, known, "meetings", {})
    meeting = planned(keys)
    goes(keys, "meetings", {"meeting": meeting.id})
    keys.press(Key.Key_Down, Key.Key_A)
    keys.writes("halv anteckn")
    item = keys.window.page.checklist.asked.item.item
    write(keys, lambda db: save_record(db, ChecklistAnswer(meeting_id=meeting.id, item="location_off"), NOW))
    assert typed(keys) == (item, "halv anteckn")
    write(keys, lambda db: save_meeting(db, replace(stored_meeting(db, meeting), transport="Buss"), NOW))
    assert typed(keys) == (item, "halv anteckn")
    keys.window.use_language("en")
    keys.waits()
    assert typed(keys) == (item, "halv anteckn")
    assert [each.item for each in stored(keys, ChecklistAnswer)] == ["location_off"]


def stored_meeting(db, meeting):
    return next(each for each in load_all(db, Meeting) if each.id == meeting.id)


def typed(keys):
    page = keys.window.page
    return page.checklist.asked.item.item, page.findChild(QLineEdit, "checklist.note").text()


def test_the_week_of_steps_shows_meetings_and_opens_them(desk, known):
    keys = sit_down(desk, known, "today")
    meeting = planned(keys)
    keys.tabs_to("today.week")
    keys.press(Key.Key_Return)
    wait_until(keys.window.page.rows.hasFocus)
    assert [row[0].split(" · ")[0] for row in keys.rows(keys.window.page.rows)] == ["Torsdag 26 november", "Luna"]
    keys.press(Key.Key_Return)
    assert keys.window.here == ("meetings", {"meeting": meeting.id})


@pytest.fixture(autouse=True)
def _nothing_copied(dressed_app):
    QApplication.clipboard().clear()
    yield
    QApplication.clipboard().clear()
