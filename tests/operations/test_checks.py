"""Each check of a vault fails when what it looks at is broken, and only then."""

import pytest
from makers import NOW, a_contact, a_person, a_report

from outreach_desktop.i18n import texts
from outreach_desktop.operations import vaults
from outreach_desktop.operations.checks import check_database, check_vault
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import add_note, save_person

TEXTS = texts("sv")


def failing(db):
    return [check.id for check in check_database(db, TEXTS) if not check.ok]


@pytest.fixture
def filled(db):
    person = save_person(db, a_person(), NOW)
    save_contact(db, a_contact(person_id=person.id), NOW)
    add_note(db, person.id, "Ring inte.", NOW)
    save_report(db, a_report(person_id=person.id), NOW)
    return db


def test_a_whole_vault_passes_every_check(filled):
    assert failing(filled) == []


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE log SET action = 'read' WHERE seq = 3", ["log"]),
        ("DELETE FROM log WHERE seq = 2", ["log"]),
        ("UPDATE tally SET persons = 7", ["figures"]),
        ("DELETE FROM organisation", ["organisation"]),
        ("UPDATE note SET text = zeroblob(500)", ["sealed_texts"]),
        ("UPDATE concern_report SET seen = said", ["sealed_texts"]),
        ("UPDATE contact_text_data SET block = zeroblob(8) WHERE id > 10", ["structure", "search"]),
    ],
)
def test_what_is_broken_is_found(filled, harm, found):
    filled.execute(harm)
    assert failing(filled) == found


def test_a_line_without_its_person_is_found(filled):
    filled.execute("PRAGMA foreign_keys = OFF")
    filled.execute("UPDATE note SET person_id = 99")
    assert failing(filled) == ["references"]


def test_without_a_passphrase_the_key_file_is_checked(opened):
    vault, _ = opened
    assert [(check.id, check.ok) for check in check_vault(vault, None, TEXTS, NOW)] == [
        ("folder", True), ("key_file", True), ("key_file_copy", True),
    ]  # fmt: skip


def test_a_key_file_copy_that_differs_is_found(opened):
    vault, unlocked = opened
    (vault.database.parent / "keys.json.bak").write_bytes(b"{}")
    assert [check.id for check in check_vault(vault, unlocked, TEXTS, NOW) if not check.ok] == ["key_file_copy"]


def test_a_database_that_does_not_open_is_one_check_that_fails(opened):
    vault, unlocked = opened
    vault.database.write_bytes(bytes(8192))
    found = check_vault(vault, unlocked, TEXTS, NOW)
    assert [check.id for check in found if not check.ok] == ["database"]
    assert "hör inte till dess nycklar" in found[-1].text


def test_a_check_leaves_a_line_in_the_log_and_damage_leaves_none(opened, db):
    vault, unlocked = opened
    lines = "SELECT count(*) FROM log WHERE action = 'check'"
    check_vault(vault, unlocked, TEXTS, NOW)
    assert db.value(lines) == 1
    db.execute("DELETE FROM organisation")
    check_vault(vault, unlocked, TEXTS, NOW)
    assert db.value(lines) == 1


def test_damage_anywhere_in_the_file_is_a_finding_and_never_an_error(opened):
    vault, unlocked = opened
    db = vaults.connect(vault, unlocked)
    for _each in range(200):
        save_person(db, a_person(), NOW)
    db.checkpoint()
    db.close()
    whole = vault.database.read_bytes()
    for page in range(3, len(whole) // 4096, 5):
        damaged = bytearray(whole)
        damaged[page * 4096 + 100] ^= 255
        vault.database.write_bytes(damaged)
        found = check_vault(vault, unlocked, TEXTS, NOW)
        assert [check for check in found if not check.ok], page
