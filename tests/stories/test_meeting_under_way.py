"""A meeting under way, through the real window by keyboard alone: started, heard from, overdue, ended."""

import pytest
from desk import wait_until
from makers import NOW, a_meeting, a_person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from outreach_desktop.domain.meeting import CheckIn, CheckInKind, Meeting, MeetingParting, MeetingState, SafeLeaving
from outreach_desktop.i18n import texts
from outreach_desktop.operations import vaults
from outreach_desktop.operations.meetings import give_go, save_meeting
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.clock_file import ClockFile
from tests.stories.keys import ALT, CTRL, SHIFT, Keys
from tests.stories.ticking import Ticking, play_by

Key = Qt.Key


@pytest.fixture
def planned(opened, vault_folder):
    """A meeting with Luna to which Bo and Cilla may go; Dana is on call."""
    db = vaults.connect(*opened)
    meeting = save_meeting(db, a_meeting(person_id=save_person(db, a_person(), NOW).id, starts_at=NOW), NOW)
    give_go(db, meeting.id, NOW, reason="prov")
    db.close()
    opened[0].close()
    return vault_folder


@pytest.fixture
def ticking(desk, monkeypatch, tmp_path):
    made = Ticking(desk, monkeypatch)
    made.played = play_by(monkeypatch, tmp_path)
    return made


def sit_down(desk, folder, language="sv"):
    desk.show_at(folder, "meetings", {"live": 1})
    keys = Keys(desk)
    keys.waits()
    keys.window.use_language(language)
    keys.waits()
    return keys


def start(keys, played):
    """Try the sound, say that it was heard, and start."""
    keys.tabs_to("live.try")
    keys.press(Key.Key_Return)
    wait_until(played.exists)
    wait_until(lambda: QApplication.focusWidget().objectName() != "live.try")
    keys.press(Key.Key_Space)
    start_button = keys.window.page.findChild(QPushButton, "live.start")
    assert start_button.isEnabled()
    for _step in range(20):
        if start_button.hasFocus():
            break
        keys.press(Key.Key_Tab)
    keys.press(Key.Key_Return)
    wait_until(lambda: keys.window.page.findChild(QPushButton, "live.check_in") is not None)
    keys.waits()


def stored(keys, record_type):
    return load_all(keys._desk.desktop.workspace.db, record_type)


def kinds(keys):
    return [each.kind for each in stored(keys, CheckIn)]


def alarm_words(ticking):
    QApplication.processEvents()
    shown = ticking.vigil.alarm.window
    return [each.text() for each in shown.findChildren(QLabel) if each.isVisible() and each.text()]


def press_on_alarm(ticking, keys, *pressed):
    for each in pressed:
        QTest.keyClick(ticking.vigil.alarm.window.focusWidget(), each)
        keys.waits()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_meeting_from_the_first_check_in_to_the_parting_questions(desk, planned, ticking, language):
    say = texts(language).gettext
    keys = sit_down(desk, planned, language)
    assert not keys.window.page.findChild(QPushButton, "live.start").isEnabled()
    assert say("What stands unencrypted meanwhile") in keys.said()
    start(keys, ticking.played)
    file = ClockFile(planned / "clock")
    assert len(file.read().countdowns) == 1
    assert kinds(keys) == [CheckInKind.STARTED]
    assert keys.window.findChild(QPushButton, "meeting.clock").isVisible()

    ticking.pass_time(12)
    keys.press(Key.Key_F8)
    assert kinds(keys) == [CheckInKind.STARTED, CheckInKind.CHECKED_IN]
    ticking.pass_time(20)
    assert not ticking.vigil.alarm.rings
    keys.tabs_to("live.more")
    keys.press(Key.Key_Space)
    assert kinds(keys)[-1] is CheckInKind.MORE_TIME
    ticking.pass_time(20)
    assert not ticking.vigil.alarm.rings

    keys.tabs_to("live.over")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Right, Key.Key_Space)  # left early
    keys.press(Key.Key_Tab)
    keys.chooses(say("Not sure"))
    keys.tabs_to("MeetingParting.wanted")
    keys.writes("Ring socialjouren i kväll.")
    keys.tabs_to("MeetingParting.next_contact")
    keys.writes("I morgon, sms.")
    keys.press(Key.Key_S, modifiers=CTRL)  # as in every form, from where one writes
    wait_until(lambda: not file.path.exists())
    keys.waits()
    (meeting,), (parting,) = stored(keys, Meeting), stored(keys, MeetingParting)
    assert meeting.state is MeetingState.LEFT_EARLY
    assert parting.safe is SafeLeaving.UNSURE
    assert (parting.wanted, parting.next_contact) == ("Ring socialjouren i kväll.", "I morgon, sms.")
    assert not keys.window.findChild(QPushButton, "meeting.clock").isVisible()


def test_an_overdue_check_in_is_told_on_one_page_with_whom_to_call_until_they_are_heard_from(desk, planned, ticking):
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    keys.window.go("people", {})
    ticking.pass_time(31)
    assert not ticking.vigil.alarm.rings
    assert "nu" in keys.window.findChild(QPushButton, "meeting.clock").text()
    ticking.pass_time(9.1)
    wait_until(lambda: kinds(keys).count(CheckInKind.OVERDUE) == 1)
    alarm = ticking.vigil.alarm
    assert alarm.window.isVisible()
    assert alarm.window.isFullScreen()  # no tray here
    assert alarm.window.windowTitle() == "Anteckningar"
    said = " ".join(alarm_words(ticking))
    for each in (
        "De har inte hört av sig",
        "Bo",
        "Cilla",
        "Dana",
        "070-174 06 09",
        "070-174 06 07",
        "112",
        "Kaféet vid torget",
        "20.01",
    ):
        assert each in said
    times = ticking.played.read_text().count("\n")
    wait_until(lambda: ticking.played.read_text().count("\n") > times + 1)  # again and again
    press_on_alarm(ticking, keys, Key.Key_Return)
    wait_until(lambda: not alarm.rings)
    assert not alarm.window.isVisible()
    assert kinds(keys)[-1] is CheckInKind.CHECKED_IN
    ticking.pass_time(20)
    assert kinds(keys).count(CheckInKind.OVERDUE) == 1


def test_the_sound_is_off_for_five_minutes_with_a_sign_and_comes_back(desk, planned, ticking):
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    ticking.pass_time(41)
    alarm = ticking.vigil.alarm
    while alarm.window.focusWidget().objectName() != "alarm.sound":
        press_on_alarm(ticking, keys, Key.Key_Tab)
    press_on_alarm(ticking, keys, Key.Key_Space)
    assert alarm.is_quiet
    assert alarm.sound._process is None
    assert any("Ljudet är av till" in each for each in alarm_words(ticking))
    assert "ljudet är av" in keys.window.findChild(QPushButton, "meeting.clock").text()
    ticking.pass_time(5.1)
    assert not alarm.is_quiet
    assert alarm.sound._process is not None
    assert not any("Ljudet är av till" in each for each in alarm_words(ticking))


def test_the_meetings_page_can_stand_in_front_and_the_alarm_comes_back_when_it_is_left(desk, planned, ticking):
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    keys.window.go("people", {})
    ticking.pass_time(41)
    alarm = ticking.vigil.alarm
    while alarm.window.focusWidget().objectName() != "alarm.open":
        press_on_alarm(ticking, keys, Key.Key_Tab)
    press_on_alarm(ticking, keys, Key.Key_Return)
    assert not alarm.window.isVisible()
    assert keys.window.here == ("meetings", {"live": 1})
    assert alarm.rings
    assert alarm.sound._process is not None
    ticking.pass_time(3)
    assert not alarm.window.isVisible()
    keys.window.go("people", {})
    ticking.vigil.look()
    assert alarm.window.isVisible()


def test_a_hidden_window_makes_no_difference(desk, planned, ticking):
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    keys.window.showMinimized()
    ticking.pass_time(41)
    assert ticking.vigil.alarm.window.isVisible()


def test_the_plan_is_printed_from_the_page_that_asks_for_it(desk, planned):
    keys = sit_down(desk, planned)
    keys.tabs_to("live.plan_paper")
    keys.press(Key.Key_Return)
    wait_until(lambda: keys.window.page.preview.pdf)
    assert "plan_paper" in keys.window.here[1]
    keys.press(Key.Key_Left, modifiers=ALT)
    keys.waits()
    keys.press(Key.Key_P, modifiers=CTRL)
    wait_until(lambda: "plan_paper" in keys.window.here[1])


def test_a_clock_of_another_days_meeting_asks_whether_it_is_the_right_one(desk, planned):
    keys = sit_down(desk, planned)
    assert not any("Är det rätt möte" in each for each in keys.said())
    desk.clock.pass_seconds(24 * 60 * 60)
    keys.window.go("today")
    keys.window.go("meetings", {"live": 1})
    keys.waits()
    assert any("Är det rätt möte" in each for each in keys.said())


def test_where_the_sound_cannot_be_played_it_is_said_and_the_clock_can_start_all_the_same(
    desk, planned, ticking, monkeypatch, tmp_path
):
    play_by(monkeypatch, tmp_path, status=1)
    keys = sit_down(desk, planned)
    keys.tabs_to("live.try")
    keys.press(Key.Key_Return)
    wait_until(lambda: keys.window.page._heard.index == 1)
    assert any("hörs inte här" in each for each in keys.said())
    keys.window.page._start.setFocus()
    keys.press(Key.Key_Return)
    wait_until(lambda: kinds(keys) == [CheckInKind.STARTED])
    ticking.pass_time(41)
    wait_until(lambda: ticking.vigil.alarm.sound.missing)
    assert any("kan inte spela ljudet" in each for each in alarm_words(ticking))
    assert ticking.vigil.alarm.window.isFullScreen()


def test_the_alarm_can_be_raised_before_anything_is_overdue(desk, planned, ticking):
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    keys.press(Key.Key_L, modifiers=CTRL | SHIFT)
    assert ticking.vigil.alarm.window.isVisible()
    assert CheckInKind.OVERDUE not in kinds(keys)
    press_on_alarm(ticking, keys, Key.Key_Return)
    wait_until(lambda: not ticking.vigil.alarm.rings)


def test_a_clock_that_is_set_changes_nothing(desk, planned, ticking):
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    ticking.set_wall(300)
    ticking.pass_time(20)
    assert not ticking.vigil.alarm.rings
    ticking.set_wall(-900)
    ticking.pass_time(21)
    assert ticking.vigil.alarm.rings


def test_after_sleep_it_asks_whether_all_is_well(desk, planned, ticking):
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    ticking.pass_time(10, steps=False)
    shown = ticking.vigil.alarm.window
    assert shown.isVisible()
    assert "Är allt väl?" in alarm_words(ticking)
    assert not ticking.vigil.alarm.rings
    press_on_alarm(ticking, keys, Key.Key_Return)
    wait_until(lambda: not shown.isVisible())
    assert kinds(keys) == [CheckInKind.STARTED, CheckInKind.CHECKED_IN]
    ticking.pass_time(10, steps=False)
    while shown.focusWidget().objectName() != "alarm.wait":
        press_on_alarm(ticking, keys, Key.Key_Tab)
    press_on_alarm(ticking, keys, Key.Key_Return)
    assert not shown.isVisible()
    assert len(kinds(keys)) == 2
    ticking.pass_time(31, steps=False)
    assert ticking.vigil.alarm.rings  # overdue meanwhile: at once


def test_quitting_while_a_clock_runs_asks_first(desk, planned, ticking):
    keys = sit_down(desk, planned)
    assert keys.window.may_close()
    start(keys, ticking.played)
    keys.window.close()
    keys.waits()
    assert keys.window.isVisible()
    assert QApplication.focusWidget().objectName() == "dialog.cancel"
    keys.press(Key.Key_Return)
    keys.window.close()
    keys.waits()
    keys.press(Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    wait_until(lambda: not keys.window.isVisible())
    assert ClockFile(planned / "clock").read() is not None  # it goes on at the next start


def test_what_is_typed_at_check_out_is_there_again_after_going_elsewhere(desk, planned, ticking):
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    keys.tabs_to("live.over")
    keys.press(Key.Key_Return)
    keys.tabs_to("MeetingParting.day_plan")
    keys.writes("Hem med buss.")
    keys.window.go("people", {})
    keys.window.back()
    keys.waits()
    assert keys.window.page._form.record().day_plan == "Hem med buss."


def test_locking_hands_the_clock_on_and_falls_silent_in_this_process(desk, planned, ticking, monkeypatch):
    for name in ("OUTREACH_CLOCK_SEEN", "OUTREACH_MINIMISED"):
        monkeypatch.setenv(name, "")  # put back after the test
    keys = sit_down(desk, planned)
    start(keys, ticking.played)
    ticking.pass_time(41)
    alarm = ticking.vigil.alarm
    QTest.keyClick(alarm.window.focusWidget(), Key.Key_F12)
    assert desk.replaced
    assert alarm.sound._process is None
    assert not alarm.window.isVisible()
    from outreach_desktop.ui.alarm.vigil import handed_over

    assert handed_over().ticks == ticking.ticks
    assert handed_over() is None
