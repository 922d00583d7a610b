"""A proven backup of an 80 MB vault beside a bare copy by sqlcipher3, and how long saves take while one is made."""

import threading
import time

from makers import a_contact

from outreach_desktop.operations import backups, restoring, vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.vault.folder import Unlocked, Vault

from . import large_vault
from .measuring import Measured, bare_copy, in_turns, percentile
from .questions import NOW

SIZE = large_vault.Size(8_700, 87_000)
PAUSE = 0.005
SAVES_WITHOUT = 200


def rows() -> list[Measured]:
    vault, unlocked = large_vault.built(SIZE).unlock()
    try:
        return [_backup(vault, unlocked), _compared(vault, unlocked), _saves(vault, unlocked)]
    finally:
        vault.close()


def _made(vault: Vault, unlocked: Unlocked, spent: list[float]) -> None:
    """Make a backup and take it away again; note the CPU time of its thread."""
    begun = time.thread_time()
    (vault.backups / backups.make_backup(vault, unlocked, NOW).name).unlink()
    spent.append(time.thread_time() - begun)


def _backup(vault: Vault, unlocked: Unlocked) -> Measured:
    target, spent = vault.backups / ".bare", list[float]()
    key = unlocked.database_key
    ours, bare = in_turns(
        lambda: _made(vault, unlocked, spent), lambda: bare_copy(vault.database, key, target), rounds=5
    )
    size = vault.database.stat().st_size / 1e6
    beside = f"{size:.0f} MB, {min(spent):.1f} s of CPU; reference: bare sqlcipher3 copy, nothing checked"
    return Measured("backup, opened again and checked", ours / 1000, bare / 1000, beside, "s", most=5)


def _compared(vault: Vault, unlocked: Unlocked) -> Measured:
    path = vault.backups / backups.make_backup(vault, unlocked, NOW).name
    begun = time.perf_counter()
    restoring.compare(vault, unlocked, path)
    seconds = time.perf_counter() - begun
    path.unlink()
    return Measured("comparing a backup before restoring", seconds, unit="s", most=5)


def _saves(vault: Vault, unlocked: Unlocked) -> Measured:
    db = vaults.connect(vault, unlocked)
    alone = _timed_saves(db, lambda done: done < SAVES_WITHOUT)
    worker = threading.Thread(target=_made, args=(vault, unlocked, []))
    worker.start()
    beside = _timed_saves(db, lambda _done: worker.is_alive())
    worker.join()
    db.checkpoint()
    db.close()
    p95 = percentile(beside, 0.95)
    words = f"{len(beside)} saves, most {max(beside):.0f} ms; reference: without a backup"
    return Measured("save while a backup is made, 95 %", p95, percentile(alone, 0.95), words, most=50)


def _timed_saves(db, more) -> list[float]:
    """Save for one person after the other, as an evening does."""
    people = db.ids("SELECT id FROM person WHERE removed_on IS NULL ORDER BY id")
    times: list[float] = []
    while more(len(times)):
        person = people[len(times) % len(people)]
        begun = time.perf_counter()
        save_contact(db, a_contact(person_id=person, at=NOW), NOW)
        times.append((time.perf_counter() - begun) * 1000)
        time.sleep(PAUSE)
    return times
