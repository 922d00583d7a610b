"""A vault that opens no more is made anew from a backup, beside what is damaged, with all that can be brought along."""

import shutil
from datetime import timedelta

import pytest
from makers import NOW, PASSPHRASE, a_contact, a_person

from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Person
from outreach_desktop.operations import backup_upkeep, rescuing, rotation, unopened_backups, vaults
from outreach_desktop.operations.accounts import NewPerson, Office, add_person
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.rescuing import Key
from outreach_desktop.storage import log_chain
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.backup_errors import BackupCut, BackupDamaged
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.errors import InUse, NotAVault, WrongPassphrase
from outreach_desktop.vault.folder import Vault

LATER = NOW + timedelta(days=2)
ANNA = Key("Anna", PASSPHRASE)


@pytest.fixture
def damaged(opened, db, vault_folder):
    """The folder of a vault with one person in its backup and two in its database, nobody having it open."""
    vault, unlocked = opened
    luna = save_person(db, a_person(alias="Luna"), NOW)
    save_contact(db, a_contact(person_id=luna.id), NOW)
    backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    save_person(db, a_person(alias="Tova"), LATER)
    db.checkpoint()
    db.close()
    vault.close()
    return vault_folder


def spoil_keys(folder):
    for path in folder.glob("gen-*/keys.json*"):
        path.write_bytes(path.read_bytes()[:100])


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rescued(damaged, offer=None, key=ANNA):
    """Go the whole way; return what was found and the folder of the new vault."""
    folder = rescuing.place_for(damaged)
    laid = rescuing.lay_out(offer or rescuing.offers(damaged)[0], folder)
    found = rescuing.prove(laid, damaged, key)
    rescuing.finish(laid, found, LATER)
    return found, folder


def aliases(folder, passphrase=PASSPHRASE):
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault.unlock("Anna", passphrase))
    try:
        assert not list(log_chain.damaged_lines(db))
        return {person.alias for person in load_all(db, Person)}
    finally:
        db.close()
        vault.close()


def test_where_only_the_keys_are_damaged_nothing_is_lost_and_nothing_of_the_old_changes(damaged):
    spoil_keys(damaged)
    (damaged / "lock").touch()
    before = files(damaged)
    found, folder = rescued(damaged)
    assert found.newer
    persons, contacts, *_others = found.comparison.differences
    assert (persons.here, persons.there, persons.lost, contacts.here) == (2, 1, 1, 1)
    assert aliases(folder) == {"Luna", "Tova"}
    assert files(damaged) == before
    assert folder == damaged.with_name("vault-2")
    assert [path.name for path in (folder / "gen-000001").glob("newer*")] == []


def test_where_the_key_files_are_gone_it_is_the_same(damaged):
    for path in damaged.glob("gen-*/keys.json*"):
        path.unlink()
    found, folder = rescued(damaged)
    assert found.newer
    assert aliases(folder) == {"Luna", "Tova"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-4096]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:8192] + bytes(4096) + path.read_bytes()[12288:]),
        lambda path: path.unlink(),
    ],
    ids=["cut", "empty", "a page of zeros", "gone"],
)
def test_where_the_database_is_damaged_too_the_backup_is_what_comes_back(damaged, spoil):
    spoil_keys(damaged)
    spoil(damaged / "gen-000001" / "case.db")
    found, folder = rescued(damaged)
    assert not found.newer
    assert found.comparison.differences[0].there == 1
    assert aliases(folder) == {"Luna"}


def test_whom_a_newer_backup_knows_as_erased_stays_erased(opened, db, vault_folder):
    vault, unlocked = opened
    luna = save_person(db, a_person(alias="Luna"), NOW)
    save_person(db, a_person(alias="Tova"), NOW)
    older = backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    erase_person(db, luna.id, NOW)
    backup_upkeep.back_up_before(vault, unlocked, db, LATER)
    db.close()
    vault.close()
    spoil_keys(vault_folder)
    (vault_folder / "gen-000001" / "case.db").unlink()
    found, folder = rescued(vault_folder, rescuing.offer_of(vault_folder / "backups" / older.name))
    assert found.comparison.erasures_unknown_since == NOW
    assert aliases(folder) == {"Tova"}


def test_a_vault_whose_folder_is_gone_comes_back_in_its_place(damaged, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = stick / rescuing.offers(damaged)[0].path.name
    shutil.copyfile(rescuing.offers(damaged)[0].path, copy)
    shutil.rmtree(damaged)
    assert rescuing.offers(damaged) == []
    found, folder = rescued(damaged, rescuing.offer_of(copy))
    assert folder == damaged
    assert not found.newer
    assert aliases(folder) == {"Luna"}


def test_keys_that_were_made_anew_since_open_no_newer_database(opened, db, vault_folder):
    vault, unlocked = opened
    save_person(db, a_person(alias="Luna"), NOW)
    bo = add_person(
        Office(db, vault, unlocked), NewPerson(Account(name="Bo", alias="Bo", role=Role.STAFF), "en fras som är Bos"),
        Cost.cheapest_for_tests(), NOW,
    )  # fmt: skip
    made = backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    keys = rotation.take_keys(Office(db, vault, unlocked), bo.uid, None, NOW)
    after = vaults.connect(vault, keys if keys is not None else vault.renewed(unlocked))
    save_person(after, a_person(alias="Tova"), LATER)
    after.checkpoint()
    after.close()
    vault.close()
    spoil_keys(vault_folder)
    found, folder = rescued(vault_folder, rescuing.offer_of(vault_folder / "backups" / made.name))
    assert not found.newer
    assert aliases(folder) == {"Luna"}


def test_a_journal_that_a_crash_left_comes_along(damaged):
    vault = Vault.open(damaged)
    db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
    save_person(db, a_person(alias="Mira"), LATER)
    database = damaged / "gen-000001" / "case.db"
    kept = {path: path.read_bytes() for path in (database, database.with_name("case.db-wal"))}
    db.close()
    vault.close()
    for path, contents in kept.items():
        path.write_bytes(contents)
    spoil_keys(damaged)
    found, folder = rescued(damaged)
    assert found.newer
    assert aliases(folder) == {"Luna", "Tova", "Mira"}


def test_a_backup_that_nobody_has_checked_is_offered_as_such_and_restored(damaged):
    vault = Vault.open(damaged)
    unopened_backups.copy_unopened(vault, vault.backups, LATER)
    vault.close()
    newest, older = rescuing.offers(damaged)
    assert (newest.header.checked, older.header.checked) == (False, True)
    shutil.rmtree(damaged / "gen-000001")
    found, folder = rescued(damaged, newest)
    assert not found.newer
    assert aliases(folder) == {"Luna", "Tova"}


def test_until_it_is_finished_there_is_no_vault_and_given_up_it_leaves_nothing(damaged):
    spoil_keys(damaged)
    folder = rescuing.place_for(damaged)
    laid = rescuing.lay_out(rescuing.offers(damaged)[0], folder)
    assert [each.label for each in laid.accounts] == ["Anna"]
    with pytest.raises(WrongPassphrase):
        rescuing.prove(laid, damaged, Key("Anna", "en annan lösenfras än så"))
    rescuing.prove(laid, damaged, ANNA)
    with pytest.raises(NotAVault):
        Vault.open(folder)
    rescuing.abandon(folder)
    assert not folder.exists()


def test_a_damaged_backup_is_told_and_leaves_nothing(damaged):
    offer = rescuing.offers(damaged)[0]
    whole = offer.path.read_bytes()
    folder = rescuing.place_for(damaged)
    for spoiled, error in (
        (whole[:-5000], BackupCut),
        (whole[:20000] + bytes([whole[20000] ^ 1]) + whole[20001:], BackupDamaged),
    ):
        offer.path.write_bytes(spoiled)
        with pytest.raises(error):
            rescuing.lay_out(offer, folder)
        assert list(folder.iterdir()) == []


def test_a_vault_that_is_open_elsewhere_is_left_alone(damaged):
    laid = rescuing.lay_out(rescuing.offers(damaged)[0], rescuing.place_for(damaged))
    elsewhere = Vault.open(damaged)
    with pytest.raises(InUse):
        rescuing.prove(laid, damaged, ANNA)
    elsewhere.close()


def test_a_folder_that_is_taken_is_never_proposed(damaged, tmp_path, monkeypatch):
    assert rescuing.place_for(damaged) == tmp_path / "vault-2"
    (tmp_path / "vault-2").mkdir()
    assert rescuing.place_for(damaged) == tmp_path / "vault-2"
    (tmp_path / "vault-2" / "brev.txt").write_text("hej")
    assert rescuing.place_for(damaged) == tmp_path / "vault-3"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    gone = tmp_path / "stick" / "vault"
    assert rescuing.place_for(gone) == tmp_path / "data" / "outreach-desktop" / "vault"
