"""Removing somebody may fail or die at any step: the vault opens, and either everything is new or nothing."""

import os
import shutil
from pathlib import Path

import pytest
from makers import NOW, PASSPHRASE, a_person

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.operations import accounts, rotation, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.organisation import load_accounts
from outreach_desktop.operations.people import add_note, look_at_person, save_person
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.errors import UnknownAccount
from outreach_desktop.vault.folder import Vault
from tests.vault.test_vault_crashes import DIED, Steps, die, no_space

CHEAP = Cost.cheapest_for_tests()
TEXT = "hon sover hos en vän tills vidare"
BO = "bos egen långa lösenfras"


@pytest.fixture(scope="module")
def team(vault_pattern, tmp_path_factory):
    """A vault with Bo, who is to be removed, and one sealed note; without its ballast."""
    folder = tmp_path_factory.mktemp("team") / "vault"
    shutil.copytree(vault_pattern[0], folder, ignore=shutil.ignore_patterns("ballast", "lock"))
    vault = Vault.open(folder)
    office = Office(vaults.connect(vault, vault_pattern[1]), vault, vault_pattern[1])
    accounts.add_person(office, NewPerson(Account(name="Bo", role=Role.STAFF), BO), CHEAP, NOW)
    add_note(office.db, save_person(office.db, a_person(), NOW).id, TEXT, NOW)
    office.db.checkpoint()
    office.db.close()
    vault.close()
    return folder


def remove_bo(folder: Path, unlocked, patch=None, chosen=0, at=die) -> int:
    """Remove Bo, with the chosen step going wrong; return how many steps it took."""
    vault = Vault.open(folder)
    office = Office(vaults.connect(vault, unlocked), vault, unlocked)
    bo = next(entry.uid for entry in vault.accounts if entry.label == "Bo")
    try:
        steps = Steps(patch, chosen, at) if patch else None
        rotation.take_keys(office, bo, None, NOW)
        office.db.close()
        vault.sweep()
        return steps.passed if steps else 0
    finally:
        if patch:
            patch.undo()
        office.db.close()
        vault.close()


@pytest.fixture(scope="module")
def steps(team, vault_pattern, tmp_path_factory) -> int:
    folder = tmp_path_factory.mktemp("counted") / "vault"
    shutil.copytree(team, folder)
    return remove_bo(folder, vault_pattern[1], pytest.MonkeyPatch())


def is_removed(folder: Path, unlocked) -> bool:
    """Open the vault as its administrator and say whether Bo is gone; what is in it must be whole either way."""
    vault = Vault.open(folder)
    try:
        keys = vault.renewed(unlocked)
        db = vaults.connect(vault, keys)
        assert look_at_person(db, 1, NOW.date()).notes[0].text == TEXT
        gone = "Bo" not in {entry.label for entry in vault.accounts}
        assert gone is not any(each.active and each.name == "Bo" for each in load_accounts(db).values())
        db.close()
        vault.sweep()
        assert len(list(folder.glob("gen-*"))) == 1
        assert vault.recovery_owner
        return gone
    finally:
        vault.close()


@pytest.mark.timeout(900)
def test_after_an_error_at_any_step_the_vault_is_as_before_or_whole_and_new(team, vault_pattern, tmp_path, steps):
    assert steps > 20
    outcomes = set()
    for chosen in range(1, steps + 1):
        folder = tmp_path / str(chosen)
        shutil.copytree(team, folder)
        try:
            remove_bo(folder, vault_pattern[1], pytest.MonkeyPatch(), chosen, no_space)
        except (KnownError, OSError) as error:
            told = error
        else:
            told = None
        gone = is_removed(folder, vault_pattern[1])
        outcomes.add((gone, told is None))
        shutil.rmtree(folder)
    assert {(False, False), (True, True)} <= outcomes
    assert (False, True) not in outcomes


@pytest.mark.timeout(900)
def test_after_dying_at_any_step_the_vault_is_as_before_or_whole_and_new(team, vault_pattern, tmp_path, steps):
    outcomes = []
    for chosen in range(1, steps + 1):
        folder = tmp_path / str(chosen)
        shutil.copytree(team, folder)
        child = os.fork()
        if child == 0:
            try:
                remove_bo(folder, vault_pattern[1], pytest.MonkeyPatch(), chosen, die)
            finally:
                os._exit(1)
        _child, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == DIED, chosen
        outcomes.append(is_removed(folder, vault_pattern[1]))
        shutil.rmtree(folder)
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {False, True}


@pytest.mark.parametrize("stage", [each for each in rotation.Stage if each is not rotation.Stage.BACK_UP])
def test_after_dying_while_copying_sealing_or_checking_everybody_opens_the_vault_as_before(
    team, vault_pattern, tmp_path, stage
):
    """SQLite's own writes go on between those steps; each stage dies in its middle."""
    folder = tmp_path / "vault"
    shutil.copytree(team, folder)
    child = os.fork()
    if child == 0:
        try:
            vault = Vault.open(folder)
            office = Office(vaults.connect(vault, vault_pattern[1]), vault, vault_pattern[1])
            bo = next(entry.uid for entry in vault.accounts if entry.label == "Bo")
            rotation.take_keys(office, bo, None, NOW, lambda now_at, *_far: die() if now_at is stage else None)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == DIED
    assert not is_removed(folder, vault_pattern[1])
    vault = Vault.open(folder)
    assert vault.unlock("Bo", BO).role == "staff"
    assert vault.unlock("Anna", PASSPHRASE).role == "administrator"
    vault.close()


def test_after_removing_the_one_who_left_is_unknown(team, vault_pattern, tmp_path):
    folder = tmp_path / "vault"
    shutil.copytree(team, folder)
    remove_bo(folder, vault_pattern[1])
    vault = Vault.open(folder)
    with pytest.raises(UnknownAccount):
        vault.unlock("Bo", BO)
    vault.close()
