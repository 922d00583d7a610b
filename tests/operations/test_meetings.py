"""A meeting: planned, prepared, moved, and let go only when all musts are done or somebody answers for it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, a_meeting, a_person

from outreach_desktop.domain.meeting import Done, GoingAnyway, MeetingState
from outreach_desktop.operations.meetings import MustsOpen, answer_to, give_go, prepare, save_answer, save_meeting
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage.reading import load_of


@pytest.fixture
def meeting(db):
    return save_meeting(db, a_meeting(person_id=save_person(db, a_person(), NOW).id), NOW)


def finish_musts(db, meeting):
    found = prepare(db, meeting.id)
    for each in found.open_musts:
        save_answer(db, replace(answer_to(found, each.item.item), done=Done.DONE), NOW)


def test_nobody_goes_while_a_must_is_open(db, meeting):
    with pytest.raises(MustsOpen) as refused:
        give_go(db, meeting.id, NOW)
    assert set(refused.value.items) == {each.item.item for each in prepare(db, meeting.id).open_musts}
    assert prepare(db, meeting.id).meeting.went_at is None


def test_when_all_musts_are_done_the_two_may_go(db, meeting):
    finish_musts(db, meeting)
    gone = give_go(db, meeting.id, NOW)
    assert (gone.went_at, gone.went_by) == (NOW, db.sealer.account)
    assert load_of(db, GoingAnyway, "meeting_id", meeting.id) == []


def test_going_anyway_keeps_who_which_items_and_why(db, meeting):
    missing = prepare(db, meeting.id).missing
    give_go(db, meeting.id, NOW, reason="Personen väntar på perrongen, Dana är med på telefon.")
    (kept,) = load_of(db, GoingAnyway, "meeting_id", meeting.id)
    assert (kept.items, kept.created_by) == (missing, db.sealer.account)


def test_one_name_in_the_plan_is_not_two_whatever_is_ticked(db, meeting):
    alone = save_meeting(db, replace(meeting, others="", workers=(db.sealer.account,)), NOW)
    finish_musts(db, alone)
    with pytest.raises(MustsOpen) as refused:
        give_go(db, alone.id, NOW)
    assert refused.value.items == ("two_of_us",)


def test_another_time_counts_as_moved_and_must_be_confirmed_anew(db, meeting):
    confirmed = save_meeting(db, replace(meeting, state=MeetingState.CONFIRMED), NOW)
    moved = save_meeting(db, replace(confirmed, starts_at=confirmed.starts_at + timedelta(hours=1)), NOW)
    assert (moved.moved_times, moved.state) == (1, MeetingState.PLANNED)
