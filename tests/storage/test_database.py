import contextlib
from pathlib import Path

import pytest
from makers import NOW, PASSPHRASE, a_contact, a_new_vault, a_person

from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import log
from outreach_desktop.storage.database import (
    PAGE,
    Database,
    DatabaseCut,
    DatabaseEmpty,
    DatabaseFault,
    DatabaseMissing,
    Interrupted,
    WrongKey,
)
from outreach_desktop.vault.cost import Cost


class Broken(Exception):
    pass


def test_the_database_file_is_for_its_owner_only_whatever_the_umask(tmp_path):
    vault, _, _ = vaults.make_vault(a_new_vault(tmp_path / "vault"), Cost.cheapest_for_tests(), NOW)
    assert oct(vault.database.stat().st_mode & 0o777) == "0o600"
    vault.close()


def test_a_wrong_key_is_told_in_words_without_the_key(opened):
    vault, unlocked = opened
    with pytest.raises(WrongKey) as caught:
        Database(vault.database, b"z" * 32, unlocked.sealer)
    assert "7a7a" not in repr(caught.value)


def test_an_empty_file_is_not_taken_for_a_vault(opened, tmp_path):
    empty = tmp_path / "case.db"
    empty.touch()
    with pytest.raises(DatabaseEmpty):
        Database(empty, opened[1].database_key, opened[1].sealer)


def test_a_missing_file_is_told_and_not_made(opened, tmp_path):
    with pytest.raises(DatabaseMissing):
        Database(tmp_path / "case.db", opened[1].database_key, opened[1].sealer)
    assert not (tmp_path / "case.db").exists()


def test_a_fault_in_a_statement_carries_neither_statement_nor_values(db):
    with pytest.raises(DatabaseFault) as caught:
        db.execute("SELECT kanarie FROM person WHERE alias = :alias", alias="Luna")
    assert str(caught.value) == "SQLITE_ERROR"


def test_a_failed_transaction_leaves_nothing(db):
    def break_off():
        with db.transaction():
            save_person(db, a_person(), NOW)
            raise Broken

    with pytest.raises(Broken):
        break_off()
    assert db.value("SELECT count(*) FROM person") == 0


def test_a_snapshot_sees_nothing_that_is_saved_meanwhile_and_ends_when_broken_off(db, opened):
    reader = vaults.connect(*opened, reading_only=True)
    count = "SELECT count(*) FROM person"
    with reader.snapshot(), reader.snapshot():
        assert reader.value(count) == 0
        save_person(db, a_person(), NOW)
        assert reader.value(count) == 0
    assert reader.value(count) == 1
    with contextlib.suppress(Interrupted), reader.snapshot():
        reader.interrupt()
        reader.value(count)
        raise AssertionError("not interrupted")
    reader.resume()
    save_person(db, a_person(), NOW)
    assert reader.value(count) == 2
    reader.close()


def test_at_rest_the_folder_holds_one_database_file(vault_folder, vault_pattern):
    from outreach_desktop.vault.folder import Vault

    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    save_person(db, a_person(), NOW)
    vaults.end(db, NOW)
    db.close()
    vault.close()
    assert sorted(p.name for p in vault.database.parent.iterdir() if p.name.startswith("case")) == ["case.db"]


def test_no_save_waits_until_the_journal_is_moved_into_the_database(db, opened):
    person, file = save_person(db, a_person(), NOW), opened[0].database
    db.checkpoint()
    before = file.read_bytes()
    for _line in range(60):
        save_contact(db, a_contact(person_id=person.id), NOW)
    assert file.read_bytes() == before
    assert len(Path(f"{file}-wal").read_bytes()) > 1000 * 4096  # where SQLite by itself would have done it
    db.checkpoint()
    assert file.read_bytes() != before


def test_each_statement_of_storage_can_be_prepared(db):
    """Constants in capitals are statements; each is explained against the schema."""
    import importlib
    import pkgutil
    import re

    from outreach_desktop import storage

    explained = 0
    for module in pkgutil.iter_modules(storage.__path__):
        for name, sql in vars(importlib.import_module(f"{storage.__name__}.{module.name}")).items():
            whole = (
                name.isupper() and isinstance(sql, str) and re.match(r"\s*(SELECT|UPDATE|INSERT|WITH|DELETE)\b", sql)
            )
            if whole and "{" not in sql:
                names = set(re.findall(r":(\w+)", sql))
                db.execute("EXPLAIN " + sql, **dict.fromkeys(names, "[]"))
                explained += 1
    assert explained > 15


def test_what_a_vault_is_made_from_does_not_show_its_passphrase(tmp_path):
    assert PASSPHRASE not in repr(a_new_vault(tmp_path))


def test_a_file_that_lacks_the_end_of_its_last_page_is_told_at_once_whoever_needs_that_page(opened, db):
    path = opened[0].database
    db.checkpoint()
    db.close()
    whole = path.read_bytes()
    for missing in (1, 100, PAGE - 1):
        path.write_bytes(whole[:-missing])
        with pytest.raises(DatabaseCut):
            Database(path, opened[1].database_key, opened[1].sealer)


def test_half_a_page_beside_a_journal_that_has_it_whole_is_no_damage(opened, db, tmp_path):
    """As after a power cut while the journal was being moved into the file."""
    with db.transaction():
        log.note(db, "print", "statistics", "", NOW)
    source, copy = opened[0].database, tmp_path / "case.db"
    copy.write_bytes(source.read_bytes() + bytes(100))
    source_journal = source.with_name("case.db-wal")
    assert source_journal.stat().st_size > 0
    copy.with_name("case.db-wal").write_bytes(source_journal.read_bytes())
    again = Database(copy, opened[1].database_key, opened[1].sealer)
    assert again.value("SELECT action FROM log ORDER BY seq DESC LIMIT 1") == "print"
    again.close()
