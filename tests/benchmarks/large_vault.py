"""The large practice vault, built once by the command that users have, and kept between runs."""

import hashlib
import json
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from outreach_desktop import storage
from outreach_desktop.operations import vaults
from outreach_desktop.vault.folder import Unlocked, Vault

PLACE = Path(__file__).parents[2] / "build" / "bench"
DEMO = [sys.executable, "-c", "import sys; from outreach_desktop.cli import main; sys.exit(main(sys.argv[1:]))"]
LAST_DAY = "2026-11-24"


@dataclass(frozen=True)
class Size:
    people: int
    contacts: int

    @property
    def name(self) -> str:
        return f"{self.people}-{self.contacts}"


LARGE, SMALL = Size(100_000, 1_000_000), Size(2_000, 20_000)


@dataclass(frozen=True)
class Built:
    """A vault on the disk; `seconds`, `of_processor` of them, and `megabytes` are what building took."""

    folder: Path
    label: str
    passphrase: str
    seconds: float = 0
    of_processor: float = 0
    megabytes: float = 0

    def unlock(self) -> tuple[Vault, Unlocked]:
        vault = Vault.open(self.folder)
        return vault, vault.unlock(self.label, self.passphrase)


def built(size: Size) -> Built:
    """Return the vault of that size, built now if it was not."""
    said = PLACE / f"{size.name}.json"
    if not said.exists() or json.loads(said.read_text()).get("schema") != _schema():
        return _build(size, said)
    return _read(said)


def _schema() -> str:
    """Return a digest of the migrations: another schema needs another vault."""
    digest = hashlib.sha256()
    for file in sorted((Path(storage.__file__).parent / "migrations").glob("*.sql")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _build(size: Size, said: Path) -> Built:
    PLACE.mkdir(parents=True, exist_ok=True)
    folder = PLACE / size.name
    shutil.rmtree(folder, ignore_errors=True)
    numbers = ["--people", str(size.people), "--contacts", str(size.contacts)]
    command = [*DEMO, "demo", str(folder), *numbers, "--seed", "1", "--today", LAST_DAY, "--json"]
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    more = {
        "seconds": seconds,
        "of_processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "megabytes": after.ru_maxrss / 1024,
        "schema": _schema(),
    }
    said.write_text(json.dumps(json.loads(done.stdout) | more))
    return _read(said)


def _read(said: Path) -> Built:
    known = json.loads(said.read_text())
    first = next(each for each in known["accounts"] if each["role"] != "volunteer")
    took = {name: known.get(name, 0) for name in ("seconds", "of_processor", "megabytes")}
    return Built(Path(known["vault"]), first["label"], first["passphrase"], **took)


def connect(vault: Vault, keys: Unlocked):
    return vaults.connect(vault, keys)
