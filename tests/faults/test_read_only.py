"""A folder that can be read and not written: told in a sentence, and nothing is changed."""

import os
import shutil
import subprocess

import pytest
from makers import NOW, PASSPHRASE

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.operations import backups, vaults
from outreach_desktop.vault import backup_errors
from outreach_desktop.vault.errors import CannotLock, CannotWrite
from outreach_desktop.vault.folder import Vault


@pytest.fixture
def read_only():
    """Return what lets nobody write into a folder, root too where it may mount."""
    places = []

    def close(folder):
        mount = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        if not mounted:
            for place in (folder, *folder.rglob("*")):
                place.chmod(0o500 if place.is_dir() else 0o400)
        places.append((folder, mounted))
        assert not os.access(folder, os.W_OK)
        return folder

    yield close
    for folder, mounted in places:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        else:
            for place in (folder, *folder.rglob("*")):
                place.chmod(0o700)


def test_a_vault_in_such_a_folder_is_told_and_stays_as_it_is(vault_folder, read_only):
    read_only(vault_folder)
    before = sorted(path.name for path in vault_folder.rglob("*"))
    with pytest.raises((CannotWrite, CannotLock)):
        Vault.open(vault_folder)
    assert sorted(path.name for path in vault_folder.rglob("*")) == before


def test_a_database_that_became_read_only_is_told_in_words(vault_folder, vault_pattern, read_only):
    vault = Vault.open(vault_folder)
    read_only(vault_folder / "gen-000001")
    with pytest.raises(KnownError):
        vaults.connect(vault, vault_pattern[1])
    vault.close()


def test_the_terminal_says_it_too(vault_folder, tmp_path, read_only, run):
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    secret.chmod(0o600)
    read_only(vault_folder)
    status, out, err = run("list", vault_folder, "people", "--passphrase-file", secret)
    assert (status, out, err.count("\n")) == (1, "", 1)


def test_a_place_for_backups_that_takes_none_is_told(opened, db, tmp_path, read_only):
    vault, unlocked = opened
    stick = tmp_path / "stick"
    stick.mkdir()
    read_only(stick)
    with pytest.raises(backup_errors.PlaceReadOnly):
        backups.make_backup(vault, unlocked, NOW, place=stick)
    assert list(stick.iterdir()) == []


def test_a_backup_on_a_read_only_disk_is_restored_all_the_same(opened, db, tmp_path, read_only):
    vault, unlocked = opened
    made = backups.make_backup(vault, unlocked, NOW)
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy(vault.backups / made.name, stick)
    read_only(stick)
    assert backups.prove(stick / made.name, unlocked, vault.backups).rows["account"] == 1
