"""The bin, what falls due, keeping longer and erasing, by keyboard."""

import json
from datetime import date, timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_meeting, a_person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton
from rules import problems_of
from whole_meetings import a_whole_meeting

from outreach_desktop.domain.contact import Contact, Direction, Outcome
from outreach_desktop.domain.do_not_disturb import DoNotDisturb
from outreach_desktop.domain.meeting import Meeting, MeetingState
from outreach_desktop.domain.person import Identifier, IdentifierKind, Person, State
from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import remove_contact, save_contact
from outreach_desktop.operations.do_not_disturb import erase_and_remember, forget_over, known_by, load_entries
from outreach_desktop.operations.extracts import extract_file
from outreach_desktop.operations.lookups import Answer, look_up
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.people import remove_person, save_identifier, save_person
from outreach_desktop.operations.saving import remove_record, save_record
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.ui.dialogs import Dialog
from outreach_desktop.ui.look.paint import ROW
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.organisation import room as organisation_room
from outreach_desktop.ui.preview.saving import FileSaver
from outreach_desktop.ui.retention.at_unlocking import ask_what_is_due
from outreach_desktop.ui.top_bar import Signs
from tests.ui.people.conftest import User

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stored(opened):
    def do(work):
        db = vaults.connect(*opened)
        try:
            return work(db)
        finally:
            db.close()

    return do


def rows(window, name):
    model = window.page.findChild(QListView, name).model()
    return [model.index(at, 0).data(ROW) for at in range(model.rowCount())]


def words(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def dialogs():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible()]


def test_the_bin_says_what_was_removed_by_whom_and_until_when_and_gives_it_back(window, user, people_there, stored):
    mia, luna = people_there({"alias": "Mia"}, {"alias": "Luna"})
    stored(lambda db: remove_person(db, mia.id, NOW))
    stored(lambda db: remove_contact(db, load_all(db, Contact)[1].id, NOW))
    user.goes(view="bin")
    shown = {row.title: (row.detail, row.aside) for row in rows(window, "bin.rows")}
    assert shown == {
        f"Person · Mia · {mia.code}": ("Anna tog bort det i dag", "raderas 24 dec"),
        f"Kontakt · Luna · {luna.code}": ("hej, vad har ni för hjälp · Anna tog bort det i dag", "raderas 24 dec"),
    }
    assert user.here == "bin.rows"
    while not rows(window, "bin.rows")[window.page.findChild(QListView).currentIndex().row()].title.startswith("Per"):
        user.presses(Key.Key_Down)
    user.with_ctrl(Key.Key_R)
    assert [row.title for row in rows(window, "bin.rows")] == [f"Kontakt · Luna · {luna.code}"]
    assert [person.alias for person in stored(lambda db: load_all(db, Person))] == ["Mia", "Luna"]
    assert problems_of(window) == []


def test_one_thing_in_the_bin_is_erased_after_a_question_that_does_no_harm_by_enter(window, user, people_there, stored):
    people_there({"alias": "Luna"})
    stored(lambda db: remove_contact(db, load_all(db, Contact)[0].id, NOW))
    user.goes(view="bin")
    user.tabs_to("bin.erase")
    user.presses(Key.Key_Space)
    assert user.here == "dialog.cancel"
    user.presses(Key.Key_Tab, Key.Key_Space)
    assert stored(lambda db: db.value("SELECT count(*) FROM contact")) == 0
    assert "Papperskorgen är tom" in words(window.page)


@pytest.fixture
def due(people_there, stored):
    """One person whose time is over, one whose time is over soon, one who declined, and one who stays."""
    (over,) = people_there({"alias": "Over"}, at=NOW - timedelta(days=190))
    (soon,) = people_there({"alias": "Soon"}, at=NOW - timedelta(days=176))
    people_there({"alias": "Stays"})
    (declined,) = people_there({"alias": "Nova"})
    line = a_contact(person_id=declined.id, direction=Direction.IN, outcome=Outcome.DECLINED)
    stored(lambda db: save_contact(db, line, NOW))
    return over, soon, declined


def test_what_falls_due_is_listed_two_weeks_ahead_and_can_be_kept_longer_with_a_reason(window, user, due, stored):
    over, soon, _declined = due
    user.goes(view="due")
    shown = [(row.title, row.detail, row.aside) for row in rows(window, "due.rows")]
    assert shown == [
        ("Ska raderas nu", "", "2"),
        (f"Over · {over.code}", "Inget svar", "18 nov"),
        (f"Nova · {due[2].code}", "Tackade nej: allt utom alias och plattform raderas", "nu"),
        ("Inom två veckor", "", "1"),
        (f"Soon · {soon.code}", "Inget svar", "1 dec"),
    ]
    assert problems_of(window) == []
    user.with_ctrl(Key.Key_P)
    assert window.page.title == "Spara längre"
    user.with_ctrl(Key.Key_S)
    assert "Skriv varför personen sparas längre." in " ".join(words(window.page))
    window.page.form.editor("prolonged_why").focus()
    user.writes("Hon vill höra av sig efter jul.")
    user.with_ctrl(Key.Key_S)
    kept = stored(lambda db: next(each for each in load_all(db, Person) if each.id == over.id))
    assert (kept.retention_on, kept.prolonged_why) == (date(2027, 5, 24), "Hon vill höra av sig efter jul.")
    assert [row.title for row in rows(window, "due.rows")][1] == f"Nova · {due[2].code}"


def test_who_is_kept_for_a_meeting_is_listed_with_its_day_and_not_erased_before_it(window, user, due, stored):
    stored(lambda db: save_meeting(db, a_meeting(person_id=due[0].id), NOW))
    user.goes(view="due")
    shown = [(row.title, row.detail, row.aside) for row in rows(window, "due.rows")]
    kept = "Inget svar. Finns kvar tills mötet 26 november 2026 är över och nedskrivet"
    assert (f"Over · {due[0].code}", kept, "3 dec") in shown[3:]
    assert problems_of(window) == []
    window.use_language("en")
    user.waits()
    details = [row.detail for row in rows(window, "due.rows")]
    assert "No answer. Kept until the meeting on 26 November 2026 is over and written down" in details


def test_what_is_due_is_erased_when_that_is_agreed_to(window, user, due, stored):
    user.goes(view="due")
    user.tabs_to("due.erase")
    user.presses(Key.Key_Space)
    text = "1 person med allt och 1 person som tackat nej, allt utom alias och plattform. "
    assert text + "Det är borta för gott, och ingen kan ta tillbaka det." in words(dialogs()[0])
    user.presses(Key.Key_Tab, Key.Key_Space)
    left = stored(lambda db: {each.alias: each.reduced_on for each in load_all(db, Person)})
    assert left == {"Soon": None, "Stays": None, "Nova": TODAY}
    assert [row.title for row in rows(window, "due.rows")] == ["Inom två veckor", f"Soon · {due[1].code}"]


def test_after_unlocking_it_is_shown_what_is_due_and_enter_only_looks(window, user, due, workspace, stored):
    user.goes()
    ask_what_is_due(window, workspace)
    user.waits()
    assert user.here == "due.look"
    user.presses(Key.Key_Return)
    assert window.here == ("people", {"view": "due"})
    user.goes()
    ask_what_is_due(window, workspace)
    user.waits()
    user.presses(Key.Key_Tab)
    assert user.here == "due.erase_now"
    user.presses(Key.Key_Space)
    assert stored(lambda db: {each.alias for each in load_all(db, Person)}) == {"Soon", "Stays", "Nova"}


def test_a_clock_that_has_jumped_is_asked_about_and_nothing_goes_before_the_answer(
    window, user, due, workspace, stored
):
    stored(lambda db: remove_person(db, due[1].id, NOW - timedelta(days=100)))
    for unlocking in (vaults.begin, vaults.settle):
        stored(lambda db, unlocking=unlocking: unlocking(db, NOW + timedelta(days=60)))
    ask_what_is_due(window, workspace)
    user.waits()
    assert user.here == "clock.wrong"
    assert "Går klockan rätt?" in words(dialogs()[0])
    user.presses(Key.Key_Return)
    window.activateWindow()
    user.goes(view="due")
    assert not window.page.findChild(QPushButton, "due.erase").isEnabled()
    assert stored(lambda db: db.value("SELECT count(*) FROM person")) == 4
    user.tabs_to("due.clock")
    user.presses(Key.Key_Space)
    assert window.page.findChild(QPushButton, "due.erase").isEnabled()
    assert stored(lambda db: db.value("SELECT count(*) FROM person")) == 3  # the bin was emptied


def test_somebody_is_erased_from_their_page_after_it_is_said_what_goes(window, user, people_there, stored):
    (mia,) = people_there({"alias": "Mia"})
    user.goes(person=mia.id)
    user.goes(person=mia.id, erase="whole")
    shown = words(window.page)
    for line in ("• allt som står om personen", "• 1 rad i kontaktloggen"):
        assert line in shown
    assert "Det finns inga säkerhetskopior som har det kvar." in shown
    assert user.here == "erase.cancel"
    assert problems_of(window) == []
    user.tabs_to("erase.go")
    user.presses(Key.Key_Space)
    assert window.here == ("people", {})
    assert stored(lambda db: load_all(db, Person)) == []


def test_before_somebody_is_erased_their_meetings_are_named_not_each_part(window, user, people_there, stored):
    (mia,) = people_there({"alias": "Mia"})
    stored(lambda db: a_whole_meeting(db, mia.id))
    user.goes(person=mia.id, erase="whole")
    shown = words(window.page)
    assert "• 1 möte med allt som skrivits om det" in shown
    assert not [each for each in shown if "till" in each and "post" in each]
    user.tabs_to("erase.go")
    user.presses(Key.Key_Space)
    assert stored(lambda db: load_all(db, Meeting)) == []


def test_while_somebody_is_meeting_them_nobody_is_erased_and_the_page_says_why(window, user, people_there, stored):
    (mia,) = people_there({"alias": "Mia"})
    stored(lambda db: save_record(db, a_meeting(person_id=mia.id, started_at=NOW, state=MeetingState.UNDER_WAY), NOW))
    user.goes(person=mia.id, erase="whole")
    user.tabs_to("erase.go")
    user.presses(Key.Key_Space)
    assert "Ett möte med personen pågår. Checka ut från det först." in words(window.page)
    assert len(stored(lambda db: load_all(db, Person))) == 1


def test_a_meeting_in_the_bin_is_shown_with_its_place_and_given_back(window, user, people_there, stored):
    (mia,) = people_there({"alias": "Mia"})
    meeting = stored(lambda db: a_whole_meeting(db, mia.id, "ord"))
    stored(lambda db: remove_record(db, meeting, NOW))
    user.goes(view="bin")
    assert [(row.title, row.detail) for row in rows(window, "bin.rows")] == [
        (f"Möte · Mia · {mia.code}", "ord place · Anna tog bort det i dag")
    ]
    user.with_ctrl(Key.Key_R)
    assert [each.id for each in stored(lambda db: load_all(db, Meeting))] == [meeting.id]


def test_with_consent_the_number_is_remembered_as_one_not_to_disturb(window, user, people_there, stored):
    (mia,) = people_there({"alias": "Mia"})
    phone = Identifier(person_id=mia.id, kind=IdentifierKind.PHONE, value="070-174 06 05")
    stored(lambda db: save_identifier(db, phone, NOW))
    user.goes(person=mia.id, erase="whole")
    user.tabs_to("erase.peace")
    user.presses(Key.Key_Space)
    user.tabs_to("erase.mark.0")
    user.tabs_to("DoNotDisturb.consent_how")
    user.writes("I chatten")
    user.tabs_to("erase.go", most=120)
    user.presses(Key.Key_Space)
    entries = stored(lambda db: load_all(db, DoNotDisturb))
    assert [(each.kind, each.consent_on, each.ends_on) for each in entries] == [
        (IdentifierKind.PHONE, TODAY, date(2028, 11, 24))
    ]
    assert "0701740605" not in str(entries)
    assert stored(lambda db: load_all(db, Person)) == []


def test_who_declined_has_it_said_on_their_page_and_is_left_with_alias_and_platform(window, user, due, stored):
    declined = due[2]
    user.goes(person=declined.id)
    assert "Personen har tackat nej" in words(window.page)
    user.tabs_to("person.reduce")
    user.presses(Key.Key_Space)
    assert window.page.title == "Radera allt om Nova utom alias och plattform"
    user.tabs_to("erase.go")
    user.presses(Key.Key_Space)
    assert window.here == ("people", {"person": declined.id})
    person = stored(lambda db: next(each for each in load_all(db, Person) if each.id == declined.id))
    assert (person.state, person.reduced_on) == (State.DECLINED, TODAY)
    assert "Personen har tackat nej" not in words(window.page)


def test_what_is_ticked_and_typed_before_erasing_is_there_after_a_switch_of_language(window, user, people_there):
    (mia,) = people_there({"alias": "Mia"})
    user.goes(person=mia.id, erase="whole")
    user.tabs_to("erase.peace")
    user.presses(Key.Key_Space)
    user.tabs_to("DoNotDisturb.consent_how")
    user.writes("I chatten")
    window.use_language("en")
    user.waits()
    assert window.page.title == "Erase Mia"
    assert window.page._tick.isChecked()
    assert window.page._form.record().consent_how == "I chatten"


def test_a_person_made_today_is_kept_for_six_months_and_an_observation_prolongs_nothing(stored):
    person = stored(lambda db: save_person(db, a_person(), NOW))
    assert person.retention_on == date(2027, 5, 24)
    later = NOW + timedelta(days=90)
    seen = a_contact(person_id=person.id, direction=Direction.NOTE, at=later)
    stored(lambda db: save_contact(db, seen, later))
    assert stored(lambda db: load_all(db, Person))[0].retention_on == date(2027, 5, 24)
    stored(lambda db: save_contact(db, a_contact(person_id=person.id, at=later), later))
    assert stored(lambda db: load_all(db, Person))[0].retention_on == date(2027, 8, 22)


def test_who_is_forgotten_and_wants_to_be_left_alone_answers_the_quick_line(window, user, people_there, stored):
    (mia,) = people_there({"alias": "Mia"})
    phone = Identifier(person_id=mia.id, kind=IdentifierKind.PHONE, value="070-174 06 05")
    kept = stored(lambda db: save_identifier(db, phone, NOW))
    consent = DoNotDisturb(consent_on=TODAY, consent_how="I chatten", ends_on=date(2027, 11, 24))
    stored(lambda db: erase_and_remember(db, mia.id, consent, [kept], NOW))
    window.go("outreach")
    user.waits()
    user.writes("+46 70 174 06 05")
    user.waits()
    assert "Kontakta inte till och med 24 november 2027" in words(window.page)
    user.presses(Key.Key_Return)
    assert stored(lambda db: db.value("SELECT count(*) FROM person")) == 0
    assert stored(lambda db: look_up(db, "0701740605", date(2027, 11, 25)).answer) is Answer.NEW
    assert stored(lambda db: look_up(db, "Mia", TODAY).answer) is Answer.NEW


def test_an_entry_goes_on_its_day_and_when_the_consent_is_taken_back(stored, people_there):
    (mia,) = people_there({"alias": "Mia"})
    consent = DoNotDisturb(consent_on=TODAY, consent_how="I chatten", ends_on=date(2026, 12, 24))
    marked = stored(lambda db: known_by(db, mia.id, "Mia"))
    stored(lambda db: erase_and_remember(db, mia.id, consent, marked, NOW))
    stored(lambda db: forget_over(db, NOW + timedelta(days=30)))
    assert len(stored(load_entries)) == 1
    stored(lambda db: forget_over(db, NOW + timedelta(days=31)))
    assert stored(load_entries) == []


def test_the_periods_are_changed_by_keyboard_and_hold_for_everybody_at_once(workspace, shown, type_text, qtbot, stored):
    person = stored(lambda db: save_person(db, a_person(), NOW))
    window = shown(MainWindow([organisation_room(workspace)], signs=Signs(who="Anna")))
    user = User(window, workspace, type_text, qtbot)
    window.go("organisation", {"part": "retention"})
    user.waits()
    user.tabs_to("RetentionPlan.silent_months")
    user.with_ctrl(Key.Key_A)
    user.writes("12")
    user.with_ctrl(Key.Key_S)
    assert "Skriv varför ni sparar något längre än sex månader." in " ".join(words(window.page))
    window.page.form.editor("why_longer").focus()
    user.writes("Många hör av sig efter lång tid.")
    user.with_ctrl(Key.Key_S)
    assert stored(lambda db: load_one(db, Person, person.id)).retention_on == date(2027, 11, 24)


def test_an_extract_is_looked_at_in_both_languages_and_saved_with_a_line_in_the_log(
    window, user, people_there, stored, workspace, tmp_path
):
    (mia,) = people_there({"alias": "Mia"})
    user.goes(person=mia.id, extract=True)
    workspace._slow.drain()
    user.waits()
    assert window.page.preview.pdf.startswith(b"%PDF")
    assert problems_of(window) == []
    user.tabs_to("paper.json")
    user.presses(Key.Key_Space)
    assert user.here == "dialog.yes"
    saver = FileSaver(window.page, workspace, window.page.leaving("json"), lambda _name: None)
    saver.write(tmp_path / "export.json", extract_file(workspace.db, mia.id))
    user.waits()
    assert json.loads((tmp_path / "export.json").read_text("utf-8"))["code"] == mia.code
    last = stored(lambda db: tuple(db.rows("SELECT action, uid FROM log ORDER BY seq DESC LIMIT 1")[0]))
    assert last == ("export", mia.uid)
