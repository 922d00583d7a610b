"""A second key besides the passphrase, and roster keys that were handed on."""

import json
import shutil
from copy import deepcopy
from pathlib import Path

import pytest

from outreach_desktop.vault import envelope, errors, key_file, rotation, stick
from outreach_desktop.vault.folder import NewAccount, Vault
from tests.vault.opening import CHEAP, opened, passphrase_of, unlocked

NEW = "helt nya ord i en rad"
DATA = Path(__file__).parent.parent / "data" / "vault"


def keys_of(folder):
    return json.loads((folder / "gen-000001" / "keys.json").read_bytes())


def test_a_file_opens_the_account_besides_the_passphrase_and_neither_does_alone(folder, tmp_path):
    second = stick.make(tmp_path / "key.bin")
    with opened(folder) as vault:
        vault.change_passphrase(unlocked(vault, "Bo"), NEW, CHEAP, second)
    assert keys_of(folder)["version"] == 2
    with opened(folder) as vault:
        assert [each.label for each in vault.accounts if each.needs_second_key] == ["Bo"]
        assert vault.unlock("Bo", NEW, stick.read(tmp_path / "key.bin")).role == "volunteer"
        with pytest.raises(errors.SecondKeyNeeded):
            vault.unlock("Bo", NEW)
        with pytest.raises(errors.WrongPassphraseOrSecondKey):
            vault.unlock("Bo", NEW, bytes(32))
        with pytest.raises(errors.WrongPassphraseOrSecondKey):
            vault.unlock("Bo", passphrase_of("Bo"), second)
        vault.change_passphrase(vault.unlock("Bo", NEW, second), passphrase_of("Bo"), CHEAP)
        assert vault.unlock("Bo", passphrase_of("Bo"), second).role == "volunteer"
    assert keys_of(folder)["version"] == 1


def test_that_a_second_key_is_asked_for_cannot_be_taken_out_of_the_file(folder, tmp_path):
    with opened(folder) as vault:
        vault.change_passphrase(unlocked(vault, "Bo"), NEW, CHEAP, stick.make(tmp_path / "key.bin"))
    body = keys_of(folder)["body"]
    slot = next(slot for slot in body["slots"] if slot["key_file"])
    slot |= {"key_file": None, "version": 1}
    for name in ("keys.json", "keys.json.bak"):
        (folder / "gen-000001" / name).write_bytes(envelope.pack(key_file.FORMAT, 2, body))
    with opened(folder) as vault, pytest.raises(errors.WrongPassphrase):
        vault.unlock("Bo", NEW)


@pytest.mark.parametrize(("size", "fits"), [(0, False), (31, False), (32, True), (5_000_000, True)])
def test_any_file_of_a_fair_size_will_do(tmp_path, size, fits):
    path = tmp_path / "file"
    path.write_bytes(bytes(size))
    if fits:
        assert len(stick.read(path)) == 32
        path.write_bytes(bytes(size - 1) + b"x")
        assert stick.read(path) != stick.read(DATA / "argon2id.json")
    else:
        with pytest.raises(errors.SecondKeyUnfit):
            stick.read(path)


def test_a_file_that_is_too_large_or_not_there_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(stick, "_MOST", 100)
    (tmp_path / "large").write_bytes(bytes(101))
    with pytest.raises(errors.SecondKeyUnfit):
        stick.read(tmp_path / "large")
    with pytest.raises(errors.SecondKeyNotRead):
        stick.read(tmp_path / "nothing")


def test_a_new_second_key_is_never_written_over_a_file(tmp_path):
    there = tmp_path / "key.bin"
    there.write_bytes(b"somebody's")
    with pytest.raises(errors.SecondKeyNotMade):
        stick.make(there)
    assert there.read_bytes() == b"somebody's"
    assert stick.make(tmp_path / "a.bin") != stick.make(tmp_path / "b.bin")


def test_a_new_recovery_sheet_takes_the_place_of_the_old_one(folder, made):
    from outreach_desktop.vault import recovery

    key = recovery.new_key()
    with opened(folder) as vault:
        with pytest.raises(errors.OnlyAdministrators):
            vault.make_recovery_sheet(unlocked(vault, "Kim"), key, CHEAP)
        vault.make_recovery_sheet(unlocked(vault), key, CHEAP)
        assert vault.unlock_with_recovery(key).label == "Åsa"
        with pytest.raises(errors.WrongRecoveryKey):
            vault.unlock_with_recovery(recovery.parse("\n".join(made[1])))


def handed_on(folder):
    """Let an administrator leave, so that the roster key is handed on; return the keys the leaver still knows."""
    with opened(folder) as vault:
        first = unlocked(vault)
        entry = vault.add_account(first, NewAccount("Mia", "administrator", NEW), CHEAP)
        leaver = vault.unlock("Mia", NEW)
        vault.rotate(first, entry.uid, None, lambda path, _keys: path.write_bytes(b"x"), lambda _path, _keys: None)
    return leaver


def test_slots_are_bound_to_the_roster_key_that_followed_when_their_owners_unlock(folder):
    leaver = handed_on(folder)
    with opened(folder) as vault:
        before = {slot.uid: slot for slot in vault._key_file.slots if slot.kind == "passphrase"}
        sam, bo = unlocked(vault, "Sam"), vault.unlock("Bo", passphrase_of("Bo"))
        after = {slot.uid: slot for slot in vault._key_file.slots if slot.kind == "passphrase"}
        assert before[sam.account].wrapped != after[sam.account].wrapped
        assert before[sam.account].salt == after[sam.account].salt
        unlocked(vault, "Bo")
        assert {slot.uid: slot for slot in vault._key_file.slots}[bo.account] == after[bo.account]
        assert vault.copies_agree()
        assert leaver.shared_keys.roster != unlocked(vault).shared_keys.roster


def test_who_has_not_unlocked_since_is_still_led_by_the_signature_of_the_old_key_alone(folder):
    handed_on(folder)
    with opened(folder) as vault:
        body = json.loads(vault._contents)["body"]
    body["handovers"][0]["signature"] = "00" * 64
    generation = next(folder.glob("gen-000002"))
    for name in ("keys.json", "keys.json.bak"):
        (generation / name).write_bytes(envelope.pack(key_file.FORMAT, 2, body))
    with opened(folder) as vault, pytest.raises(errors.KeyFileDamaged):
        vault.unlock("Bo", passphrase_of("Bo"))


@pytest.mark.parametrize(
    "handovers", [None, {}, [], [{}], ["x"], [{"public": "00", "signature": "00" * 64}], [{"public": "00" * 32}] * 101]
)
def test_hostile_handovers_are_refused_with_the_one_exception(folder, handovers):
    body = deepcopy(keys_of(folder)["body"]) | {"handovers": handovers}
    with pytest.raises(errors.Unreadable):
        key_file.parse(envelope.pack(key_file.FORMAT, 2, body))


def test_the_last_administrator_neither_leaves_nor_gets_another_role(vault, everybody):
    first = everybody["Åsa"]
    for role in (None, "staff"):
        with pytest.raises(errors.OwnAccount):
            rotation.rotated(vault._key_file, first, first.account, role)
    with pytest.raises(errors.UnknownAccount):
        rotation.rotated(vault._key_file, first, "ab" * 16, None)


def test_a_vault_of_the_second_version_opens_with_a_second_key_and_a_handed_on_roster_key(tmp_path):
    known = json.loads((DATA / "version_2.json").read_text("utf-8"))
    shutil.copytree(DATA / "version_2", tmp_path / "vault")
    (tmp_path / "key.bin").write_bytes(bytes.fromhex(known["second_key_file"]))
    vault = Vault.open(tmp_path / "vault")
    assert vault.unlock("Åsa", known["passphrase"]).database_key.hex() == known["database_key"]
    second = stick.read(tmp_path / "key.bin")
    assert second.hex() == known["second_key"]
    assert vault.unlock("Bo", known["second_passphrase"], second).database_key.hex() == known["database_key"]
    vault.close()
