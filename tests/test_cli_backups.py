"""Backups from a terminal: made with and without a passphrase, checked, compared and restored."""

import json
import os
import shutil

import pytest
from makers import PASSPHRASE

from outreach_desktop import i18n, settings
from outreach_desktop.operations import vaults
from outreach_desktop.paths import settings_folder
from outreach_desktop.storage import backups as registry
from outreach_desktop.storage import log
from outreach_desktop.vault import backup_file
from outreach_desktop.vault.errors import InUse
from outreach_desktop.vault.folder import Vault


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    yield
    i18n.use_language("en")


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "secret.txt"
    file.write_text(PASSPHRASE + "\n", "utf-8")
    file.chmod(0o600)
    return ("--passphrase-file", file)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def only_backup(folder):
    (path,) = folder.glob("*.backup")
    return path


def test_without_a_passphrase_the_files_are_copied_and_marked_as_not_checked(vault_folder, stick, run):
    status, out, err = run("backup", vault_folder, "--to", stick)
    path = only_backup(stick)
    assert (status, err) == (0, "")
    assert out == f"Copied, not yet checked: {path}\n"
    assert not backup_file.read_header(path).checked


def test_with_a_passphrase_it_is_checked_at_once_and_noted_in_the_vault(
    vault_folder, vault_pattern, stick, secret, run
):
    status, out, _err = run("backup", vault_folder, "--to", stick, "--json", *secret)
    path = only_backup(stick)
    assert status == 0
    assert json.loads(out) == {"backup": str(path), "checked": True}
    assert backup_file.read_header(path).checked
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    assert [copy.place for copy in registry.copies(db)] == [str(stick.resolve())]
    db.close()
    vault.close()


def test_each_place_that_takes_no_backup_has_its_own_sentence(vault_folder, tmp_path, run):
    status, _out, err = run("backup", vault_folder, "--to", tmp_path / "no" / "stick", "--language", "sv")
    assert (status, err.count("\n")) == (1, 1)
    assert "platsen finns inte" in err
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if os.geteuid():
        assert run("backup", vault_folder, "--to", locked)[0] == 1
    vault = Vault.open(vault_folder)
    assert run("backup", vault_folder, "--to", tmp_path) == (1, "", f"{InUse().text}\n")
    vault.close()


def test_check_says_of_a_backup_whether_it_is_sound(vault_folder, stick, secret, run):
    run("backup", vault_folder, "--to", stick)
    path = only_backup(stick)
    status, out, _err = run("check", path, *secret)
    assert status == 0
    assert out.startswith("well   The backup is as it was written.\n")
    contents = bytearray(path.read_bytes())
    contents[len(contents) // 2] ^= 1
    path.write_bytes(bytes(contents))
    status, out, _err = run("check", path, "--json", *secret)
    assert status == 1
    told = "This backup is damaged: it is not as it was written. Choose another one."
    assert json.loads(out) == {"sound": False, "checks": [{"id": "backup", "ok": False, "text": told}]}
    path.write_bytes(bytes(contents[:5000]))
    assert "its end is missing" in run("check", path, *secret)[1]
    path.write_bytes(b"a holiday picture")
    assert "not a backup" in run("check", path, *secret)[1]


def test_a_backup_becomes_a_vault_in_a_new_folder(vault_folder, vault_pattern, stick, secret, tmp_path, run):
    run("backup", vault_folder, "--to", stick)
    new = tmp_path / "restored"
    status, out, _err = run("restore", only_backup(stick), "--to", new, *secret, "--json")
    assert status == 0
    assert json.loads(out)["restored"]
    assert sorted(entry.name for entry in new.iterdir()) == ["CURRENT", "backups", "gen-000001", "lock"]
    assert run("check", new, *secret)[0] == 0
    assert run("restore", only_backup(stick), "--to", new.parent / "stick", *secret)[0] == 1


@pytest.mark.parametrize(
    ("language", "unknown", "later"),
    [
        ("en", "is not known here, and may be in the vault again. Erase it once more.", "7 later lines"),
        ("sv", "är inte känt här och kan finnas i valvet igen. Radera det en gång till.", "7 senare rader"),
    ],
)
def test_in_a_new_folder_it_says_what_it_cannot_know(
    vault_folder, vault_pattern, stick, secret, tmp_path, run, language, unknown, later
):
    run("backup", vault_folder, "--to", stick)
    backup, vault = only_backup(stick), Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    seen = settings.Remembered(counter=log.head(db).seq + 7)
    db.close()
    settings.save(settings_folder(), settings.Settings().with_vault(vault.vault_id, seen))
    vault.close()
    out = run("restore", backup, "--to", tmp_path / "words", *secret, "--language", language)[1]
    assert unknown in out
    assert later in out
    said = json.loads(run("restore", backup, "--to", tmp_path / "json", *secret, "--json")[1])
    assert said["later_lines"] == 7
    assert said["erasures_unknown_since"] == said["made_at"]
    assert [each["erased"] for each in said["differences"]] == [0] * 5


def test_a_wrong_passphrase_restores_nothing(vault_folder, stick, tmp_path, run):
    run("backup", vault_folder, "--to", stick)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("inte alls rätt ord\n", "utf-8")
    wrong.chmod(0o600)
    new = tmp_path / "restored"
    assert run("restore", only_backup(stick), "--to", new, "--passphrase-file", wrong)[0] == 1
    assert list(new.iterdir()) == []


def test_over_a_vault_it_only_compares_until_replacing_is_asked_for(vault_folder, stick, secret, run):
    run("backup", vault_folder, "--to", stick)
    path = only_backup(stick)
    status, out, err = run("restore", path, "--to", vault_folder, *secret)
    assert (status, err) == (1, "Nothing was changed. Go through with it by giving --replace too.\n")
    assert "0 persons\n  0 come back, 0 are lost, 0 become as they were" in out
    assert [folder.name for folder in vault_folder.glob("gen-*")] == ["gen-000001"]
    assert run("restore", path, "--to", vault_folder, "--replace", *secret)[0] == 0
    assert run("check", vault_folder, *secret)[0] == 0
    assert len(list(vault_folder.glob("backups/*.backup"))) == 1


def test_a_vault_with_a_ruined_key_file_comes_back_from_its_backup(vault_folder, stick, secret, tmp_path, run):
    run("backup", vault_folder, "--to", stick)
    for file in vault_folder.rglob("keys.json*"):
        file.write_bytes(b"ruined")
    assert run("check", vault_folder, *secret)[0] == 1
    assert run("restore", only_backup(stick), "--to", tmp_path / "again", *secret)[0] == 0
    shutil.rmtree(vault_folder)
    assert run("check", tmp_path / "again", *secret)[0] == 0
