"""A process that saves contacts and says each one that is acknowledged, until it is killed.

So that many can be killed in a short time, the keys are opened once, and each line on the input, which names a vault
with the same keys, makes a new process.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from makers import NOW, PASSPHRASE, a_contact

from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.storage import drafts
from outreach_desktop.vault.folder import Vault

CHECKPOINT_EVERY = 3  # much more often than the program does, so that some die in it


def say(line: object) -> None:
    """In one write, so that whoever dies in it has said all of it or nothing."""
    os.write(1, f"{line}\n".encode())


def write(folder: Path, unlocked) -> None:
    db = vaults.connect(Vault.open(folder), unlocked)
    person_id = db.value("SELECT min(id) FROM person")
    say(f"ready {os.getpid()}")
    for number in range(1_000_000):
        line = save_contact(db, replace(a_contact(person_id=person_id), note=f"rad {number}"), NOW)
        drafts.keep(db, "contact:new", f'{{"typed": "{number}"}}', NOW)
        say(line.id)
        if number % CHECKPOINT_EVERY == 1:
            db.checkpoint()


def main(folder: Path) -> None:
    vault = Vault.open(folder)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    vault.close()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            write(Path(line.removesuffix("\n")), unlocked)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
