"""The stored vault of an older version is brought to today's form by the steps that the program really has."""

import json
import shutil

import pytest
from makers import NOW, PASSPHRASE

from outreach_desktop.domain.person import Person
from outreach_desktop.operations import migrating
from outreach_desktop.storage import checks, migrate
from outreach_desktop.storage.database import Database
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault.folder import Vault
from tests.stored_vault import LANDED, as_made, held

CHANGING = ("log", "backup", "backup_work", "person_summary")


@pytest.fixture
def db(tmp_path):
    vault = Vault.open(shutil.copytree(LANDED, tmp_path / "vault"))
    unlocked = vault.unlock("Anna", PASSPHRASE)
    migrating.bring_up_to_date(vault, unlocked, NOW)
    database = Database(vault.database, unlocked.database_key, unlocked.sealer)
    yield database
    database.close()
    vault.close()


def test_everything_that_was_in_it_is_in_it(db):
    found = held(db)
    for table, rows in json.loads(LANDED.with_suffix(".json").read_text("utf-8")).items():
        if table not in CHANGING:
            assert len(found[table]) == len(rows)
            assert all(was.items() <= as_made(now).items() for was, now in zip(rows, found[table], strict=True)), table
    assert db.value("PRAGMA user_version") == len(migrate.steps()) > 1
    assert [*checks.broken_structure(db), *checks.broken_references(db), *checks.broken_search(db)] == []


def test_who_changed_a_record_that_nobody_changed_is_who_made_it(db):
    expected = {row["uid"]: row for row in json.loads(LANDED.with_suffix(".json").read_text("utf-8"))["person"]}
    persons = load_all(db, Person)
    stored = {row["uid"]: row["changed_by"] for row in db.rows("SELECT uid, changed_by FROM person")}
    assert {each.uid: each.changed_by for each in persons}.items() <= {
        uid: row["changed_by"] for uid, row in expected.items()
    }.items()
    assert {stored[each.uid] == "" for each in persons if each.version == 1} <= {True}
    assert "" in stored.values()
