"""Locking replaces the process: what was typed is kept, and nothing of it is left in memory."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from makers import NOW, PASSPHRASE, a_contact, a_person

from outreach_desktop.operations import people, vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.vault.folder import Vault

DRIVEN = Path(__file__).parent / "driven.py"
CANARY = "kanariefagelsanger"
READ = ("kanarieholmen", "kanarieanteckning", "kanariesamtal")  # alias, sealed note, line of the contact log
PARTS = ("utf-8", "utf-16-le", "utf-32-le")


@pytest.fixture(scope="module")
def display():
    """An X server of its own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


class Driven:
    """The running program; `ask` tells it to do something and returns how it is then."""

    def __init__(self, folder, settings, display):
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "OUTREACH_SETTINGS": str(settings)}
        environment.pop("WAYLAND_DISPLAY", None)
        self.process = subprocess.Popen(
            [sys.executable, str(DRIVEN), "--vault", str(folder), "--language", "sv"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )

    def tell(self, line):
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def ask(self, line="state"):
        self.tell(line)
        return json.loads(self.process.stdout.readline())

    def wait_for(self, name, seconds=30):
        end = time.monotonic() + seconds
        while not (now := self.ask())[name]:
            assert time.monotonic() < end, f"not {name}"
            time.sleep(0.05)
        return now

    def lock(self, seconds=30):
        """Lock, and wait until another program stands in the place of this one."""
        arguments = Path(f"/proc/{self.process.pid}/cmdline")
        before, end = arguments.read_bytes(), time.monotonic() + seconds
        self.tell("lock")
        while arguments.read_bytes() == before:
            assert time.monotonic() < end, "it does not lock"
            time.sleep(0.01)

    def comes_to_hold(self, text, seconds=30):
        """Wait until a text that was asked for has been read."""
        end = time.monotonic() + seconds
        while not self.memory_holds(text):
            assert time.monotonic() < end, text
            self.ask()
        return True

    def memory_holds(self, text):
        """Look through all that the process can write to."""
        patterns = [text.encode(form) for form in PARTS]
        with Path(f"/proc/{self.process.pid}/mem").open("rb", 0) as memory:
            return any(pattern in part for part in _parts(self.process.pid, memory) for pattern in patterns)


def _parts(pid, memory):
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        place, rights = line.split()[:2]
        first, last = (int(end, 16) for end in place.split("-"))
        if rights.startswith("rw"):
            try:
                memory.seek(first)
                yield memory.read(last - first)
            except OSError:  # memory of devices
                continue


@pytest.fixture
def driven(vault_folder, vault_pattern, tmp_path, display):
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    person = people.save_person(db, a_person(alias=READ[0]), NOW)
    people.add_note(db, person.id, READ[1], NOW)
    save_contact(db, a_contact(person_id=person.id, note=READ[2]), NOW)
    db.close()
    vault.close()
    program = Driven(vault_folder, tmp_path / "settings", display)
    yield program
    program.process.kill()
    program.process.wait()
    program.process.stdin.close()
    program.process.stdout.close()


@pytest.mark.timeout(180)
def test_locking_keeps_the_text_and_the_process_number_and_forgets_all_else(driven):
    driven.wait_for("ready")
    driven.ask(f"unlock {PASSPHRASE}")
    driven.wait_for("unlocked")
    driven.ask("go organisation")
    typed = driven.ask(f"type {CANARY}")["typed"]
    assert CANARY in json.dumps(typed)
    driven.ask("person 1")
    assert all(driven.comes_to_hold(each) for each in (CANARY, *READ))

    driven.lock()
    locked = driven.wait_for("ready")
    assert locked["pid"] == driven.process.pid
    assert not locked["unlocked"]
    assert [each for each in (CANARY, PASSPHRASE, *READ) if driven.memory_holds(each)] == []

    driven.ask(f"unlock {PASSPHRASE}")
    driven.wait_for("unlocked")
    assert CANARY in json.dumps(driven.ask("back")["typed"])
