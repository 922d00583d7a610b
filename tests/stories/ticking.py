"""A computer whose clocks a test moves: time that passes, a wall clock that somebody sets, sleep, a new start."""

from datetime import timedelta

from outreach_desktop.ui.alarm import sound
from outreach_desktop.vault import boot_clock


class Ticking:
    """`desk.clock` is the wall clock; the ticks go along with it, unless it is set."""

    def __init__(self, desk, monkeypatch):
        self.desk, self.boot, self.ticks = desk, "0b" * 16, 7_000_000
        monkeypatch.setattr(boot_clock, "ticks", lambda: self.ticks)
        monkeypatch.setattr(boot_clock, "boot", lambda: self.boot)

    @property
    def vigil(self):
        return self.desk.desktop.vigil

    def pass_time(self, minutes, *, steps=True):
        """Let time pass; with `steps` the program looks at the clock all the while, else it was not there."""
        left = timedelta(minutes=minutes)
        step = timedelta(seconds=50) if steps else left
        while left > timedelta(0):
            now = min(step, left)
            self.desk.clock.at += now
            self.ticks += now // timedelta(milliseconds=1)
            left -= now
            if steps:
                self.vigil.look()
        self.vigil.look()

    def set_wall(self, minutes):
        self.desk.clock.at += timedelta(minutes=minutes)

    def start_anew(self, minutes):
        """The computer was off for so long."""
        self.desk.clock.at += timedelta(minutes=minutes)
        self.boot, self.ticks = "0c" * 16, 20_000


def play_by(monkeypatch, folder, *, status=0, seconds=0.4):
    """Have the sound played by a program of the test's own; return the file that has a line for each time."""
    played, script = folder / "played", folder / "player"
    script.write_text(f'#!/bin/sh\necho "$1" >> {played}\nsleep {seconds}\nexit {status}\n')
    script.chmod(0o700)
    monkeypatch.setattr(sound, "players", lambda: [sound.Player(str(script))])
    return played
