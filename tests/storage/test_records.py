from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import NOW, TODAY, a_contact, a_person, a_report, an_assessment

from outreach_desktop.domain import (
    assessment,
    concern_report,
    contact,
    follow_up,
    organisation,
    person,
    platform,
    shift,
)
from outreach_desktop.domain.contact import ContactFilter, Need
from outreach_desktop.domain.person import PersonFilter, State
from outreach_desktop.domain.record import Record
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.contacts import remove_contact, save_contact, save_first_line
from outreach_desktop.operations.people import add_note, save_person
from outreach_desktop.storage import contacts, derived, people
from outreach_desktop.storage.columns import column_names, read_instant, sealed_names, table_of, write_instant
from outreach_desktop.storage.reading import load, load_one
from outreach_desktop.storage.records import ChangedMeanwhile

EARLIEST, LATEST = (datetime(year, 6, 1) for year in (1900, 2200))  # noqa: DTZ001 - hypothesis adds the zone
MODULES = (assessment, concern_report, contact, follow_up, organisation, person, platform, shift)
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


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(EARLIEST, LATEST, timezones=OFFSETS)
SHORT = INSTANTS.map(lambda moment: moment.replace(second=0, microsecond=0))


@given(first=INSTANTS | SHORT, gap=st.timedeltas(timedelta(0), timedelta(minutes=3)), whole=st.booleans())
def test_instants_keep_their_order_and_offset_however_short_they_are_written(first, gap, whole):
    second = first + (gap - gap % timedelta(seconds=1) if whole else gap)
    assert (write_instant(first) < write_instant(second)) == (first < second)
    assert read_instant(write_instant(second)) == second
    assert read_instant(write_instant(second)).utcoffset() == second.utcoffset()


def test_a_whole_minute_is_written_without_its_zeros():
    assert write_instant(datetime(2026, 11, 24, 19, 31, tzinfo=timezone(timedelta(hours=1)))) == "2026-11-24T18:31 +60"


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


def test_an_edit_does_not_take_a_record_out_of_the_bin(db):
    stored = save_person(db, a_person(), NOW)
    line = save_contact(db, a_contact(person_id=stored.id, note="kanariefågel"), NOW)
    remove_contact(db, line.id, NOW)
    with pytest.raises(ChangedMeanwhile):
        save_contact(db, replace(line, note="kanariefågel igen"), NOW)
    assert contacts.find(db, ContactFilter(words="kanarie")) == []
    assert contacts.find(db, ContactFilter()) == []


def _known(db, number="070-174 06 25", note=""):
    someone, line = save_first_line(db, a_person(), number, a_contact(note=note), NOW)
    return someone.id, line.id


@pytest.mark.parametrize("written", ["070-174 06 25", "+46 70 174 06 25", "0701740625", "0046-70-1740625"])
@pytest.mark.parametrize("typed", [
    "0701740625", "070-174 06 25", "070 174 06 25", "070-1740625", "+46701740625", "+46 (0)70-174 06 25",
    "0046 70 174 06 25", "070-174", "0701 74", "740625", "74 06 25", "070174062",
])  # fmt: skip
def test_a_number_is_found_however_its_digits_are_grouped(db, written, typed):
    found, _ = _known(db, written)
    _known(db, "070-174 06 99")
    assert people.find(db, PersonFilter(words=typed))[:1] == [found]
    derived.rebuild(db)
    assert people.find(db, PersonFilter(words=typed))[:1] == [found]


def test_a_whole_number_finds_nobody_with_another(db):
    found, _ = _known(db)
    _known(db, "070-174 06 26")
    assert people.find(db, PersonFilter(words="070-174 06 25")) == [found]


def test_a_number_in_a_note_is_found_however_its_digits_are_grouped(db):
    _, line = _known(db, note="nås nu på 070-174 06 27")
    for typed in ("070-174 06 27", "0701740627", "070 1740627", "070-174", "174 06 27"):
        assert contacts.find(db, ContactFilter(words=typed)) == [line]


def test_a_code_is_found_by_its_digits(db):
    found, _ = _known(db)
    assert people.find(db, PersonFilter(words="2026-0001")) == [found]


def test_words_of_one_letter_do_not_hide_what_the_others_find(db):
    found, line = _known(db, note="frågade om sovplats i Värmdö")
    for typed in ("sovplats i", "sovplats i värmdö", "i sovplats"):
        assert contacts.find(db, ContactFilter(words=typed)) == [line]
        assert people.find(db, PersonFilter(words=typed)) == [found]


def test_a_line_shortly_after_midnight_belongs_to_its_local_day(db):
    someone = save_person(db, a_person(), NOW)
    line = save_contact(db, a_contact(person_id=someone.id, at=NOW.replace(hour=0, minute=20)), NOW)
    assert contacts.find(db, ContactFilter(since=TODAY, until=TODAY)) == [line.id]
    assert contacts.find(db, ContactFilter(since=TODAY + timedelta(days=1))) == []


def test_people_sort_by_state_as_a_contact_grows(db):
    states = [State.CLOSED, State.IN_SUPPORT, State.ANSWERED, State.FOUND, State.CONTACTED, State.DECLINED]
    for state in states:
        save_person(db, a_person(state=state), NOW)
    grown = sorted(states, key=list(State).index)
    found = people.load_rows(db, people.find(db, PersonFilter(order="state")))
    assert [row.state for row in found] == grown
    found = people.load_rows(db, people.find(db, PersonFilter(order="state", descending=True)))
    assert [row.state for row in found] == grown[::-1]


def test_who_changed_a_record_takes_no_room_until_somebody_does(db):
    stored = save_person(db, a_person(), NOW)
    again = load_one(db, person.Person, stored.id)
    assert (again.changed_at, again.changed_by) == (stored.created_at, stored.created_by)
    assert tuple(db.rows("SELECT changed_at, changed_by FROM person")[0]) == ("", "")
    save_person(db, replace(again, alias="Mira"), NOW + timedelta(minutes=1))
    changed = load_one(db, person.Person, stored.id)
    assert (changed.changed_at, changed.changed_by) == (NOW + timedelta(minutes=1), stored.created_by)
