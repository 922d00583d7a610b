import shutil
from datetime import timedelta

import pytest
from dying import died_at
from makers import NOW, PASSPHRASE, a_contact, a_meeting, a_new_vault, a_person

from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Note, Person
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.operations import backup_upkeep, backups, restoring, rotation, vaults
from outreach_desktop.operations.accounts import NewPerson, Office, add_person, match_accounts
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.organisation import load_accounts, load_organisation
from outreach_desktop.operations.people import add_note, save_person
from outreach_desktop.storage import backups as registry
from outreach_desktop.storage import checks, comparing, erasures, log
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
    persons, contacts, _assessments, meetings, reports = found.differences
    assert (persons.here, persons.there, persons.gained, persons.lost, persons.changed) == (2, 2, 0, 1, 1)
    assert (persons.erased, contacts.erased) == (1, 0)  # Mira does not come back
    assert found.erasures_unknown_since is None
    assert (contacts.here, contacts.there, contacts.gained, contacts.lost) == (1, 1, 0, 0)
    assert (persons.newest_here, persons.newest_there) == (LATER, NOW)
    assert (reports.here, reports.newest_here, meetings.there) == (0, None, 0)
    assert found.loses
    assert [path for path in opened[0].backups.iterdir() if path.suffix != ".backup"] == []


def test_a_meeting_that_was_planned_since_is_told_of(opened, db, backup):
    (luna,) = [each.id for each in load_all(db, Person) if each.alias == "Luna"]
    save_meeting(db, a_meeting(person_id=luna), LATER)
    meetings = restoring.compare(*opened, backup).differences[3]
    assert (meetings.kind, meetings.here, meetings.there, meetings.lost) == ("meeting", 1, 0, 1)


def test_a_database_older_than_a_kind_of_record_has_none_of_it(db):
    held = comparing.holdings(db, "of_tomorrow")
    assert (held.there, held.newest_there) == (0, None)


def erased(db):
    return [(each.subject, each.uid) for each in erasures.load_all(db)]


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
    assert erased(restored) == erased(db)
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


def accepted(backup, folder, seen=0):
    """Restore a backup where nothing is; return what is told of it, and who is in it."""
    vault = Vault.open(restoring.lay_out(backup, folder))
    unlocked = vault.unlock("Anna", PASSPHRASE)
    told = restoring.accept_alone(vault, unlocked, backup, LATER, seen)
    vault.close()
    restoring.put_in_place(folder)
    again, found = reopened(folder, unlocked)
    names = aliases(found)
    assert checks.damaged_log_lines(found) == []
    found.close()
    again.close()
    return told, names


def test_where_nothing_is_it_is_said_since_when_erasures_are_not_known(opened, db, backup, tmp_path):
    head = log.head(db)
    told, names = accepted(backup, tmp_path / "alone", head.seq)
    assert names == {"Luna", "Mira"}
    assert told.erasures_unknown_since == NOW
    assert told.later_lines == 4  # the backup itself, Luna changed, Mira erased, Tova added
    assert told.differences[0].erased == 0


def test_a_newer_backup_beside_it_says_what_was_erased_since(opened, db, backup, tmp_path):
    vault, unlocked = opened
    newer = LATER + timedelta(hours=1)
    backups.make_backup(vault, unlocked, newer)
    told, names = accepted(backup, tmp_path / "beside")
    assert names == {"Luna"}
    assert told.erasures_unknown_since == newer
    assert (told.differences[0].there, told.differences[0].erased) == (2, 1)


def test_a_newer_backup_that_is_damaged_or_of_another_vault_says_nothing(opened, db, backup, tmp_path):
    vault, unlocked = opened
    newest = vault.backups / backups.make_backup(vault, unlocked, LATER + timedelta(hours=2)).name
    newest.write_bytes(newest.read_bytes()[:-9])
    other, keys, _lines = vaults.make_vault(a_new_vault(tmp_path / "other"), Cost.cheapest_for_tests(), NOW)
    shutil.copy(other.backups / backups.make_backup(other, keys, LATER + timedelta(hours=3)).name, vault.backups)
    other.close()
    told, names = accepted(backup, tmp_path / "beside")
    assert names == {"Luna", "Mira"}
    assert told.erasures_unknown_since == NOW


def test_the_second_place_that_is_set_now_holds(opened, db, vault_folder, tmp_path):
    vault, unlocked = opened
    old, new = tmp_path / "old stick", tmp_path / "new stick"
    backup_upkeep.choose_second_place(db, vault, old, NOW)
    made = vault.backups / backups.make_backup(vault, unlocked, NOW).name
    backup_upkeep.choose_second_place(db, vault, new, LATER)
    db.close()
    restoring.restore(vault, unlocked, made, LATER)
    vault.close()
    again, restored = reopened(vault_folder, unlocked)
    assert load_organisation(restored).backup_place == str(new)
    assert checks.damaged_log_lines(restored) == []
    restored.close()
    again.close()


def test_only_an_administrator_restores(opened, db, backup):
    vault, unlocked = opened
    new = NewPerson(Account(name="Bo", role=Role.COORDINATOR), BO)
    add_person(Office(db, vault, unlocked), new, Cost.cheapest_for_tests(), NOW)
    with pytest.raises(NotPermitted):
        restoring.restore(vault, vault.unlock("Bo", BO), backup, LATER)


def test_a_backup_of_another_vault_is_refused_in_words(opened, db, tmp_path, vault_pattern):
    other, keys, _lines = vaults.make_vault(a_new_vault(tmp_path / "other"), Cost.cheapest_for_tests(), NOW)
    made = backups.make_backup(other, keys, NOW)
    with pytest.raises(backup_errors.BackupOfAnother):
        restoring.compare(*opened, other.backups / made.name)
    other.close()


@pytest.mark.timeout(900)
def test_dying_at_any_step_of_restoring_leaves_a_vault_that_opens(opened, db, backup, vault_folder, tmp_path):
    vault, unlocked = opened
    db.checkpoint()
    db.close()
    vault.close()
    generations, chosen, ended = set(), 0, False
    while not ended:
        chosen += 1
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
    restoring.accept_alone(vault, unlocked, backup, LATER)
    vault.close()
    restoring.put_in_place(folder)
    again, found = reopened(folder, unlocked)
    assert again.vault_id == opened[0].vault_id
    assert aliases(found) == {"Luna", "Mira"}
    found.close()
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
