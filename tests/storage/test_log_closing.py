"""Lines of the log that are older than two years: one signed line stands for them, and the chain still holds."""

from datetime import date, datetime, timedelta

import pytest
from makers import NOW, a_person

from outreach_desktop.domain.log_closing import closed_before
from outreach_desktop.domain.log_head import LogHead
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations import due, vaults
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import accounts, checks, log, log_chain, log_closing
from outreach_desktop.storage import backups as registry

LATER = datetime(2029, 1, 5, 18, 0, tzinfo=ZONE)
BEFORE = date(2027, 1, 1)


def count(db):
    return db.value("SELECT count(*) FROM log")


def note(db, action, at, uid=""):
    with db.transaction():
        log.note(db, action, "vault", uid, at)


@pytest.fixture
def heads(db):
    """Where the log ended after each line that is old by now; two lines of the new time come after."""
    save_person(db, a_person(), NOW)
    note(db, "unlock", NOW)
    rows = [LogHead(row["seq"], bytes(row["hash"])) for row in db.rows("SELECT seq, hash FROM log ORDER BY seq")]
    note(db, "unlock", LATER - timedelta(days=20))
    note(db, "unlock", LATER)
    return rows


@pytest.fixture
def closed(db, heads):
    """The log after its old lines were closed: the closing line, two lines, and the one that tells of it."""
    assert log_chain.close_before(db, BEFORE, LATER) == len(heads)
    return heads


def damaged(db):
    return list(log_chain.damaged_lines(db))


def test_whole_months_that_are_two_years_back_are_closed():
    assert closed_before(date(2029, 1, 31)) == date(2027, 1, 1)
    assert closed_before(date(2029, 2, 1)) == date(2027, 2, 1)


def test_one_signed_line_with_count_and_head_stands_for_what_is_old(db, closed):
    closing = log_closing.load(db)
    assert closing.end == closed[-1]
    assert closing.last == len(closed)
    assert (closing.account, closing.at, closing.until) == (db.sealer.account, LATER, NOW)
    assert [row["action"] for row in db.rows("SELECT action FROM log ORDER BY seq")] == ["unlock", "unlock", "close"]
    assert damaged(db) == []
    assert checks.damaged_log_lines(db) == []


def test_the_numbers_of_the_lines_go_on(db, closed):
    note(db, "print", LATER)
    assert log.head(db).seq == len(closed) + 4
    assert damaged(db) == []


def test_a_second_closing_takes_the_first_in(db, closed):
    first = log_closing.load(db)
    later = LATER + timedelta(days=760)
    note(db, "unlock", later)
    assert log_chain.close_before(db, closed_before(later.date()), later) == 3
    second = log_closing.load(db)
    assert (second.last, second.since) == (len(closed) + 3, first.since)
    assert damaged(db) == []


def test_nothing_is_closed_before_its_time_and_never_the_newest_line(db, heads):
    assert log_chain.close_before(db, NOW.date(), LATER) == 0
    assert log_chain.close_before(db, date(2100, 1, 1), LATER) == len(heads) + 1
    assert log.head(db).seq == len(heads) + 3


def test_much_is_closed_in_several_goes(db, heads, monkeypatch):
    monkeypatch.setattr(log_chain, "MOST_CLOSED", 2)
    gone = 0
    while step := log_chain.close_before(db, BEFORE, LATER):
        assert step <= 2
        gone += step
        assert damaged(db) == []
    assert gone == len(heads)


@pytest.mark.parametrize("harm", ["UPDATE log SET uid = 'x' WHERE seq = 2", "DELETE FROM log WHERE seq = 2"])
def test_lines_that_do_not_fit_are_evidence_and_stay(db, heads, harm):
    db.execute(harm)
    before = count(db)
    assert log_chain.close_before(db, BEFORE, LATER) == 0
    assert (count(db), log_closing.load(db)) == (before, None)


@pytest.mark.parametrize(
    "harm",
    [
        "last = last + 1",
        "last = last - 1",
        "head = zeroblob(32)",
        "since = '2026-01-01T12:00 +60'",
        "until = '2026-11-25T12:00 +60'",
        "at = '2028-12-01T12:00 +60'",
        f"account = '{'0' * 32}'",
        "hash = zeroblob(32)",
        "signature = zeroblob(64)",
    ],
)
def test_an_edit_of_any_part_of_the_closing_line_is_found(db, closed, harm):
    db.execute(f"UPDATE log_closing SET {harm}")
    assert damaged(db) != []
    assert log_chain.close_before(db, date(2100, 1, 1), LATER) == 0


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE log_kept SET at = '2027-05-01T12:00 +60'",
        "UPDATE log_kept SET seq = seq + 1",
        "DELETE FROM log_kept",
        "INSERT INTO log_kept VALUES ('prove_recovery_sheet', '', 1, '2027-05-01T12:00 +60')",
    ],
)
def test_an_edit_of_what_is_kept_of_closed_lines_is_found(db, closed, harm):
    db.execute(harm)
    assert damaged(db) == [len(closed)]


def test_a_closing_line_that_is_taken_away_is_found(db, closed):
    db.execute("DELETE FROM log_closing")
    assert damaged(db) == [len(closed) + 1]


def test_a_line_that_is_taken_away_after_the_closing_is_found(db, closed):
    db.execute("DELETE FROM log WHERE seq = :seq", seq=len(closed) + 1)
    assert damaged(db) == [len(closed) + 2]


def test_lines_that_are_left_in_another_order_are_found(db, closed):
    first = len(closed) + 1
    db.execute("UPDATE log SET seq = -1 WHERE seq = :seq", seq=first)
    db.execute("UPDATE log SET seq = :seq WHERE seq = :next", seq=first, next=first + 1)
    db.execute("UPDATE log SET seq = :next WHERE seq = -1", next=first + 1)
    assert damaged(db) == [first, first + 1, first + 2]


def test_a_cut_end_shows_against_what_was_seen(db, closed):
    seen = log.head(db)
    db.execute("DELETE FROM log WHERE seq = :seq", seq=seen.seq)
    assert not log_chain.holds(db, seen)
    assert damaged(db) == [len(closed)]  # the line that told of the closing is gone with it


def test_a_line_that_is_put_back_before_the_closing_is_found(db, heads):
    row = dict(zip((first := db.rows("SELECT * FROM log WHERE seq = 1")[0]).keys(), tuple(first), strict=True))
    log_chain.close_before(db, BEFORE, LATER)
    db.execute(f"INSERT INTO log VALUES ({', '.join(':' + name for name in row)})", **row)
    assert 1 in damaged(db)


def _forged(db, lines, at):
    """Do what somebody with an account and the database open could do: sign a closing line of one's own."""
    rows = db.rows("SELECT * FROM log ORDER BY seq LIMIT :lines", lines=lines)
    with db.transaction():
        log_closing.replace(db, rows, at)


def test_a_closing_line_over_lines_that_are_not_old_enough_is_found(db, heads):
    _forged(db, len(heads) + 1, LATER)
    assert damaged(db) == [len(heads) + 1]


def test_a_signed_closing_line_that_the_log_does_not_tell_of_is_found(db, heads):
    _forged(db, len(heads), LATER)
    told = log.head(db).seq
    db.execute("DELETE FROM log WHERE seq = :seq", seq=told)
    note(db, "unlock", LATER)
    assert damaged(db) == [len(heads)]


def test_an_older_closing_line_put_back_is_found(db, closed):
    former = dict(zip((row := db.rows("SELECT * FROM log_closing")[0]).keys(), tuple(row), strict=True))
    later = LATER + timedelta(days=760)
    note(db, "unlock", later)
    log_chain.close_before(db, closed_before(later.date()), later)
    db.execute("DELETE FROM log_closing")
    db.execute(f"INSERT INTO log_closing VALUES ({', '.join(':' + name for name in former)})", **former)
    assert damaged(db) != []


# --- what this computer has seen ---


def is_older(db, seen):
    return vaults.is_older(db, seen.seq, seen.hash.hex())


def test_what_was_seen_before_the_closing_does_not_make_the_vault_an_older_one(db, closed):
    assert not any(is_older(db, seen) for seen in closed)
    assert not is_older(db, log.head(db))


def test_another_past_is_still_told_where_it_can_be_compared(db, closed):
    last = closed[-1]
    assert is_older(db, LogHead(last.seq, bytes(32)))
    assert is_older(db, LogHead(last.seq + 1, bytes(32)))
    assert is_older(db, LogHead(last.seq + 99, bytes(32)))


def test_a_closing_line_that_is_forged_vouches_for_nothing(db, closed):
    db.execute("UPDATE log_closing SET signature = zeroblob(64)")
    assert all(is_older(db, seen) for seen in closed)


# --- who reads old lines ---


def test_who_unlocked_last_is_known_though_the_line_is_closed(db, heads):
    before = accounts.load_last_unlocked(db)
    db.execute("UPDATE log_kept SET account = account")  # there is none yet
    log_chain.close_before(db, BEFORE, LATER)
    assert accounts.load_last_unlocked(db) == before
    absent = {**before, "a" * 32: NOW}
    db.execute("INSERT INTO log_kept VALUES ('unlock', :who, 1, :at)", who="a" * 32, at="2026-11-24T18:31 +60")
    assert accounts.load_last_unlocked(db) == absent


@pytest.mark.parametrize("action", ["new_recovery_sheet", "prove_recovery_sheet", "new_recovery_parts"])
def test_when_the_recovery_key_was_tried_and_how_it_was_written_stays_known(db, action):
    for days, each in enumerate(("new_recovery_parts", "new_recovery_sheet", action)):
        note(db, each, NOW + timedelta(days=days))
    note(db, "unlock", LATER)
    before = accounts.load_sheet_proven(db), accounts.load_in_parts(db)
    assert log_chain.close_before(db, BEFORE, LATER)
    assert (accounts.load_sheet_proven(db), accounts.load_in_parts(db)) == before
    assert before == (NOW + timedelta(days=2), action == "new_recovery_parts")


def test_when_the_vault_was_made_stays_known(db, closed):
    assert registry.made_at(db) == NOW
    assert accounts.load_sheet_proven(db) == NOW


def test_what_was_changed_after_an_old_backup_is_still_news(db, closed):
    assert registry.has_news(db, 1)
    assert not registry.has_news(db, len(closed))


# --- at unlocking ---


def _unlock(db, now):
    vaults.begin(db, now)
    vaults.settle(db, now)


def test_unlocking_closes_what_is_old_once_the_clock_is_trusted(db):
    """The vault rested for two years: nothing goes before somebody says that the clock is right."""
    _unlock(db, LATER)
    assert log_closing.load(db) is None
    assert due.doubtful_since(db) == NOW
    due.trust_clock(db, LATER)
    closing = log_closing.load(db)
    assert closing.until == NOW
    assert due.doubtful_since(db) is None
    assert damaged(db) == []
    _unlock(db, LATER + timedelta(hours=1))
    assert due.doubtful_since(db) is None
    assert damaged(db) == []


def test_unlocking_from_month_to_month_keeps_two_years_of_lines(db):
    now = NOW
    for _month in range(30):
        now += timedelta(days=30)
        _unlock(db, now)
        assert damaged(db) == []
    oldest = db.value("SELECT min(at) FROM log")
    assert oldest >= closed_before(now.date()).isoformat()
    assert log_closing.load(db).last > 3
