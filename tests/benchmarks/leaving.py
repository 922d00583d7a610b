"""Somebody leaves a vault of 80 MB: all keys new, everything checked, beside a bare copy by sqlcipher3."""

import shutil
import tempfile
import time
from pathlib import Path

from outreach_desktop.operations import rotation, vaults
from outreach_desktop.operations.accounts import Office
from outreach_desktop.storage import rekeying
from outreach_desktop.vault.folder import Vault

from . import large_vault
from .measuring import Measured, bare_copy, milliseconds
from .questions import NOW

SIZE = large_vault.Size(7_000, 70_000)


def rows() -> list[Measured]:
    built = large_vault.built(SIZE)
    with tempfile.TemporaryDirectory(dir=built.folder.parent) as place:
        folder = Path(place) / "vault"
        shutil.copytree(built.folder, folder)
        vault = Vault.open(folder)
        try:
            return [_leaving(vault, built)]
        finally:
            vault.close()


def _leaving(vault: Vault, built: large_vault.Built) -> Measured:
    unlocked = vault.unlock(built.label, built.passphrase)
    target = vault.database.with_name("bare.db")
    bare = milliseconds(lambda: bare_copy(vault.database, unlocked.database_key, target)) / 1000
    db = vaults.connect(vault, unlocked)
    texts = sum(db.value(f"SELECT count(*) FROM {table}") * len(names) for table, names in _sealed(db))
    leaver = next(each.uid for each in vault.accounts if each.role == "volunteer")
    size, begun, spent = vault.database.stat().st_size / 1e6, time.perf_counter(), time.thread_time()
    rotation.take_keys(Office(db, vault, unlocked), leaver, None, NOW)
    seconds, spent = time.perf_counter() - begun, time.thread_time() - spent
    db.close()
    words = f"{size:.0f} MB, {texts} sealed texts, {spent:.1f} s of CPU; reference: bare sqlcipher3 copy"
    return Measured("somebody leaves: all keys new", seconds, bare, words, "s", most=15)


def _sealed(db):
    return rekeying.sealed_columns(db).items()
