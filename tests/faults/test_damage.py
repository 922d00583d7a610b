"""Bits turn over and files are cut short: each time a clear sentence comes, never wrong contents and never a fault."""

import contextlib
import random

import pytest
from makers import NOW, PASSPHRASE, a_contact, a_person
from stages import times

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.i18n import texts
from outreach_desktop.operations import vaults
from outreach_desktop.operations.checks import check_vault
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import checks
from outreach_desktop.vault import durable
from outreach_desktop.vault.folder import Vault

FLIPS, CUTS, SMALL = times(300, 20_000), times(80, 10_000), times(300, 20_000)
SMALL_FILES = ("CURRENT", "gen-000001/keys.json", "gen-000001/manifest.json")


@pytest.fixture
def vault(opened):
    """A closed database with a person and some lines of contact; the keys are open."""
    db = vaults.connect(*opened)
    person = save_person(db, a_person(), NOW)
    for number in range(20):
        save_contact(db, a_contact(person_id=person.id, note=f"rad {number}"), NOW)
    db.checkpoint()
    db.close()
    return opened[0]


def turned(contents, chance):
    at = chance.randrange(len(contents))
    return contents[:at] + bytes([contents[at] ^ 1 << chance.randrange(8)]) + contents[at + 1 :]


def found_in(vault, unlocked):
    """Return how damage is found: by a sentence on opening, else by the check of every page; nothing when it is not."""
    try:
        db = vaults.connect(vault, unlocked)
    except KnownError as error:
        return type(error).__name__
    try:
        return "pages" if checks.damaged_pages(db) or checks.broken_structure(db) else ""
    finally:
        db.close()


@pytest.mark.timeout(7200)
@pytest.mark.parametrize(("spoil", "count"), [("flip", FLIPS), ("cut", CUTS)])
def test_no_damage_of_the_database_goes_unnoticed(vault, vault_pattern, spoil, count):
    chance = random.Random(20261122)
    whole = vault.database.read_bytes()
    silent = []
    for turn in range(count):
        broken = turned(whole, chance) if spoil == "flip" else whole[: chance.randrange(len(whole))]
        vault.database.write_bytes(broken)
        if not found_in(vault, vault_pattern[1]):
            silent.append(turn)
    assert silent == []
    vault.database.write_bytes(whole)
    assert found_in(vault, vault_pattern[1]) == ""


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", SMALL_FILES)
def test_no_damage_of_a_small_file_goes_unnoticed(vault, vault_pattern, name):
    """One copy of the key file may be lost: then the other is in use, and that is told."""
    chance = random.Random(name)
    vault.close()
    file = vault.folder / name
    whole = file.read_bytes()
    for turn in range(SMALL // len(SMALL_FILES)):
        file.write_bytes(turned(whole, chance) if turn % 2 else whole[: chance.randrange(len(whole))])
        assert is_told(vault.folder)
    file.write_bytes(whole)
    Vault.open(vault.folder).close()


def is_told(folder):
    """Say whether opening tells of the damage: by a sentence, or since the second copy had to be used."""
    try:
        opened = Vault.open(folder)
    except KnownError:
        return True
    opened.close()
    return opened.used_copy


def test_what_a_damaged_vault_is_told_in_is_a_sentence_with_a_way_on(vault, vault_pattern):
    whole = vault.database.read_bytes()
    vault.database.write_bytes(whole[:20_000] + bytes(100) + whole[20_100:])
    wrong = [each.text for each in check_vault(vault, vault_pattern[1], texts("sv"), NOW) if not each.ok]
    assert wrong
    assert all("säkerhetskopia" in sentence or "Återställ" in sentence for sentence in wrong)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_while_the_key_file_is_written_leaves_a_passphrase_that_opens(
    vault, vault_pattern, monkeypatch, call
):
    """The n-th call fails, for every n: afterwards one of both passphrases opens, and it is said which holds."""
    from outreach_desktop.vault.cost import Cost

    old = vault_pattern[1]
    for fails_at in range(1, 12):
        done, plain = [], getattr(durable.os, call)

        def failing(*arguments, plain=plain, done=done, fails_at=fails_at):
            done.append(call)
            if len(done) == fails_at:
                raise OSError(5, "Input/output error")
            return plain(*arguments)

        monkeypatch.setattr(durable.os, call, failing)
        with contextlib.suppress(KnownError):
            vault.change_passphrase(old, NEW, Cost.cheapest_for_tests())
        monkeypatch.setattr(durable.os, call, plain)
        assert opens(vault) == 1
        if len(done) < fails_at:
            break
        vault.change_passphrase(old, OLD, Cost.cheapest_for_tests())


OLD, NEW = PASSPHRASE, "sju andra ord under en bro"


def opens(vault):
    """Return by how many of both passphrases a freshly read vault opens."""
    vault.close()
    again = Vault.open(vault.folder)
    try:
        return sum(_unlocks(again, each) for each in (OLD, NEW))
    finally:
        again.close()


def _unlocks(vault, passphrase):
    try:
        vault.unlock("Anna", passphrase)
    except KnownError:
        return False
    return True
