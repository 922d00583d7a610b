import pytest
from makers import NOW, a_contact, a_person

from outreach_desktop.domain.backups import State
from outreach_desktop.domain.progress import Cancelled
from outreach_desktop.operations import backups
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import log
from outreach_desktop.storage.database import READ_ONCE, Database
from outreach_desktop.vault import backup_file


@pytest.fixture
def filled(opened, db):
    person = save_person(db, a_person(alias="Mira Åkesson"), NOW)
    save_contact(db, a_contact(person_id=person.id), NOW)
    return person


def files(vault):
    return sorted(path.name for path in vault.backups.iterdir())


def test_a_backup_is_one_file_that_was_proven_before_it_counts(opened, db, filled):
    vault, unlocked = opened
    head = log.head(db)
    made = backups.make_backup(vault, unlocked, NOW)
    assert files(vault) == [made.name]
    assert made.state is State.GOOD
    header = backup_file.read_header(vault.backups / made.name)
    assert (header.log, header.vault_id, header.checked) == (head, vault.vault_id, True)
    assert (header.ends_on - NOW.date()).days == 90
    rows = backups.prove(vault.backups / made.name, unlocked, vault.backups).rows
    assert (rows["person"], rows["contact"]) == (1, 1)
    assert files(vault) == [made.name]


def test_nothing_typed_stands_in_a_backup_in_clear(opened, db, filled):
    vault, unlocked = opened
    contents = (vault.backups / backups.make_backup(vault, unlocked, NOW).name).read_bytes()
    for canary in ("Mira", "hjälp", "Kvällsljus"):
        assert canary.encode() not in contents
    assert unlocked.database_key not in contents


def test_others_save_while_the_copy_is_taken_and_it_is_of_one_moment(opened, db, filled):
    vault, unlocked = opened
    saved = []

    def save_one(done, total):
        if len(saved) < 5 and done:
            saved.append(save_contact(db, a_contact(person_id=filled.id), NOW))

    made = backups.make_backup(vault, unlocked, NOW, save_one)
    assert len(saved) == 5
    assert backups.prove(vault.backups / made.name, unlocked, vault.backups).rows["contact"] == 1


@pytest.mark.parametrize("calls", range(1, 6))
def test_a_cancelled_backup_leaves_nothing(opened, db, filled, calls):
    vault, unlocked = opened
    told = []

    def cancel_then(done, total):
        told.append(done)
        if len(told) >= calls:
            raise Cancelled

    with pytest.raises(Cancelled):
        backups.make_backup(vault, unlocked, NOW, cancel_then)
    assert files(vault) == []


def test_copying_keeps_few_pages_in_memory_since_it_reads_each_once(opened, filled, monkeypatch):
    vault, unlocked = opened
    sizes, copy = [], Database.copy_to
    monkeypatch.setattr(
        Database,
        "copy_to",
        lambda self, *rest: sizes.append(self.value("PRAGMA cache_size")) or copy(self, *rest),
    )
    backups.make_backup(vault, unlocked, NOW)
    assert sizes == [-1024 * READ_ONCE]
