"""A killed process loses nothing that it had acknowledged, and leaves nothing torn."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from makers import NOW, a_person

from outreach_desktop.operations import vaults
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import checks, drafts
from outreach_desktop.vault.folder import Vault

WRITER = Path(__file__).parent / "writer.py"
CYCLES = 300 if "OUTREACH_LONG_FAULTS" in os.environ else 12


@pytest.fixture
def folder(vault_folder, vault_pattern):
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    save_person(db, a_person(), NOW)
    db.close()
    vault.close()
    return vault_folder


def acknowledged_until_killed(folder: Path, seconds: float) -> list[int]:
    """Start the writer, kill it some time after it is ready, and return the ids that it had told."""
    with subprocess.Popen([sys.executable, WRITER, folder], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline().strip() == "ready"
        killer = threading.Timer(seconds, writer.send_signal, [signal.SIGKILL])
        killer.start()
        told = [line.strip() for line in writer.stdout]
        killer.join()
    return [int(line) for line in told]


@pytest.mark.timeout(900)
def test_kill_9_loses_no_acknowledged_line_and_no_draft(folder, vault_pattern):
    chance = random.Random(20261122)
    for _ in range(CYCLES):
        told = acknowledged_until_killed(folder, chance.uniform(0.02, 0.25))
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


def test_the_log_is_whole_after_a_kill(folder, vault_pattern):
    acknowledged_until_killed(folder, 0.2)
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault_pattern[1])
    assert checks.damaged_log_lines(db) == []
    db.close()
    vault.close()
