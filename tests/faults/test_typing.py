"""While somebody types: a kill costs two seconds of it at most, and a pasted book does not stop the window."""

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from desk import find, type_text, wait_until
from fingers import rest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from stages import times

from outreach_desktop.operations import vaults
from outreach_desktop.storage import drafts
from outreach_desktop.vault.folder import Vault

TYPIST = Path(__file__).parent / "typist.py"
CYCLES = times(2, 40)
AT_MOST = 2.0  # seconds of typing that may be lost
BOOK = "En rad till. Å, ä och ö.\n" * 42_000  # more than 1 MB


def typed_until_killed(folder, settings, seconds):
    """Return how many letters were typed, and when, for each of them."""
    surroundings = os.environ | {"PYTHONPATH": os.getcwd(), "OUTREACH_SETTINGS": str(settings)}  # noqa: PTH109
    command = [sys.executable, TYPIST, folder, settings]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as typist:
        typed = [typist.stdout.readline()]
        killer = threading.Timer(seconds, typist.send_signal, [signal.SIGKILL])
        killer.start()
        typed += list(typist.stdout)
        killer.join()
    return [(int(line.split()[0]), float(line.split()[1])) for line in typed if line.endswith("\n")]


def kept_letters(folder, keys):
    vault = Vault.open(folder)
    db = vaults.connect(vault, keys)
    found = [draft for draft in drafts.all_own(db) if draft.editor == "person:new"]
    db.close()
    vault.close()
    return json.loads(found[0].state)["values"].get("wanted_words", "") if found else ""


@pytest.mark.timeout(3600)
def test_a_kill_in_steady_typing_costs_two_seconds_at_most(vault_folder, vault_pattern, tmp_path):
    chance = random.Random(7)
    for cycle in range(CYCLES):
        folder = tmp_path / f"vault-{cycle}"
        shutil.copytree(vault_folder, folder)
        typed = typed_until_killed(folder, tmp_path / f"settings-{cycle}", chance.uniform(2.5, 5))
        kept = kept_letters(folder, vault_pattern[1])
        assert kept == ("abcdefghij" * (len(kept) // 10 + 1))[: len(kept)]
        end = typed[-1][1] - AT_MOST - held_up(typed)
        due = max((letters for letters, when in typed if when < end), default=0)
        assert len(kept) >= due, f"{len(kept)} of {typed[-1][0]} letters kept, {due} were older than {AT_MOST} s"


def held_up(typed):
    """Return how long the machine let the typist wait, who types each 20 ms: a draft waited as long."""
    gaps = [after - before for (_letters, before), (_more, after) in itertools.pairwise(typed)]
    return sum(gap for gap in gaps if gap > 0.1)


def test_a_book_pasted_into_a_note_does_not_stop_the_window(desk, vault_folder):
    """The longest silence of the main thread after the paste itself, while typing goes on and drafts are kept.

    Counted in seconds of the processor, of all threads: what other programs take meanwhile is not ours.
    """
    window = desk.enter(vault_folder)
    window.resize(1366, 768)
    window.show()
    window.go("reports", {"report": "new"})
    find(window, "report.part").setCurrentIndex(2)
    wait_until(lambda: window.page.findChild(QWidget, "ConcernReport.seen"))
    area = find(window, "ConcernReport.seen")
    area.setFocus()
    QApplication.clipboard().setText(BOOK)
    QTest.keyClick(area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    first = _silences(lambda: type_text("a", area))  # the whole text gets its lines then, once
    gaps = _silences(lambda: _type_on(desk, window))
    assert area.toPlainText().startswith("En rad till.")
    assert len(area.toPlainText()) > 1_000_000
    assert max(first) < 5.0, f"the window was silent for {max(first):.1f} s at the first letter"
    assert max(gaps) < 1.0, f"the window was silent for {max(gaps):.1f} s while typing went on"


def _type_on(desk, window):
    for _letter in range(5):
        type_text("a", find(window, "ConcernReport.seen"))
        rest(450)
    desk.desktop.workspace.drain()
    wait_until(lambda: "report:new" in desk.desktop.workspace.own_drafts())


def _silences(work):
    found, last = [0.0], [time.process_time()]

    def heard():
        now = time.process_time()
        found.append(now - last[0])
        last[0] = now

    beat = QTimer(interval=5)
    beat.timeout.connect(heard)
    beat.start()
    work()
    beat.stop()
    heard()
    return found
