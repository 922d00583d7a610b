"""Adding people, roles, and somebody who leaves: in the key file and in the database, together."""

import shutil

import pytest
from makers import NOW, PASSPHRASE, a_person, a_report

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.errors import KnownError
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.progress import Cancelled
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.i18n import texts
from outreach_desktop.operations import accounts, agreements, checks, rotation, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.organisation import load_accounts
from outreach_desktop.operations.people import add_note, look_at_person, save_person
from outreach_desktop.storage import database, drafts, log_chain
from outreach_desktop.storage.database import Database, WrongKey
from outreach_desktop.vault import errors, generations
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import Vault

CHEAP = Cost.cheapest_for_tests()
TEXT = "hon sover hos en vän tills vidare"


def passphrase_of(name):
    return f"en lång fras som är {name}s"


def add(office, name, role):
    account = Account(name=name, alias=name, role=role, language="en")
    return accounts.add_person(office, NewPerson(account, passphrase_of(name)), CHEAP, NOW)


@pytest.fixture
def office(opened, db):
    return Office(db, *opened)


def entered(vault, name, passphrase=""):
    """The office of an account: its own connection and keys."""
    unlocked = vault.unlock(name, passphrase or passphrase_of(name))
    return Office(vaults.connect(vault, unlocked), vault, unlocked)


def actions(db):
    return [row["action"] for row in db.rows("SELECT action FROM log ORDER BY seq")]


def test_a_person_is_added_to_key_file_and_database_with_one_line_in_the_log(office):
    bo = add(office, "Bo", Role.VOLUNTEER)
    assert office.vault.unlock("Bo", passphrase_of("Bo")).account == bo.uid
    assert load_accounts(office.db)[bo.uid].language == "en"
    assert actions(office.db)[-1] == "add"
    with pytest.raises(errors.LabelTaken):
        add(office, " BO ", Role.STAFF)
    with pytest.raises(Invalid):
        add(office, "", Role.STAFF)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STAFF, Role.VOLUNTEER])
def test_only_an_administrator_does_anything_to_accounts(office, role):
    bo = add(office, "Bo", role)
    own = entered(office.vault, "Bo")
    for refused in (
        lambda: add(own, "Mia", Role.STAFF),
        lambda: accounts.change_role(own, bo.uid, Role.ADMINISTRATOR, NOW),
        lambda: rotation.take_keys(own, office.unlocked.account, None, NOW),
        lambda: accounts.account_rows(own.db),
        lambda: accounts.change_person(own.db, bo, NOW),
    ):
        with pytest.raises(NotPermitted):
            refused()
    with pytest.raises(errors.OnlyAdministrators):
        office.vault.change_role(own.unlocked, bo.uid, "administrator")
    own.db.close()


def test_a_role_with_more_keys_takes_effect_at_the_next_unlocking(office):
    bo = add(office, "Bo", Role.VOLUNTEER)
    accounts.change_role(office, bo.uid, Role.STAFF, NOW)
    assert office.vault.unlock("Bo", passphrase_of("Bo")).sealer.can_open
    assert load_accounts(office.db)[bo.uid].role is Role.STAFF
    with pytest.raises(ValueError, match="new ones"):
        office.vault.change_role(office.unlocked, bo.uid, "volunteer")


def test_nobody_changes_or_removes_themselves(office):
    for refused in (
        lambda: accounts.change_role(office, office.unlocked.account, Role.ADMINISTRATOR, NOW),
        lambda: rotation.take_keys(office, office.unlocked.account, None, NOW),
    ):
        with pytest.raises(errors.OwnAccount):
            refused()


def test_who_died_between_key_file_and_database_is_matched_by_the_key_file(office):
    bo = add(office, "Bo", Role.VOLUNTEER)
    office.db.execute("UPDATE account SET role = 'administrator' WHERE uid = :uid", uid=bo.uid)
    assert accounts.accounts_differ(office.db, office.vault)
    accounts.match_accounts(office.db, office.vault, NOW)
    assert load_accounts(office.db)[bo.uid].role is Role.VOLUNTEER
    office.db.execute("DELETE FROM account WHERE uid = :uid", uid=bo.uid)
    accounts.match_accounts(office.db, office.vault, NOW)
    assert load_accounts(office.db)[bo.uid].name == "Bo"
    assert not accounts.accounts_differ(office.db, office.vault)


def test_the_agreement_is_accepted_by_version_and_day_and_asked_again_for_a_new_version(office, monkeypatch):
    bo = add(office, "Bo", Role.VOLUNTEER)
    assert agreements.is_due(bo)
    own = entered(office.vault, "Bo")
    accepted = agreements.accept(own.db, NOW)
    assert (accepted.agreement, accepted.agreed_on) == (1, NOW.date())
    line = own.db.rows("SELECT account, action, digest FROM log ORDER BY seq DESC LIMIT 1")[0]
    assert (line["account"], line["action"], bytes(line["digest"])) == (bo.uid, "agree", agreements.agreement().digest)
    assert not agreements.is_due(accepted)
    newer = type("Newer", (), {"version": 2})
    monkeypatch.setattr(agreements, "agreement", newer)
    assert agreements.is_due(accepted)
    own.db.close()


# --- somebody leaves ---


@pytest.fixture
def team(office):
    """An office with a text, and three colleagues, one of whom has typed something that is not saved."""
    for name, role in (("Kim", Role.ADMINISTRATOR), ("Sam", Role.STAFF), ("Bo", Role.VOLUNTEER)):
        add(office, name, role)
    person = save_person(office.db, a_person(), NOW)
    add_note(office.db, person.id, TEXT, NOW)
    save_report(office.db, a_report(person_id=person.id, seen=TEXT), NOW)
    for name in ("Sam", "Bo"):
        own = entered(office.vault, name)
        drafts.keep(own.db, "editor", f"utkast av {name}", NOW)
        own.db.close()
    return office


def uid_of(office, name):
    return next(entry.uid for entry in office.vault.accounts if entry.label == name)


def note_of(office):
    return look_at_person(office.db, 1, NOW.date()).notes[0].text


def after(office, unlocked):
    """The administrator goes on in the new generation."""
    office.db.close()
    office.vault.sweep()
    return Office(vaults.connect(office.vault, unlocked), office.vault, unlocked)


def test_the_rest_notice_nothing_when_somebody_leaves(team):
    fingerprint = team.unlocked.sealer.fingerprint("070-174 06 44")
    new = after(team, rotation.take_keys(team, uid_of(team, "Bo"), None, NOW))
    assert note_of(new) == TEXT
    assert new.unlocked.sealer.fingerprint("070-174 06 44") == fingerprint
    assert not list(log_chain.damaged_lines(new.db))
    sam = entered(new.vault, "Sam")
    assert [draft.state for draft in drafts.all_own(sam.db)] == ["utkast av Sam"]
    assert note_of(sam) == TEXT
    sam.db.close()
    found = checks.check_vault(new.vault, new.unlocked, texts("sv"), NOW)
    assert [check.text for check in found if not check.ok] == []
    assert {"leave", "rotate"} <= set(actions(new.db))
    assert new.vault.recovery_owner
    new.db.close()


def test_who_left_opens_nothing_any_more(team, tmp_path):
    old = tmp_path / "old"
    shutil.copytree(team.vault.folder, old, ignore=shutil.ignore_patterns("lock", "ballast"))
    new = after(team, rotation.take_keys(team, uid_of(team, "Bo"), None, NOW))
    with pytest.raises(errors.UnknownAccount):
        new.vault.unlock("Bo", passphrase_of("Bo"))
    assert new.db.value("SELECT count(*) FROM draft") == 1
    new.db.close()
    kept = Vault.open(old)
    bo = kept.unlock("Bo", passphrase_of("Bo"))
    with pytest.raises(WrongKey):
        Database(new.vault.database, bo.database_key, bo.sealer)
    kept.close()
    put_back(old, new.vault)
    slipped = Vault(new.vault._places, new.vault._lock, new.vault.generation)
    bo = slipped.unlock("Bo", passphrase_of("Bo"))
    with pytest.raises(WrongKey):
        vaults.connect(slipped, bo)


def put_back(old, vault):
    """The old key file stands beside the new database."""
    generation = vault.database.parent
    for name in ("keys.json", "keys.json.bak"):
        shutil.copy(old / "gen-000001" / name, generation / name)


def test_a_lower_role_takes_the_keys_and_leaves_the_account(team):
    new = after(team, rotation.take_keys(team, uid_of(team, "Sam"), Role.VOLUNTEER, NOW))
    sam = entered(new.vault, "Sam")
    assert not sam.unlocked.sealer.can_open
    assert look_at_person(sam.db, 1, NOW.date()).notes is None
    assert load_accounts(sam.db)[sam.unlocked.account].role is Role.VOLUNTEER
    sam.db.close()
    new.db.close()


def test_an_administrator_who_left_can_sign_no_list_of_accounts(team):
    """They know the old roster key: whoever has unlocked since trusts only the one that followed."""
    kim = team.vault.unlock("Kim", passphrase_of("Kim"))
    new = after(team, rotation.take_keys(team, uid_of(team, "Kim"), None, NOW))
    sam = entered(new.vault, "Sam")
    sam.db.close()
    key_file = new.vault._key_file
    assert new.unlocked.shared_keys.roster != kim.shared_keys.roster
    forged = key_file.signed(key_file.roster, kim.shared_keys.roster)
    new.vault._key_file = forged
    with pytest.raises(errors.KeyFileDamaged):
        new.vault.unlock("Sam", passphrase_of("Sam"))
    new.vault._key_file = key_file
    again = Vault(new.vault._places, new.vault._lock, new.vault.generation)
    assert again.unlock("Sam", passphrase_of("Sam")).role == "staff"
    assert again.unlock("Bo", passphrase_of("Bo")).role == "volunteer"
    new.db.close()


def test_the_owner_of_the_recovery_sheet_goes_only_after_another_sheet_is_made(team):
    kim = entered(team.vault, "Kim")
    first = team.unlocked.account
    with pytest.raises(errors.RecoverySheetElsewhere):
        rotation.take_keys(kim, first, None, NOW)
    key = bytes(range(20))
    team.vault.make_recovery_sheet(kim.unlocked, key, CHEAP)
    new = after(kim, rotation.take_keys(kim, first, None, NOW))
    assert new.vault.unlock_with_recovery(key).account == kim.unlocked.account
    with pytest.raises(errors.UnknownAccount):
        new.vault.unlock("Anna", PASSPHRASE)
    new.db.close()


@pytest.mark.parametrize("stage", [each for each in rotation.Stage if each is not rotation.Stage.BACK_UP])
def test_stopping_before_the_last_step_leaves_the_vault_as_it_was(team, stage):
    def stop(now_at, _done, _total):
        if now_at is stage:
            raise Cancelled

    with pytest.raises(Cancelled):
        rotation.take_keys(team, uid_of(team, "Bo"), None, NOW, stop)
    assert team.vault.generation == 1
    assert [folder.name for folder in team.vault.folder.glob("gen-*")] == ["gen-000001"]
    assert note_of(team) == TEXT
    assert entered(team.vault, "Bo").unlocked.role == "volunteer"


@pytest.mark.timeout(900)
def test_stopping_at_any_word_leaves_the_vault_as_it_was(team, monkeypatch):
    """The checks of a large vault take seconds, so they ask inside their statements; here they ask often."""
    monkeypatch.setattr(database, "_STEPS_BETWEEN", 300)
    bo, stopped_in = uid_of(team, "Bo"), []
    while (stage := _stopped_at(team, bo, 1 + 2 * len(stopped_in))) is not None:
        stopped_in.append(stage)
        assert [folder.name for folder in team.vault.folder.glob("gen-*")] == ["gen-000001"]
        assert note_of(team) == TEXT
    assert set(stopped_in) == set(rotation.Stage) - {rotation.Stage.BACK_UP}
    assert stopped_in.count(rotation.Stage.CHECK) > 5
    assert team.vault.generation == 2


def _stopped_at(team, uid, chosen):
    """Take the keys and stop at the word with this number; return the stage of it, None where it did not come."""
    heard = []

    def told(stage, _done, _total):
        heard.append(stage)
        if len(heard) >= chosen:
            raise Cancelled

    try:
        rotation.take_keys(team, uid, None, NOW, told)
    except Cancelled:
        return heard[chosen - 1]
    return None


def test_a_copy_that_is_not_whole_never_counts(team, monkeypatch):
    real = generations.durable.sync_file

    def flip_a_bit(path):
        contents = bytearray(path.read_bytes())
        contents[len(contents) // 2] ^= 1
        path.write_bytes(contents)
        real(path)

    monkeypatch.setattr(generations.durable, "sync_file", flip_a_bit)
    with pytest.raises(KnownError):
        rotation.take_keys(team, uid_of(team, "Bo"), None, NOW)
    assert (team.vault.generation, note_of(team)) == (1, TEXT)
