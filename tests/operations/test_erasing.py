"""What is erased is gone: from each table, the index, free pages, the journal, and from what is restored later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from decrypted import Pages, decrypted, words_left
from makers import NOW, TODAY, a_contact, a_person, a_report, an_assessment
from whole_meetings import KINDS_OF_MEETINGS, a_whole_meeting

from outreach_desktop.domain.assessment import Assessment, Finding
from outreach_desktop.domain.concern_report import ConcernReport, ReportState, SentHow
from outreach_desktop.domain.contact import Contact, Direction, Outcome
from outreach_desktop.domain.erasure import Cause, Scope
from outreach_desktop.domain.going_past import GoingPast
from outreach_desktop.domain.meeting import Meeting
from outreach_desktop.domain.person import Ground, Identifier, IdentifierKind, Note, Person, State, Town
from outreach_desktop.domain.platform import Platform
from outreach_desktop.domain.seen_ad import SeenAd
from outreach_desktop.operations import backup_upkeep, restoring, vaults
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.bin import empty_bin, load_bin
from outreach_desktop.operations.concern_reports import Sending, hand_to_second_reader, save_report, send_report
from outreach_desktop.operations.contacts import remove_contact, save_contact
from outreach_desktop.operations.erasing import (
    ReportBeingWritten,
    erase_content,
    erase_person,
    reduce_person,
    survey,
)
from outreach_desktop.operations.lookups import Answer, look_up
from outreach_desktop.operations.organisation import save_platform
from outreach_desktop.operations.people import add_note, remove_person, save_identifier, save_person, save_town
from outreach_desktop.operations.saving import save_record
from outreach_desktop.storage import checks, drafts, erasures, log
from outreach_desktop.storage.about_persons import belongings, under
from outreach_desktop.storage.columns import table_of
from outreach_desktop.storage.reading import NotThere, load_all, load_one
from outreach_desktop.vault.folder import Vault

LATER = NOW + timedelta(days=2)
WORDS = ("kanariefågel", "zqxvjk", "0701740605", "wyxzstad", "qvarnström", "onskezq", "vintjuv")


def somebody(db, at=NOW):
    """Store a person with something of each kind, each with words that stand nowhere else."""
    platform = save_platform(db, Platform(name="Sida ett"), at)
    person = save_person(db, a_person(alias="Zqxvjk", wishes="Onskezq", safe_ways="vintjuv"), at)
    phone = Identifier(person_id=person.id, kind=IdentifierKind.PHONE, value="070-174 06 05", first_seen_on=TODAY)
    save_identifier(db, phone, at)
    profile = Identifier(person_id=person.id, kind=IdentifierKind.PROFILE, value="zqxvjk_99", platform_id=platform.id)
    save_identifier(db, profile, at)
    save_town(db, Town(person_id=person.id, name="Wyxzstad"), at)
    add_note(db, person.id, "Kanariefågel i en anteckning.", at)
    line = a_contact(person_id=person.id, note="kanariefågel sjunger", next_step="ring Qvarnström", at=at)
    kept = save_contact(db, replace(line, platform_id=platform.id), at)
    remove_contact(db, save_contact(db, a_contact(person_id=person.id, note="kanariefågel två", at=at), at).id, at)
    sign_assessment(db, an_assessment(person_id=person.id, reason="Kanariefågel."), at)
    meeting = a_whole_meeting(db, person.id, "Kanariefågel", at, starts_at=at + timedelta(days=2))
    about = drafts.About(person=person.uid)
    drafts.keep(db, f"person:{person.id}", '{"alias": "Kanariefågel"}', at, about)
    drafts.keep(db, f"contact:{kept.id}", '{"note": "Kanariefågel"}', at, drafts.About(person.uid, kept.uid))
    drafts.keep(db, f"meeting:{meeting.id}", '{"place": "Kanariefågel"}', at, drafts.About(person.uid, meeting.uid))
    return load_one(db, Person, person.id)


def a_sent_report(db, person, at=NOW):
    draft = save_report(db, a_report(person_id=person.id, seen="Kanariefågel sågs.", unit="Mottagning barn"), at)
    handed = hand_to_second_reader(db, draft, "Moa", at)
    return send_report(db, handed, Sending(SentHow.POST, "Karin Kanariefågel", at.date()), at)


def left_in(db, unlocked, words=WORDS):
    """Return which words stand in the database file or beside it, in clear, free pages included."""
    beside = db.path.with_name(db.path.name + "-wal")
    assert not beside.exists() or beside.stat().st_size == 0
    return words_left(decrypted(db.path, unlocked.database_key), words)


def rows_about(db, person_id):
    kinds = belongings(db)
    return {
        name: db.value(f"SELECT count(*) FROM {name} WHERE {under(kinds, name, '= :id')}", id=person_id)
        for name in kinds
    }


def terms(db, table):
    db.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, {table}, row)")
    found = {row["term"] for row in db.rows("SELECT term FROM temp.terms")}
    db.execute("DROP TABLE temp.terms")
    return found


def test_the_decryption_of_these_tests_is_that_of_the_standard():
    block = Pages(bytes(range(32))).block(bytes.fromhex("8ea2b7ca516745bfeafc49904b496089"))
    assert block.hex() == "00112233445566778899aabbccddeeff"  # FIPS 197, C.3


def test_nothing_of_an_erased_person_is_left_in_the_file(opened, db):
    person = somebody(db)
    a_sent_report(db, person)
    save_report(db, a_report(person_id=person.id, seen="Kanariefågel igen."), NOW)
    db.checkpoint()
    assert left_in(db, opened[1]) == list(WORDS)
    erase_person(db, person.id, NOW)
    assert left_in(db, opened[1]) == []
    assert set(rows_about(db, person.id).values()) == {0}
    assert [db.value(f"SELECT count(*) FROM {name}") for name in belongings(db) if name != "concern_report"] == [0] * 17
    assert db.value("SELECT count(*) FROM draft") == 0
    assert not [term for table in ("person_text", "contact_text") for term in terms(db, table) if "zqx" in term]
    assert not {"kanariefågel", "qvarnström", "sjunger"} & terms(db, "contact_text")
    assert look_up(db, "070-174 06 05", TODAY).answer is Answer.NEW
    assert load_bin(db) == []
    assert checks.broken_search(db) == []
    with pytest.raises(NotThere):
        load_one(db, Person, person.id)


def test_every_table_that_refers_to_a_person_is_known_to_erasing(db):
    kinds = belongings(db)
    assert {table for table, each in kinds.items() if not each.is_owned} == {"concern_report"}
    assert set(kinds) >= {"finding", *(table_of(kind) for kind in KINDS_OF_MEETINGS)}


def test_every_table_whose_rows_go_with_a_person_is_counted_and_emptied_and_no_other(db):
    """Found by following every reference in the schema, whatever the erasing itself believes."""
    other = somebody(db)
    person = somebody(db)
    save_record(db, GoingPast(person_id=person.id, reason="Kanariefågel", whys=()), NOW)
    save_record(db, SeenAd(person_id=person.id, last_seen_on=TODAY, alias="Zqxvjk"), NOW)
    before = {table: db.value(f"SELECT count(*) FROM {table}") for table in with_uid(db)}
    told = survey(db, person.id, Scope.WHOLE).counts
    with db.transaction():
        db.execute("DELETE FROM person WHERE id = :id", id=person.id)  # by the database's own rules
        gone = {table: count - db.value(f"SELECT count(*) FROM {table}") for table, count in before.items()}
        assert {table: count for table, count in gone.items() if count} == {"person": 1} | {
            table: count for table, count in told.items() if table != "draft"
        }
    assert set(told) == {*(t for t, each in belongings(db).items() if each.is_owned), "draft"}
    assert rows_about(db, other.id)["meeting_risk"] == 1


def with_uid(db):
    sql = """
        SELECT name FROM sqlite_schema AS entry
         WHERE type = 'table' AND EXISTS (
               SELECT 1 FROM pragma_table_info(entry.name) AS info WHERE info.name = 'removed_on')
    """
    return [row["name"] for row in db.rows(sql)]


def test_of_a_sent_report_stays_when_and_to_which_board_it_was_sent(opened, db):
    person = somebody(db)
    sent = a_sent_report(db, person)
    erase_person(db, person.id, LATER)
    report = load_one(db, ConcernReport, sent.id)
    assert (report.state, report.sent_on, report.sent_how) == (ReportState.SENT, TODAY, SentHow.POST)
    assert (report.municipality, report.unit) == ("0180", "Mottagning barn")
    assert (report.erased_code, report.person_id) == (person.code, None)
    assert report.content_erased_on == LATER.date()
    texts = ("child_name", "seen", "sent_to", "reporter_name", "child_told_why", "second_reader")
    assert [getattr(report, name) for name in texts] == [""] * len(texts)
    assert checks.damaged_seals(db, ConcernReport) == []


def test_before_it_is_said_what_goes_and_what_stays(opened, db):
    person = somebody(db)
    a_sent_report(db, person)
    save_report(db, a_report(person_id=person.id), NOW)
    made = backup_upkeep.back_up_before(*opened, db, NOW)
    told = survey(db, person.id, Scope.WHOLE)
    assert told.counts == {
        "assessment": 1,
        "concern_report": 1,
        "contact": 2,
        "draft": 3,
        "finding": 1,
        "follow_up": 1,
        "identifier": 2,
        "meeting": 1,
        "note": 1,
        **{table_of(kind): 1 for kind in KINDS_OF_MEETINGS},
        "town": 1,
    }
    assert (told.sent_reports, told.backups_until) == (1, made.ends_on)


def test_the_log_and_the_ledger_have_ids_and_numbers_only(db):
    person = somebody(db)
    erase_person(db, person.id, NOW, Cause.ASKED)
    last = db.rows("SELECT action, subject, uid FROM log ORDER BY seq DESC LIMIT 1")[0]
    assert tuple(last) == ("erase", "person", person.uid)
    line = erasures.load_all(db)[-1]
    assert (line.subject, line.uid, line.scope, line.cause) == ("person", person.uid, Scope.WHOLE, Cause.ASKED)
    assert (line.code, line.ground, line.at) == (person.code, Ground.CONTACT, NOW)
    assert erasures.read_counts(line.counts)["contact"] == 2
    values = [str(value) for row in db.rows("SELECT * FROM erasure") for value in tuple(row)]
    assert words_left(" ".join(values).encode(), WORDS) == []
    assert line.line == log.head(db).seq


def test_who_declined_is_left_with_alias_and_platform(opened, db):
    person = somebody(db)
    refusal = a_contact(person_id=person.id, direction=Direction.IN, outcome=Outcome.DECLINED, note="kanariefågel nej")
    save_contact(db, refusal, NOW)
    assert load_one(db, Person, person.id).retention_on == date(2027, 5, 24)
    reduce_person(db, person.id, LATER)
    left = load_one(db, Person, person.id)
    assert left == replace(
        Person(),
        **{name: getattr(left, name) for name in ("id", "uid", "version", "created_at", "created_by")},
        **{name: getattr(left, name) for name in ("changed_at", "changed_by")},
        code=person.code,
        alias="Zqxvjk",
        state=State.DECLINED,
        declined_on=TODAY,
        reduced_on=LATER.date(),
        retention_on=date(2027, 5, 24),
        retention_ground=Ground.DO_NOT_CONTACT,
    )
    kept = load_all(db, Identifier)
    assert [(each.value, each.kind, each.first_seen_on) for each in kept] == [
        ("zqxvjk_99", IdentifierKind.PROFILE, None)
    ]
    gone = (Contact, Town, Note, Assessment, Finding, Meeting, *KINDS_OF_MEETINGS)
    assert [len(load_all(db, kind)) for kind in gone] == [0] * len(gone)
    assert left_in(db, opened[1]) == ["zqxvjk"]
    assert look_up(db, "Zqxvjk", TODAY).answer is Answer.DO_NOT_CONTACT
    assert look_up(db, "070-174 06 05", TODAY).answer is Answer.NEW


def test_a_platform_on_which_there_was_contact_stays_with_the_alias(db):
    platform = save_platform(db, Platform(name="Sida två"), NOW)
    person = save_person(db, a_person(alias="Luna", state=State.DECLINED), NOW)
    save_contact(db, a_contact(person_id=person.id, platform_id=platform.id), NOW)
    reduce_person(db, person.id, NOW)
    assert [(each.value, each.platform_id) for each in load_all(db, Identifier)] == [("Luna", platform.id)]


def test_who_comes_back_after_a_refusal_is_in_contact_again_and_may_decline_again(db):
    person = save_person(db, a_person(state=State.DECLINED), NOW)
    reduce_person(db, person.id, NOW)
    line = a_contact(person_id=person.id, direction=Direction.IN, outcome=Outcome.QUESTION, at=LATER)
    save_contact(db, line, LATER)
    back = load_one(db, Person, person.id)
    assert (back.state, back.declined_on, back.reduced_on) == (State.ANSWERED, None, None)
    save_contact(db, replace(line, outcome=Outcome.DECLINED), LATER)
    again = load_one(db, Person, person.id)
    assert (again.declined_on, again.reduced_on) == (LATER.date(), None)


def test_nothing_is_taken_from_somebody_about_whom_a_report_is_being_written(db):
    person = save_person(db, a_person(state=State.DECLINED), NOW)
    save_report(db, a_report(person_id=person.id), NOW)
    with pytest.raises(ReportBeingWritten):
        reduce_person(db, person.id, NOW)
    assert load_one(db, Person, person.id).reduced_on is None


def test_the_text_of_a_sent_report_goes_alone_and_the_person_stays(opened, db):
    person = save_person(db, a_person(), NOW)
    sent = a_sent_report(db, person)
    erase_content(db, sent.id, LATER)
    report = load_one(db, ConcernReport, sent.id)
    assert (report.seen, report.person_id, report.content_erased_on) == ("", person.id, LATER.date())
    assert checks.damaged_log_lines(db) == []


def restored(opened, folder, name):
    vault, unlocked = opened
    restoring.restore(vault, unlocked, vault.backups / name, LATER + timedelta(days=1))
    vault.close()
    again = Vault.open(folder)
    return again, vaults.connect(again, unlocked)


def test_an_older_backup_brings_nobody_back(opened, db, vault_folder):
    gone, declined, told = somebody(db), save_person(db, a_person(alias="Mira"), NOW), save_person(db, a_person(), NOW)
    save_contact(db, a_contact(person_id=declined.id, note="kanariefågel hos Mira"), NOW)
    sent = a_sent_report(db, told)
    writing = save_report(db, a_report(person_id=gone.id, seen="Kanariefågel, inte skickat."), NOW)
    made = backup_upkeep.back_up_before(*opened, db, NOW)
    erase_person(db, gone.id, LATER)
    save_person(db, replace(load_one(db, Person, declined.id), state=State.DECLINED), LATER)
    reduce_person(db, declined.id, LATER)
    erase_content(db, sent.id, LATER)
    ledger = [(each.uid, each.scope, each.at) for each in erasures.load_all(db)]
    db.close()
    again, older = restored(opened, vault_folder, made.name)
    assert {person.alias for person in load_all(older, Person)} == {"Mira", "Luna"}
    mira = load_one(older, Person, declined.id)
    assert (mira.state, mira.reduced_on is None) == (State.DECLINED, False)
    assert load_all(older, Contact) == []
    assert load_one(older, ConcernReport, sent.id).seen == ""
    with pytest.raises(NotThere):
        load_one(older, ConcernReport, writing.id)
    assert left_in(older, opened[1]) == []
    assert [(each.uid, each.scope, each.at) for each in erasures.load_all(older)] == ledger
    assert [row["uid"] for row in older.rows("SELECT uid FROM log WHERE action = 'erase'")] == [gone.uid]
    assert checks.damaged_log_lines(older) == []
    older.close()
    again.close()


def test_the_bin_empties_on_the_last_day_of_the_person_if_that_comes_first(db):
    person = save_person(db, a_person(), NOW)
    remove_person(db, person.id, NOW + timedelta(days=170))
    assert empty_bin(db, NOW + timedelta(days=180)) == 0
    assert empty_bin(db, NOW + timedelta(days=181)) == 1  # 24 May 2027
