"""The user leaves the session: on Linux by a bus of the test's own, on Windows by the messages as they come."""

import ctypes
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from desk import wait_until
from PySide6.QtDBus import QDBusConnection

from outreach_desktop.ui import session
from outreach_desktop.ui.session import bus as buses
from outreach_desktop.ui.session import windows
from outreach_desktop.ui.session.bus import BusWatch, own_session_path
from outreach_desktop.ui.session.bus_idle import DESKTOPS, BusIdle, Counted

SLEEP = "/org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep"
LOCK = "/org/freedesktop/login1/session/_32 org.freedesktop.login1.Session Lock"
OTHERS_LOCK = "/org/freedesktop/login1/session/_35 org.freedesktop.login1.Session Lock"
SAVER = "/org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver ActiveChanged"
GNOME = "/org/gnome/ScreenSaver org.gnome.ScreenSaver ActiveChanged"


class System:
    """A private bus, and on it one that plays logind and the screen savers."""

    def __init__(self):
        daemon = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        self._daemon = subprocess.Popen(daemon, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self._daemon.stdout.readline().strip()
        playing = [sys.executable, Path(__file__).parent / "a_bus.py", self.address]
        self._player = subprocess.Popen(playing, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._player.stdout.readline() == "ready\n"
        self.bus = QDBusConnection.connectToBus(self.address, "ours")

    def tells(self, line):
        """Have the other process say it, or from now on answer it; it has when this returns."""
        self._player.stdin.write(line + "\n")
        self._player.stdin.flush()
        assert self._player.stdout.readline() == "heard\n"

    def end(self):
        QDBusConnection.disconnectFromBus("ours")
        self._player.communicate()
        self._daemon.terminate()
        self._daemon.communicate()


@pytest.fixture(scope="module")
def system(qapp):
    made = System()
    yield made
    made.end()


@pytest.fixture
def watch(system, monkeypatch):
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    made = BusWatch("Anteckningar", system.bus, system.bus)
    made.told = []
    made.left.connect(lambda: made.told.append("left"))
    yield made
    made.deleteLater()


@pytest.mark.parametrize("signal", [f"{SLEEP} true", LOCK, f"{SAVER} true", f"{GNOME} true"])
def test_sleep_and_a_locked_screen_are_heard(watch, system, signal):
    system.tells(signal)
    wait_until(lambda: watch.told)


def test_waking_and_the_sessions_of_others_are_not(watch, system):
    for signal in (f"{SLEEP} false", f"{SAVER} false", OTHERS_LOCK, LOCK):
        system.tells(signal)
    wait_until(lambda: watch.told)
    assert watch.told == ["left"]


def test_the_system_waits_for_us_before_it_sleeps(watch):
    wait_until(lambda: watch.holds_sleep)


def test_the_path_of_a_session_is_written_as_logind_does():
    assert own_session_path("2") == "/org/freedesktop/login1/session/_32"
    assert own_session_path("c1") == "/org/freedesktop/login1/session/c1"
    assert own_session_path("12-x") == "/org/freedesktop/login1/session/_312_2dx"
    assert own_session_path("") == ""


def test_a_window_that_is_open_locks_when_the_computer_goes_to_sleep(desk, vault_folder, system, monkeypatch):
    monkeypatch.setattr(buses, "system_bus", lambda: system.bus)
    monkeypatch.setattr(buses, "session_bus", lambda: system.bus)
    monkeypatch.setattr(session.sys, "platform", "linux")
    window = desk.enter(vault_folder)
    wait_until(lambda: window.findChildren(BusWatch))
    system.tells(f"{SLEEP} true")
    wait_until(lambda: desk.replaced)


def test_no_bus_is_started_where_there_is_none(monkeypatch, tmp_path):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert buses.session_bus() is None


# --- how long nobody has touched the computer ---


def test_the_idle_time_of_the_desktop_is_used_once_it_was_seen_to_grow(system, qapp, monkeypatch):
    from outreach_desktop.ui.session import bus_idle

    clock = [100.0]
    monkeypatch.setattr(bus_idle, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    system.tells("idle 7000")
    idle = BusIdle(system.bus, DESKTOPS[1])
    wait_until(lambda: idle._counted._known)
    assert idle() is None
    clock[0] += 5
    system.tells("idle 12000")
    idle.ask()
    wait_until(lambda: idle() is not None)
    clock[0] += 3
    assert idle() == 15
    idle.deleteLater()


def counted(*answers):
    found = Counted()
    for at, said in answers:
        found.add(said, at)
    return found


def test_seconds_and_milliseconds_are_told_apart_by_how_they_grow():
    assert counted((0, 10), (5, 15)).seconds(6) == 16
    assert counted((0, 10_000), (5, 15_000)).seconds(6) == 16


def test_a_desktop_that_always_says_nought_is_not_believed():
    assert counted((0, 0), (5, 0), (10, 0)).seconds(11) is None


def test_input_in_another_program_counts_once_the_desktop_is_believed():
    known = counted((0, 10), (5, 15), (10, 1))
    assert known.seconds(12) == 3


def test_a_desktop_that_nobody_is_behind_is_not_believed(system, qapp):
    idle = BusIdle(system.bus, DESKTOPS[0])
    idle.ask()
    wait_until(lambda: not idle._counted._known)
    assert idle() is None
    idle.deleteLater()


# --- Windows ---


def message(number, what):
    read = windows.Message(message=number, what=what)
    return read, ctypes.addressof(read)


@pytest.mark.parametrize(
    ("number", "what", "leaves"),
    [
        (windows.SESSION_CHANGE, 7, True),
        (windows.SESSION_CHANGE, 2, True),
        (windows.SESSION_CHANGE, 8, False),
        (windows.POWER, 4, True),
        (windows.POWER, 7, False),
        (0x0100, 7, False),
    ],
)
def test_windows_messages_of_leaving_are_known_and_all_messages_passed_on(number, what, leaves):
    told = []
    _kept, place = message(number, what)
    looking = windows.MessageFilter(lambda read: told.append(windows.says_left(read.message, read.what)))
    assert looking.nativeEventFilter(b"windows_generic_MSG", place) == (False, 0)
    assert told == [leaves]


def test_messages_of_another_kind_are_not_read():
    looking = windows.MessageFilter(lambda _message: pytest.fail("read"))
    assert looking.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
