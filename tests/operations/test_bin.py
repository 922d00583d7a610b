"""The bin is emptied of every kind of record; what is about nobody stays as long as others name it."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_meeting, a_person

from outreach_desktop.content import templates
from outreach_desktop.domain.assessment import Assessment
from outreach_desktop.domain.contact import Contact, Sending
from outreach_desktop.domain.log_line import Subject
from outreach_desktop.domain.message_template import MessageTemplate
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.person import Identifier, Person
from outreach_desktop.domain.platform import AccountEvent, Platform
from outreach_desktop.domain.record import Record
from outreach_desktop.domain.safety_checklist import OwnChecklist
from outreach_desktop.domain.seen_ad import SeenAd
from outreach_desktop.domain.shift import Shift
from outreach_desktop.operations import bin as bin_of
from outreach_desktop.operations import tombstones, vaults
from outreach_desktop.operations.bin import NEVER_REMOVED, StillNamed, empty_bin, ends_on, erase_from_bin, load_bin
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.organisation import save_platform
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import remove_record, save_record
from outreach_desktop.operations.templates import own_templates, save_template, text_of
from outreach_desktop.storage import bin as binned
from outreach_desktop.storage import erasures, records
from outreach_desktop.storage.columns import table_of
from outreach_desktop.storage.reading import load_all
from tests.stories.hostile import RECORD_TYPES

MONTH_LATER = NOW + timedelta(days=30)
IN_BIN = [each for each in RECORD_TYPES if each not in NEVER_REMOVED]


@pytest.fixture
def references(db):
    """One record of each kind that others hang on, by the field that names it."""
    person = save_person(db, a_person(), NOW)
    with db.transaction():
        assessment = records.add(db, Assessment(person_id=person.id), NOW)
    platform = save_platform(db, Platform(name="Sida ett"), NOW)
    shift = save_record(db, Shift(started_at=NOW), NOW)
    return {
        "person_id": person.id,
        "assessment_id": assessment.id,
        "platform_id": platform.id,
        "shift_id": shift.id,
        "meeting_id": save_meeting(db, a_meeting(person_id=person.id), NOW).id,
        "checklist_id": save_record(db, OwnChecklist(number=1), NOW).id,
    }


def removed(db, record_type, references, **values):
    """Store a record that hangs on what it must, and put it into the bin."""
    names = {field.name for field in fields(record_type)}
    belonging = {name: at for name, at in references.items() if name in names}
    with db.transaction():
        stored = records.add(db, record_type(**belonging | values), NOW)
        records.set_removed(db, record_type, stored.id, TODAY)
    return stored


def there(db, record):
    return bool(db.value(f"SELECT count(*) FROM {table_of(type(record))} WHERE id = :id", id=record.id))


def test_every_kind_of_record_of_the_schema_and_of_the_domain_is_known(db):
    kinds = {table_of(each): each for each in RECORD_TYPES}
    never = {table_of(each) for each in NEVER_REMOVED}
    assert set(binned.tables(db)) == set(kinds)
    assert dict(bin_of.ERASED_TYPES) == {table: kind for table, kind in kinds.items() if table not in never}
    assert tombstones.ERASED_TYPES is bin_of.ERASED_TYPES
    assert {each.__name__ for each in NEVER_REMOVED} == {"Organisation", "Account", "RetentionPlan"}
    assert Record not in RECORD_TYPES


@pytest.mark.parametrize("record_type", IN_BIN, ids=lambda each: each.__name__)
def test_every_kind_of_record_goes_after_its_time_in_the_bin_and_not_before(db, references, record_type):
    gone = removed(db, record_type, references)
    empty_bin(db, NOW + timedelta(days=29))
    assert there(db, gone)
    empty_bin(db, MONTH_LATER)
    assert not there(db, gone)
    assert (table_of(record_type), gone.uid) in {(each.subject, each.uid) for each in erasures.load_all(db)}


def _naming(db, platform):
    """Return each kind of record that names a platform, stored."""
    person = save_person(db, a_person(), NOW)
    return [
        save_contact(db, a_contact(person_id=person.id, platform_id=platform.id), NOW),
        save_record(db, Identifier(person_id=person.id, value="luna", platform_id=platform.id), NOW),
        save_record(db, SeenAd(alias="Luna", platform_id=platform.id), NOW),
        save_record(db, Shift(started_at=NOW, platforms=(platform.id,)), NOW),
    ]


@pytest.mark.parametrize("at", range(4), ids=["contact", "identifier", "seen_ad", "shift"])
def test_a_platform_stays_as_long_as_something_names_it(db, at):
    platform = save_platform(db, Platform(name="Sida ett"), NOW)
    for place, each in enumerate(_naming(db, platform)):
        if place != at:
            with db.transaction():
                records.erase(db, type(each), each.id)
    remove_record(db, platform, NOW)
    (shown,) = load_bin(db)
    assert shown.named
    assert ends_on(shown) is None
    empty_bin(db, MONTH_LATER)
    assert there(db, platform)
    with pytest.raises(StillNamed):
        erase_from_bin(db, shown, NOW)
    assert there(db, platform)


def test_a_platform_goes_with_its_history_once_the_last_person_who_was_met_there_is_erased(db):
    platform = save_platform(db, Platform(name="Sida ett", account="kvällsljus"), NOW)
    assert db.value("SELECT count(*) FROM account_event") == 1
    person = save_person(db, a_person(), NOW)
    save_contact(db, a_contact(person_id=person.id, platform_id=platform.id), NOW)
    remove_record(db, platform, NOW)
    empty_bin(db, MONTH_LATER)
    assert there(db, platform)
    erase_person(db, person.id, MONTH_LATER)
    empty_bin(db, MONTH_LATER)
    assert not there(db, platform)
    assert load_all(db, AccountEvent) == []


def test_a_message_in_all_its_versions_stays_as_long_as_a_line_names_one_of_them(db):
    first = save_template(db, MessageTemplate(name="Kort", text="Hej {alias}"), NOW)
    second = save_template(db, replace(first, text="Hej hej {alias}"), NOW)
    person = save_person(db, a_person(), NOW)
    used = f"{first.series}@{first.number}"
    save_contact(db, a_contact(person_id=person.id, template=used, sending=Sending.SENT), NOW)
    remove_record(db, second, NOW)
    assert own_templates(db) == []
    empty_bin(db, MONTH_LATER)
    assert text_of(db, used) == "Hej {alias}"
    erase_person(db, person.id, MONTH_LATER)
    empty_bin(db, MONTH_LATER)
    assert db.value("SELECT count(*) FROM message_template") == 0


def test_lines_that_name_a_message_that_ships_keep_none_of_ours(db):
    own = save_template(db, MessageTemplate(name="Kort", text="Hej {alias}"), NOW)
    person = save_person(db, a_person(), NOW)
    save_contact(db, a_contact(person_id=person.id, template=f"{templates()[0].id}@1", sending=Sending.SENT), NOW)
    remove_record(db, own, NOW)
    empty_bin(db, MONTH_LATER)
    assert not there(db, own)


def test_a_shift_that_was_removed_stays_while_lines_were_logged_in_it(db):
    shift = save_record(db, Shift(started_at=NOW), NOW)
    person = save_person(db, a_person(), NOW)
    line = save_contact(db, replace(a_contact(person_id=person.id), shift_id=shift.id), NOW)
    remove_record(db, shift, NOW)
    empty_bin(db, MONTH_LATER)
    assert there(db, shift)
    with db.transaction():
        records.erase(db, Contact, line.id)
    empty_bin(db, MONTH_LATER)
    assert not there(db, shift)


def test_a_removed_message_is_seen_in_the_bin_and_comes_back(db):
    own = save_template(db, MessageTemplate(name="Kort", text="Hej {alias}"), NOW)
    remove_record(db, own, NOW)
    (shown,) = load_bin(db)
    assert (shown.subject, shown.words, ends_on(shown)) == ("message_template", "Kort", MONTH_LATER.date())
    bin_of.put_back(db, shown, NOW)
    assert [each.name for each in own_templates(db)] == ["Kort"]


@pytest.mark.parametrize("kind", ["assessment", "concern_report", "shift_incident"])
def test_who_may_not_read_a_kind_does_not_meet_it_in_the_bin(db, references, kind, monkeypatch):
    removed(db, bin_of.ERASED_TYPES[kind], references)
    assert [each.subject for each in load_bin(db)] == [kind]
    monkeypatch.setattr(type(db.sealer), "role", Role.VOLUNTEER)
    assert load_bin(db) == []


def test_what_was_erased_from_the_bin_is_erased_again_in_an_older_state(db, references, tmp_path, opened):
    platform = save_platform(db, Platform(name="Sida två"), NOW)
    older_file = tmp_path / "older.db"
    db.copy_to(older_file, opened[1].database_key, lambda _done, _all: None)
    remove_record(db, platform, NOW)
    empty_bin(db, MONTH_LATER)
    older = vaults.connect_to(older_file, opened[1])
    with older.transaction():
        tombstones.erase_again(older, db, MONTH_LATER)
    assert not there(older, platform)
    assert [each.name for each in load_all(older, Platform)] == ["Sida ett"]
    older.close()


def test_persons_go_as_before(db):
    person = save_person(db, a_person(), NOW)
    with db.transaction():
        records.set_removed(db, Person, person.id, TODAY)
    assert empty_bin(db, MONTH_LATER) == 1


def test_each_kind_that_can_be_erased_has_its_word_for_the_log_and_the_receipt():
    assert set(bin_of.ERASED_TYPES) <= {each.value for each in Subject}
