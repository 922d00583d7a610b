"""A vault counts only when its recovery key has been typed back."""

import pytest
from makers import NOW, PASSPHRASE, a_new_vault

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.operations import founding, recovery_sheet, vaults
from outreach_desktop.storage import log_chain
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.errors import CannotWrite, FolderNotEmpty, NotAVault
from outreach_desktop.vault.folder import Vault


@pytest.fixture
def founded(tmp_path):
    made = founding.found(a_new_vault(tmp_path / "valv"), Cost.cheapest_for_tests(), NOW)
    yield made
    made.vault.close()


def test_until_it_is_finished_there_is_no_vault_in_the_folder(founded):
    with pytest.raises(NotAVault):
        Vault.open(founded.folder)


def test_finished_it_opens_with_its_passphrase(founded):
    vault = founding.finish(founded)
    assert vault.folder == founded.folder
    assert vault.unlock("Anna", PASSPHRASE).vault_id == founded.unlocked.vault_id
    assert not (founded.folder / founding.UNFINISHED).exists()
    vault.close()


def test_abandoned_it_leaves_nothing(founded):
    founding.abandon(founded)
    assert list(founded.folder.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "brev.txt").write_text("hej")
    with pytest.raises(FolderNotEmpty):
        founding.found(a_new_vault(tmp_path), Cost.cheapest_for_tests(), NOW)
    assert [each.name for each in tmp_path.iterdir()] == ["brev.txt"]


def test_a_file_is_no_folder(tmp_path):
    place = tmp_path / "fil"
    place.write_text("")
    with pytest.raises(FolderNotEmpty):
        founding.found(a_new_vault(place), Cost.cheapest_for_tests(), NOW)


def test_what_was_broken_off_before_is_made_anew(tmp_path):
    (tmp_path / founding.UNFINISHED / "gen-000001").mkdir(parents=True)
    made = founding.found(a_new_vault(tmp_path), Cost.cheapest_for_tests(), NOW)
    founding.finish(made).close()
    Vault.open(tmp_path).close()


def test_what_was_broken_off_while_it_was_put_in_its_place_is_made_anew_too(founded):
    """The process died after some parts were moved: without the last one there is no vault, and nobody needs them."""
    founded.vault.close()
    inner = founded.folder / founding.UNFINISHED
    for name in ("backups", "gen-000001"):
        (inner / name).rename(founded.folder / name)
    assert founding.left_behind(founded.folder) == {founding.UNFINISHED, "backups", "gen-000001"}
    again = founding.found(a_new_vault(founded.folder), Cost.cheapest_for_tests(), NOW)
    founding.finish(again).close()
    Vault.open(founded.folder).close()


def test_what_somebody_put_there_meanwhile_is_left_alone(founded):
    founded.vault.close()
    (founded.folder / founding.UNFINISHED / "backups").rename(founded.folder / "backups")
    (founded.folder / "brev.txt").write_text("hej")
    with pytest.raises(FolderNotEmpty):
        founding.clear(founded.folder)
    assert {each.name for each in founded.folder.iterdir()} == {founding.UNFINISHED, "backups", "brev.txt"}


def test_a_vault_is_never_taken_for_something_left_behind(founded):
    founding.finish(founded).close()
    (founded.folder / founding.UNFINISHED).mkdir()
    assert founding.left_behind(founded.folder) == {founding.UNFINISHED}
    with pytest.raises(FolderNotEmpty):
        founding.clear(founded.folder)


def test_a_folder_that_went_away_meanwhile_is_told(founded):
    founding.abandon(founded)
    founded.folder.rmdir()
    with pytest.raises(CannotWrite):
        founding.finish(founded)


def test_the_profile_is_kept_as_one_record(founded):
    vault = founding.finish(founded)
    founding.describe_organisation(vault, founded.unlocked, Organisation(name="Ett"), NOW)
    saved = founding.describe_organisation(vault, founded.unlocked, Organisation(name="Två"), NOW)
    assert saved.name == "Två"
    assert saved.id == 1
    with pytest.raises(Invalid):
        founding.describe_organisation(vault, founded.unlocked, Organisation(), NOW)
    vault.close()


def test_that_the_key_is_to_be_on_three_sheets_stands_in_the_log_of_the_new_vault(tmp_path):
    made = founding.found(a_new_vault(tmp_path / "valv"), Cost.cheapest_for_tests(), NOW, in_parts=True)
    vault = founding.finish(made)
    db = vaults.connect(vault, made.unlocked)
    assert recovery_sheet.is_in_parts(db)
    assert not list(log_chain.damaged_lines(db))
    db.close()
    vault.close()
