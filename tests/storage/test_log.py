import pytest
from makers import NOW, a_person

from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import log


@pytest.fixture
def lines(db):
    for name in ("Luna", "Mira", "Vera"):
        save_person(db, a_person(alias=name), NOW)
    return db.value("SELECT count(*) FROM log")


def test_an_untouched_log_is_whole(db, lines):
    assert lines >= 4
    assert list(log.damaged_lines(db)) == []


@pytest.mark.parametrize("column", ["at", "account", "action", "subject", "uid"])
def test_an_edit_of_any_part_is_found(db, lines, column):
    db.execute(f"UPDATE log SET {column} = {column} || 'x' WHERE seq = 2")
    assert list(log.damaged_lines(db)) == [2]


def test_an_edit_with_a_new_hash_is_found_by_signature_and_chain(db, lines):
    db.execute("UPDATE log SET action = 'read' WHERE seq = 2")
    changed = db.rows("SELECT * FROM log WHERE seq = 2")[0]
    db.execute("UPDATE log SET hash = :hash WHERE seq = 2", hash=log.line_hash(changed))
    assert list(log.damaged_lines(db)) == [2, 3]


def test_a_removed_line_is_found(db, lines):
    db.execute("DELETE FROM log WHERE seq = 2")
    assert list(log.damaged_lines(db)) == [3]


def test_two_swapped_lines_are_found(db, lines):
    db.execute("UPDATE log SET seq = -1 WHERE seq = 2")
    db.execute("UPDATE log SET seq = 2 WHERE seq = 3")
    db.execute("UPDATE log SET seq = 3 WHERE seq = -1")
    assert list(log.damaged_lines(db)) == [2, 3, 4]


def test_a_cut_end_shows_against_the_head_seen_before(db, lines):
    seen = log.head(db)
    db.execute("DELETE FROM log WHERE seq = :last", last=seen.seq)
    assert log.head(db).seq < seen.seq


def test_the_log_holds_no_text_of_a_record(db):
    save_person(db, a_person(alias="kanariefågeln"), NOW)
    assert "kanarie" not in str([tuple(row) for row in db.rows("SELECT * FROM log")])
