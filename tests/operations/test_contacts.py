from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person, a_report

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.contact import ContactFilter, Direction, Outcome
from outreach_desktop.domain.permission import Verdict
from outreach_desktop.domain.person import IdentifierKind, Person, PersonFilter, State, Town
from outreach_desktop.operations.bin import empty_bin
from outreach_desktop.operations.concern_reports import remove_report, save_report
from outreach_desktop.operations.contacts import (
    lines_since,
    remove_contact,
    restore_contact,
    save_contact,
    save_first_line,
)
from outreach_desktop.operations.lines import Part, TakenBack, log_first_line, log_line, take_back
from outreach_desktop.operations.lookups import Answer, look_up
from outreach_desktop.operations.people import (
    add_note,
    fetch_earlier,
    identifier_of,
    look_at_person,
    open_person,
    remove_part,
    remove_person,
    restore_person,
    save_identifier,
    save_person,
    save_town,
)
from outreach_desktop.storage import contacts, people
from outreach_desktop.storage.database import Database
from outreach_desktop.storage.reading import load_one


def test_a_look_up_stores_nothing(db):
    before = db.value("SELECT total_changes()")
    assert look_up(db, "070-174 06 05", TODAY).answer is Answer.NEW
    assert db.value("SELECT total_changes()") == before


def test_a_person_exists_from_the_first_saved_line_with_what_was_typed(db):
    person, line = save_first_line(db, a_person(), "070 174 06 05", a_contact(), NOW)
    assert line.person_id == person.id
    page = open_person(db, person.id, NOW)
    assert [(i.kind, i.key) for i in page.identifiers] == [(IdentifierKind.PHONE, "+46701740605")]
    assert page.person.state is State.CONTACTED


def test_a_wrong_first_line_leaves_no_person_behind(db):
    with pytest.raises(Invalid):
        save_first_line(db, a_person(), "070-174 06 05", a_contact(at=None), NOW)
    assert people.count(db) == 0
    assert contacts.count(db) == 0


@pytest.mark.parametrize("typed", ["070-174 06 05", "+46 70 174 06 05", "0046701740605", "0701740605", "luna", "LUNA "])
def test_the_quick_line_knows_a_person_by_any_way_of_writing(db, typed):
    save_first_line(db, a_person(), "070-174 06 05", a_contact(), NOW)
    found = look_up(db, typed, TODAY)
    assert found.answer is Answer.KNOWN
    assert found.matches[0].person.alias == "Luna"


def test_part_of_an_alias_is_offered_as_maybe(db):
    save_person(db, a_person(alias="Månstråle"), NOW)
    assert look_up(db, "stråle", TODAY).answer is Answer.MAYBE


def test_do_not_contact_blocks_and_says_until_when_and_why(db):
    save_person(
        db,
        a_person(no_contact_since=TODAY, no_contact_until=date(2027, 3, 3), no_contact_reason="Bad oss vänta."),
        NOW,
    )
    found = look_up(db, "Luna", TODAY)
    assert found.answer is Answer.DO_NOT_CONTACT
    assert found.matches[0].permission.until == date(2027, 3, 3)
    assert found.matches[0].permission.reasons[0].text == "Bad oss vänta."
    assert look_up(db, "Luna", date(2027, 3, 4)).answer is Answer.KNOWN


def test_a_hold_blocks_until_its_end(db):
    save_person(db, a_person(hold_since=TODAY, hold_by="Polisen"), NOW)
    assert look_up(db, "Luna", TODAY).answer is Answer.HOLD


def test_the_strictest_of_several_persons_with_one_number_decides(db):
    for alias, since in (("Mia", None), ("Lia", TODAY)):
        someone = save_person(db, a_person(alias=alias, no_contact_since=since), NOW)
        save_identifier(db, identifier_of("0701740605", IdentifierKind.PHONE, someone.id, TODAY), NOW)
    found = look_up(db, "070-174 06 05", TODAY)
    assert found.answer is Answer.DO_NOT_CONTACT
    assert len(found.matches) == 2


def test_a_refusal_makes_the_answer_do_not_contact(db):
    person, _ = save_first_line(db, a_person(), "Luna", a_contact(outcome=Outcome.NO_MORE_CONTACT), NOW)
    assert person.state is State.DECLINED
    assert look_up(db, "Luna", TODAY).answer is Answer.DO_NOT_CONTACT


def test_tries_without_answer_are_counted_and_an_answer_starts_anew(db):
    person, _ = save_first_line(db, a_person(), "Luna", a_contact(), NOW)
    save_contact(db, a_contact(person_id=person.id, at=NOW + timedelta(days=14)), NOW + timedelta(days=14))
    assert people.load_summary(db, person.id).tries == 2
    later = NOW + timedelta(days=15)
    answer = a_contact(person_id=person.id, at=later, direction=Direction.IN, outcome=Outcome.QUESTION)
    save_contact(db, answer, later)
    assert people.load_summary(db, person.id).tries == 0


def test_a_message_last_week_means_wait_not_never(db):
    person, _ = save_first_line(db, a_person(), "Luna", a_contact(), NOW)
    assert look_at_person(db, person.id, TODAY + timedelta(days=7)).permission.verdict is Verdict.WAIT
    assert look_at_person(db, person.id, TODAY + timedelta(days=14)).permission.verdict is Verdict.YES


def test_the_next_step_of_a_line_becomes_the_persons_next_step(db):
    line = a_contact(next_step="Fråga om boende", next_step_on=TODAY + timedelta(days=14))
    person, _ = save_first_line(db, a_person(), "Luna", line, NOW)
    assert (person.follow_up, person.follow_up_on) == ("Fråga om boende", TODAY + timedelta(days=14))
    assert people.find_follow_ups(db, TODAY + timedelta(days=14)) == [person.id]


def test_a_removed_person_is_gone_from_lists_search_and_look_up_until_undone(db):
    person, _ = save_first_line(db, a_person(), "070-174 06 05", a_contact(note="bokstavskaka"), NOW)
    removed = remove_person(db, person.id, NOW)
    assert people.find(db, PersonFilter()) == []
    assert people.find(db, PersonFilter(words="bokstav")) == []
    assert contacts.find(db, ContactFilter(words="bokstav")) == []
    assert look_up(db, "070-174 06 05", TODAY).answer is Answer.NEW
    restore_person(db, removed, NOW)
    assert people.find(db, PersonFilter()) == [person.id]
    assert contacts.find(db, ContactFilter(words="bokstav"))
    assert look_up(db, "070-174 06 05", TODAY).answer is Answer.KNOWN


def test_the_bin_empties_after_thirty_days_and_leaves_no_trace_in_any_table(db):
    canary = "kanariefågeln"
    person, _ = save_first_line(db, a_person(alias=canary), "070-174 06 05", a_contact(note=canary), NOW)
    remove_person(db, person.id, NOW)
    assert empty_bin(db, NOW + timedelta(days=29)) == 0
    assert empty_bin(db, NOW + timedelta(days=30)) == 1
    tables = [row["name"] for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    values = [value for table in tables for row in db.rows(f"SELECT * FROM {table}") for value in tuple(row)]
    hits = [v for v in values if b"kanarie" in (v if isinstance(v, bytes) else str(v).encode())]
    assert hits == []


def test_a_removed_line_is_out_of_the_log_and_the_count_until_undone(db):
    person, line = save_first_line(db, a_person(), "Luna", a_contact(), NOW)
    removed = remove_contact(db, line.id, NOW)
    assert people.load_summary(db, person.id).contacts == 0
    assert contacts.load_log(db, person.id) == []
    restore_contact(db, removed, NOW)
    assert people.load_summary(db, person.id).contacts == 1


def test_opening_a_person_leaves_a_line_in_the_log(db):
    person = save_person(db, a_person(), NOW)
    open_person(db, person.id, NOW)
    last = db.rows("SELECT action, subject, uid FROM log ORDER BY seq DESC LIMIT 1")[0]
    assert tuple(last) == ("read", "person", person.uid)


def test_a_new_person_is_kept_for_the_months_that_the_organisation_chose(db):
    stored = save_person(db, a_person(), NOW)
    assert load_one(db, Person, stored.id).retention_on == date(2027, 5, 24)


@pytest.mark.parametrize(
    ("direction", "kept"),
    [
        (Direction.OUT, date(2027, 5, 24)),
        (Direction.IN, date(2027, 5, 24)),
        (Direction.NOTE, date(2026, 12, 24)),
    ],
)
def test_a_contact_and_a_try_prolong_how_long_a_person_is_kept_and_what_was_only_seen_does_not(db, direction, kept):
    person = save_person(db, a_person(), NOW - timedelta(days=153))
    log_line(db, a_contact(person_id=person.id, direction=direction), NOW)
    assert load_one(db, Person, person.id).retention_on == kept


def test_a_whole_phone_number_is_like_no_other_that_only_begins_alike(db):
    save_first_line(db, a_person(), "070-174 06 05", a_contact(), NOW)
    assert look_up(db, "070-174 06 16", TODAY).answer is Answer.NEW
    assert look_up(db, "070-174", TODAY).answer is Answer.MAYBE


def _a_line_that_moves(db, person):
    told = {"outcome": Outcome.DECLINED, "next_step": "ring", "next_step_on": TODAY}
    return log_line(db, a_contact(person_id=person.id, **told), NOW)


def test_a_line_just_saved_can_be_taken_back_with_all_that_it_changed(db):
    person = save_person(db, a_person(), NOW)
    assert take_back(db, _a_line_that_moves(db, person), NOW) == TakenBack()
    after = load_one(db, Person, person.id)
    assert (after.state, after.follow_up, after.follow_up_on) == (State.FOUND, "", None)
    assert contacts.count(db) == 0


def test_what_somebody_has_changed_since_stays_when_a_line_is_taken_back(db):
    person = save_person(db, a_person(), NOW)
    saved = _a_line_that_moves(db, person)
    later = NOW + timedelta(minutes=5)
    save_person(db, replace(saved.person, follow_up="skriv till jouren", wishes="en kvinna"), later)
    assert take_back(db, saved, later) == TakenBack(kept=(Part.NEXT_STEP,))
    after = load_one(db, Person, person.id)
    assert (after.state, after.follow_up, after.follow_up_on) == (State.FOUND, "skriv till jouren", TODAY)
    assert after.wishes == "en kvinna"


def test_what_a_line_left_alone_is_left_alone_when_it_is_taken_back(db):
    person = save_person(db, a_person(), NOW)
    saved = log_line(db, a_contact(person_id=person.id, direction=Direction.NOTE), NOW)
    save_person(db, replace(saved.person, state=State.MEETING), NOW)
    assert take_back(db, saved, NOW) == TakenBack()
    assert _state(db, person) is State.MEETING


def test_taking_a_first_line_back_takes_the_person_back(db):
    saved = log_first_line(db, a_person(), "070-174 06 05", a_contact(), NOW)
    assert take_back(db, saved, NOW) == TakenBack()
    assert look_up(db, saved.person.alias, TODAY).answer is Answer.NEW


@pytest.mark.parametrize("add", [
    lambda db, person: save_person(db, replace(person, wishes="en kvinna"), NOW),
    lambda db, person: save_contact(db, a_contact(person_id=person.id, direction=Direction.NOTE), NOW),
    lambda db, person: add_note(db, person.id, "hon har en bror", NOW),
    lambda db, person: save_identifier(db, identifier_of("luna", IdentifierKind.CHAT, person.id, TODAY), NOW),
])  # fmt: skip
def test_a_person_who_came_with_a_line_stays_when_more_was_written_about_them(db, add):
    saved = log_first_line(db, a_person(), "070-174 06 05", a_contact(), NOW)
    add(db, saved.person)
    assert take_back(db, saved, NOW) == TakenBack(person_stays=True)
    assert look_up(db, saved.person.alias, TODAY).answer is not Answer.NEW


def test_a_long_log_is_read_in_parts_without_leaving_a_line_out_or_twice(db, monkeypatch):
    person = save_person(db, a_person(), NOW)
    moments = [NOW - timedelta(days=9 - at // 2) for at in range(11)]  # each but the last one twice
    lines = [save_contact(db, a_contact(person_id=person.id, at=at), NOW).id for at in moments]
    monkeypatch.setattr(contacts.load_log, "__defaults__", (4,))
    monkeypatch.setattr(contacts.load_log_before, "__defaults__", (4,))
    page = look_at_person(db, person.id, TODAY)
    assert ([each.id for each in page.log], page.earlier) == (lines[-4:], 7)
    page = fetch_earlier(db, page)
    assert ([each.id for each in page.log], page.earlier) == (lines[-8:], 3)
    remove_contact(db, page.log[0].id, NOW)
    again = look_at_person(db, person.id, TODAY, page.log[0])
    assert ([each.id for each in again.log], again.earlier) == (lines[-7:], 3)
    page = fetch_earlier(db, again)
    assert ([each.id for each in page.log], page.earlier) == ([*lines[:3], *lines[-7:]], 0)


def test_lines_since_are_ones_own_and_say_who_is_new(db):
    person, first = save_first_line(db, a_person(), "070-174 06 05", a_contact(), NOW)
    later = NOW + timedelta(hours=5)
    second = save_contact(db, a_contact(person_id=person.id, at=later), later)
    save_contact(db, a_contact(person_id=person.id, by_account="f" * 32), NOW)
    save_contact(db, a_contact(person_id=person.id, at=NOW - timedelta(days=1)), NOW)
    found = lines_since(db, db.sealer.account, NOW - timedelta(hours=1))
    assert [(each.contact.id, each.is_new) for each in found] == [(second.id, False), (first.id, True)]


def _who_declined(db):
    person, _ = save_first_line(db, a_person(), "Luna", a_contact(outcome=Outcome.NO_MORE_CONTACT), NOW)
    return person


def _state(db, person):
    return load_one(db, Person, person.id).state


@pytest.mark.parametrize("outcome", [Outcome.HOSTILE, Outcome.NO_ANSWER, Outcome.ACCOUNT_GONE, Outcome.DECLINED])
def test_who_declined_and_only_sends_an_insult_or_nothing_has_still_declined(db, outcome):
    person = _who_declined(db)
    later = NOW + timedelta(days=1)
    save_contact(db, a_contact(person_id=person.id, at=later, direction=Direction.IN, outcome=outcome), later)
    assert _state(db, person) is State.DECLINED


def test_who_declined_and_asks_us_something_afterwards_may_be_answered(db):
    person = _who_declined(db)
    later = NOW + timedelta(days=1)
    asks = a_contact(person_id=person.id, at=later, direction=Direction.IN, outcome=Outcome.QUESTION)
    save_contact(db, asks, later)
    assert _state(db, person) is State.ANSWERED


def test_a_line_from_before_the_refusal_written_down_late_does_not_lift_it(db):
    person = _who_declined(db)
    earlier = a_contact(
        person_id=person.id, at=NOW - timedelta(days=3), direction=Direction.IN, outcome=Outcome.QUESTION
    )
    save_contact(db, earlier, NOW)
    assert _state(db, person) is State.DECLINED


def test_a_line_that_is_edited_into_a_refusal_blocks(db):
    person, line = save_first_line(db, a_person(), "Luna", a_contact(), NOW)
    save_contact(db, replace(line, outcome=Outcome.NO_MORE_CONTACT), NOW)
    assert look_up(db, "Luna", TODAY).answer is Answer.DO_NOT_CONTACT
    assert _state(db, person) is State.DECLINED


def test_mending_an_old_refusal_does_not_block_who_has_written_since(db):
    person, line = save_first_line(db, a_person(), "Luna", a_contact(outcome=Outcome.DECLINED), NOW)
    later = NOW + timedelta(days=1)
    asks = a_contact(person_id=person.id, at=later, direction=Direction.IN, outcome=Outcome.QUESTION)
    save_contact(db, asks, later)
    save_contact(db, replace(line, note="hon skrev nej"), later)
    assert _state(db, person) is State.ANSWERED


def test_an_end_without_a_beginning_blocks_too(db):
    save_person(db, a_person(no_contact_until=TODAY), NOW)
    save_person(db, a_person(alias="Mira", hold_until=TODAY), NOW)
    assert look_up(db, "Luna", TODAY).answer is Answer.DO_NOT_CONTACT
    assert look_up(db, "Luna", TODAY + timedelta(days=1)).answer is Answer.KNOWN
    assert look_up(db, "Mira", TODAY).answer is Answer.HOLD


def test_a_reason_not_to_contact_blocks_also_where_no_day_is_given(db):
    save_person(db, a_person(no_contact_reason="Hennes telefon läses av någon annan."), NOW)
    assert look_up(db, "Luna", TODAY).answer is Answer.DO_NOT_CONTACT


def test_a_clock_set_back_does_not_lift_a_block(db):
    save_person(db, a_person(no_contact_since=TODAY), NOW)
    assert look_up(db, "Luna", TODAY - timedelta(days=400)).answer is Answer.DO_NOT_CONTACT


def test_a_message_of_ours_after_the_refusal_does_not_hide_it(db):
    person, line = save_first_line(db, a_person(), "Luna", a_contact(), NOW)
    later = NOW + timedelta(days=1)
    save_contact(db, a_contact(person_id=person.id, at=later), later)
    save_contact(db, replace(line, outcome=Outcome.DECLINED), later)
    assert _state(db, person) is State.DECLINED


def test_an_alias_of_signs_alone_is_nobody_elses(db):
    save_person(db, a_person(alias="🌹🌹"), NOW)
    assert look_up(db, "💋💋", TODAY).answer is Answer.NEW
    assert look_up(db, "..", TODAY).answer is Answer.NEW
    assert look_up(db, "🌹🌹", TODAY).answer is Answer.KNOWN


def test_a_pasted_page_is_like_nobody_and_is_searched_for_nowhere(db, monkeypatch):
    save_first_line(db, a_person(alias="Stråle"), "", a_contact(), NOW)
    monkeypatch.setattr(Database, "rows", None)
    assert look_up(db, "Stråle " * 150_000, TODAY).answer is Answer.NEW


def test_half_a_sign_from_the_clipboard_is_looked_up_like_any_text(db):
    assert look_up(db, "\ud800ab", TODAY).answer is Answer.NEW
    assert look_up(db, "\ud800!!", TODAY).answer is Answer.NEW


@pytest.mark.parametrize("typed", [
    "https://site.example/ad/12345678", "site.example/12345678", "https://site.example/ad/0701740625",
])  # fmt: skip
def test_the_number_of_an_ad_is_no_phone_number(db, typed):
    save_first_line(db, a_person(alias="Mira"), "0123-456 78", a_contact(), NOW)
    save_first_line(db, a_person(), typed, a_contact(), NOW)
    page = look_up(db, typed, TODAY)
    assert [match.person.alias for match in page.matches] == ["Luna"]
    assert look_up(db, "https://another.example/12345678", TODAY).answer is not Answer.KNOWN
    found = look_at_person(db, page.matches[0].person.id, TODAY).identifiers
    assert [each.kind for each in found] == [IdentifierKind.AD]


@pytest.mark.parametrize("handle", ["@luna0701740625", "luna_12345678", "luna0701740625@site.example"])
def test_a_handle_with_digits_is_no_phone_number(db, handle):
    save_first_line(db, a_person(), "070-174 06 25", a_contact(), NOW)
    assert look_up(db, handle, TODAY).answer is not Answer.KNOWN


def test_single_records_leave_the_bin_for_good_after_thirty_days_too(db):
    canary = "kanariefågeln"
    person, _ = save_first_line(db, a_person(), canary, a_contact(), NOW)
    line = save_contact(db, a_contact(person_id=person.id, note=canary), NOW)
    remove_contact(db, line.id, NOW)
    page = look_at_person(db, person.id, TODAY)
    town = save_town(db, Town(person_id=person.id, name=canary), NOW)
    for part in (*page.identifiers, town):
        remove_part(db, part, NOW)
    report = save_report(db, a_report(person_id=person.id), NOW)
    remove_report(db, report, NOW)
    empty_bin(db, NOW + timedelta(days=29))
    assert contacts.find(db, ContactFilter(removed=True)) == [line.id]
    assert empty_bin(db, NOW + timedelta(days=30)) == 0
    tables = [row["name"] for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    values = [value for table in tables for row in db.rows(f"SELECT * FROM {table}") for value in tuple(row)]
    assert [v for v in values if b"kanarie" in (v if isinstance(v, bytes) else str(v).encode())] == []
    assert [db.value(f"SELECT count(*) FROM {table}") for table in ("contact", "concern_report", "person")] == [1, 0, 1]
    actions = [row["action"] for row in db.rows("SELECT action FROM log ORDER BY seq DESC LIMIT 4")]
    assert actions == ["erase"] * 4


def test_a_line_that_is_moved_to_somebody_else_is_counted_there_alone(db):
    person, line = save_first_line(db, a_person(), "Luna", a_contact(), NOW)
    other = save_person(db, a_person(alias="Mira"), NOW)
    save_contact(db, replace(line, person_id=other.id), NOW)
    left, got = (people.load_summary(db, each.id) for each in (person, other))
    assert (left.contacts, left.tries, left.last_contact_at) == (0, 0, None)
    assert (got.contacts, got.tries, got.last_contact_at) == (1, 1, NOW)


def test_a_number_or_a_town_that_is_moved_to_somebody_else_is_found_there_alone(db):
    person, _line = save_first_line(db, a_person(), "070-174 06 05", a_contact(), NOW)
    other = save_person(db, a_person(alias="Mira"), NOW)
    town = save_town(db, Town(person_id=person.id, name="Umeå", municipality="2480"), NOW)
    save_town(db, replace(town, person_id=other.id), NOW)
    (number,) = look_at_person(db, person.id, TODAY).identifiers
    save_identifier(db, replace(number, person_id=other.id), NOW)
    for words in ("Umeå", "0701740605"):
        assert people.find(db, PersonFilter(words=words)) == [other.id]
    assert [people.load_rows(db, [each.id])[0].county for each in (person, other)] == ["", "24"]


def test_a_refusal_counts_however_many_lines_came_after_it(db):
    person, _line = save_first_line(db, a_person(), "Luna", a_contact(at=NOW - timedelta(days=2)), NOW)
    no = a_contact(person_id=person.id, at=NOW - timedelta(days=1), outcome=Outcome.DECLINED)
    with db.transaction():
        save_contact(db, no, NOW)
        for _each in range(500):
            save_contact(db, a_contact(person_id=person.id), NOW)
    before = NOW - timedelta(days=1, hours=1)
    asks = a_contact(person_id=person.id, at=before, direction=Direction.IN, outcome=Outcome.QUESTION)
    save_contact(db, asks, NOW)
    assert _state(db, person) is State.DECLINED


@pytest.mark.parametrize("direction", Direction)
def test_a_line_about_a_day_that_has_not_come_is_refused_beside_its_field_and_prolongs_nothing(db, direction):
    person = save_person(db, a_person(), NOW)
    for at in (NOW + timedelta(days=1), (NOW + timedelta(hours=6)).astimezone(UTC)):
        with pytest.raises(Invalid) as refused:
            save_contact(db, a_contact(person_id=person.id, at=at, direction=direction), NOW)
        assert [(each.field, each.text) for each in refused.value.problems] == [("at", "Cannot be in the future.")]
    assert load_one(db, Person, person.id).retention_on == person.retention_on
    assert contacts.count(db) == 0


def test_a_clock_that_is_some_hours_ahead_is_no_hindrance_on_the_same_day(db):
    person = save_person(db, a_person(), NOW)
    line = save_contact(db, a_contact(person_id=person.id, at=NOW + timedelta(hours=4)), NOW)
    with pytest.raises(Invalid):
        save_contact(db, replace(line, at=NOW + timedelta(days=400)), NOW)
