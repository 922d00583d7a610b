"""The sound is played by a program of the system, again and again, and what cannot play is told."""

import subprocess
import sys
import wave

import pytest
from desk import wait_until
from fingers import rest

from outreach_desktop.ui.alarm import sound
from outreach_desktop.ui.alarm.sound import ALARM, LENGTH_MS, Player, ProgramSound


@pytest.fixture
def players(tmp_path):
    """Programs that note that they were called, last a while, and end as told."""

    def make(*endings, seconds=0.4):
        made = []
        for at, ending in enumerate(endings):
            script = tmp_path / f"player{at}"
            script.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/called{at}\nsleep {seconds}\nexit {ending}\n')
            script.chmod(0o700)
            made.append(Player(str(script), ("-q",) if at else ()))
        return made

    return make


@pytest.fixture
def calls(tmp_path):
    def count(at):
        file = tmp_path / f"called{at}"
        return file.read_text().count("\n") if file.exists() else 0

    return count


@pytest.fixture
def made(dressed_app):
    kept = []

    def make(installed):
        kept.append(ProgramSound(None, installed))
        return kept[-1]

    yield make
    for each in kept:
        each.stop()


def heard(of):
    said = []
    of.ended.connect(said.append)
    return said


def test_played_once_it_tells_that_it_was_played_to_its_end(made, players, calls):
    player = made(players(0))
    said = heard(player)
    player.play_once()
    wait_until(lambda: said == [True])
    rest(200)
    assert calls(0) == 1
    assert not player.missing


def test_it_rings_again_and_again_until_it_is_stopped(made, players, calls):
    player = made(players(0))
    player.ring()
    player.ring()
    wait_until(lambda: calls(0) >= 3)
    player.stop()
    before = calls(0)
    rest(900)
    assert calls(0) == before


def test_where_one_program_fails_the_next_is_tried_and_kept_to(made, players, calls):
    player = made(players(1, 0))
    player.ring()
    wait_until(lambda: calls(1) >= 2)
    assert calls(0) == 1
    assert not player.missing


def test_who_ends_at_once_has_played_nothing(made, players, calls):
    player = made(players(0, seconds=0))
    said = heard(player)
    player.play_once()
    wait_until(lambda: said == [False])
    assert player.missing


def test_a_program_that_is_not_there_is_told(made, tmp_path):
    player = made([Player(str(tmp_path / "gone"))])
    said = heard(player)
    player.play_once()
    wait_until(lambda: said == [False])


def test_without_any_program_it_is_missing_from_the_start_and_tells_so(made):
    player = made([])
    said = heard(player)
    assert player.missing
    player.play_once()
    assert said == [False]


def test_a_computer_that_could_not_play_it_is_asked_again(made, players, calls, monkeypatch):
    monkeypatch.setattr(sound, "_AGAIN_MS", 100)
    player = made(players(1, seconds=0))
    player.ring()
    wait_until(lambda: calls(0) >= 3)


def test_only_what_is_installed_is_named_in_the_order_of_trying(monkeypatch):
    monkeypatch.setattr(sound.shutil, "which", lambda name: f"bin/{name}" if name != "pw-play" else None)
    monkeypatch.setattr(sound.sys, "platform", "linux")
    assert sound.players() == [Player("bin/paplay"), Player("bin/aplay", ("-q",))]


def test_the_sound_is_short_loud_enough_and_never_cut():
    with wave.open(str(ALARM)) as file:
        frames = file.readframes(file.getnframes())
        length = 1000 * file.getnframes() / file.getframerate()
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
    loudest = max(abs(int.from_bytes(frames[at : at + 2], "little", signed=True)) for at in range(0, len(frames), 2))
    assert 20_000 < loudest < 32_767
    assert LENGTH_MS - 400 < length <= LENGTH_MS


def test_the_sound_is_what_its_script_makes(tmp_path, monkeypatch):
    import runpy

    script = runpy.run_path("scripts/make_alarm.py")
    monkeypatch.setitem(script["main"].__globals__, "OUT", tmp_path / "alarm.wav")
    script["main"]()
    assert (tmp_path / "alarm.wav").read_bytes() == ALARM.read_bytes()


HARDENED = """
import sys
from outreach_desktop.vault.hardening import harden
harden()
from PySide6.QtCore import QCoreApplication
from outreach_desktop.ui.alarm.sound import Player, ProgramSound
app = QCoreApplication([])
sound = ProgramSound(None, [Player(sys.argv[1])])
sound.ended.connect(lambda well: app.exit(0 if well else 3))
sound.play_once()
sys.exit(app.exec())
"""


def test_what_the_process_forbids_itself_lets_the_sound_be_played(players, calls):
    player = players(0)[0]
    done = subprocess.run([sys.executable, "-c", HARDENED, player.program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert calls(0) == 1
