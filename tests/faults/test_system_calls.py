"""Each call by which a piece of work writes fails once, or is the last one: what was acknowledged is there after."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from makers import NOW, a_contact, a_person
from stages import times

from outreach_desktop.domain.person import Person
from outreach_desktop.operations import backups, vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import checks, drafts
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.folder import Vault

WORKER = Path(__file__).parent / "worker.py"
WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
OTHERS = ("openat", "mkdir", "close")
KILL = "signal=KILL"


@pytest.fixture(scope="module")
def pattern(vault_pattern, tmp_path_factory):
    folder = tmp_path_factory.mktemp("watched") / "vault"
    shutil.copytree(vault_pattern[0], folder, ignore=shutil.ignore_patterns("ballast", "lock"))
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault_pattern[1])
    for alias in ("Luna", "Mira"):
        save_contact(db, a_contact(person_id=save_person(db, a_person(alias=alias), NOW).id), NOW)
    db.checkpoint()
    db.close()
    vault.close()
    return folder


class Watched:
    """Does one piece of work after the other, each on a fresh copy of the vault, with one call going wrong."""

    def __init__(self, pattern, folder):
        self._pattern, self.folder, self._log = pattern, folder, folder.with_name("calls")
        command = [sys.executable, WORKER, pattern]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def each(self, what, names, wrong, step=1):
        """Yield each point, and what the worker said: the first call of each name goes wrong, then the next one."""
        for name in names:
            call, hit = 1, True
            while hit:
                said = self._said(what, name, f"{wrong}:when={call}")
                hit = any(sign in self._log.read_text() for sign in ("(INJECTED)", "killed by SIGKILL"))
                yield f"{name} {call}", said
                call += step

    def _said(self, what, name, wrong):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._pattern, self.folder)
        self._process.stdin.write(f"{what} {self.folder}\n")
        self._process.stdin.flush()
        _ready, child = self._process.stdout.readline().split()
        watching = ["strace", "-f", "-p", child, "-o", self._log, "-e", f"trace={name}", "-e", f"inject={name}:{wrong}"]
        with subprocess.Popen(watching, stderr=subprocess.PIPE, text=True) as strace:
            first = strace.stderr.readline()
            assert "attached" in first, first
            os.kill(int(child), signal.SIGUSR1)
            said = [line.removesuffix("\n") for line in iter(self._process.stdout.readline, "gone\n")]
            strace.stderr.read()
        return said

    def end(self):
        self._process.communicate()


@pytest.fixture
def watched(pattern, tmp_path):
    made = Watched(pattern, tmp_path / "vault")
    yield made
    made.end()


def opened(folder, unlocked):
    vault = Vault.open(folder)
    return vault, vaults.connect(vault, unlocked)


def torn(db):
    return [
        *checks.broken_structure(db),
        *checks.damaged_pages(db),
        *checks.broken_search(db),
        *checks.broken_references(db),
        *checks.damaged_log_lines(db),
    ]


def told(said):
    return [line.split()[1] for line in said if line.startswith("told ")]


def state_after(watched, unlocked):
    """Return what is torn, the ids of the lines, the aliases, and whether a draft is there."""
    vault, db = opened(watched.folder, unlocked)
    ids = [row["id"] for row in db.rows("SELECT id FROM contact")]
    found = torn(db), ids, {person.alias for person in load_all(db, Person)}, bool(drafts.all_own(db))
    db.close()
    vault.close()
    return found


@pytest.mark.timeout(3600)
def test_dying_before_any_call_of_a_save_loses_nothing_that_was_acknowledged(watched, vault_pattern):
    outcomes, points = set(), []
    for point, said in watched.each("save", (*WRITES, *OTHERS), KILL):
        wrong, ids, _aliases, draft = state_after(watched, vault_pattern[1])
        assert wrong == [], point
        assert {int(line) for line in told(said)} <= set(ids), point
        outcomes.add((len(ids), bool(told(said)), draft))
        points.append(point)
    assert len(points) > 30
    assert outcomes == {(2, False, False), (3, False, False), (3, True, False), (3, True, True)}


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("error", "words"), [("EIO", "DiskFailed"), ("ENOSPC", "DiskFull")])
def test_any_write_of_a_save_that_fails_is_told_and_the_next_try_is_kept(watched, vault_pattern, error, words):
    refused = []
    for point, said in watched.each("save", [name for name in WRITES if name != "write"], f"error={error}"):
        wrong, ids, _aliases, draft = state_after(watched, vault_pattern[1])
        assert "end" in said, (point, said)
        assert wrong == [], point
        assert {int(line) for line in told(said)} <= set(ids), point
        assert draft, point
        refused += [line.split()[1] for line in said if line.startswith("refused ")]
    assert len(refused) > 5
    assert set(refused) <= {words, "DiskFailed"}


@pytest.mark.timeout(3600)
def test_dying_before_any_call_of_an_erasure_leaves_all_of_a_person_or_nothing(watched, vault_pattern):
    outcomes = set()
    for point, said in watched.each("erase", WRITES, KILL, times(3, 1)):
        wrong, ids, aliases, _draft = state_after(watched, vault_pattern[1])
        assert wrong == [], point
        outcomes.add((bool(told(said)), len(ids), frozenset(aliases)))
    before, after = (2, frozenset({"Luna", "Mira"})), (1, frozenset({"Luna"}))
    assert outcomes == {(False, *before), (False, *after), (True, *after)}


@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("wrong", [KILL, "error=EIO", "error=ENOSPC"])
def test_any_call_of_a_backup_that_fails_or_is_the_last_leaves_no_half_backup(watched, vault_pattern, wrong):
    good, points = 0, []
    names = (*WRITES, *OTHERS) if wrong == KILL else [name for name in WRITES if name != "unlink"]
    for point, said in watched.each("backup", names, wrong, times(13, 1)):
        whole = list((watched.folder / "backups").glob("*.backup"))
        for path in whole:
            backups.prove(path, vault_pattern[1], watched.folder / "backups")
        good += len(whole)
        assert len(whole) >= len(told(said)), point
        if wrong != KILL and said:  # what failed was not the telling itself
            left = {path.name for path in (watched.folder / "backups").glob("*")}
            assert left == {path.name for path in whole}, point
            assert told(said) or said[-1] == "end", (point, said)
        assert state_after(watched, vault_pattern[1])[0] == [], point
        points.append(point)
    assert len(points) > 10
    assert good
