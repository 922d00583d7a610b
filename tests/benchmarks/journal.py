"""How long a save takes in each journal mode while a backup and statistics run beside it.

python -m tests.benchmarks.journal
"""

import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from makers import NOW, a_contact, a_new_vault, a_person
from sqlcipher3 import dbapi2 as sqlcipher

from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import derived, people, records
from outreach_desktop.storage.database import Busy, Database
from outreach_desktop.vault.cost import FLOOR

MODES = (("WAL", "FULL"), ("DELETE", "EXTRA"))
CONTACTS, SAVES = 100_000, 400
GROUPED = "SELECT substr(contact_on, 1, 7), channel, outcome, count(DISTINCT person_id) FROM contact GROUP BY 1, 2, 3"


def fill(db: Database) -> int:
    """Put in persons and many contacts; return the id of one person."""
    with db.transaction():
        ids = [save_person(db, a_person(alias=f"Alias {n}"), NOW).id for n in range(200)]
        lines = (
            replace(
                a_contact(person_id=ids[n % 200], contact_on=NOW.date()),
                id=n + 1, uid=records.new_uid(), version=1, created_at=NOW, changed_at=NOW,
            )
            for n in range(CONTACTS)
        )  # fmt: skip
        records.add_many(db, type(a_contact()), lines)
        derived.rebuild(db)
        people.refresh_summary(db)
    db.checkpoint()
    return ids[0]


def busy_reader(connect, stop: threading.Event) -> None:
    db = connect()
    while not stop.is_set():
        try:
            db.rows(GROUPED)
        except Busy:
            time.sleep(0.001)
    db.close()


def busy_backup(connect, key: bytes, target: Path, stop: threading.Event) -> None:
    db = connect()
    while not stop.is_set():
        target.unlink(missing_ok=True)
        copy = sqlcipher.connect(str(target))
        copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        try:
            db._connection.backup(copy, pages=100, sleep=0.001)  # the measured way of copying
        except sqlcipher.Error:
            time.sleep(0.001)
        copy.close()
    db.close()


def measure(folder: Path, mode: tuple[str, str]) -> tuple[list[float], int]:
    """Return the milliseconds of each save, and how many were refused as busy."""
    vault, unlocked, _ = vaults.make_vault(a_new_vault(folder), FLOOR, NOW)

    def connect() -> Database:
        db = vaults.connect(vault, unlocked)
        db.execute("PRAGMA busy_timeout = 5000")
        db.value(f"PRAGMA journal_mode = {mode[0]}")
        db.execute(f"PRAGMA synchronous = {mode[1]}")
        return db

    db = connect()
    person = fill(db)
    stop = threading.Event()
    others = [
        threading.Thread(target=busy_reader, args=(connect, stop)),
        threading.Thread(target=busy_backup, args=(connect, unlocked.database_key, folder / "copy.db", stop)),
    ]
    for other in others:
        other.start()
    times, refused = [], 0
    for _ in range(SAVES):
        begun = time.perf_counter()
        try:
            save_contact(db, a_contact(person_id=person), NOW)
        except Busy:
            refused += 1
        times.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.005)
    stop.set()
    for other in others:
        other.join()
    db.close()
    vault.close()
    return sorted(times), refused


def main() -> None:
    print(f"{'mode':<16}{'median ms':>10}{'95 %':>8}{'99 %':>8}{'most':>8}{'refused':>9}")
    for mode in MODES:
        with tempfile.TemporaryDirectory() as place:
            times, refused = measure(Path(place) / "vault", mode)
        median, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
        name = "/".join(mode)
        print(f"{name:<16}{median:>10.2f}{p95:>8.1f}{p99:>8.1f}{times[-1]:>8.1f}{refused:>9}")


if __name__ == "__main__":
    main()
