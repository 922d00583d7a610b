"""A vault of an older version is brought up to date with all its data, or stays as it was, whatever happens."""

import json
import shutil
from functools import partial

import pytest
from dying import died_at
from makers import NOW, PASSPHRASE
from stages import times

from outreach_desktop.domain.progress import Cancelled
from outreach_desktop.operations import backups, migrating, vaults
from outreach_desktop.storage import checks, database, drafts, migrate
from outreach_desktop.storage.database import Database
from outreach_desktop.vault import backup_errors
from outreach_desktop.vault.errors import CannotWrite
from outreach_desktop.vault.folder import Vault
from tests.stored_vault import LANDED, VOLUNTEER, as_made, held

HELD = LANDED.with_suffix(".json")
STEP = HELD.with_name("schema_2.sql")
STEPS = [*migrate.steps(), STEP]
NEWEST = len(STEPS)
CHANGING = ("log", "backup", "backup_work", "person_summary")


@pytest.fixture(autouse=True)
def _a_next_version(monkeypatch):
    """The program has one step more than today's."""
    monkeypatch.setattr(migrate, "steps", lambda: STEPS)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(LANDED, tmp_path / "vault")


@pytest.fixture(scope="module")
def unlocked(tmp_path_factory):
    vault = Vault.open(shutil.copytree(LANDED, tmp_path_factory.mktemp("keys") / "vault"))
    found = vault.unlock("Anna", PASSPHRASE)
    vault.close()
    return found


def before():
    return json.loads(HELD.read_text("utf-8"))


def brought_up(folder, unlocked):
    vault = Vault.open(folder)
    try:
        return migrating.bring_up_to_date(vault, unlocked, NOW)
    finally:
        vault.close()


def what_is_wrong(folder, unlocked):
    """Return the version of the vault's form, and what of the stored data is not there as it was."""
    vault = Vault.open(folder)
    db = Database(vault.database, unlocked.database_key, unlocked.sealer)
    try:
        found, expected = held(db), before()
        lines = found["log"][: len(expected["log"])]
        wrong = [table for table in expected if table not in CHANGING and not same(expected[table], found[table])]
        wrong += [] if lines == expected["log"] else ["log"]
        wrong += [
            draft.state for draft in drafts.all_own(db) if json.loads(draft.state)["values"] != {"note": "halvskrivet"}
        ]
        wrong += [*checks.broken_structure(db), *checks.damaged_pages(db), *checks.broken_references(db)]
        version = db.value("PRAGMA user_version")
        wrong += [*checks.broken_search(db), *(checks.damaged_log_lines(db) if version > 1 else ())]
        return version, wrong
    finally:
        db.close()
        vault.close()


def same(expected, found):
    return len(expected) == len(found) and all(
        was.items() <= as_made(now).items() for was, now in zip(expected, found, strict=True)
    )


def test_the_stored_vault_is_of_an_older_version_and_whole(folder, unlocked):
    vault = Vault.open(folder)
    assert migrating.is_of_older_version(vault, unlocked)
    vault.close()
    assert what_is_wrong(folder, unlocked) == (1, [])


def test_it_is_brought_up_to_date_with_all_its_data(folder, unlocked):
    copy = brought_up(folder, unlocked)
    assert what_is_wrong(folder, unlocked) == (NEWEST, [])
    vault = Vault.open(folder)
    db = Database(vault.database, unlocked.database_key, unlocked.sealer)
    assert vault.generation == 2
    assert not migrating.is_of_older_version(vault, unlocked)
    assert db.value("SELECT greeting FROM person ORDER BY id") == "hej Luna"
    assert db.value("SELECT count(*) FROM contact_text WHERE contact_text MATCH 'rad'") == 12
    assert db.value("SELECT count(*) FROM person_text WHERE person_text MATCH 'malmö'") == 1
    assert [row["action"] for row in db.rows("SELECT action FROM log ORDER BY seq DESC LIMIT 2")] == [
        "migrate",
        "backup",
    ]
    assert copy.uid in {row["uid"] for row in db.rows("SELECT uid FROM backup WHERE state = 'good'")}
    db.close()
    assert not vault.unlock(*VOLUNTEER).sealer.can_open
    vault.close()


def test_whoever_unlocks_first_brings_it_up_to_date_a_volunteer_too(folder, unlocked):
    vault = Vault.open(folder)
    migrating.bring_up_to_date(vault, vault.unlock(*VOLUNTEER), NOW)
    vault.close()
    assert what_is_wrong(folder, unlocked) == (NEWEST, [])


def test_the_backup_of_before_is_the_vault_as_it_was(folder, unlocked, tmp_path):
    path = folder / "backups" / brought_up(folder, unlocked).name
    with backups.unpacked(path, unlocked, tmp_path) as found:
        assert found.db.value("PRAGMA user_version") == 1
        assert held(found.db) == before()


@pytest.mark.timeout(3600)
def test_dying_at_any_step_leaves_it_as_it_was_or_up_to_date(folder, unlocked, tmp_path):
    versions, chosen, ended = [], 0, False
    while not ended:
        chosen += 1
        copy = shutil.copytree(folder, tmp_path / f"at-{chosen}")
        ended = not died_at(chosen, lambda begin_dying, copy=copy: _bring_up(copy, unlocked, begin_dying))
        versions.append(_opens_and_goes_on(copy, unlocked))
        shutil.rmtree(copy)
    assert chosen > 40
    assert versions == sorted(versions)
    assert set(versions) == {1, NEWEST}


STATEMENTS = ("execute", "execute_many", "copy_to")


@pytest.mark.timeout(3600)
def test_dying_at_any_statement_leaves_it_as_it_was(folder, unlocked, tmp_path):
    """SQLite's own writes go on between those steps: here the process dies before each statement."""
    chosen, ended = 0, False
    while not ended:
        chosen += times(9, 1)
        copy = shutil.copytree(folder, tmp_path / f"at-{chosen}")
        ended = not died_at(chosen, partial(_bring_up, copy, unlocked), Database, STATEMENTS)
        assert _opens_and_goes_on(copy, unlocked) == (NEWEST if ended else 1)
        shutil.rmtree(copy)
    assert chosen > 150


def _bring_up(folder, unlocked, begin_dying=lambda: None):
    vault = Vault.open(folder)
    begin_dying()
    migrating.bring_up_to_date(vault, unlocked, NOW)


def _opens_and_goes_on(folder, unlocked):
    """Return the version in which the vault was found, whole; brought up again, it is up to date."""
    version, wrong = what_is_wrong(folder, unlocked)
    assert wrong == []
    if version == 1:
        brought_up(folder, unlocked)
        assert what_is_wrong(folder, unlocked) == (NEWEST, [])
    return version


@pytest.mark.parametrize(
    "step",
    [
        "CREATE TABLE person (id INTEGER);",
        "DELETE FROM town;",
        "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log);",
        "DROP TABLE merge;",
        "UPDATE note SET version = version + 1;",
        "UPDATE concern_report SET seen = heard;",
        "UPDATE log SET at = '' WHERE seq = 3;\nUPDATE log SET hash = previous WHERE seq > 3;",
        "UPDATE contact SET platform_id = 77;",
        "UPDATE vault SET id = 'another';",
    ],
)
def test_a_step_that_does_harm_never_counts(folder, unlocked, tmp_path, monkeypatch, step):
    harm = tmp_path / "harm.sql"
    harm.write_text(step, "utf-8")
    monkeypatch.setattr(migrate, "steps", lambda: [*STEPS[:-1], harm])
    with pytest.raises(migrating.NotBroughtUp):
        brought_up(folder, unlocked)
    assert what_is_wrong(folder, unlocked) == (1, [])
    assert [each.name for each in folder.glob("gen-*")] == ["gen-000001"]


def test_it_can_be_stopped_at_any_word(folder, unlocked, monkeypatch):
    monkeypatch.setattr(database, "_STEPS_BETWEEN", 3000)
    stopped = 0
    while _is_stopped(folder, unlocked, 1 + 2 * stopped):
        stopped += 1
        assert [each.name for each in folder.glob("gen-*")] == ["gen-000001"]
    assert stopped > 5
    assert what_is_wrong(folder, unlocked) == (NEWEST, [])


def _is_stopped(folder, unlocked, chosen):
    heard = []

    def told(_done, _total):
        heard.append(1)
        if len(heard) >= chosen:
            raise Cancelled

    vault = Vault.open(folder)
    try:
        migrating.bring_up_to_date(vault, unlocked, NOW, told)
    except Cancelled:
        return True
    finally:
        vault.close()
    return False


def test_a_full_disk_is_told_and_leaves_it_as_it_was(folder, unlocked, disk):
    place = shutil.copytree(folder, disk.folder / "vault")
    vault = Vault.open(place)
    with disk.full(), pytest.raises((backup_errors.PlaceFull, CannotWrite, database.DiskFull)):
        migrating.bring_up_to_date(vault, unlocked, NOW)
    vault.close()
    assert what_is_wrong(place, unlocked) == (1, [])
    brought_up(place, unlocked)
    assert what_is_wrong(place, unlocked) == (NEWEST, [])


def test_a_damaged_vault_is_told_and_left_as_it_is(folder, unlocked):
    path = folder / "gen-000001" / "case.db"
    contents = bytearray(path.read_bytes())
    contents[len(contents) // 2] ^= 1
    path.write_bytes(contents)
    with pytest.raises(database.DatabaseDamaged):
        brought_up(folder, unlocked)
    assert path.read_bytes() == contents
    assert [each.name for each in folder.glob("gen-*")] == ["gen-000001"]


def test_a_vault_of_today_is_left_alone(vault_folder, vault_pattern, monkeypatch):
    monkeypatch.undo()
    vault = Vault.open(vault_folder)
    assert not migrating.is_of_older_version(vault, vault_pattern[1])
    vaults.connect(vault, vault_pattern[1]).close()
    vault.close()
