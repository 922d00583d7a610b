"""A killed process loses nothing that it had acknowledged, and leaves nothing torn."""

import os
import random
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
CYCLES = times(100, 10_000)


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

    def told_until_killed(self, seconds: float) -> list[int]:
        self._process.stdin.write("another\n")
        self._process.stdin.flush()
        word, writer = self._process.stdout.readline().split()
        assert word == "ready"
        told, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            told.append(self._process.stdout.readline())
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
def test_kill_9_loses_no_acknowledged_line_and_no_draft(folder, writers, vault_pattern):
    chance = random.Random(20261122)
    for _ in range(CYCLES):
        told = writers.told_until_killed(chance.uniform(0.005, 0.1))
        vault = Vault.open(folder)
        db = vaults.connect(vault, vault_pattern[1])
        kept = {row["id"] for row in db.rows("SELECT id FROM contact")}
        assert set(told) <= kept
        assert checks.broken_structure(db) == []
        assert checks.damaged_pages(db) == []
        assert checks.broken_search(db) == []
        assert not told or drafts.all_own(db)
        db.close()
        vault.close()


def test_the_log_is_whole_after_a_kill(folder, writers, vault_pattern):
    writers.told_until_killed(0.2)
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault_pattern[1])
    assert checks.damaged_log_lines(db) == []
    db.close()
    vault.close()
