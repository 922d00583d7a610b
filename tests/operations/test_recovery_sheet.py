"""The drill of the year: the recovery sheet is proven against the vault, and nothing but a line in the log is new."""

from datetime import timedelta

import pytest
from makers import NOW

from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.operations import accounts, recovery_sheet, rotation, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.storage import backups, log, log_chain
from outreach_desktop.vault import recovery, recovery_parts
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.errors import RecoveryKeyMistyped, SameSheetTwice, SheetsOfTwoMakings

CHEAP = Cost.cheapest_for_tests()
PHRASE = "grön tallrik under svart cykel"
YEAR = timedelta(days=365)


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def test_the_sheet_is_proven_and_no_file_changes(opened, vault_pattern):
    vault, unlocked = opened
    before = files(vault.folder)
    typed = [line.lower() for line in vault_pattern[2]]
    assert recovery_sheet.prove_sheet(vault, typed) == unlocked.account == vault.recovery_owner
    assert files(vault.folder) == before


def test_a_mistyped_line_is_named_and_another_sheet_is_told_apart(opened, vault_pattern):
    vault, lines = opened[0], vault_pattern[2]
    with pytest.raises(RecoveryKeyMistyped) as caught:
        recovery_sheet.prove_sheet(vault, [*lines[:2], lines[2][:-1], lines[3]])
    assert caught.value.line == 3
    with pytest.raises(recovery_sheet.SheetOpensNothing):
        recovery_sheet.prove_sheet(vault, recovery.written(recovery.new_key()))


def test_an_old_sheet_fits_no_more_and_a_colleague_can_try_the_new_one(opened, db, vault_pattern):
    vault, unlocked = opened
    account = Account(name="Mia", alias="Mia", role=Role.ADMINISTRATOR)
    mia = accounts.add_person(Office(db, vault, unlocked), NewPerson(account, PHRASE), CHEAP, NOW)
    key = recovery.new_key()
    vault.make_recovery_sheet(vault.unlock("Mia", PHRASE), key, CHEAP)
    assert recovery_sheet.prove_sheet(vault, recovery.written(key)) == mia.uid
    with pytest.raises(recovery_sheet.SheetOpensNothing):
        recovery_sheet.prove_sheet(vault, vault_pattern[2])


def test_a_slot_still_bound_to_an_older_roster_key_fits_and_is_left_as_it_is(opened, db, vault_pattern):
    vault, unlocked = opened
    account = Account(name="Mia", alias="Mia", role=Role.ADMINISTRATOR)
    mia = accounts.add_person(Office(db, vault, unlocked), NewPerson(account, PHRASE), CHEAP, NOW)
    rotation.take_keys(Office(db, vault, unlocked), mia.uid, None, NOW)
    before = files(vault.folder)
    assert recovery_sheet.prove_sheet(vault, vault_pattern[2]) == unlocked.account
    assert files(vault.folder) == before
    vault.unlock_with_recovery(recovery.parse("".join(vault_pattern[2])))
    assert files(vault.folder) != before  # unlocking binds it anew, which a drill does not


def test_when_it_was_tried_is_found_by_an_index_of_the_log(db):
    actions = "('new_recovery_sheet', 'new_recovery_parts', 'prove_recovery_sheet')"
    sql = f"EXPLAIN QUERY PLAN SELECT max(at) FROM log WHERE action IN {actions}"
    assert "COVERING INDEX log_by_action" in " ".join(row["detail"] for row in db.rows(sql))


def test_the_drill_is_due_a_year_after_the_sheet_was_made_or_tried(db):
    owner = db.sealer.account
    assert not recovery_sheet.is_drill_due(db, NOW + YEAR - timedelta(seconds=1))
    assert recovery_sheet.is_drill_due(db, NOW + YEAR)
    recovery_sheet.note_drill(db, owner, NOW + YEAR)
    assert not recovery_sheet.is_drill_due(db, NOW + YEAR)
    assert recovery_sheet.is_drill_due(db, NOW + 2 * YEAR)
    accounts.note_recovery_sheet(db, NOW + 2 * YEAR)
    assert recovery_sheet.sheet_proven_at(db) == NOW + 2 * YEAR
    assert not recovery_sheet.is_drill_due(db, NOW + 3 * YEAR - timedelta(seconds=1))


def test_a_drill_is_a_line_in_the_log_and_no_reason_for_a_backup(db):
    before = log.head(db).seq
    recovery_sheet.note_drill(db, db.sealer.account, NOW)
    line = db.rows("SELECT action, subject, uid, account FROM log WHERE seq = :seq", seq=before + 1)[0]
    own = db.sealer.account
    assert (line["action"], line["subject"]) == ("prove_recovery_sheet", "account")
    assert (line["uid"], line["account"]) == (own, own)
    assert not list(log_chain.damaged_lines(db))
    assert not backups.has_news(db, before)


def test_only_administrators_are_asked_for_the_drill(opened, db):
    vault, unlocked = opened
    account = Account(name="Bo", alias="Bo", role=Role.COORDINATOR)
    accounts.add_person(Office(db, vault, unlocked), NewPerson(account, PHRASE), CHEAP, NOW)
    own = vaults.connect(vault, vault.unlock("Bo", PHRASE))
    for refused in (
        lambda: recovery_sheet.note_drill(own, vault.recovery_owner, NOW),
        lambda: recovery_sheet.is_drill_due(own, NOW),
        lambda: recovery_sheet.is_in_parts(own),
    ):
        with pytest.raises(NotPermitted):
            refused()
    own.close()


# --- three sheets, of which any two open ---


def written_parts(key):
    return [recovery_parts.written(sheet) for sheet in recovery_parts.split(key)]


@pytest.mark.parametrize("pair", [(0, 1), (2, 1), (2, 0)])
def test_two_of_three_sheets_are_proven_and_no_file_changes(opened, vault_pattern, pair):
    vault, unlocked = opened
    before = files(vault.folder)
    sheets = written_parts(recovery.parse("".join(vault_pattern[2])))
    typed = [[line.lower() for line in sheets[at]] for at in pair]
    assert recovery_sheet.prove_sheets(vault, *typed) == unlocked.account == vault.recovery_owner
    assert files(vault.folder) == before


def test_sheets_that_do_not_go_together_or_open_nothing_are_told_apart(opened, vault_pattern):
    vault = opened[0]
    one, two, _three = written_parts(recovery.parse("".join(vault_pattern[2])))
    other, another, _more = written_parts(recovery.new_key())
    for typed, error in (
        ((one, one), SameSheetTwice),
        ((one, another), SheetsOfTwoMakings),
        ((other, another), recovery_sheet.SheetsOpenNothing),
        ((one, [*two[:8], two[8][:-1]]), RecoveryKeyMistyped),
    ):
        with pytest.raises(error):
            recovery_sheet.prove_sheets(vault, *typed)


def test_the_log_says_in_which_form_the_key_that_holds_was_made_and_when_it_was_tried(db):
    assert not recovery_sheet.is_in_parts(db)
    accounts.note_recovery_sheet(db, NOW + YEAR, in_parts=True)
    assert recovery_sheet.is_in_parts(db)
    assert recovery_sheet.sheet_proven_at(db) == NOW + YEAR
    recovery_sheet.note_drill(db, db.sealer.account, NOW + 2 * YEAR)
    assert recovery_sheet.is_in_parts(db)
    accounts.note_recovery_sheet(db, NOW + 2 * YEAR)
    assert not recovery_sheet.is_in_parts(db)
    assert not list(log_chain.damaged_lines(db))
