import os
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, PASSPHRASE, a_person

from outreach_desktop.domain.backups import State
from outreach_desktop.operations import backup_upkeep, backups, migrating, unopened_backups, vaults
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import backups as registry
from outreach_desktop.vault import backup_errors, backup_folder
from outreach_desktop.vault.folder import Vault
from tests.stored_vault import LANDED


class House:
    """A vault with its writing connection, and rounds of looking after its backups."""

    def __init__(self, vault, unlocked, db):
        self.vault, self.unlocked, self.db = vault, unlocked, db

    def go(self, now=NOW, *, must=False):
        outcome = backup_upkeep.look_after(self.vault, self.unlocked, now, must=must)
        backup_upkeep.record(self.db, outcome, now)
        return outcome

    def change(self, now=NOW):
        save_person(self.db, a_person(), now)

    def files(self, folder=None):
        return sorted(path.name for path in (folder or self.vault.backups).glob("*.backup"))

    def copies(self):
        return registry.copies(self.db)

    def use_second(self, folder, now=NOW):
        backup_upkeep.choose_second_place(self.db, self.vault, folder, now)
        return folder


@pytest.fixture
def house(opened, db):
    return House(*opened, db)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def actions(db):
    return [row["action"] for row in db.rows("SELECT action FROM log ORDER BY seq")]


def test_a_backup_is_made_when_an_hour_of_changes_has_passed_and_not_before(house):
    house.change()
    assert len(house.go().made) == 1
    house.change(NOW + timedelta(minutes=20))
    assert house.go(NOW + timedelta(minutes=59)).made == ()
    assert len(house.go(NOW + timedelta(minutes=61)).made) == 1
    with house.db.transaction():
        vaults.log.note(house.db, "unlock", "vault", "", NOW)
    assert house.go(NOW + timedelta(hours=9)).made == ()
    assert len(house.files()) == 2
    assert actions(house.db).count("backup") == 2


def test_a_copy_goes_to_the_second_place_and_is_read_back(house, stick):
    house.use_second(stick)
    house.go()
    assert house.files(stick) == house.files()
    assert {(copy.place, copy.state) for copy in house.copies()} == {("", State.GOOD), (str(stick), State.GOOD)}
    path = stick / house.files(stick)[0]
    assert backups.prove(path, house.unlocked, house.vault.backups).rows["account"] == 1


def test_a_pulled_stick_is_told_in_a_sentence_and_its_copies_stay_listed(house, stick):
    house.use_second(stick)
    house.go()
    away = stick.rename(stick.with_name("away"))
    stick.mkdir()  # what is left where the stick was
    house.change()
    later = NOW + timedelta(hours=2)
    outcome = house.go(later)
    assert outcome.work[backup_upkeep.SECOND].failure == backup_errors.PlaceGone().text
    assert list(stick.iterdir()) == []
    assert [copy.seen_at for copy in house.copies() if copy.elsewhere] == [NOW]
    stick.rmdir()
    away.rename(stick)
    house.go(later)
    assert house.files(stick) == house.files()
    assert registry.work(house.db)[backup_upkeep.SECOND].failure == ""


def test_expired_copies_go_from_a_stick_when_it_is_met_again(house, stick):
    house.use_second(stick)
    house.go()
    first = house.files(stick)[0]
    away = stick.rename(stick.with_name("away"))
    for month in (1, 2, 3, 4):
        house.change()
        house.go(NOW + timedelta(days=30 * month))
    assert [copy.name for copy in house.copies() if copy.is_over(NOW.date() + timedelta(days=120), 90)] == [first]
    away.rename(stick)
    house.go(NOW + timedelta(days=120))
    assert first not in house.files(stick)
    assert first not in house.files()
    assert len(house.files(stick)) == 1


def test_a_damaged_backup_is_found_out_and_does_not_count(house):
    house.go()
    name = house.files()[0]
    path = house.vault.backups / name
    contents = bytearray(path.read_bytes())
    contents[len(contents) // 2] ^= 1
    path.write_bytes(bytes(contents) + b" ")  # another size is looked at again
    outcome = house.go(NOW + timedelta(hours=2))
    assert {copy.name: copy.state for copy in outcome.copies}[name] is State.DAMAGED
    assert len(outcome.made) == 1


def test_the_monthly_test_finds_a_bit_that_flipped_since(house):
    house.go()
    path = house.vault.backups / house.files()[0]
    contents = bytearray(path.read_bytes())
    contents[len(contents) // 2] ^= 1
    path.write_bytes(bytes(contents))
    assert house.go(NOW + timedelta(days=29)).work.get(backup_upkeep.SELF_TEST) is None
    outcome = house.go(NOW + timedelta(days=31))
    assert outcome.work[backup_upkeep.SELF_TEST].failure == backup_upkeep.SelfTestFailed().text
    assert [copy.state for copy in outcome.copies] == [State.DAMAGED]
    again = house.go(NOW + timedelta(days=31))
    assert len(again.made) == 1
    assert again.work[backup_upkeep.SELF_TEST].failure == ""
    assert actions(house.db).count("self_test") == 3


def test_nothing_is_removed_when_the_clock_jumped(house):
    house.go()
    house.change()
    house.go(NOW + timedelta(days=1))
    ahead = NOW + timedelta(days=4000)
    house.change()
    house.go(ahead)
    house.go(ahead + timedelta(hours=5))
    assert len(house.files()) == 3
    house.go(NOW + timedelta(days=2))
    house.go(NOW + timedelta(days=6))
    assert len(house.files()) == 3
    house.go(ahead + timedelta(days=40))
    assert len(house.files()) == 3


def test_a_shorter_limit_removes_what_is_older_now(house):
    house.go()
    house.change()
    house.go(NOW + timedelta(days=20))
    save_organisation(house.db, replace(load_organisation(house.db), backup_days=14), NOW)
    house.go(NOW + timedelta(days=20, minutes=1))
    assert len(house.files()) == 1


def test_what_was_copied_without_a_passphrase_is_checked_at_the_next_round(house, stick, tmp_path):
    house.db.checkpoint()
    house.db.close()
    for place in (house.vault.backups, stick):
        unopened_backups.copy_unopened(house.vault, place, NOW)
    house.db = vaults.connect(house.vault, house.unlocked)
    outcome = house.go(NOW + timedelta(minutes=5))
    assert {(copy.place, copy.state) for copy in outcome.copies} == {("", State.GOOD), (str(stick), State.GOOD)}
    assert all(copy.log_seq for copy in outcome.copies)
    assert not (house.vault.backups / "places.json").exists()
    house.db.close()


def test_a_journal_left_by_a_crash_is_in_the_unopened_copy(house, vault_folder, stick):
    house.change()
    crashed = vault_folder.with_name("crashed")
    shutil.copytree(vault_folder, crashed)
    assert list(crashed.rglob("*-wal"))
    other = vaults.Vault.open(crashed)
    path = unopened_backups.copy_unopened(other, stick, NOW)
    other.close()
    assert backups.prove(path, house.unlocked, house.vault.backups).rows["person"] == 1


def test_locking_copies_only_what_was_written_since(vault_folder, vault_pattern):
    def after_locking(now):
        return unopened_backups.copy_after_locking(vault_folder, now, lambda _done, _total: None)

    assert after_locking(NOW) is None  # the first one is made by who unlocks
    unopened_backups.copy_unopened(vault := vaults.Vault.open(vault_folder), vault.backups, NOW)
    vault.close()
    database = next(vault_folder.rglob("case.db"))
    os.utime(database, (NOW.timestamp() + 60, NOW.timestamp() + 60))
    assert after_locking(NOW + timedelta(minutes=59)) is None
    assert after_locking(NOW + timedelta(minutes=61)) is not None
    assert after_locking(NOW + timedelta(hours=9)) is None


def test_what_a_killed_try_left_is_swept_and_files_of_others_are_not(house, stick):
    header = backups._header(house.vault, "ab" * 16, NOW, backups._Made({}, vaults.log.head(house.db), 90))
    for folder in (house.vault.backups, house.use_second(stick)):
        backup_folder.part_of(folder, header).write_bytes(b"half")
        backup_folder.scratch(folder, house.vault.vault_id, "cd" * 16).write_bytes(b"half")
        (folder / ".12345678-abcdefab.part").write_bytes(b"of another vault")
        (folder / "holiday.jpg").write_bytes(b"mine")
    house.go()
    others = {".12345678-abcdefab.part", "holiday.jpg"}
    assert {path.name for path in house.vault.backups.iterdir()} - set(house.files()) == others
    left = {path.name for path in stick.iterdir()} - set(house.files(stick))
    assert left == others | {f".backups-{house.vault.vault_id[:8]}"}


def test_a_backup_before_something_dangerous_is_noted_at_once(house):
    made = backup_upkeep.back_up_before(house.vault, house.unlocked, house.db, NOW)
    assert [copy.uid for copy in house.copies()] == [made.uid]
    assert actions(house.db)[-1] == "backup"


def test_the_monthly_test_passes_the_backup_of_before_an_update_in_todays_form(tmp_path):
    """Right after an update the newest backup is of the form before, which today's checks do not know."""
    vault = Vault.open(shutil.copytree(LANDED, tmp_path / "vault"))
    unlocked = vault.unlock("Anna", PASSPHRASE)
    assert migrating.is_of_older_version(vault, unlocked)
    before = migrating.bring_up_to_date(vault, unlocked, NOW)
    outcome = backup_upkeep.look_after(vault, unlocked, NOW)
    vault.close()
    assert [(copy.uid, copy.state) for copy in outcome.copies] == [(before.uid, State.GOOD)]
    assert outcome.work[backup_upkeep.SELF_TEST].failure == ""
