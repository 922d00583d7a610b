from dataclasses import fields, replace

import pytest
from makers import NOW, a_contact, a_person, a_report, an_assessment

from outreach_desktop.domain import assessment, concern_report, contact, organisation, person, platform
from outreach_desktop.domain.contact import ContactFilter, Need
from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.domain.record import Record
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import add_note, save_person
from outreach_desktop.storage import contacts, derived, people
from outreach_desktop.storage.columns import column_names, read_instant, sealed_names, table_of, write_instant
from outreach_desktop.storage.reading import load, load_one
from outreach_desktop.storage.records import ChangedMeanwhile

MODULES = (assessment, concern_report, contact, organisation, person, platform)
TYPES = sorted(
    {
        kind
        for module in MODULES
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record
    },
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("record_type", TYPES)
def test_each_table_has_the_columns_that_its_record_has_fields(db, record_type):
    columns = {row["name"] for row in db.rows(f"PRAGMA table_info({table_of(record_type)})")}
    assert columns == {*column_names(record_type), *derived.column_names(record_type)}


@pytest.mark.parametrize("record_type", TYPES)
def test_restricted_texts_are_stored_as_sealed_bytes_and_nothing_else_is(db, record_type):
    kinds = {row["name"]: row["type"] for row in db.rows(f"PRAGMA table_info({table_of(record_type)})")}
    assert {name for name, kind in kinds.items() if kind == "BLOB"} == sealed_names(record_type)


def test_a_person_comes_back_as_stored(db):
    stored = save_person(db, a_person(alias="Åsa", may_be_child=True), NOW)
    assert load_one(db, person.Person, stored.id) == stored
    assert stored.code == "P-2026-0001"
    assert stored.version == 1


def test_a_contact_keeps_the_hour_and_the_offset_it_was_typed_with(db):
    someone = save_person(db, a_person(), NOW)
    line = save_contact(db, a_contact(person_id=someone.id, needs=(Need.HOUSING, Need.MONEY)), NOW)
    again = load_one(db, contact.Contact, line.id)
    assert again.at == NOW
    assert again.at.utcoffset() == NOW.utcoffset()
    assert again.needs == (Need.HOUSING, Need.MONEY)
    assert again.contact_on.isoformat() == "2026-11-24"


def test_instants_sort_as_text_whatever_their_offset():
    early = NOW.replace(hour=1)
    assert write_instant(early) < write_instant(NOW)
    assert read_instant(write_instant(NOW)) == NOW


def test_the_second_of_two_who_edit_the_same_record_is_told(db):
    stored = save_person(db, a_person(), NOW)
    save_person(db, replace(stored, alias="Mira"), NOW)
    with pytest.raises(ChangedMeanwhile):
        save_person(db, replace(stored, alias="Vera"), NOW)
    assert load_one(db, person.Person, stored.id).alias == "Mira"


def test_sealed_texts_stand_nowhere_in_the_database_in_clear(db):
    canary = "kanariefågelnsjunger"
    someone = save_person(db, a_person(), NOW)
    add_note(db, someone.id, canary, NOW)
    sign_assessment(db, an_assessment(person_id=someone.id, reason=canary), NOW)
    save_report(db, a_report(person_id=someone.id, seen=canary), NOW)
    tables = [row["name"] for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    values = [value for table in tables for row in db.rows(f"SELECT * FROM {table}") for value in tuple(row)]
    assert values
    assert not [v for v in values if canary.encode() in (v if isinstance(v, bytes) else str(v).encode())]


def test_notes_come_back_opened_for_those_who_hold_the_key(db):
    someone = save_person(db, a_person(), NOW)
    note = add_note(db, someone.id, "Hon vill inte bli ringd.", NOW)
    assert load(db, person.Note, [note.id])[0].text == "Hon vill inte bli ringd."


def test_lists_take_ids_and_load_rows_in_their_order(db):
    ids = [save_person(db, a_person(alias=name), NOW).id for name in ("Örn", "Åsa", "Zoe", "Ärla")]
    rows = people.load_rows(db, ids[::-1])
    assert [row.alias for row in rows] == ["Ärla", "Zoe", "Åsa", "Örn"]


def test_people_sort_in_swedish_order(db):
    for name in ("Örn", "Åsa", "Zoe", "Ärla", "Émilie", "Edda"):
        save_person(db, a_person(alias=name), NOW)
    found = people.load_rows(db, people.find(db, PersonFilter(order="alias")))
    assert [row.alias for row in found] == ["Edda", "Émilie", "Zoe", "Åsa", "Ärla", "Örn"]


def test_search_finds_part_words_and_keeps_a_ring_and_a_apart(db):
    someone = save_person(db, a_person(alias="Månstråle"), NOW)
    save_contact(db, a_contact(person_id=someone.id, note="frågade om sovplats i Värmdö"), NOW)
    assert people.find(db, PersonFilter(words="stråle")) == [someone.id]
    assert people.find(db, PersonFilter(words="strale")) == []
    assert people.find(db, PersonFilter(words="värm")) == [someone.id]
    assert people.find(db, PersonFilter(words="varm")) == []
    assert contacts.find(db, ContactFilter(words="sovpl"))


def test_every_field_of_every_record_is_stored_or_a_row_of_its_own():
    for kind in TYPES:
        inner = {field.name for field in fields(kind)} - set(column_names(kind))
        assert inner <= {"findings"}
