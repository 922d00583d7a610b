"""How a meeting goes on and ends: confirmed, reminded, moved, cancelled, held; and the way back from each."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_meeting, a_person

from outreach_desktop.content import templates
from outreach_desktop.domain.contact import Channel, Contact, Direction, Outcome, Sending
from outreach_desktop.domain.follow_up import FollowUp, Result
from outreach_desktop.domain.meeting import Done, Meeting, MeetingIncident, MeetingLesson, MeetingState, Way
from outreach_desktop.domain.permission import Verdict
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.follow_ups import save_follow_up
from outreach_desktop.operations.lines import log_line, take_back
from outreach_desktop.operations.meeting_endings import end_unheld, look_back, reopen_meeting
from outreach_desktop.operations.meeting_states import confirm_meeting, note_reminded, put_back
from outreach_desktop.operations.meeting_texts import open_texts
from outreach_desktop.operations.meetings import MeetingOver, answer_to, give_go, prepare, save_answer, save_meeting
from outreach_desktop.operations.meetings_due import find_due, next_meeting
from outreach_desktop.operations.people import look_at_person, remove_person, save_person
from outreach_desktop.operations.saving import save_record
from outreach_desktop.operations.writing import confirm_sent
from outreach_desktop.storage import meetings
from outreach_desktop.storage.reading import load_all, load_of, load_one
from outreach_desktop.storage.records import ChangedMeanwhile

REMINDER = next(each for each in templates() if each.kind == "reminder")


@pytest.fixture
def person(db):
    return save_person(db, a_person(), NOW)


@pytest.fixture
def meeting(db, person):
    return save_meeting(db, a_meeting(person_id=person.id), NOW)


def stored(db, meeting):
    return load_one(db, Meeting, meeting.id)


def a_line(meeting, **values):
    usual = {"person_id": meeting.person_id, "at": NOW, "channel": Channel.PHYSICAL}
    return Contact(**usual | values)


def finish_musts(db, meeting):
    for each in prepare(db, meeting.id).open_musts:
        save_answer(db, replace(answer_to(prepare(db, meeting.id), each.item.item), done=Done.DONE), NOW)


# --- before it is held ---


def test_a_reminder_that_was_sent_leaves_the_meeting_reminded_and_one_only_copied_does_not(db, meeting):
    copied = a_line(meeting, template=f"{REMINDER.id}@{REMINDER.version}", sending=Sending.COPIED, channel=Channel.SMS)
    line = save_contact(db, copied, NOW)
    assert stored(db, meeting).state is MeetingState.PLANNED
    confirm_sent(db, line.id, NOW)
    assert (stored(db, meeting).state, stored(db, meeting).reminded_at) == (MeetingState.REMINDED, NOW)


def test_a_sent_reminder_settles_the_item_of_the_checklist_until_the_meeting_is_moved(db, meeting):
    assert "reminder" not in prepare(db, meeting.id).answers
    note_reminded(db, meeting.id, NOW)
    answer = prepare(db, meeting.id).answers["reminder"]
    assert (answer.done, answer.created_at) == (Done.DONE, NOW)
    reminded = stored(db, meeting)
    save_meeting(db, replace(reminded, starts_at=reminded.starts_at + timedelta(days=1)), NOW)
    assert "reminder" not in prepare(db, meeting.id).answers


def test_what_somebody_says_of_the_reminder_after_it_was_sent_stands(db, meeting):
    before = answer_to(prepare(db, meeting.id), "reminder")
    save_answer(db, replace(before, done=Done.NOT_DONE, note="Inget nummer"), NOW)
    later = NOW + timedelta(hours=1)
    note_reminded(db, meeting.id, later)
    sent = answer_to(prepare(db, meeting.id), "reminder")
    assert (sent.done, sent.note) == (Done.DONE, "Inget nummer")
    save_answer(db, replace(sent, done=Done.NOT_DONE, note="Fel nummer"), later + timedelta(hours=1))
    assert prepare(db, meeting.id).answers["reminder"].done is Done.NOT_DONE


@pytest.mark.parametrize("was", [MeetingState.PLANNED, MeetingState.CONFIRMED])
def test_taking_back_the_line_of_a_reminder_leaves_the_meeting_as_it_was(db, meeting, was):
    if was is MeetingState.CONFIRMED:
        confirm_meeting(db, meeting.id, NOW)
    line = a_line(meeting, template=f"{REMINDER.id}@{REMINDER.version}", sending=Sending.SENT, channel=Channel.SMS)
    saved = log_line(db, line, NOW)
    assert stored(db, meeting).state is MeetingState.REMINDED
    take_back(db, saved, NOW)
    assert (stored(db, meeting).state, stored(db, meeting).reminded_at) == (was, None)


def test_taking_back_the_line_of_a_reminder_leaves_what_came_after_it(db, meeting):
    line = a_line(meeting, template=f"{REMINDER.id}@{REMINDER.version}", sending=Sending.SENT, channel=Channel.SMS)
    saved = log_line(db, line, NOW)
    confirm_meeting(db, meeting.id, NOW)
    take_back(db, saved, NOW)
    assert stored(db, meeting).state is MeetingState.CONFIRMED


def test_another_message_reminds_of_nothing(db, meeting):
    other = next(each for each in templates() if each.kind == "first")
    sent = a_line(meeting, template=f"{other.id}@{other.version}", sending=Sending.SENT)
    save_contact(db, sent, NOW)
    assert stored(db, meeting).state is MeetingState.PLANNED


def test_a_reminder_of_before_says_nothing_of_a_meeting_planned_later(db, person):
    early = NOW - timedelta(days=1)
    line = Contact(person_id=person.id, at=early, template=f"{REMINDER.id}@{REMINDER.version}", sending=Sending.SENT)
    sent = save_contact(db, line, early)
    meeting = save_meeting(db, a_meeting(person_id=person.id), NOW)
    save_contact(db, replace(sent, note="Ändrad i efterhand"), NOW)
    assert stored(db, meeting).state is MeetingState.PLANNED


def test_what_was_confirmed_is_put_back_unless_somebody_changed_it_since(db, meeting):
    confirmed = confirm_meeting(db, meeting.id, NOW)
    assert put_back(db, meeting, confirmed, NOW).state is MeetingState.PLANNED
    reminded = note_reminded(db, meeting.id, NOW)
    save_meeting(db, replace(reminded, transport="Buss"), NOW)
    with pytest.raises(ChangedMeanwhile):
        put_back(db, meeting, reminded, NOW)


def test_moving_can_be_undone_with_everything_that_it_changed(db, meeting):
    confirmed = confirm_meeting(db, meeting.id, NOW)
    moved = save_meeting(db, replace(confirmed, starts_at=confirmed.starts_at + timedelta(hours=2)), NOW)
    back = put_back(db, confirmed, moved, NOW)
    assert (back.starts_at, back.moved_times, back.state) == (meeting.starts_at, 0, MeetingState.CONFIRMED)


# --- the go follows what it was given for ---


def test_a_go_does_not_go_along_to_another_time(db, meeting):
    finish_musts(db, meeting)
    gone = give_go(db, meeting.id, NOW)
    moved = save_meeting(db, replace(gone, starts_at=gone.starts_at + timedelta(days=1)), NOW)
    assert (moved.went_at, moved.went_by) == (None, "")


def test_a_must_that_is_opened_again_takes_the_go_back(db, meeting):
    finish_musts(db, meeting)
    give_go(db, meeting.id, NOW)
    answer = answer_to(prepare(db, meeting.id), "on_call")
    save_answer(db, replace(answer, done=Done.NOT_DONE), NOW)
    assert stored(db, meeting).went_at is None


def test_a_plan_with_one_name_less_takes_the_go_back_and_a_new_bus_does_not(db, meeting):
    finish_musts(db, meeting)
    gone = give_go(db, meeting.id, NOW)
    kept = save_meeting(db, replace(gone, transport="Taxi"), NOW)
    assert kept.went_at == NOW
    assert save_meeting(db, replace(kept, others=""), NOW).went_at is None


def test_what_somebody_answered_for_stays_gone_when_something_else_changes(db, meeting):
    gone = give_go(db, meeting.id, NOW, reason="Personen väntar på perrongen.")
    assert save_meeting(db, replace(gone, transport="Taxi"), NOW).went_at == NOW


# --- endings ---


def test_cancelling_leaves_no_mark_and_can_be_taken_back(db, meeting, person):
    before = look_at_person(db, person.id, TODAY)
    said = a_line(
        meeting, direction=Direction.NOTE, note="Vågar inte i dag", next_step="Hör av oss", next_step_on=TODAY
    )
    end_unheld(db, meeting.id, MeetingState.CANCELLED, said, NOW)
    after = look_at_person(db, person.id, TODAY)
    assert after.person.state is before.person.state
    assert after.summary.tries == before.summary.tries
    assert after.permission.verdict is Verdict.YES
    assert [each.step for each in after.steps if each.is_open] == ["Hör av oss"]
    reopen_meeting(db, meeting.id, NOW)
    again = look_at_person(db, person.id, TODAY)
    assert (stored(db, meeting).state, again.log, [each for each in again.steps if each.is_open]) == (
        MeetingState.PLANNED,
        [],
        [],
    )


def test_a_meeting_that_is_over_is_not_cancelled_again(db, meeting):
    end_unheld(db, meeting.id, MeetingState.NOT_MET, None, NOW)
    for work in (confirm_meeting, note_reminded):
        with pytest.raises(MeetingOver):
            work(db, meeting.id, NOW)
    with pytest.raises(MeetingOver):
        end_unheld(db, meeting.id, MeetingState.CANCELLED, None, NOW)


def test_what_came_of_a_meeting_is_a_line_in_the_log_that_finishes_planned_meetings(db, meeting, person):
    planned = save_follow_up(db, FollowUp(person_id=person.id, step="Ses på torget", due_on=TODAY, meeting=True), NOW)
    line = a_line(meeting, outcome=Outcome.MET, note="Vill ha boende", next_step="Ring kommunen", next_step_on=TODAY)
    held = look_back(db, replace(meeting, state=MeetingState.HELD), line, "Boka bord längre in", NOW)
    (kept,) = load_all(db, Contact)
    assert (held.state, held.contact_id, kept.note) == (MeetingState.HELD, kept.id, "Vill ha boende")
    steps = {each.step: each for each in load_all(db, FollowUp)}
    assert steps["Ses på torget"].result is Result.CONTACT
    assert steps["Ses på torget"].id == planned.id
    assert steps["Ring kommunen"].is_open
    assert [each.text for each in load_of(db, MeetingLesson, "meeting_id", meeting.id)] == ["Boka bord längre in"]
    assert meetings.has_met(db, person.id)


def test_when_the_line_is_there_already_only_what_is_ours_is_added(db, meeting):
    held = look_back(db, replace(meeting, state=MeetingState.HELD), a_line(meeting, outcome=Outcome.MET), "", NOW)
    look_back(db, held, None, "Ta med vatten", NOW)
    assert len(load_all(db, Contact)) == 1
    assert len(load_all(db, MeetingLesson)) == 1


# --- what is due ---


def test_today_has_what_is_to_come_what_was_never_closed_and_what_nobody_wrote_about(db, person):
    def plan(**values):
        return save_meeting(db, a_meeting(person_id=person.id, reminder_at=None, **values), NOW)

    late = plan(starts_at=NOW - timedelta(days=3))
    unwritten = plan(starts_at=NOW - timedelta(days=2), state=MeetingState.HELD)
    plan(starts_at=NOW - timedelta(days=60), state=MeetingState.HELD)  # too long ago to be asked about
    plan(starts_at=NOW - timedelta(days=1), state=MeetingState.CANCELLED)
    today = plan(starts_at=NOW + timedelta(hours=1))
    plan(starts_at=NOW + timedelta(days=1))
    assert [each.meeting.id for each in find_due(db, NOW).today] == [late.id, unwritten.id, today.id]
    assert next_meeting(meetings.load_of_person(db, person.id), NOW).id == today.id


def test_a_reminder_is_due_from_its_day_until_it_went_out(db, person):
    meeting = save_meeting(db, a_meeting(person_id=person.id, reminder_at=NOW + timedelta(hours=1), way=Way.PHONE), NOW)
    assert [each.meeting.id for each in find_due(db, NOW).reminders] == [meeting.id]
    assert find_due(db, NOW - timedelta(days=1)).reminders == []
    note_reminded(db, meeting.id, NOW)
    assert find_due(db, NOW).reminders == []


def test_an_incident_is_due_until_it_is_followed_up(db, meeting):
    incident = save_record(db, MeetingIncident(meeting_id=meeting.id, text="En bil stod kvar", follow_up_on=TODAY), NOW)
    (due,) = find_due(db, NOW).incidents
    assert (due.incident.id, due.incident.text, due.of.meeting.id) == (incident.id, "", meeting.id)
    save_record(db, replace(incident, followed_up_on=TODAY), NOW)
    assert find_due(db, NOW).incidents == []


def test_meetings_of_who_is_in_the_bin_stand_in_no_list(db, meeting, person):
    remove_person(db, person.id, NOW)
    week = meetings.load_between(db, NOW, NOW + timedelta(days=7))
    assert (meetings.load_ahead(db, 10), week, find_due(db, NOW + timedelta(days=2)).is_empty) == ([], [], True)


def test_reading_what_is_sealed_leaves_a_line_in_the_log(db, meeting):
    save_record(db, MeetingIncident(meeting_id=meeting.id, text="En bil stod kvar"), NOW)
    (found,) = open_texts(db, MeetingIncident, meeting.id, NOW)
    assert found.text == "En bil stod kvar"
    read = db.rows("SELECT action FROM log WHERE subject = 'meeting_incident' ORDER BY seq")
    assert [row["action"] for row in read] == ["add", "read"]
