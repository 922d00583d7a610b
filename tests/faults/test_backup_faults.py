"""Backups on a bad day: killed at any step, on a full disk, with flipped bits, cut off."""

import random
import shutil

import pytest
from dying import died_at
from makers import NOW, a_contact, a_person
from stages import times

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.operations import backup_upkeep, backups, vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.unopened_backups import copy_unopened
from outreach_desktop.storage import backups as registry
from outreach_desktop.storage import checks
from outreach_desktop.vault import backup_errors, backup_file, backup_folder
from outreach_desktop.vault.errors import Unreadable
from outreach_desktop.vault.folder import Vault

FLIPS = times(40, 500)


@pytest.fixture
def folder(vault_folder, vault_pattern):
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    person = save_person(db, a_person(), NOW)
    for _line in range(30):
        save_contact(db, a_contact(person_id=person.id), NOW)
    db.checkpoint()
    db.close()
    vault.close()
    return vault_folder


def a_round(folder, unlocked):
    """Look after the backups as after unlocking, and note it; return the good copies."""
    vault = Vault.open(folder)
    db = vaults.connect(vault, unlocked)
    backup_upkeep.record(db, backup_upkeep.look_after(vault, unlocked, NOW), NOW)
    found = registry.copies(db)
    assert checks.broken_structure(db) == []
    db.close()
    vault.close()
    return found


@pytest.mark.timeout(900)
def test_dying_at_any_step_of_a_backup_leaves_the_vault_whole_and_no_half_backup(folder, vault_pattern, tmp_path):
    unlocked, chosen, ended = vault_pattern[1], 0, False
    while not ended:
        chosen += 1
        copy = tmp_path / f"at-{chosen}"
        shutil.copytree(folder, copy)
        ended = not died_while_backing_up(copy, unlocked, chosen)
        whole = list((copy / "backups").glob("*.backup"))
        for path in whole:
            assert backups.prove(path, unlocked, tmp_path).rows["contact"] == 30
        (good,) = a_round(copy, unlocked)
        assert good.state.value == "good"
        assert [entry.name for entry in (copy / "backups").iterdir()] == [good.name]
        shutil.rmtree(copy)
    assert chosen > 10


def died_while_backing_up(folder, unlocked, chosen):
    def work(begin_dying):
        vault = Vault.open(folder)
        begin_dying()
        backups.make_backup(vault, unlocked, NOW)

    return died_at(chosen, work)


def test_a_full_disk_is_told_and_leaves_nothing_and_the_older_backup_stays(folder, vault_pattern, disk):
    place = disk.folder / "vault"
    shutil.copytree(folder, place)
    unlocked = vault_pattern[1]
    (older,) = a_round(place, unlocked)
    vault = Vault.open(place)
    db = vaults.connect(vault, unlocked)  # as the window has it
    with disk.full(), pytest.raises(backup_errors.PlaceFull):
        backups.make_backup(vault, unlocked, NOW)
    assert [entry.name for entry in vault.backups.iterdir()] == [older.name]
    backups.prove(vault.backups / older.name, unlocked, vault.backups)
    db.close()
    vault.close()


def test_each_flipped_bit_and_each_cut_is_told_and_leaves_nothing(folder, vault_pattern, tmp_path):
    (good,) = a_round(folder, vault_pattern[1])
    whole = (folder / "backups" / good.name).read_bytes()
    chance, scratch = random.Random(20261122), tmp_path / "scratch"
    scratch.mkdir()
    torn = tmp_path / "torn.backup"
    for number in range(FLIPS):
        contents = bytearray(whole)
        at = chance.randrange(len(whole))
        if number % 3:
            contents[at] ^= 1 << chance.randrange(8)
        else:
            del contents[at:]
        torn.write_bytes(bytes(contents))
        with pytest.raises(Unreadable):
            backups.prove(torn, vault_pattern[1], scratch)
        assert list(scratch.iterdir()) == []


def test_a_whole_file_with_a_ruined_database_inside_does_not_count(folder, vault_pattern, tmp_path):
    """Damage that was there before the copy has sound hashes: only opening it finds out."""
    vault = Vault.open(folder)
    contents = bytearray(vault.database.read_bytes())
    contents[len(contents) // 2] ^= 1
    vault.database.write_bytes(bytes(contents))
    path = copy_unopened(vault, tmp_path, NOW)
    assert backup_file.read(path)
    assert backup_folder.look_at(path).error is None
    with pytest.raises(KnownError) as told:
        backups.prove(path, vault_pattern[1], vault.backups)
    assert isinstance(told.value, backup_errors.BackupDamaged)
    vault.close()
