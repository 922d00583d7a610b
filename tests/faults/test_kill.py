"""A killed process loses nothing that it had acknowledged, and leaves nothing torn."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from makers import NOW, a_person
from stages import times

from outreach_desktop.operations import vaults
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import checks, drafts
from outreach_desktop.vault.folder import Vault

WRITER = Path(__file__).parent / "writer.py"
PARTS = 4  # so that several processes share them
CYCLES = times(300, 10_000) // PARTS
AT_ONCE = 100  # cycles on one vault, which grows with each
MOST_LINES, MOST_SECONDS = 4, 0.02  # a line takes some milliseconds: the kill comes anywhere in the next ones


@pytest.fixture
def folder(vault_folder, vault_pattern):
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    save_person(db, a_person(), NOW)
    db.close()
    vault.close()
    return vault_folder


class Writers:
    """Starts one writer after the other; `told_until_killed` returns the ids that one had told before it was killed."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, WRITER, folder]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def told_until_killed(self, folder: Path, lines: int, seconds: float) -> list[int]:
        """Let a writer tell some lines and go on for a moment, then kill it."""
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        word, writer = self._process.stdout.readline().split()
        assert word == "ready"
        told = [self._process.stdout.readline() for _line in range(lines)]
        time.sleep(seconds)
        os.kill(int(writer), signal.SIGKILL)
        told += iter(self._process.stdout.readline, "gone\n")
        return [int(line) for line in told]

    def end(self) -> None:
        self._process.communicate()


@pytest.fixture
def writers(folder):
    made = Writers(folder)
    yield made
    made.end()


@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("part", range(PARTS))
def test_kill_9_loses_no_acknowledged_line_and_no_draft(folder, writers, vault_pattern, tmp_path, part):
    chance, acknowledged = random.Random(20261122 + part), 0
    for cycle in range(CYCLES):
        if cycle % AT_ONCE == 0:
            shutil.rmtree(tmp_path / "used", ignore_errors=True)
            used, known = shutil.copytree(folder, tmp_path / "used"), set()
        told = writers.told_until_killed(used, chance.randrange(MOST_LINES), chance.uniform(0, MOST_SECONDS))
        known |= set(told)
        acknowledged += len(told)
        assert found_wrong(used, vault_pattern[1], known) == []
    assert acknowledged > CYCLES


def found_wrong(folder, unlocked, known):
    """Open a vault as the next start would; return what is torn in it, and which of the lines told are missing."""
    vault = Vault.open(folder)
    db = vaults.connect(vault, unlocked)
    wrong = [*checks.broken_structure(db), *checks.damaged_pages(db), *checks.broken_search(db)]
    wrong += sorted(known - {row["id"] for row in db.rows("SELECT id FROM contact")})
    wrong += [] if not known or drafts.all_own(db) else ["draft"]
    db.close()
    vault.close()
    return wrong


def test_the_log_is_whole_after_a_kill(folder, writers, vault_pattern):
    told = writers.told_until_killed(folder, 10, 0.01)
    assert len(told) >= 10
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault_pattern[1])
    assert checks.damaged_log_lines(db) == []
    assert db.value("SELECT max(seq) FROM log") > len(told)
    db.close()
    vault.close()
