"""The threads behind the window: nothing hangs, nothing is swallowed, nothing waits for what nobody wants."""

import gc
import sys
import threading
import time
import weakref

import pytest
from makers import NOW, a_person
from PySide6.QtCore import QObject

from outreach_desktop.app import Desktop, Start
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.operations import accounts
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.people import add_note, save_person
from outreach_desktop.storage import log_lines, people
from outreach_desktop.storage.database import Database, DatabaseMissing, DiskFull
from outreach_desktop.ui import collector
from outreach_desktop.ui import worker as worker_module
from outreach_desktop.ui.gate.preferences import Preferences
from outreach_desktop.ui.worker import Worker
from outreach_desktop.ui.workspace import ReserveUsed, Workspace
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import Vault

ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def workspace(opened):
    found = Workspace(*opened, now=lambda: NOW)
    yield found
    found.close()


def test_waiting_for_the_writing_ends_also_when_the_database_cannot_be_opened(qtbot):
    failures = []

    def gone():
        raise DatabaseMissing

    worker = Worker(gone, failures.append)
    worker.do(worker, lambda db: db, None)
    waiting = threading.Thread(target=worker.drain, daemon=True)
    waiting.start()
    waiting.join(5)
    assert not waiting.is_alive()
    worker.stop()
    worker.drain()
    qtbot.waitUntil(lambda: [type(each) for each in failures] == [DatabaseMissing])


def test_a_failed_write_is_told_also_when_its_page_is_gone(workspace, qtbot):
    told = []
    workspace.failed.connect(told.append)

    def fail(_db):
        raise DatabaseMissing

    page = QObject()
    workspace.write(page, fail, failed=lambda _error: told.append("the page"))
    page.deleteLater()
    del page
    qtbot.waitUntil(lambda: [type(each) for each in told] == [DatabaseMissing])


def test_locking_does_not_wait_for_a_long_question_but_for_every_write(opened, qtbot):
    workspace = Workspace(*opened, now=lambda: NOW)
    started = threading.Event()

    def ask_long(db):
        started.set()
        return db.value(ENDLESS)

    workspace.ask(workspace, "long", ask_long, pytest.fail, pytest.fail)
    workspace.compute(workspace, "statistics", ask_long, pytest.fail, pytest.fail)
    started.wait()
    for _each in range(3):
        workspace.write(workspace, lambda db: save_person(db, a_person(), NOW))
    begun = time.monotonic()
    assert workspace.close().seq > 3
    assert time.monotonic() - begun < 5
    again = Workspace(Vault.open(workspace.vault.folder), opened[1], now=lambda: NOW)
    assert people.count(again.db) == 3
    again.close()


def test_on_a_full_disk_the_reserve_of_the_vault_takes_what_is_written(workspace, qtbot):
    told = []
    workspace.failed.connect(told.append)
    ballast = workspace.vault.folder / "ballast"
    workspace.settle()
    qtbot.waitUntil(ballast.exists)

    def save(db):
        if ballast.exists():
            raise DiskFull
        return save_person(db, a_person(), NOW)

    saved = []
    workspace.write(workspace, save, saved.append)
    qtbot.waitUntil(lambda: bool(saved))
    qtbot.waitUntil(lambda: [type(each) for each in told] == [ReserveUsed])
    assert people.count(workspace.db) == 1


def test_without_changes_the_idle_worker_leaves_the_disk_alone(workspace, qtbot):
    journal = workspace.vault.database.with_name("case.db-wal")
    workspace.write(workspace, lambda db: save_person(db, a_person(), NOW))
    workspace.drain()
    qtbot.waitUntil(lambda: workspace._journalled)
    workspace.checkpoint()
    workspace.drain()
    assert journal.stat().st_size == 0
    workspace.checkpoint()
    assert workspace._writer._jobs.empty()


def test_the_connections_keep_only_as_much_of_the_database_as_their_work_is_worth(workspace, qtbot):
    kept = [workspace.db.value("PRAGMA cache_size") // -1024]
    for worker in (workspace._writer, workspace._reader, workspace._slow):
        worker.do(workspace, lambda db: db.value("PRAGMA cache_size") // -1024, kept.append)
    qtbot.waitUntil(lambda: len(kept) == 4)
    assert sum(kept) <= 60, kept
    assert max(kept) >= 32, "searching for one letter walks over 25 MB of a hundred thousand people"


def test_a_worker_that_runs_python_lets_the_main_thread_run_within_a_millisecond(workspace):
    assert workspace.today
    assert sys.getswitchinterval() <= 0.001


def test_memory_is_given_back_once_after_a_rest_also_where_a_question_was_broken_off(opened, qtbot, monkeypatch):
    monkeypatch.setattr(worker_module, "_RESTED", 0.05)
    given = []
    give_back = Database.give_back_memory
    monkeypatch.setattr(Database, "give_back_memory", lambda db: given.append(db) or give_back(db))
    workspace = Workspace(*opened, now=lambda: NOW)
    started, answers = threading.Event(), []

    def ask_long(db):
        started.set()
        return db.value(ENDLESS)

    workspace.ask(workspace, "people", ask_long, pytest.fail, pytest.fail)
    started.wait()
    workspace.ask(workspace, "people", lambda db: people.find(db, PersonFilter()), answers.append)
    qtbot.waitUntil(lambda: answers != [])
    qtbot.wait(200)
    assert len(given) == 1
    workspace.close()


def test_what_a_page_leaves_behind_ends_in_the_main_thread(workspace, qtbot):
    """A window's object that ends in a worker, by its last reference or by the collector, may hold up both for ever."""
    ended_in = []

    class Page(QObject):
        def __del__(self):
            ended_in.append(threading.current_thread())

    class Knot(Page):
        def __init__(self):
            super().__init__()
            self.itself = self  # as closures over a page do: only the collector ends it

    def ask_and_leave(page):
        workspace.write(page, lambda _db: [[page] for _each in range(2_000)] and None)

    for _each in range(20):
        ask_and_leave(Page())
        ask_and_leave(Knot())
    workspace.drain()
    qtbot.waitUntil(lambda: len(ended_in) >= 20)
    gc.collect()

    assert len(ended_in) == 40
    assert set(ended_in) == {threading.main_thread()}


def test_the_program_keeps_the_collector_to_the_main_thread(opened, tmp_path):
    gc.enable()
    Desktop(Start(), Preferences(tmp_path))
    assert not gc.isenabled()


def test_the_collector_takes_what_is_due():
    class Knot:
        def __init__(self):
            self.itself = self

    gc.collect()
    ended = weakref.ref(Knot())
    collector.tidy()
    assert ended() is not None
    kept = [[] for _each in range(gc.get_threshold()[0] + 1)]
    collector.tidy()
    assert ended() is None
    assert kept


def test_a_page_on_its_way_out_takes_no_answer_from_the_one_in_its_place(workspace, qtbot):
    old, new, answers = QObject(), QObject(), []
    workspace.ask(new, "today", lambda _db: "new", answers.append)
    workspace.ask(old, "today", lambda _db: "old", answers.append)
    old.deleteLater()
    del old
    qtbot.waitUntil(lambda: answers == ["new"])


def test_of_one_page_only_the_newest_question_is_answered(workspace, qtbot):
    page, answers = QObject(), []
    workspace.ask(page, "list", lambda db: db.value(ENDLESS), answers.append)
    workspace.ask(page, "list", lambda _db: "second", answers.append)
    workspace.ask(page, "list", lambda _db: "third", answers.append)
    workspace.ask(page, "count", lambda _db: "counted", answers.append)
    qtbot.waitUntil(lambda: answers == ["third", "counted"])


def test_restricted_texts_are_read_after_unlocking_and_gone_from_memory_after_locking(opened, db, qtbot):
    person = save_person(db, a_person(), NOW)
    for number in range(40):
        add_note(db, person.id, f"kvarskatt {number}", NOW)
    workspace, answers = Workspace(*opened, now=lambda: NOW), []
    workspace.settle()
    qtbot.waitUntil(lambda: workspace.texts.ready)
    assert (workspace.texts.progress.done, workspace.texts.progress.total) == (40, 40)
    workspace.texts.ask(workspace, "kvarsk", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert len(answers[0]) == 8
    workspace.close()
    assert workspace.texts._worker is None
    assert workspace.texts._index.find("kvarsk", 8) == {}


def test_unlocking_is_noted_and_all_else_waits_until_the_first_page_has_its_answer(workspace, qtbot):
    asked, answers, ballast = threading.Event(), [], workspace.vault.folder / "ballast"
    workspace.begin()
    workspace.ask(workspace, "today", lambda _db: asked.wait(20), answers.append)
    workspace.settle()
    workspace.drain()
    assert "unlock" in [line.action for line in log_lines.load(workspace.db, range(1, 20))]
    assert not ballast.exists()
    assert workspace.texts._worker is None
    asked.set()
    qtbot.waitUntil(lambda: workspace.texts._worker is not None and ballast.exists())
    assert answers == [True]


def test_for_a_volunteer_nothing_is_read_and_nothing_found(opened, db):
    account = Account(name="Bo", role=Role.VOLUNTEER)
    accounts.add_person(Office(db, *opened), NewPerson(account, "bos egen fras här"), Cost.cheapest_for_tests(), NOW)
    add_note(db, save_person(db, a_person(), NOW).id, "kvarskatt", NOW)
    vault, answers = opened[0], []
    workspace = Workspace(vault, vault.unlock("Bo", "bos egen fras här"), now=lambda: NOW)
    workspace.begin()
    workspace.texts.ask(workspace, "kvarsk", answers.append)
    assert len(answers[0]) == 0
    assert workspace.texts._worker is None
    workspace.close()


def test_reading_restricted_texts_gives_way_to_who_types(opened, db, qtbot):
    luna = save_person(db, a_person(alias="Luna"), NOW)
    for number in range(60):
        add_note(db, luna.id, f"kvarsken {number}", NOW)
    workspace = Workspace(*opened, now=lambda: NOW)
    workspace.texts._giving_way.setInterval(60_000)
    workspace.texts.start()
    workspace.ask(workspace, "list", lambda _db: None, lambda _nothing: None)
    qtbot.waitUntil(lambda: workspace.texts._held)
    read = workspace.texts.progress.done
    qtbot.wait(200)
    assert workspace.texts.progress.done == read < 60
    assert not workspace.texts.ready
    workspace.texts._giving_way.setInterval(1)
    qtbot.waitUntil(lambda: workspace.texts.ready)
    assert workspace.texts.progress.done == 60
    workspace.close()
