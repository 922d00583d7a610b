import pytest
from makers import NOW, a_person

from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import log, log_chain


@pytest.fixture
def lines(db):
    for name in ("Luna", "Mira", "Vera"):
        save_person(db, a_person(alias=name), NOW)
    return db.value("SELECT count(*) FROM log")


def test_an_untouched_log_is_whole(db, lines):
    assert lines >= 4
    assert list(log_chain.damaged_lines(db)) == []


@pytest.mark.parametrize("column", ["at", "account", "action", "subject", "uid"])
def test_an_edit_of_any_part_is_found(db, lines, column):
    db.execute(f"UPDATE log SET {column} = {column} || 'x' WHERE seq = 2")
    assert list(log_chain.damaged_lines(db)) == [2]


def test_an_edit_with_a_new_hash_is_found_by_signature_and_chain(db, lines):
    db.execute("UPDATE log SET action = 'read' WHERE seq = 2")
    changed = db.rows("SELECT * FROM log WHERE seq = 2")[0]
    db.execute("UPDATE log SET hash = :hash WHERE seq = 2", hash=log.line_hash(changed))
    assert list(log_chain.damaged_lines(db)) == [2, 3]


def test_a_removed_line_is_found(db, lines):
    db.execute("DELETE FROM log WHERE seq = 2")
    assert list(log_chain.damaged_lines(db)) == [3]


def test_two_swapped_lines_are_found(db, lines):
    db.execute("UPDATE log SET seq = -1 WHERE seq = 2")
    db.execute("UPDATE log SET seq = 2 WHERE seq = 3")
    db.execute("UPDATE log SET seq = 3 WHERE seq = -1")
    assert list(log_chain.damaged_lines(db)) == [2, 3, 4]


def test_a_cut_end_shows_against_the_head_seen_before(db, lines):
    seen = log.head(db)
    db.execute("DELETE FROM log WHERE seq = :last", last=seen.seq)
    assert log.head(db).seq < seen.seq


def test_the_log_holds_no_text_of_a_record(db):
    save_person(db, a_person(alias="kanariefågeln"), NOW)
    assert "kanarie" not in str([tuple(row) for row in db.rows("SELECT * FROM log")])


def test_lines_that_are_gone_from_the_beginning_are_found(db, lines):
    db.execute("DELETE FROM log WHERE seq <= 2")
    assert list(log_chain.damaged_lines(db)) == [3]


def test_a_rewritten_chain_is_found_by_its_signatures(db, lines):
    """Somebody with the database open changes a line and makes all hashes anew, but has nobody's signing key."""
    db.execute("UPDATE log SET action = 'read' WHERE seq = 2")
    previous = log.START
    for seq in range(1, lines + 1):
        db.execute("UPDATE log SET previous = :previous WHERE seq = :seq", previous=previous, seq=seq)
        previous = log.line_hash(db.rows("SELECT * FROM log WHERE seq = :seq", seq=seq)[0])
        db.execute("UPDATE log SET hash = :hash WHERE seq = :seq", hash=previous, seq=seq)
    assert list(log_chain.damaged_lines(db)) == list(range(2, lines + 1))


def test_a_line_put_in_is_found(db, lines):
    line = dict(zip(*_last_line(db), strict=True)) | {"seq": lines + 1}
    db.execute(f"INSERT INTO log VALUES ({', '.join(':' + name for name in line)})", **line)
    assert list(log_chain.damaged_lines(db)) == [lines + 1]


def _last_line(db):
    row = db.rows("SELECT * FROM log ORDER BY seq DESC LIMIT 1")[0]
    return row.keys(), tuple(row)


def test_a_line_by_somebody_who_is_not_in_the_roster_is_found(db, lines):
    db.execute("UPDATE log SET account = :other WHERE seq = 2", other="0" * 32)
    row = db.rows("SELECT * FROM log WHERE seq = 2")[0]
    db.execute("UPDATE log SET hash = :hash WHERE seq = 2", hash=log.line_hash(row))
    assert 2 in list(log_chain.damaged_lines(db))
