"""Locked, a check-in that is overdue rings with neutral words; whoever hears it needs no passphrase."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from desk import wait_until
from fingers import type_text
from makers import NOW, PASSPHRASE
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from outreach_desktop.domain.meeting_clock import Countdown, Moment
from outreach_desktop.ui.dialogs import Dialog
from outreach_desktop.vault.clock_file import ClockFile, RunningClock
from tests.stories.ticking import Ticking, play_by

Key = Qt.Key
CHOSEN = {"text": "Ring nu, ingen har hört av sig.", "phone": "070-174 06 12"}


@pytest.fixture
def ticking(desk, monkeypatch, tmp_path):
    monkeypatch.delenv("OUTREACH_CLOCK_SEEN", raising=False)
    made = Ticking(desk, monkeypatch)
    made.played = play_by(monkeypatch, tmp_path)
    return made


def leave_clock(folder, ticking, minutes=30, grace=10, **chosen):
    """What a meeting that is under way has left in the vault's folder."""
    now = Moment(ticking.boot, ticking.ticks, ticking.desk.clock.at)
    countdown = Countdown(now.after(timedelta(minutes=minutes)), timedelta(minutes=grace))
    ClockFile(folder / "clock").write(RunningClock((countdown,), **chosen))


def take_over(monkeypatch, ticking):
    """The process that stood here a moment ago was locked."""
    monkeypatch.setenv("OUTREACH_CLOCK_SEEN", f"{ticking.boot}:{ticking.ticks}")


def sit_down(desk, folder):
    window = desk.start(folder)
    wait_until(lambda: desk.page._door.known is not None)
    wait_until(lambda: desk.desktop.vigil.gate is not None and not desk.desktop.vigil._reading)
    return window


def words(window):
    QApplication.processEvents()
    return [each.text() for each in window.findChildren(QLabel) if each.isVisible() and each.text()]


def alarm(desk):
    return desk.desktop.vigil.alarm


def press(window, *keys):
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)
        QApplication.processEvents()


def test_without_a_clock_nothing_of_the_alarm_is_made(desk, vault_folder, ticking):
    sit_down(desk, vault_folder)
    desk.desktop.vigil.look()
    assert "alarm" not in vars(desk.desktop.vigil)


def test_after_locking_it_waits_on_says_so_and_rings_with_the_chosen_words(desk, vault_folder, ticking, monkeypatch):
    leave_clock(vault_folder, ticking, **CHOSEN)
    take_over(monkeypatch, ticking)
    window = sit_down(desk, vault_folder)
    assert not alarm(desk).rings
    assert alarm(desk).window is None
    assert "En påminnelse är ställd till 20.01. Låt datorn vara på och locket öppet." in words(window)
    ticking.pass_time(39)
    assert not alarm(desk).rings
    ticking.pass_time(1.1)
    assert alarm(desk).window.isVisible()
    said = words(alarm(desk).window)
    assert CHOSEN["text"] in said
    assert CHOSEN["phone"] in said
    assert alarm(desk).window.windowTitle() == "Anteckningar"
    wait_until(ticking.played.exists)
    assert CHOSEN["text"] in words(window)


def test_without_chosen_words_it_says_when_something_was_due_and_nothing_of_anybody(
    desk, vault_folder, ticking, monkeypatch
):
    leave_clock(vault_folder, ticking, phone=CHOSEN["phone"])
    take_over(monkeypatch, ticking)
    sit_down(desk, vault_folder)
    ticking.pass_time(41)
    assert "En påminnelse gällde 20.01. Ring 070-174 06 12." in words(alarm(desk).window)


def test_unlock_leads_to_the_passphrase_and_the_alarm_comes_back_when_nobody_unlocks(
    desk, vault_folder, ticking, monkeypatch
):
    leave_clock(vault_folder, ticking, **CHOSEN)
    take_over(monkeypatch, ticking)
    window = sit_down(desk, vault_folder)
    ticking.pass_time(41)
    press(alarm(desk).window, Key.Key_Return)
    assert not alarm(desk).window.isVisible()
    assert alarm(desk).rings
    assert alarm(desk).sound._process is not None
    assert window.isVisible()
    ticking.pass_time(1.1)
    assert alarm(desk).window.isVisible()


def test_the_sound_can_be_off_for_five_minutes_and_the_window_says_so(desk, vault_folder, ticking, monkeypatch):
    leave_clock(vault_folder, ticking, **CHOSEN)
    take_over(monkeypatch, ticking)
    sit_down(desk, vault_folder)
    ticking.pass_time(41)
    press(alarm(desk).window, Key.Key_Tab, Key.Key_Space)
    assert alarm(desk).sound._process is None
    assert any("Ljudet är av till" in each for each in words(alarm(desk).window))
    ticking.pass_time(5.1)
    assert alarm(desk).sound._process is not None


def test_a_window_that_is_hidden_by_f12_rings_too(desk, vault_folder, ticking, monkeypatch):
    monkeypatch.setenv("OUTREACH_MINIMISED", "1")
    leave_clock(vault_folder, ticking, **CHOSEN)
    take_over(monkeypatch, ticking)
    sit_down_unseen(desk, vault_folder)
    ticking.pass_time(41)
    assert alarm(desk).window.isVisible()
    assert not alarm(desk).window.isMinimized()
    wait_until(alarm(desk).window.isActiveWindow)
    press(alarm(desk).window, Key.Key_F12)
    assert not alarm(desk).window.isVisible()
    assert alarm(desk).rings


def sit_down_unseen(desk, folder):
    desk.start(folder)
    wait_until(lambda: desk.desktop.vigil.gate is not None and not desk.desktop.vigil._reading)


def test_a_new_process_asks_whether_all_is_well(desk, vault_folder, ticking):
    leave_clock(vault_folder, ticking, **CHOSEN)
    sit_down(desk, vault_folder)
    shown = alarm(desk).window
    assert "Är allt väl?" in words(shown)
    assert not alarm(desk).rings
    while shown.focusWidget().objectName() != "alarm.well":
        press(shown, Key.Key_Tab)
    press(shown, Key.Key_Return)
    assert not shown.isVisible()
    ticking.pass_time(41)
    assert alarm(desk).rings


def test_a_new_process_rings_at_once_where_it_is_overdue(desk, vault_folder, ticking):
    leave_clock(vault_folder, ticking, **CHOSEN)
    ticking.ticks += 41 * 60_000
    desk.clock.at += timedelta(minutes=41)
    sit_down(desk, vault_folder)
    assert alarm(desk).rings


def test_after_a_new_start_of_the_computer_the_wall_clock_counts_and_it_asks(desk, vault_folder, ticking):
    leave_clock(vault_folder, ticking, **CHOSEN)
    ticking.start_anew(20)
    sit_down(desk, vault_folder)
    assert "Är allt väl?" in words(alarm(desk).window)
    ticking.pass_time(2.1)
    assert alarm(desk).rings  # nobody has answered, and the wall clock may be wrong


def test_after_a_new_start_of_the_computer_it_rings_at_once_where_it_is_overdue(desk, vault_folder, ticking):
    leave_clock(vault_folder, ticking, **CHOSEN)
    ticking.start_anew(41)
    sit_down(desk, vault_folder)
    assert alarm(desk).rings


def test_a_clock_that_cannot_be_read_rings_and_says_so(desk, vault_folder, ticking):
    (vault_folder / "clock").write_bytes(b"damaged")
    sit_down(desk, vault_folder)
    assert alarm(desk).rings
    assert any("går inte att läsa" in each for each in words(alarm(desk).window))


def test_the_clock_of_another_vault_that_is_known_here_rings_too(desk, vault_folder, ticking, monkeypatch, tmp_path):
    from outreach_desktop.ui.gate.preferences import Preferences

    other = tmp_path / "other"
    other.mkdir()
    leave_clock(other, ticking, **CHOSEN)
    preferences = Preferences(desk.folder)
    preferences.keep(preferences.settings.opened(str(other)))
    take_over(monkeypatch, ticking)
    sit_down(desk, vault_folder)
    ticking.pass_time(41)
    assert alarm(desk).rings


def test_when_another_process_has_checked_in_it_does_not_ring(desk, vault_folder, ticking, monkeypatch):
    leave_clock(vault_folder, ticking, **CHOSEN)
    take_over(monkeypatch, ticking)
    sit_down(desk, vault_folder)
    ticking.pass_time(30)
    leave_clock(vault_folder, ticking, **CHOSEN)
    ticking.pass_time(11)
    assert not alarm(desk).rings
    (vault_folder / "clock").unlink()
    ticking.pass_time(60)
    assert not alarm(desk).rings


def test_quitting_asks_first_without_a_word_of_meetings(desk, vault_folder, ticking, monkeypatch):
    leave_clock(vault_folder, ticking, **CHOSEN)
    take_over(monkeypatch, ticking)
    window = sit_down(desk, vault_folder)
    window.close()
    assert window.isVisible()
    (dialog,) = window.findChildren(Dialog)
    assert "möte" not in " ".join(words(dialog)).lower()
    dialog.reject()
    wait_until(lambda: not window.findChildren(Dialog))
    window.close()
    window.findChild(QPushButton, "dialog.yes").click()
    assert not window.isVisible()


def test_ticks_that_were_handed_over_by_somebody_else_are_not_believed(monkeypatch):
    from outreach_desktop.ui.alarm.vigil import handed_over

    for wrong in ("", "a", "a:", ":5", "a:b", "a:-5"):
        monkeypatch.setenv("OUTREACH_CLOCK_SEEN", wrong)
        assert handed_over() is None


def test_what_was_due_long_ago_by_a_wall_clock_far_off_still_rings(desk, vault_folder, ticking):
    due = Moment("0d" * 16, 1, datetime(2020, 1, 1, tzinfo=UTC))
    ClockFile(vault_folder / "clock").write(RunningClock((Countdown(due, timedelta(0)),)))
    sit_down(desk, vault_folder)
    assert alarm(desk).rings
    assert replace(due, boot=ticking.boot).wall < NOW


def test_unlocked_it_goes_on_and_a_clock_of_no_known_meeting_can_be_stopped(desk, vault_folder, ticking, monkeypatch):
    """An older backup was restored meanwhile: the register knows nothing of what runs."""
    leave_clock(vault_folder, ticking, **CHOSEN)
    take_over(monkeypatch, ticking)
    window = sit_down(desk, vault_folder)
    ticking.pass_time(41)
    press(alarm(desk).window, Key.Key_Return)
    dialogs = []
    monkeypatch.setattr(Dialog, "open", lambda shown: dialogs.append(shown.accessibleName()))
    type_text(PASSPHRASE, window.page.first_focus())
    enter_into(window.page.first_focus())
    wait_until(lambda: desk.window is not None and desk.desktop.workspace.clocks.known)
    ticking.pass_time(1.1)
    assert alarm(desk).rings
    assert any("inget möte i det här valvet" in each for each in words(alarm(desk).window))
    assert (vault_folder / "clock").exists()
    assert dialogs == []
    press(alarm(desk).window, Key.Key_Return)
    wait_until(lambda: not (vault_folder / "clock").exists())
    wait_until(lambda: not alarm(desk).rings)
    assert not alarm(desk).window.isVisible()


def enter_into(field):
    QTest.keyClick(field, Key.Key_Return)
