"""What a volunteer can and cannot do, with the program and with the keys alone."""

from dataclasses import fields, replace

import pytest
from makers import NOW, a_meeting, a_person, a_report, an_assessment
from whole_meetings import KINDS_OF_MEETINGS

from outreach_desktop.domain.assessment import Assessment, Finding
from outreach_desktop.domain.attributes import attributes
from outreach_desktop.domain.concern_report import ConcernReport
from outreach_desktop.domain.going_past import GoingPast
from outreach_desktop.domain.meeting import MeetingIncident, MeetingLesson, MeetingParting, MeetingRisk
from outreach_desktop.domain.organisation import Account, Organisation, Role
from outreach_desktop.domain.person import Note
from outreach_desktop.domain.platform import Platform
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.domain.safety_checklist import OwnChecklist
from outreach_desktop.domain.sealing import CannotRead, SealDamaged, SealedPlace
from outreach_desktop.domain.shift import ShiftIncident
from outreach_desktop.operations import accounts, backup_upkeep, backups, checks, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.assessments import open_assessment, sign_assessment
from outreach_desktop.operations.concern_reports import (
    look_at_report,
    new_report,
    open_report,
    remove_report,
    save_report,
    sibling_report,
)
from outreach_desktop.operations.exports import Format, export_concern_report
from outreach_desktop.operations.meetings import give_go, save_meeting
from outreach_desktop.operations.organisation import load_accounts, load_organisation
from outreach_desktop.operations.people import add_note, look_at_person, remove_person, restore_person, save_person
from outreach_desktop.operations.saving import remove_record, restore_record, save_record
from outreach_desktop.storage import drafts, rekeying
from outreach_desktop.storage.columns import sealed_names, table_of
from outreach_desktop.storage.database import Database
from outreach_desktop.storage.reading import load_all
from outreach_desktop.vault import sealer
from outreach_desktop.vault.cost import Cost
from tests.stories.hostile import RECORD_TYPES

SEALED_OF_MEETINGS = [kind for kind in KINDS_OF_MEETINGS if sealed_names(kind)]
CANARY = "Kanariefågel"
BO = "bos egen långa lösenfras"


def canary_in(record_type):
    """A value for each restricted field, each with the canary in it."""
    return {name: f"{CANARY} {name} å" for name in sealed_names(record_type)}


@pytest.fixture
def office(opened, db):
    return Office(db, *opened)


@pytest.fixture
def bo(office):
    """A volunteer's own connection, to a vault with canaries in every restricted field."""
    account = Account(name="Bo", role=Role.VOLUNTEER)
    accounts.add_person(office, NewPerson(account, BO), Cost.cheapest_for_tests(), NOW)
    person = save_person(office.db, a_person(), NOW)
    add_note(office.db, person.id, f"{CANARY} i anteckningen", NOW)
    save_report(office.db, replace(a_report(person_id=person.id), **canary_in(ConcernReport)), NOW)
    finding = replace(an_assessment().findings[0], **canary_in(Finding))
    signed = replace(an_assessment(person_id=person.id, findings=(finding,)), **canary_in(Assessment))
    sign_assessment(office.db, signed, NOW)
    meeting = save_meeting(office.db, a_meeting(person_id=person.id), NOW)
    for kind in SEALED_OF_MEETINGS:
        save_record(office.db, kind(meeting_id=meeting.id, **canary_in(kind)), NOW)
    drafts.keep(office.db, "note:1", f"{CANARY} i utkastet", NOW)
    unlocked = office.vault.unlock("Bo", BO)
    connection = vaults.connect(office.vault, unlocked)
    yield Office(connection, office.vault, unlocked)
    connection.close()


def every_value(db):
    for table in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for row in db.rows(f'SELECT * FROM "{table["name"]}"'):
            yield from ((table["name"], value) for value in tuple(row))


def test_no_canary_is_in_any_column_index_log_or_draft(bo, tmp_path):
    """With the volunteer's keys and plain SQL: every value of every table, then the whole database in clear."""
    kept = 0
    for table, value in every_value(bo.db):
        data = bytes(value) if isinstance(value, bytes) else str(value).encode()
        assert CANARY.encode() not in data, table
        assert CANARY.lower()[:6].encode() not in data.lower(), table
        kept += table == "draft"
    assert kept
    clear = tmp_path / "clear.db"
    bo.db.execute("ATTACH DATABASE :path AS clear KEY ''", path=str(clear))
    bo.db.rows("SELECT sqlcipher_export('clear')")
    bo.db.execute("DETACH DATABASE clear")
    exported = clear.read_bytes()
    assert b"Luna" in exported
    assert CANARY.lower()[:6].encode() not in exported.lower()


def test_every_restricted_field_of_every_record_is_among_those_that_are_sealed_anew(bo):
    kept = rekeying.sealed_columns(bo.db)
    assert {table: set(names) for table, names in kept.items()} == {
        "note": set(sealed_names(Note)),
        "going_past": set(sealed_names(GoingPast)),
        "assessment": set(sealed_names(Assessment)),
        "finding": set(sealed_names(Finding)),
        "concern_report": set(sealed_names(ConcernReport)),
        "shift_incident": set(sealed_names(ShiftIncident)),
        "meeting_risk": set(sealed_names(MeetingRisk)),
        "meeting_parting": set(sealed_names(MeetingParting)),
        "meeting_incident": set(sealed_names(MeetingIncident)),
        "meeting_lesson": set(sealed_names(MeetingLesson)),
    }
    assert set(kept) == {table_of(kind) for kind in RECORD_TYPES if sealed_names(kind)}
    assert set(kept) == {table_of(kind) for kind in checks.SEALED_TYPES}
    assert all(field.name in {each.name for each in fields(Note)} for field in attributes(Note))


def test_no_key_of_a_volunteer_opens_a_restricted_text_or_somebody_elses_draft(bo):
    row = bo.db.rows("SELECT uid, version, text FROM note")[0]
    place = SealedPlace("note", row["uid"], "text", row["version"])
    with pytest.raises(CannotRead):
        bo.unlocked.sealer.open(bytes(row["text"]), place)
    shared = bo.unlocked.shared_keys
    assert (shared.restricted, shared.roster) == (None, None)
    for key in (bo.unlocked.user_keys.box, bo.unlocked.user_keys.signing, shared.data, shared.fingerprint):
        with pytest.raises(SealDamaged):
            sealer.open_sealed(bytes(row["text"]), place, bo.unlocked.vault_id, key)
    assert drafts.all_own(bo.db) == []


def test_a_volunteer_adds_a_note_and_an_assessment_that_others_read(bo, office):
    add_note(bo.db, 1, "hon vill bli kallad Mira", NOW)
    signed = sign_assessment(bo.db, an_assessment(person_id=1), NOW)
    assert look_at_person(bo.db, 1, NOW.date()).notes is None
    with pytest.raises(CannotRead):
        open_assessment(bo.db, signed.id, NOW)
    assert look_at_person(office.db, 1, NOW.date()).notes[-1].text == "hon vill bli kallad Mira"
    assert open_assessment(office.db, signed.id, NOW).reason == an_assessment().reason


def test_a_volunteer_changes_and_clears_no_restricted_text(bo, office):
    note, before = load_all(office.db, Note)[0], bo.db.value("SELECT text FROM note")
    for refused in (
        lambda: save_record(bo.db, replace(note, text="något annat"), NOW),
        lambda: save_record(bo.db, replace(note, text=" "), NOW),
        lambda: remove_record(bo.db, note, NOW),
        lambda: restore_record(bo.db, note, NOW),
    ):
        with pytest.raises(NotPermitted):
            refused()
    assert bo.db.value("SELECT text FROM note") == before


@pytest.mark.parametrize("kind", SEALED_OF_MEETINGS, ids=lambda each: each.__name__)
def test_a_volunteer_writes_down_what_happened_at_a_meeting_and_cannot_read_it_back(bo, office, kind):
    texts = {name: f"{name} av volontären" for name in sealed_names(kind)}
    written = save_record(bo.db, kind(meeting_id=1, **texts), NOW)
    with pytest.raises(CannotRead):
        load_all(bo.db, kind)
    read = load_all(office.db, kind)[-1]
    assert {name: getattr(read, name) for name in texts} == texts
    for refused in (
        lambda: save_record(bo.db, replace(written, version=1), NOW),
        lambda: remove_record(bo.db, written, NOW),
        lambda: restore_record(bo.db, written, NOW),
    ):
        with pytest.raises(NotPermitted):
            refused()


def test_no_canary_comes_out_of_a_backup_with_the_keys_of_a_volunteer(bo, office, tmp_path):
    made = backup_upkeep.back_up_before(office.vault, office.unlocked, office.db, NOW)
    with backups.unpacked(office.vault.backups / made.name, bo.unlocked, tmp_path) as found:
        tables = {table for table, value in every_value(found.db) if isinstance(value, bytes)}
        clear = [value for _table, value in every_value(found.db)]
        assert tables >= {table_of(kind) for kind in SEALED_OF_MEETINGS}
        assert not [value for value in clear if CANARY.lower()[:6] in str(value).lower()]
        assert not [value for value in clear if isinstance(value, bytes) and CANARY.encode() in value]
        for kind in SEALED_OF_MEETINGS:
            with pytest.raises(CannotRead):
                load_all(found.db, kind)


def test_a_volunteer_plans_a_meeting_and_gives_no_go_while_musts_are_open(bo):
    planned = save_meeting(bo.db, a_meeting(person_id=1, others="Cilla"), NOW)
    with pytest.raises(NotPermitted):
        give_go(bo.db, planned.id, NOW, reason="Vi har bråttom.")
    with pytest.raises(NotPermitted):
        save_record(bo.db, OwnChecklist(number=1), NOW)


def test_what_a_volunteer_may_not_is_refused_by_the_operations_too(bo, office):
    report = look_at_report(office.db, 1)
    person = look_at_person(bo.db, 1, NOW.date()).person
    mine = load_accounts(bo.db)[bo.unlocked.account]
    for refused in (
        lambda: look_at_report(bo.db, 1),
        lambda: open_report(bo.db, 1, NOW),
        lambda: save_report(bo.db, new_report(Organisation(), mine, NOW.date(), 1), NOW),
        lambda: save_report(bo.db, sibling_report(report, NOW.date()), NOW),
        lambda: remove_report(bo.db, report, NOW),
        lambda: export_concern_report(bo.db, 1, Format.JSON, printed_on=NOW.date(), now=NOW),
        lambda: remove_person(bo.db, 1, NOW),
        lambda: restore_person(bo.db, person, NOW),
        lambda: save_record(bo.db, load_organisation(bo.db), NOW),
        lambda: save_record(bo.db, Platform(name="Annonssidan"), NOW),
        lambda: save_record(bo.db, replace(mine, role=Role.ADMINISTRATOR), NOW),
    ):
        with pytest.raises(NotPermitted):
            refused()


def test_a_role_written_into_the_record_changes_nothing(bo):
    """The role that counts stands in the signed roster."""
    bo.db.execute("UPDATE account SET role = 'administrator' WHERE uid = :uid", uid=bo.unlocked.account)
    with pytest.raises(NotPermitted):
        accounts.account_rows(bo.db)
    again = Database(bo.vault.database, bo.unlocked.database_key, bo.vault.unlock("Bo", BO).sealer)
    assert again.sealer.role is Role.VOLUNTEER
    again.close()
