"""The way back at the lock window dies at any step: what is damaged stays as it is, and the way back is there again."""

import shutil
from functools import partial

import pytest
from dying import died_at
from makers import NOW, PASSPHRASE, a_contact, a_person
from stages import times

from outreach_desktop.domain.person import Person
from outreach_desktop.operations import backup_upkeep, rescuing, vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.founding import UNFINISHED
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.rescuing import Key
from outreach_desktop.storage import log_chain
from outreach_desktop.storage.database import Database
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.errors import Unreadable
from outreach_desktop.vault.folder import Vault

ANNA = Key("Anna", PASSPHRASE)
STATEMENTS = ("execute", "execute_many", "copy_to")
BOTH, ONLY_BACKED_UP = {"Luna", "Tova"}, {"Luna"}


def spoil_keys(folder):
    for path in folder.glob("gen-*/keys.json*"):
        path.write_bytes(path.read_bytes()[:100])


def spoil_all(folder):
    spoil_keys(folder)
    database = folder / "gen-000001" / "case.db"
    database.write_bytes(database.read_bytes()[:-4096])


# What is damaged, and who is there once it is restored: where only the keys are, the database comes along.
KINDS = {"keys": (spoil_keys, BOTH), "keys and database": (spoil_all, ONLY_BACKED_UP)}
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def damaged(opened, db, vault_folder):
    """A vault with one person in its backup and two in its database, which nobody has open."""
    vault, unlocked = opened
    luna = save_person(db, a_person(alias="Luna"), NOW)
    save_contact(db, a_contact(person_id=luna.id), NOW)
    backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    save_person(db, a_person(alias="Tova"), NOW)
    db.checkpoint()
    db.close()
    vault.close()
    return vault_folder


def go_the_way_back(damaged, begin_dying=lambda: None):
    """Do what the lock window does from choosing a backup to the vault in its place; return its folder."""
    begin_dying()
    folder = rescuing.place_for(damaged)
    laid = rescuing.lay_out(rescuing.offers(damaged)[0], folder)
    found = rescuing.prove(laid, damaged, ANNA)
    rescuing.finish(laid, found, NOW)
    return folder


def files(folder):
    """Return all files but the lock, which comes and goes."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(folder): path.read_bytes() for path in found}


def aliases(folder):
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
    try:
        assert not list(log_chain.damaged_lines(db))
        return {person.alias for person in load_all(db, Person)}
    finally:
        db.close()
        vault.close()


def vaults_beside(damaged):
    """Return the folders beside the damaged vault that are vaults by now."""
    return [path for path in sorted(damaged.parent.glob(f"{damaged.name}-*")) if (path / "CURRENT").exists()]


def require_found_again(damaged, before, expected):
    """Whatever became a vault is whole; what is damaged is as it was; and going the way again brings the vault back."""
    assert files(damaged) == before
    with pytest.raises(Unreadable):
        Vault.open(damaged)
    there = vaults_beside(damaged)
    assert [aliases(folder) for folder in there] == [expected] * len(there)
    again = go_the_way_back(damaged)
    assert aliases(again) == expected
    assert files(damaged) == before
    assert vaults_beside(damaged) == [*there, again]
    beside = [path for path in damaged.parent.iterdir() if path != damaged]
    assert sorted(beside) == [*there, again]  # nothing is left of the try that died
    assert [each for folder in beside for each in folder.glob(f"{UNFINISHED}/*")] == []
    assert not list(damaged.parent.glob("*/gen-*/newer.db*"))
    return len(there)


def deaths(damaged, tmp_path, kind, watched, step=1):
    """Die at each chosen call, each time in a copy; return how many there were, and how many vaults each death left."""
    spoil, expected = KINDS[kind]
    spoil(damaged)
    chosen, left, ended = 0, [], False
    while not ended:
        chosen += step
        place = tmp_path / f"at-{chosen}"
        copy = shutil.copytree(damaged, place / "vault")
        before = files(copy)
        ended = not died_at(chosen, partial(go_the_way_back, copy), *watched)
        left.append(require_found_again(copy, before, expected))
        shutil.rmtree(place)
    return chosen, left


@pytest.mark.timeout(3600)
@every_kind
def test_dying_at_any_step_of_the_way_back_leaves_the_damaged_vault_and_the_way(damaged, tmp_path, kind):
    chosen, left = deaths(damaged, tmp_path, kind, ())
    assert chosen > 25
    assert left == sorted(left)  # no vault until the last steps, and a whole one after
    assert (left[0], left[-1]) == (0, 1)


@pytest.mark.timeout(3600)
@every_kind
def test_dying_at_any_statement_of_the_way_back_leaves_no_vault(damaged, tmp_path, kind):
    """SQLite's own writes go on between those steps: here the process dies before each statement."""
    chosen, left = deaths(damaged, tmp_path, kind, (Database, STATEMENTS), step=times(7, 1))
    assert chosen > 14
    assert left == [*[0] * (len(left) - 1), 1]
