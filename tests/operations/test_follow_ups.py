"""Next steps: planned by a line or by themselves, moved, handed over, finished, and what of it is undone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.contact import Channel, Contact, Direction, Outcome
from outreach_desktop.domain.follow_up import FollowUp, Result
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Person
from outreach_desktop.operations import accounts
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.follow_ups import move_back, move_follow_up, save_follow_up
from outreach_desktop.operations.lines import log_first_line, log_line, take_back
from outreach_desktop.operations.merging import compare, merge, undo_merge
from outreach_desktop.operations.people import remove_person, save_person
from outreach_desktop.storage import follow_ups, people
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.storage.records import ChangedMeanwhile
from outreach_desktop.vault.cost import Cost

WEEK = timedelta(days=7)


@pytest.fixture
def luna(db):
    return save_person(db, a_person(), NOW)


def a_step(luna, **values):
    return FollowUp(**{"person_id": luna.id, "step": "Fråga om boende", "due_on": TODAY} | values)


def shown(db, luna):
    person = load_one(db, Person, luna.id)
    return person.follow_up, person.follow_up_on


def log_of(db, step):
    return [row["action"] for row in db.rows("SELECT action FROM log WHERE uid = :uid ORDER BY seq", uid=step.uid)]


def due(db, today=TODAY):
    return [each.step.step for each in follow_ups.find_due(db, today, today + timedelta(days=1), 50).rows]


def test_a_person_shows_the_first_of_several_open_steps(db, luna):
    later = save_follow_up(db, a_step(luna, step="Ringa", due_on=TODAY + WEEK), NOW)
    first = save_follow_up(db, a_step(luna), NOW)
    assert shown(db, luna) == ("Fråga om boende", TODAY)
    save_follow_up(db, replace(first, result=Result.DONE), NOW)
    assert shown(db, luna) == ("Ringa", TODAY + WEEK)
    save_follow_up(db, replace(later, result=Result.NOT_NEEDED), NOW)
    assert shown(db, luna) == ("", None)


def test_each_change_of_a_step_is_a_line_in_the_log_that_says_what_was_done(db, luna):
    step = save_follow_up(db, a_step(luna), NOW)
    step = save_follow_up(db, replace(step, due_on=TODAY + WEEK), NOW)
    step = save_follow_up(db, replace(step, for_account=db.sealer.account), NOW)
    step = save_follow_up(db, replace(step, result=Result.DONE, result_note="Fick en tid."), NOW)
    step = save_follow_up(db, replace(step, result=None), NOW)
    save_follow_up(db, replace(step, due_on=TODAY, for_account="", result=Result.DONE), NOW)
    assert log_of(db, step) == ["add", "move", "hand_over", "finish", "reopen", "move", "hand_over", "finish"]


def test_who_finished_a_step_and_when_is_kept_and_goes_when_it_is_taken_up_again(db, luna):
    step = save_follow_up(db, a_step(luna, result=Result.DONE), NOW)
    assert (step.done_by, step.done_at) == (db.sealer.account, NOW)
    later = save_follow_up(db, replace(step, result_note="Gick bra."), NOW + WEEK)
    assert later.done_at == NOW
    again = save_follow_up(db, replace(later, result=None), NOW + WEEK)
    assert (again.done_by, again.done_at) == ("", None)


def test_a_step_says_what_or_when(db, luna):
    with pytest.raises(Invalid):
        save_follow_up(db, FollowUp(person_id=luna.id), NOW)
    save_follow_up(db, FollowUp(person_id=luna.id, due_on=TODAY), NOW)
    assert shown(db, luna) == ("", TODAY)


def test_a_contact_on_its_day_or_later_does_a_step_and_an_observation_does_not(db, luna):
    step = save_follow_up(db, a_step(luna, due_on=TODAY - WEEK), NOW)
    save_contact(db, a_contact(person_id=luna.id, direction=Direction.NOTE), NOW)
    assert load_one(db, FollowUp, step.id).is_open
    line = save_contact(db, a_contact(person_id=luna.id), NOW)
    done = load_one(db, FollowUp, step.id)
    assert (done.result, done.done_contact_id) == (Result.CONTACT, line.id)
    assert shown(db, luna) == ("", None)


def test_a_line_never_takes_away_what_a_colleague_planned_for_later(db, luna):
    save_follow_up(db, a_step(luna, step="Ringa jouren", due_on=TODAY + WEEK), NOW)
    save_contact(db, a_contact(person_id=luna.id, next_step="Skriv igen", next_step_on=TODAY + 2 * WEEK), NOW)
    steps = follow_ups.load_of_person(db, luna.id)
    assert [(each.step, each.is_open) for each in steps] == [("Ringa jouren", True), ("Skriv igen", True)]


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ({"channel": Channel.SMS}, False),
        ({"channel": Channel.PHYSICAL}, True),
        ({"channel": Channel.SMS, "outcome": Outcome.MET}, True),
    ],
)
def test_a_meeting_is_done_when_somebody_has_met_and_not_by_a_message(db, luna, line, done):
    step = save_follow_up(db, a_step(luna, meeting=True), NOW)
    save_contact(db, a_contact(person_id=luna.id, **line), NOW)
    assert load_one(db, FollowUp, step.id).is_open is not done


def test_a_meeting_is_shown_from_the_day_before_and_another_step_on_its_day(db, luna):
    save_follow_up(db, a_step(luna, step="Ses på torget", meeting=True, due_on=TODAY + timedelta(days=1)), NOW)
    save_follow_up(db, a_step(luna, step="Skriv", due_on=TODAY + timedelta(days=1)), NOW)
    assert due(db) == ["Ses på torget"]
    assert due(db, TODAY + timedelta(days=1)) == ["Ses på torget", "Skriv"]


@pytest.fixture
def karin(db, opened):
    account = Account(name="Karin", role=Role.STAFF)
    office = Office(db, *opened)
    return accounts.add_person(
        office, NewPerson(account, "karins egen långa lösenfras"), Cost.cheapest_for_tests(), NOW
    )


def test_a_step_that_was_handed_over_is_the_colleagues_until_it_is_late(db, luna, karin):
    save_follow_up(db, a_step(luna, for_account=karin.uid), NOW)
    assert due(db) == []
    assert due(db, TODAY + timedelta(days=1)) == ["Fråga om boende"]


def test_a_step_of_somebody_who_has_left_is_everybodys(db, luna, karin):
    save_follow_up(db, a_step(luna, for_account=karin.uid), NOW)
    with db.transaction():
        db.execute("UPDATE account SET active = 0 WHERE uid = :uid", uid=karin.uid)
    assert due(db) == ["Fråga om boende"]


def test_the_week_shows_ones_own_steps_or_those_of_all(db, luna, karin):
    save_follow_up(db, a_step(luna, step="Min"), NOW)
    save_follow_up(db, a_step(luna, step="Karins", for_account=karin.uid), NOW)
    save_follow_up(db, a_step(luna, step="Nästa vecka", due_on=TODAY + WEEK), NOW)

    def between(**asked):
        found = follow_ups.find_between(db, TODAY, TODAY + timedelta(days=6), TODAY, **asked)
        return [each.step.step for each in found]

    assert between(of_all=False) == ["Min"]
    assert between(of_all=True) == ["Min", "Karins"]


def test_steps_with_persons_in_the_bin_are_nowhere(db, luna):
    save_follow_up(db, a_step(luna), NOW)
    remove_person(db, luna.id, NOW)
    assert due(db) == []
    assert follow_ups.find_between(db, TODAY, TODAY, TODAY, of_all=True) == []


def test_a_late_step_is_moved_from_today_and_an_undo_brings_it_back_unless_it_was_changed_since(db, luna):
    step = save_follow_up(db, a_step(luna, due_on=TODAY - WEEK), NOW)
    moved = move_follow_up(db, step.id, 1, NOW)
    assert shown(db, luna) == ("Fråga om boende", TODAY + timedelta(days=1))
    move_back(db, moved, NOW)
    assert shown(db, luna) == ("Fråga om boende", TODAY - WEEK)
    with pytest.raises(ChangedMeanwhile):
        move_back(db, moved, NOW)


def test_what_is_written_on_the_person_moves_the_first_open_step_or_ends_it(db, luna):
    step = save_follow_up(db, a_step(luna), NOW)
    person = load_one(db, Person, luna.id)
    person = save_person(db, replace(person, follow_up="Ringa", follow_up_on=TODAY + WEEK), NOW)
    moved = load_one(db, FollowUp, step.id)
    assert (moved.step, moved.due_on) == ("Ringa", TODAY + WEEK)
    save_person(db, replace(person, follow_up="", follow_up_on=None), NOW)
    assert load_one(db, FollowUp, step.id).result is Result.NOT_NEEDED


def test_an_edited_line_takes_the_step_along_that_it_planned(db, luna):
    line = save_contact(db, a_contact(person_id=luna.id, next_step="Skriv", next_step_on=TODAY + WEEK), NOW)
    line = save_contact(db, replace(line, next_step_on=TODAY + 2 * WEEK), NOW)
    assert shown(db, luna) == ("Skriv", TODAY + 2 * WEEK)
    save_contact(db, replace(line, next_step="", next_step_on=None), NOW)
    assert shown(db, luna) == ("", None)


def test_an_edited_line_leaves_a_step_alone_that_is_done_or_planned_elsewhere(db, luna):
    line = save_contact(db, a_contact(person_id=luna.id, next_step="Skriv", next_step_on=TODAY + WEEK), NOW)
    (step,) = load_all(db, FollowUp)
    save_follow_up(db, replace(step, result=Result.DONE), NOW)
    save_contact(db, replace(line, next_step="Ring"), NOW)
    assert [each.step for each in load_all(db, FollowUp)] == ["Skriv"]


def test_taking_a_line_back_opens_what_it_did_and_takes_away_what_it_planned(db, luna):
    step = save_follow_up(db, a_step(luna), NOW)
    saved = log_line(db, a_contact(person_id=luna.id, next_step="Skriv", next_step_on=TODAY + WEEK), NOW)
    assert shown(db, luna) == ("Skriv", TODAY + WEEK)
    take_back(db, saved, NOW)
    assert shown(db, luna) == ("Fråga om boende", TODAY)
    assert [(each.id, each.is_open) for each in load_all(db, FollowUp)] == [(step.id, True)]


def test_a_first_line_with_a_next_step_goes_with_its_person_when_it_is_taken_back(db):
    saved = log_first_line(db, a_person(), "", a_contact(next_step="Skriv", next_step_on=TODAY), NOW)
    assert not take_back(db, saved, NOW).person_stays
    assert due(db) == []


def test_a_person_with_a_step_of_their_own_stays_when_the_first_line_is_taken_back(db):
    saved = log_first_line(db, a_person(), "", a_contact(), NOW)
    save_follow_up(db, FollowUp(person_id=saved.person.id, step="Ringa"), NOW)
    assert take_back(db, saved, NOW).person_stays


def test_erasing_a_person_or_a_line_leaves_nothing_that_points_to_it(db, luna):
    line = save_contact(db, a_contact(person_id=luna.id, next_step="Skriv", next_step_on=TODAY), NOW)
    with db.transaction():
        db.execute("DELETE FROM contact WHERE id = :id", id=line.id)
    (step,) = load_all(db, FollowUp)
    assert step.contact_id is None
    with db.transaction():
        db.execute("DELETE FROM person WHERE id = :id", id=luna.id)
    assert load_all(db, FollowUp) == []
    assert not people.has_any(db)
    assert load_all(db, Contact) == []


def test_one_person_of_two_shows_the_first_step_of_both_and_after_the_undo_each_has_their_own(db, luna):
    save_follow_up(db, a_step(luna, step="Ringa", due_on=TODAY + WEEK), NOW)
    mira = save_person(db, a_person(alias="Mira"), NOW + timedelta(minutes=1))
    save_follow_up(db, a_step(mira), NOW)
    merge(db, compare(db, luna.id, mira.id), {}, NOW)
    assert shown(db, luna) == ("Fråga om boende", TODAY)
    assert len(due(db, TODAY + WEEK)) == 2
    assert undo_merge(db, mira.id, NOW).left == ()
    assert (shown(db, luna), shown(db, mira)) == (("Ringa", TODAY + WEEK), ("Fråga om boende", TODAY))
