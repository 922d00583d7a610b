"""Checks of whole databases, which can take long, are broken off when somebody locks."""

import threading

import pytest
from makers import NOW, a_contact, a_person

from outreach_desktop.domain.progress import Cancelled, unwatched
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.wholeness import is_whole
from outreach_desktop.storage import checks, database

PATIENCE = 60  # seconds for what takes none


@pytest.fixture
def filled(db):
    person = save_person(db, a_person(), NOW)
    for number in range(30):
        save_contact(db, a_contact(person_id=person.id, note=f"rad {number}"), NOW)
    db.checkpoint()
    return db


class Stop:
    """Raises `Cancelled` from the word with this number on; hears none unless it listens."""

    def __init__(self, at):
        self.at, self.heard, self.listens = at, 0, True

    def __call__(self, _done, _total):
        self.heard += self.listens
        if self.heard >= self.at:
            raise Cancelled


def test_a_statement_is_broken_off_in_its_middle(filled, monkeypatch):
    monkeypatch.setattr(database, "_STEPS_BETWEEN", 100)
    stop, found, structure = Stop(3), [], checks.broken_structure

    def watched(db):
        stop.listens = True
        found.append(structure(db))
        return found[0]

    stop.listens = False
    monkeypatch.setattr(checks, "broken_structure", watched)
    with pytest.raises(Cancelled):
        is_whole(filled, stop)
    assert found == [["DatabaseFault"]]
    monkeypatch.undo()
    assert is_whole(filled, unwatched)


def test_a_check_that_hears_nothing_is_not_waited_for(filled, monkeypatch):
    go_on, pages, ended = threading.Event(), checks.damaged_pages, threading.Event()

    def deaf(db):
        assert go_on.wait(PATIENCE)
        found = pages(db)
        ended.set()
        return found

    monkeypatch.setattr(checks, "damaged_pages", deaf)
    with pytest.raises(Cancelled):
        is_whole(filled, Stop(3))
    assert not ended.is_set()
    go_on.set()
    assert ended.wait(PATIENCE)
    assert is_whole(filled, unwatched)


def test_what_the_thread_cannot_do_is_raised_by_who_waits(filled, monkeypatch):
    def failing(_db):
        raise database.DiskFailed

    monkeypatch.setattr(checks, "damaged_pages", failing)
    with pytest.raises(database.DiskFailed):
        is_whole(filled, unwatched)


def test_a_flipped_bit_is_found_by_the_pages_and_not_by_what_is_kept_in_memory(filled):
    contents = bytearray(filled.path.read_bytes())
    contents[len(contents) // 2] ^= 1
    filled.path.write_bytes(contents)
    assert not is_whole(filled, unwatched)
