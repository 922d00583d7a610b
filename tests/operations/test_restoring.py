import shutil
from datetime import timedelta

import pytest
from dying import EVERY, died_at
from makers import NOW, PASSPHRASE, a_contact, a_person

from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Note, Person
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.operations import backup_upkeep, backups, restoring, rotation, vaults
from outreach_desktop.operations.accounts import NewPerson, Office, add_person, match_accounts
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.organisation import load_accounts
from outreach_desktop.operations.people import add_note, save_person
from outreach_desktop.storage import backups as registry
from outreach_desktop.storage import checks, log
from outreach_desktop.storage.database import Database, WrongKey
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.vault import backup_errors
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.errors import UnknownAccount
from outreach_desktop.vault.folder import Vault

BO = "en lång fras som är Bos"
LATER = NOW + timedelta(days=2)


@pytest.fixture
def backup(opened, db):
    """A backup of a vault with two persons; after it one was changed, one erased, one added."""
    vault, unlocked = opened
    luna, mira = save_person(db, a_person(alias="Luna"), NOW), save_person(db, a_person(alias="Mira"), NOW)
    save_contact(db, a_contact(person_id=luna.id), NOW)
    made = backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    save_person(db, load_one(db, Person, luna.id), LATER)
    erase_person(db, mira.id, LATER)
    save_person(db, a_person(alias="Tova"), LATER)
    return vault.backups / made.name


def reopened(folder, unlocked):
    vault = Vault.open(folder)
    return vault, vaults.connect(vault, unlocked)


def aliases(db):
    return {person.alias for person in load_all(db, Person)}


def test_the_comparison_says_what_would_come_back_and_what_would_be_lost(opened, db, backup):
    found = restoring.compare(*opened, backup)
    persons, contacts, reports = found.differences
    assert (persons.here, persons.there, persons.gained, persons.lost, persons.changed) == (2, 2, 1, 1, 1)
    assert (contacts.here, contacts.there, contacts.gained, contacts.lost) == (1, 1, 0, 0)
    assert (persons.newest_here, persons.newest_there) == (LATER, NOW)
    assert (reports.here, reports.newest_here) == (0, None)
    assert found.loses
    assert [path for path in opened[0].backups.iterdir() if path.suffix != ".backup"] == []


def test_restoring_makes_a_generation_and_keeps_erased_people_erased(opened, db, backup, vault_folder):
    vault, unlocked = opened
    head, before = restoring.restore(vault, unlocked, backup, LATER)
    assert vault.generation == 2
    assert aliases(db) == {"Luna", "Tova"}  # the old generation is there until the vault is opened again
    vault.close()
    again, restored = reopened(vault_folder, unlocked)
    assert again.generation == 2
    assert aliases(restored) == {"Luna"}
    assert log.head(restored) == head
    assert log.erased(restored) == log.erased(db)
    assert checks.damaged_log_lines(restored) == []
    assert before.uid in {copy.uid for copy in registry.copies(restored)}
    assert not vaults.is_older(restored, head.seq, head.hash.hex())
    restored.close()
    again.unlock("Anna", PASSPHRASE)
    again.close()


def test_what_was_before_can_be_restored_again(opened, db, backup, vault_folder):
    vault, unlocked = opened
    _head, before = restoring.restore(vault, unlocked, backup, LATER)
    vault.close()
    again = Vault.open(vault_folder)
    restoring.restore(again, unlocked, again.backups / before.name, LATER)
    again.close()
    last, restored = reopened(vault_folder, unlocked)
    assert aliases(restored) == {"Luna", "Tova"}
    restored.close()
    last.close()


def test_the_old_generation_goes_once_a_backup_of_the_new_one_is_proven(opened, db, backup, vault_folder):
    vault, unlocked = opened
    restoring.restore(vault, unlocked, backup, LATER)
    vault.close()
    db.close()
    again = Vault.open(vault_folder)
    unlocked_again = again.unlock("Anna", PASSPHRASE)
    writing = vaults.connect(again, unlocked_again)
    save_person(writing, a_person(alias="Nova"), LATER)
    assert len(list(vault_folder.glob("gen-*"))) == 2
    backup_upkeep.look_after(again, unlocked_again, LATER + timedelta(hours=2))
    assert [folder.name for folder in vault_folder.glob("gen-*")] == ["gen-000002"]
    writing.close()
    again.close()


def test_only_an_administrator_restores(opened, db, backup):
    vault, unlocked = opened
    new = NewPerson(Account(name="Bo", role=Role.COORDINATOR), BO)
    add_person(Office(db, vault, unlocked), new, Cost.cheapest_for_tests(), NOW)
    with pytest.raises(NotPermitted):
        restoring.restore(vault, vault.unlock("Bo", BO), backup, LATER)


def test_a_backup_of_another_vault_is_refused_in_words(opened, db, tmp_path, vault_pattern):
    from makers import a_new_vault

    from outreach_desktop.vault.cost import Cost

    other, keys, _lines = vaults.make_vault(a_new_vault(tmp_path / "other"), Cost.cheapest_for_tests(), NOW)
    made = backups.make_backup(other, keys, NOW)
    with pytest.raises(backup_errors.BackupOfAnother):
        restoring.compare(*opened, other.backups / made.name)
    other.close()


def test_dying_at_any_step_of_restoring_leaves_a_vault_that_opens(opened, db, backup, vault_folder, tmp_path):
    vault, unlocked = opened
    db.checkpoint()
    db.close()
    vault.close()
    generations, chosen, ended = set(), 0, False
    while not ended:
        chosen += EVERY
        folder = tmp_path / f"at-{chosen}"
        shutil.copytree(vault_folder, folder)
        ended = not died_while_restoring(folder, backup.name, unlocked, chosen)
        again, found = reopened(folder, unlocked)
        generations.add(again.generation)
        assert aliases(found) == ({"Luna", "Tova"} if again.generation == 1 else {"Luna"}), chosen
        assert checks.broken_structure(found) == []
        found.close()
        again.close()
        shutil.rmtree(folder)
    assert chosen > 40
    assert generations == {1, 2}


def died_while_restoring(folder, name, unlocked, chosen):
    def work(begin_dying):
        vault = Vault.open(folder)
        begin_dying()
        restoring.restore(vault, unlocked, vault.backups / name, LATER)

    return died_at(chosen, work)


def test_a_backup_is_laid_out_as_a_vault_only_when_it_is_accepted(opened, db, backup, tmp_path):
    folder = tmp_path / "new"
    inner = restoring.lay_out(backup, folder)
    assert not (folder / "CURRENT").exists()
    vault = Vault.open(inner)
    unlocked = vault.unlock("Anna", PASSPHRASE)
    found = vaults.connect(vault, unlocked)
    restoring.accept(found, "ab" * 16, LATER)
    assert aliases(found) == {"Luna", "Mira"}
    found.close()
    vault.close()
    restoring.put_in_place(folder)
    again = Vault.open(folder)
    assert again.vault_id == opened[0].vault_id
    again.close()
    with pytest.raises(vaults.KnownError):
        restoring.lay_out(backup, folder)


def test_restoring_what_was_before_somebody_left_lets_them_in_no_more(opened, db, vault_folder):
    vault, unlocked = opened
    office = Office(db, vault, unlocked)
    bo = add_person(office, NewPerson(Account(name="Bo", role=Role.STAFF), BO), Cost.cheapest_for_tests(), NOW)
    luna = save_person(db, a_person(alias="Luna"), NOW)
    add_note(db, luna.id, "sover hos en vän", NOW)
    old = vault.backups / backups.make_backup(vault, unlocked, NOW).name
    after = rotation.take_keys(office, bo.uid, None, LATER)
    db.close()

    head, _before = restoring.restore(vault, after, old, LATER)
    vault.close()

    again = Vault.open(vault_folder)
    assert [entry.label for entry in again.accounts] == ["Anna"]
    with pytest.raises(UnknownAccount):
        again.unlock("Bo", BO)
    own = again.unlock("Anna", PASSPHRASE)
    restored = vaults.connect(again, own)
    assert log.head(restored) == head
    assert [note.text for note in load_all(restored, Note)] == ["sover hos en vän"]
    match_accounts(restored, again, LATER)
    assert not load_accounts(restored)[bo.uid].active
    assert checks.damaged_log_lines(restored) == []
    with pytest.raises(WrongKey):
        Database(again.database, unlocked.database_key, unlocked.sealer)
    restored.close()
    again.close()
