"""A process that does one piece of work while each of its calls to the system is watched, and says how it went.

So that many can be watched in a short time, the keys are opened once. Each line on the input names a piece of work and
a vault with the same keys, and makes a new process, which begins when it gets a signal.
"""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from makers import NOW, PASSPHRASE, a_contact

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.operations import backups, vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.storage import drafts
from outreach_desktop.vault.folder import Vault


def say(line):
    """In one write, so that whoever dies in it has said all of it or nothing."""
    os.write(1, f"{line}\n".encode())


def save(vault, unlocked, begin):
    """Save a line, keep a draft, and empty the journal; once more where the first try was refused."""
    db = vaults.connect(vault, unlocked)
    person = db.value("SELECT min(id) FROM person")
    begin()
    for _try in (1, 2):
        try:
            line = save_contact(db, replace(a_contact(person_id=person), note="ny rad"), NOW)
            say(f"told {line.id}")
            drafts.keep(db, "contact:new", "halvskrivet", NOW)
            db.checkpoint()
            break
        except KnownError as error:
            say(f"refused {type(error).__name__}")


def erase(vault, unlocked, begin):
    db = vaults.connect(vault, unlocked)
    person = db.value("SELECT max(id) FROM person")
    begin()
    try:
        erase_person(db, person, NOW)
        say(f"told {person}")
        db.checkpoint()
    except KnownError as error:
        say(f"refused {type(error).__name__}")


def backup(vault, unlocked, begin):
    begin()
    try:
        say(f"told {backups.make_backup(vault, unlocked, NOW).name}")
    except KnownError as error:
        say(f"refused {type(error).__name__}")


def work_in_child(what, folder, unlocked):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    try:
        {"save": save, "erase": erase, "backup": backup}[what](Vault.open(folder), unlocked, begin_when_told)
        say("end")
    finally:
        os._exit(0)


def begin_when_told():
    """From here on everything is watched, and nothing before."""
    say(f"ready {os.getpid()}")
    signal.sigwait({signal.SIGUSR1})


def main(folder):
    vault = Vault.open(folder)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    vault.close()
    for line in sys.stdin:
        what, _space, place = line.removesuffix("\n").partition(" ")
        child = os.fork()
        if not child:
            work_in_child(what, Path(place), unlocked)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
