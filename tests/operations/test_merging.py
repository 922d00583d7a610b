from dataclasses import fields, replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person, a_report, an_assessment

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.contact import Direction, Outcome
from outreach_desktop.domain.follow_up import FollowUp
from outreach_desktop.domain.merging import Take
from outreach_desktop.domain.person import IdentifierKind, Person, State, Town
from outreach_desktop.i18n import Texts
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.bin import empty_bin
from outreach_desktop.operations.checks import check_database
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.follow_ups import save_follow_up
from outreach_desktop.operations.lookups import Answer, look_up
from outreach_desktop.operations.merging import (
    LosesBlock,
    NotMergeable,
    SamePerson,
    UndoOver,
    compare,
    merge,
    undo_merge,
)
from outreach_desktop.operations.people import (
    add_note,
    identifier_of,
    look_at_person,
    remove_person,
    restore_person,
    save_identifier,
    save_person,
    save_town,
)
from outreach_desktop.operations.splitting import split
from outreach_desktop.storage import assessments, merges, people
from outreach_desktop.storage.about_persons import tables_about_persons
from outreach_desktop.storage.reading import load_one
from outreach_desktop.storage.records import ChangedMeanwhile

LATER = NOW + timedelta(days=3)
TEXTS = Texts("sv")
HUNG = ("identifiers", "towns", "notes", "log")


@pytest.fixture
def two(db):
    """The same person twice: once by alias, three days later by number under another name."""
    first = save_person(db, a_person(wishes="helst kväll"), NOW)
    save_identifier(db, identifier_of("070-174 06 05", IdentifierKind.PHONE, first.id, TODAY), NOW)
    save_contact(db, a_contact(person_id=first.id), NOW)
    sign_assessment(db, an_assessment(person_id=first.id), NOW)
    second = save_person(db, a_person(alias="Mira Åkesson", wishes="vill träffa en kvinna"), LATER)
    day = TODAY + timedelta(days=3)
    save_identifier(db, identifier_of("+46 70 174 06 05", IdentifierKind.PHONE, second.id, day), LATER)
    save_identifier(db, identifier_of("@mira", IdentifierKind.CHAT, second.id, day), LATER)
    save_town(db, Town(person_id=second.id, name="Örebro", municipality="1880", seen_on=day), LATER)
    add_note(db, second.id, "Säger att någon håller hennes pass.", LATER)
    answer = a_contact(
        person_id=second.id, at=LATER, direction=Direction.IN, outcome=Outcome.WANTS_TO_TALK, note="ja gärna"
    )
    save_contact(db, answer, LATER)
    sign_assessment(db, an_assessment(person_id=second.id), LATER)
    save_report(db, a_report(person_id=second.id), LATER)
    return first.id, second.id


def everything(db, person_id):
    """Return a person's page as it reads, without what only says when it was written."""
    page = look_at_person(db, person_id, TODAY)
    plain = replace(page.person, version=0, changed_at=None)
    hung = {name: [replace(each, version=0, changed_at=None) for each in getattr(page, name)] for name in HUNG}
    numbers = [(each.id, each.number) for each in assessments.find_versions(db, person_id)]
    return plain, hung, numbers, page.summary


def test_all_that_hung_on_both_hangs_on_who_was_there_first(db, two):
    first, second = two
    kept = merge(db, compare(db, second, first), {"wishes": Take.BOTH}, LATER)
    assert kept.id == first
    assert kept.wishes == "helst kväll\nvill träffa en kvinna"
    assert kept.state is State.IN_CONVERSATION
    page = look_at_person(db, first, TODAY)
    assert [each.value for each in page.identifiers] == ["070-174 06 05", "@mira", "Mira Åkesson"]
    assert page.identifiers[0].last_seen_on == TODAY + timedelta(days=3)
    assert [each.text for each in page.notes] == ["Säger att någon håller hennes pass."]
    assert [each.note for each in page.log] == ["hej, vad har ni för hjälp", "ja gärna"]
    assert [each.number for each in assessments.find_versions(db, first)] == [2, 1]
    assert page.summary.contacts == 2
    assert all(each.ok for each in check_database(db, TEXTS))


def test_the_one_that_went_is_found_by_its_code_and_its_alias(db, two):
    first, second = two
    code = load_one(db, Person, second).code
    merge(db, compare(db, first, second), {}, LATER)
    for typed in (code, "mira åkesson", "@mira", "0701740605"):
        assert [each.person.id for each in look_up(db, typed, TODAY).matches] == [first]
    assert people.count(db) == 1


def test_undoing_brings_both_back_as_they_were(db, two):
    before = [everything(db, each) for each in two]
    merge(db, compare(db, *two), {"wishes": Take.BOTH, "alias": Take.OTHER}, LATER)
    undone = undo_merge(db, two[1], LATER)
    assert undone.left == ()
    assert [everything(db, each) for each in two] == before
    assert look_up(db, "mira åkesson", TODAY).matches[0].person.id == two[1]
    assert merges.find(db, two[0]) == []
    with pytest.raises(UndoOver):
        undo_merge(db, two[1], LATER)


def test_taking_the_second_out_of_the_bin_is_the_same_undo(db, two):
    before = [everything(db, each) for each in two]
    merge(db, compare(db, *two), {}, LATER)
    restore_person(db, load_one(db, Person, two[1]), LATER)
    assert [everything(db, each) for each in two] == before


def test_what_somebody_wrote_since_stays_when_it_is_undone(db, two):
    kept = merge(db, compare(db, *two), {"wishes": Take.BOTH}, LATER)
    save_person(db, replace(kept, wishes="ändrat sedan"), LATER)
    save_contact(db, a_contact(person_id=kept.id, at=LATER, note="efter"), LATER)
    undone = undo_merge(db, two[1], LATER)
    assert undone.left == ("wishes",)
    assert undone.kept.wishes == "ändrat sedan"
    assert [each.note for each in look_at_person(db, kept.id, TODAY).log][-1] == "efter"


def test_the_undo_ends_after_30_days_with_the_bin(db, two):
    merge(db, compare(db, *two), {}, LATER)
    with pytest.raises(UndoOver):
        undo_merge(db, two[1], LATER + timedelta(days=31))
    assert empty_bin(db, LATER + timedelta(days=31)) == 1
    assert merges.find(db, two[0]) == []
    assert len(look_at_person(db, two[0], TODAY).log) == 2


def test_the_undo_ends_when_one_of_the_two_is_erased(db, two):
    merge(db, compare(db, *two), {}, LATER)
    erase_person(db, two[0], LATER)
    assert merges.find(db, two[1]) == []


def test_a_block_is_never_lost_by_merging(db, two):
    blocked = replace(load_one(db, Person, two[1]), no_contact_since=TODAY, no_contact_reason="bad om det")
    save_person(db, blocked, LATER)
    seen = compare(db, *two)
    merge(db, seen, {}, LATER)
    assert look_up(db, "Luna", TODAY).answer is Answer.DO_NOT_CONTACT


def test_letting_go_of_a_block_is_refused_and_nothing_is_stored(db, two):
    for each, reason in zip(two, ("bad om det", "hotad"), strict=True):
        blocked = replace(load_one(db, Person, each), no_contact_since=TODAY, no_contact_reason=reason)
        until = TODAY + timedelta(days=9) if each == two[0] else None
        save_person(db, replace(blocked, no_contact_until=until), LATER)
    before = [everything(db, each) for each in two]
    with pytest.raises(LosesBlock):
        merge(db, compare(db, *two), {"no_contact_since": Take.KEPT}, LATER)
    assert [everything(db, each) for each in two] == before


@pytest.mark.parametrize("at", [0, 1])
def test_a_record_that_was_changed_since_it_was_compared_is_not_merged(db, two, at):
    seen = compare(db, *two)
    save_person(db, replace(load_one(db, Person, two[at]), gender="kvinna"), LATER)
    with pytest.raises(ChangedMeanwhile):
        merge(db, seen, {}, LATER)
    assert people.count(db) == 2


def test_one_and_the_same_or_one_in_the_bin_cannot_be_merged(db, two):
    with pytest.raises(SamePerson):
        compare(db, two[0], two[0])
    remove_person(db, two[1], LATER)
    with pytest.raises(NotMergeable):
        compare(db, *two)


def test_merging_leaves_lines_in_the_log_about_both(db, two):
    merge(db, compare(db, *two), {}, LATER)
    undo_merge(db, two[1], LATER)
    for each in two:
        actions = [line.action for line in people.load_history(db, each)]
        assert actions.count("merge") == 1
        assert actions.count("undo_merge") == 1


def test_all_next_steps_go_over_and_the_first_of_them_is_shown(db, two):
    for each, step, day in zip(two, ("fråga om boende", "hör av dig"), (9, 1), strict=True):
        save_follow_up(db, FollowUp(person_id=each, step=step, due_on=TODAY + timedelta(days=day)), NOW)
    before = [everything(db, each) for each in two]
    kept = merge(db, compare(db, *two), {}, LATER)
    assert (kept.follow_up, kept.follow_up_on) == ("hör av dig", TODAY + timedelta(days=1))
    assert len(look_at_person(db, two[0], TODAY).steps) == 2
    undo_merge(db, two[1], LATER)
    assert [everything(db, each) for each in two] == before


def test_a_third_record_can_be_merged_too_and_undone_one_by_one(db, two):
    third = save_person(db, a_person(alias="Tova"), LATER)
    before = [everything(db, each) for each in (*two, third.id)]
    merge(db, compare(db, *two), {}, LATER)
    merge(db, compare(db, two[0], third.id), {}, LATER)
    codes = load_one(db, Person, two[0]).former_codes.split()
    assert sorted(codes) == sorted(load_one(db, Person, each).code for each in (two[1], third.id))
    undo_merge(db, third.id, LATER)
    undo_merge(db, two[1], LATER)
    assert [everything(db, each) for each in (*two, third.id)] == before


def test_splitting_gives_a_new_person_with_what_was_chosen(db, two):
    kept = merge(db, compare(db, *two), {}, LATER)
    page = look_at_person(db, kept.id, TODAY)
    ids = {"contact": [page.log[1].id], "note": [page.notes[0].id], "identifier": [page.identifiers[1].id]}
    new = split(db, kept.id, "Mira", ids, LATER)
    assert new.state is kept.state
    first, second = (look_at_person(db, each, TODAY) for each in (kept.id, new.id))
    assert [each.note for each in second.log] == ["ja gärna"]
    assert [each.text for each in second.notes] == ["Säger att någon håller hennes pass."]
    assert [each.value for each in second.identifiers] == ["@mira"]
    assert [each.note for each in first.log] == ["hej, vad har ni för hjälp"]
    assert (first.summary.contacts, second.summary.contacts) == (1, 1)
    assert all(each.ok for each in check_database(db, TEXTS))


def test_who_is_split_off_from_somebody_we_must_not_write_to_is_not_written_to_either(db):
    person = save_person(db, a_person(no_contact_since=TODAY, no_contact_reason="bad om det"), NOW)
    line = save_contact(db, a_contact(person_id=person.id), NOW)
    new = split(db, person.id, "Någon annan", {"contact": [line.id]}, NOW)
    assert look_up(db, "Någon annan", TODAY).answer is Answer.DO_NOT_CONTACT
    assert new.no_contact_reason == "bad om det"


def test_splitting_off_nothing_is_refused(db, two):
    with pytest.raises(Invalid):
        split(db, two[0], "Mira", {"contact": []}, NOW)
    assert people.count(db) == 2


def test_every_table_of_records_about_persons_is_moved(db, two):
    assert set(tables_about_persons(db)) >= {*("assessment", "concern_report", "contact", "identifier", "note", "town")}
    assert "person_summary" not in tables_about_persons(db)
    assert {each.name for each in fields(merges.StoredMerge)} == {
        row["name"] for row in db.rows("SELECT name FROM pragma_table_info('merge')")
    }
