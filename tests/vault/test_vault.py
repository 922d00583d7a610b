"""Making, opening and unlocking a vault."""

import json
import pickle
import stat
import subprocess
import sys
from copy import copy, deepcopy
from pathlib import Path

import pytest

from outreach_desktop.domain.errors import KnownError
from outreach_desktop.vault import errors, recovery
from outreach_desktop.vault.ballast import BYTES
from outreach_desktop.vault.folder import NewAccount, Vault
from tests.vault.opening import CHEAP, ROLES, opened, passphrase_of, unlocked


@pytest.fixture
def fresh(tmp_path):
    """A vault as it was just made."""
    vault, first, lines = Vault.create(
        tmp_path / "new", NewAccount("Åsa", "administrator", passphrase_of("Åsa")), CHEAP
    )
    yield vault, first, lines
    vault.close()


def test_a_new_vault_has_the_files_it_should_and_only_its_owner_can_read_them(fresh):
    vault, _first, _lines = fresh
    found = {path.relative_to(vault.folder).as_posix(): path for path in vault.folder.rglob("*")}
    assert set(found) == {
        "CURRENT",
        "backups",
        "ballast",
        "gen-000001",
        "gen-000001/keys.json",
        "gen-000001/keys.json.bak",
        "gen-000001/manifest.json",
        "lock",
    }
    for path in [vault.folder, *found.values()]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_ballast_takes_its_space_and_can_be_released_and_restored(fresh):
    vault, _first, _lines = fresh
    ballast = vault.folder / "ballast"
    assert ballast.stat().st_blocks * 512 >= BYTES
    vault.release_ballast()
    assert not ballast.exists()
    vault.restore_ballast()
    assert ballast.stat().st_size == BYTES


def test_a_new_vault_is_made_in_an_existing_empty_folder_and_closes_it_to_others(tmp_path):
    (tmp_path / "empty").mkdir(mode=0o755)
    vault, _first, _lines = Vault.create(tmp_path / "empty", NewAccount("Åsa", "administrator", "x" * 20), CHEAP)
    vault.close()
    assert stat.S_IMODE((tmp_path / "empty").stat().st_mode) == 0o700


@pytest.mark.parametrize("content", ["file", "folder", "vault", "is a file"])
def test_a_folder_with_anything_in_it_is_refused_and_left_as_it_was(tmp_path, folder, content):
    place = tmp_path / "place"
    if content == "is a file":
        place.write_text("text")
    elif content == "vault":
        place = folder
    else:
        place.mkdir()
        (place / "thing").write_text("text") if content == "file" else (place / "thing").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(errors.FolderNotEmpty):
        Vault.create(place, NewAccount("Åsa", "administrator", "x" * 20), CHEAP)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_vault_that_cannot_be_written_leaves_an_empty_folder(tmp_path, monkeypatch):
    from outreach_desktop.vault import durable

    def full(_path: Path, _size: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "reserve", full)
    with pytest.raises(errors.CannotWrite):
        Vault.create(tmp_path / "new", NewAccount("Åsa", "administrator", "x" * 20), CHEAP)
    assert list((tmp_path / "new").iterdir()) == []


def test_the_first_account_must_be_an_administrator(tmp_path):
    with pytest.raises(ValueError, match="administrator"):
        Vault.create(tmp_path / "new", NewAccount("Åsa", "staff", "x" * 20), CHEAP)


def test_everybody_unlocks_with_their_own_passphrase_and_gets_the_same_database_key(everybody):
    assert {label: account.role for label, account in everybody.items()} == ROLES
    assert len({account.database_key for account in everybody.values()}) == 1
    assert all(len(account.database_key) == 32 for account in everybody.values())
    assert {account.generation for account in everybody.values()} == {1}


def test_the_lock_window_sees_who_is_there(vault, everybody):
    assert [(a.label, a.role) for a in vault.accounts] == list(ROLES.items())
    assert [a.uid for a in vault.accounts] == [account.account for account in everybody.values()]
    assert (vault.generation, vault.practice, vault.used_copy) == (1, False, False)
    assert vault.database == vault.folder / "gen-000001" / "case.db"


def test_labels_are_found_in_any_case_and_any_unicode_form(vault):
    assert vault.unlock("a\u030asa ".upper(), passphrase_of("Åsa")).label == "Åsa"


def test_a_passphrase_is_the_same_in_any_unicode_form(vault):
    composed, apart = passphrase_of("Åsa"), "en la\u030ang fras som a\u0308r A\u030asas"
    assert composed != apart
    assert vault.unlock("Åsa", apart).label == "Åsa"


def test_a_wrong_passphrase_an_unknown_name_and_anothers_passphrase_are_told_apart(vault):
    with pytest.raises(errors.WrongPassphrase):
        vault.unlock("Åsa", "inte den här frasen alls")
    with pytest.raises(errors.WrongPassphrase):
        vault.unlock("Åsa", passphrase_of("Bo"))
    with pytest.raises(errors.WrongPassphrase):
        vault.unlock("Åsa", "")
    with pytest.raises(errors.UnknownAccount):
        vault.unlock("Ove", passphrase_of("Åsa"))


def test_the_recovery_key_unlocks_the_first_administrator_who_can_then_choose_a_passphrase(made, vault):
    first = vault.unlock_with_recovery(recovery.parse("\n".join(made[1])))
    assert (first.label, first.role) == ("Åsa", "administrator")
    vault.change_passphrase(first, "helt nya ord i en rad", CHEAP)
    assert vault.unlock("Åsa", "helt nya ord i en rad").account == first.account
    assert vault.unlock_with_recovery(recovery.parse("\n".join(made[1]))).account == first.account


def test_another_recovery_key_is_refused(vault):
    with pytest.raises(errors.WrongRecoveryKey):
        vault.unlock_with_recovery(recovery.new_key())


def test_changing_a_passphrase_lets_the_new_one_in_and_the_old_one_nowhere(folder):
    with opened(folder) as vault:
        vault.change_passphrase(unlocked(vault, "Bo"), "helt nya ord i en rad", CHEAP)
        assert vault.copies_agree()
        assert not list(folder.rglob("*.new"))
    for damaged in (False, True):
        if damaged:
            (folder / "gen-000001" / "keys.json").write_bytes(b"{}")
        with opened(folder) as vault:
            assert vault.used_copy is damaged
            assert vault.unlock("Bo", "helt nya ord i en rad").role == "volunteer"
            assert unlocked(vault).role == "administrator"
            with pytest.raises(errors.WrongPassphrase):
                unlocked(vault, "Bo")


def test_an_added_account_is_there_after_opening_again(folder):
    with opened(folder) as vault:
        entry = vault.add_account(unlocked(vault), NewAccount(" Mia ", "staff", "mias långa hemliga fras"), CHEAP)
        assert (entry.label, entry.role) == ("Mia", "staff")
    with opened(folder) as vault:
        assert entry in vault.accounts
        assert vault.unlock("Mia", "mias långa hemliga fras").account == entry.uid


@pytest.mark.parametrize("label", ["Kim", "Sam", "Bo"])
def test_only_administrators_add_accounts(vault, everybody, label):
    with pytest.raises(errors.OnlyAdministrators):
        vault.add_account(everybody[label], NewAccount("Mia", "staff", "x" * 20), CHEAP)


@pytest.mark.parametrize("label", ["", "  ", "x" * 41, "två\nrader", "osynlig\u202e", "\ud800"])
def test_labels_that_do_not_fit_on_a_line_are_refused(vault, everybody, label):
    with pytest.raises(errors.LabelRefused):
        vault.add_account(everybody["Åsa"], NewAccount(label, "staff", "x" * 20), CHEAP)


def test_a_label_is_taken_whatever_its_case(vault, everybody):
    with pytest.raises(errors.LabelTaken):
        vault.add_account(everybody["Åsa"], NewAccount("ÅSA", "staff", "x" * 20), CHEAP)


def test_an_empty_passphrase_or_an_unknown_role_is_a_bug(vault, everybody):
    with pytest.raises(ValueError, match="empty"):
        vault.change_passphrase(everybody["Åsa"], "", CHEAP)
    with pytest.raises(ValueError, match="role"):
        vault.add_account(everybody["Åsa"], NewAccount("Mia", "boss", "x" * 20), CHEAP)


def test_the_vault_has_room_for_as_many_slots_as_its_reader_takes_and_then_says_so(vault, everybody, monkeypatch):
    from outreach_desktop.vault import founding

    monkeypatch.setattr(founding, "MOST_SLOTS", 5)
    with pytest.raises(errors.TooManyAccounts):
        vault.add_account(everybody["Åsa"], NewAccount("Mia", "staff", "x" * 20), CHEAP)


def test_keys_of_another_vault_change_nothing_here(vault, fresh):
    with pytest.raises(ValueError, match="another vault"):
        vault.change_passphrase(fresh[1], "helt nya ord i en rad", CHEAP)


def test_a_second_process_is_told_in_words_and_gets_in_after_the_first_is_killed(folder):
    script = (
        "import sys; from pathlib import Path; from outreach_desktop.vault.folder import Vault\n"
        "vault = Vault.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout.readline() == "open\n"
        with pytest.raises(errors.InUse, match="already open"):
            Vault.open(folder)
    finally:
        first.kill()
        first.communicate()
    with opened(folder) as vault:
        assert vault.accounts


def test_the_same_process_cannot_open_it_twice_but_after_closing_twice_it_can(folder):
    vault = Vault.open(folder)
    with pytest.raises(errors.InUse):
        Vault.open(folder)
    vault.close()
    vault.close()
    Vault.open(folder).close()


def test_a_folder_without_a_vault_is_told_so_and_nothing_is_made_in_it(tmp_path):
    for place in (tmp_path, tmp_path / "absent"):
        with pytest.raises(errors.NotAVault):
            Vault.open(place)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_not_opened_or_made_on_a_share(folder, tmp_path, monkeypatch):
    from outreach_desktop.vault import folder as module
    from outreach_desktop.vault import new_folder

    monkeypatch.setattr(module, "is_on_share", lambda _folder: True)
    monkeypatch.setattr(new_folder, "is_on_share", lambda _folder: True)
    with pytest.raises(errors.OnShare):
        Vault.open(folder)
    with pytest.raises(errors.OnShare):
        Vault.create(tmp_path / "new", NewAccount("Åsa", "administrator", "x" * 20), CHEAP)


@pytest.mark.parametrize("missing", ["gen-000001/manifest.json", "gen-000001"])
def test_a_missing_part_is_told_so(folder, missing):
    path = folder / missing
    path.rename(folder.parent / "aside")
    with pytest.raises(errors.Damaged):
        Vault.open(folder)


def test_missing_keys_are_told_so_and_never_made_anew(folder):
    for name in ("keys.json", "keys.json.bak"):
        (folder / "gen-000001" / name).unlink()
    with pytest.raises(errors.KeyFileMissing):
        Vault.open(folder)
    assert not (folder / "gen-000001" / "keys.json").exists()


def test_the_good_copy_is_used_said_and_mended(folder):
    keys = folder / "gen-000001" / "keys.json"
    good = keys.read_bytes()
    for damage in (None, b"", good[:-200], good.replace(b"1", b"2", 1)):
        keys.unlink(missing_ok=True)
        if damage is not None:
            keys.write_bytes(damage)
        with opened(folder) as vault:
            assert vault.used_copy
            assert not vault.copies_agree()
            vault.mend_key_file(unlocked(vault))
            assert not vault.used_copy
            assert vault.copies_agree()
        assert keys.read_bytes() == good


def test_two_damaged_copies_are_told_so(folder):
    for name in ("keys.json", "keys.json.bak"):
        (folder / "gen-000001" / name).write_bytes(b"\x00" * 100)
    with pytest.raises(errors.KeyFileDamaged):
        Vault.open(folder)


def test_a_failed_opening_leaves_the_vault_free_for_others(folder):
    manifest = folder / "gen-000001" / "manifest.json"
    good = manifest.read_bytes()
    manifest.write_bytes(b"{}")
    with pytest.raises(errors.Damaged):
        Vault.open(folder)
    manifest.write_bytes(good)
    Vault.open(folder).close()


def test_secrets_show_nothing_and_cannot_be_pickled_or_copied(everybody):
    first = everybody["Åsa"]
    for secret in (first, first.sealer, first.user_keys, first.shared_keys, NewAccount("Mia", "staff", "hemlig fras")):
        shown = f"{secret} {secret!r} {[secret]}"
        assert "hemlig" not in shown
        assert first.database_key.hex() not in shown
        assert "b'" not in shown
        for carry in (pickle.dumps, copy, deepcopy):
            with pytest.raises(TypeError):
                carry(secret)


def test_no_known_error_carries_what_was_typed(vault):
    with pytest.raises(KnownError) as caught:
        vault.unlock("Åsa", "min allra hemligaste fras")
    assert "hemlig" not in f"{caught.value!r} {caught.value.values}"
    assert caught.value.__cause__ is None


def test_no_passphrase_or_private_key_stands_in_any_file(fresh):
    vault, first, lines = fresh
    stored = b"".join(
        path.read_bytes() for path in vault.folder.rglob("*") if path.is_file() and path.name != "ballast"
    )
    shared, user = first.shared_keys, first.user_keys
    for secret in (shared.data, shared.fingerprint, shared.restricted, shared.roster, user.box, user.signing):
        assert secret not in stored
        assert secret.hex().encode() not in stored
    assert passphrase_of("Åsa").encode() not in stored
    assert json.dumps(lines[0])[1:-1].encode() not in stored


def test_a_vault_of_the_first_version_opens_with_all_its_keys(tmp_path):
    import shutil

    data = Path(__file__).parent.parent / "data" / "vault"
    known = json.loads((data / "version_1.json").read_text("utf-8"))
    shutil.copytree(data / "version_1", tmp_path / "vault")
    with opened(tmp_path / "vault") as vault:
        first = vault.unlock("Åsa", known["passphrase"])
        assert first.database_key.hex() == known["database_key"]
        assert vault.vault_id == known["vault_id"]
        assert [[a.uid, a.label, a.role] for a in vault.accounts] == known["accounts"]
        assert vault.unlock("Bo", known["volunteer_passphrase"]).database_key == first.database_key
        recovered = vault.unlock_with_recovery(recovery.parse(" ".join(known["recovery_key"])))
        assert recovered.account == first.account
