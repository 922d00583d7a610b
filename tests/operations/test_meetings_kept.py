"""How long a meeting keeps its person, what goes with it, and what a running clock holds back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_meeting, a_person
from whole_meetings import KINDS_OF_MEETINGS, a_whole_meeting

from outreach_desktop.domain.contact import Channel, Direction, Outcome
from outreach_desktop.domain.erasure import Scope
from outreach_desktop.domain.meeting import CheckIn, Meeting, MeetingIncident, MeetingState
from outreach_desktop.domain.person import Person, State
from outreach_desktop.domain.retention import Why
from outreach_desktop.operations import backup_upkeep, merging, restoring, splitting, vaults
from outreach_desktop.operations.bin import empty_bin, erase_from_bin, load_bin, put_back
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.due import count_due, load_due
from outreach_desktop.operations.due_erasing import erase_due
from outreach_desktop.operations.erasing import erase_person, reduce_person
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.people import remove_person, save_person
from outreach_desktop.operations.saving import MeetingRuns, remove_record, save_record
from outreach_desktop.storage import drafts, erasures, records
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.vault.folder import Vault

LAST_DAY = date(2027, 5, 24)  # six months after today
DAY = timedelta(days=1)


@pytest.fixture
def person(db):
    return save_person(db, a_person(), NOW)


def until(db, person):
    return load_one(db, Person, person.id).retention_on


def on(day):
    return NOW + (day - TODAY)


def a_live_meeting(db, person, at=NOW):
    planned = save_meeting(db, a_meeting(person_id=person.id, starts_at=at), at)
    return save_record(db, replace(planned, started_at=at, state=MeetingState.UNDER_WAY), at)


def test_a_meeting_after_the_last_day_keeps_the_person_until_it_can_be_written_down(db, person):
    assert until(db, person) == LAST_DAY
    meeting = save_meeting(db, a_meeting(person_id=person.id, starts_at=on(LAST_DAY) + DAY), NOW)
    assert until(db, person) == LAST_DAY + 8 * DAY
    due = load_due(db, LAST_DAY)
    assert [(each.why, each.meeting_on) for each in due.persons] == [(Why.SILENT, LAST_DAY + DAY)]
    assert due.on(LAST_DAY).persons == []
    save_meeting(db, replace(meeting, state=MeetingState.CANCELLED), NOW)
    assert until(db, person) == LAST_DAY
    assert [each.meeting_on for each in load_due(db, LAST_DAY).persons] == [None]


def test_a_meeting_before_the_last_day_changes_nothing(db, person):
    save_meeting(db, a_meeting(person_id=person.id), NOW)
    assert until(db, person) == LAST_DAY


def test_the_day_is_that_of_the_organisation_in_the_evening_too(db, person):
    late = on(LAST_DAY).replace(hour=23, minute=45)
    stored = save_meeting(db, a_meeting(person_id=person.id, starts_at=late), NOW)
    assert db.value("SELECT meets_on FROM meeting") == LAST_DAY.isoformat()
    save_meeting(db, replace(stored, starts_at=late + timedelta(minutes=30)), NOW)
    assert db.value("SELECT meets_on FROM meeting") == (LAST_DAY + DAY).isoformat()


def test_a_meeting_that_took_place_keeps_by_its_line_in_the_log(db, person):
    met = save_meeting(db, a_meeting(person_id=person.id, starts_at=on(LAST_DAY)), NOW)
    line = a_contact(person_id=person.id, at=on(LAST_DAY), channel=Channel.PHYSICAL, outcome=Outcome.MET)
    save_contact(db, replace(line, direction=Direction.IN), on(LAST_DAY))
    save_record(db, replace(met, state=MeetingState.HELD), on(LAST_DAY))
    assert until(db, person) == date(2027, 11, 24)


def test_in_the_bin_a_meeting_keeps_nobody_and_out_of_it_again(db, person):
    meeting = save_meeting(db, a_meeting(person_id=person.id, starts_at=on(LAST_DAY)), NOW)
    remove_record(db, meeting, NOW)
    assert until(db, person) == LAST_DAY
    put_back(db, load_bin(db)[0], NOW)
    assert until(db, person) == LAST_DAY + 7 * DAY


def test_a_meeting_planned_after_the_list_was_shown_is_heeded_when_it_is_erased(db, person):
    shown = load_due(db, LAST_DAY)
    assert [each.row.id for each in shown.on(LAST_DAY).persons] == [person.id]
    with db.transaction():  # with no word to retention
        records.add(db, a_meeting(person_id=person.id, starts_at=on(LAST_DAY) + DAY), NOW)
    assert erase_due(db, shown, on(LAST_DAY)) == 0
    assert until(db, person) == LAST_DAY + 8 * DAY


def test_nobody_is_erased_while_somebody_is_meeting_them(db, person):
    meeting = a_live_meeting(db, person)
    for refused in (
        lambda: erase_person(db, person.id, NOW),
        lambda: reduce_person(db, person.id, NOW),
        lambda: remove_record(db, meeting, NOW),
    ):
        with pytest.raises(MeetingRuns):
            refused()
    assert load_one(db, Meeting, meeting.id) == meeting
    save_record(db, replace(meeting, ended_at=NOW, state=MeetingState.HELD), NOW)
    erase_person(db, person.id, NOW)
    assert load_all(db, Meeting) == []


def test_by_date_and_from_the_bin_nobody_goes_whom_somebody_is_meeting_and_the_others_do(db, person):
    other = save_person(db, a_person(alias="Mira"), NOW)
    a_live_meeting(db, person)
    with db.transaction():  # a clock that nobody has stopped for half a year
        db.execute("UPDATE person SET retention_on = :day", day=LAST_DAY.isoformat())
    db.execute("UPDATE meeting SET meets_on = '2026-01-01'")
    shown = load_due(db, LAST_DAY)
    assert erase_due(db, shown, on(LAST_DAY)) == 1
    assert [each.id for each in load_all(db, Person)] == [person.id]
    assert other.id != person.id
    remove_person(db, person.id, NOW)
    assert empty_bin(db, on(LAST_DAY) + 60 * DAY) == 0
    db.execute("UPDATE meeting SET ended_at = started_at")
    assert empty_bin(db, on(LAST_DAY) + 60 * DAY) == 1


def test_who_declined_is_not_reduced_while_somebody_is_meeting_them(db, person):
    meeting = a_live_meeting(db, person)
    save_person(db, replace(load_one(db, Person, person.id), state=State.DECLINED), NOW)
    assert (load_due(db, TODAY).declined, count_due(db, TODAY)) == ([], 0)
    save_record(db, replace(meeting, ended_at=NOW, state=MeetingState.LEFT_EARLY), NOW)
    assert ([row.id for row in load_due(db, TODAY).declined], count_due(db, TODAY)) == ([person.id], 1)


def test_a_meeting_in_the_bin_shows_by_itself_and_goes_with_all_that_hangs_on_it(db, person):
    meeting = a_whole_meeting(db, person.id)
    incident = load_all(db, MeetingIncident)[0]
    remove_record(db, incident, NOW)
    assert [(each.subject, each.code) for each in load_bin(db)] == [("meeting_incident", person.code)]
    drafts.keep(db, "incident", '{"text": "mer"}', NOW, drafts.About(record=incident.uid))
    remove_record(db, meeting, NOW)
    removed = load_bin(db)
    assert [(each.subject, each.code, each.words) for each in removed] == [("meeting", person.code, "ord place")]
    erase_from_bin(db, removed[0], NOW)
    assert [db.value(f"SELECT count(*) FROM {name}") for name in ("meeting", "meeting_incident", "draft")] == [0] * 3
    line = erasures.load_all(db)[-1]
    assert (line.subject, line.uid, line.code, line.scope) == ("meeting", meeting.uid, person.code, Scope.WHOLE)


def test_each_kind_that_hangs_on_a_meeting_is_emptied_from_the_bin(db, person):
    a_whole_meeting(db, person.id)
    for kind in KINDS_OF_MEETINGS:
        remove_record(db, load_all(db, kind)[0], NOW)
    assert len(load_bin(db)) == len(KINDS_OF_MEETINGS)
    empty_bin(db, NOW + 31 * DAY)
    assert load_bin(db) == []
    assert {each.code for each in erasures.load_all(db)} == {person.code}


def test_a_meeting_erased_alone_is_not_brought_back_by_an_older_backup(opened, db, vault_folder, person):
    meeting = a_whole_meeting(db, person.id)
    made = backup_upkeep.back_up_before(*opened, db, NOW)
    remove_record(db, meeting, NOW)
    erase_from_bin(db, load_bin(db)[0], NOW)
    db.close()
    vault, unlocked = opened
    restoring.restore(vault, unlocked, vault.backups / made.name, NOW + DAY)
    vault.close()
    again = Vault.open(vault_folder)
    older = vaults.connect(again, unlocked)
    assert [older.value(f"SELECT count(*) FROM {name}") for name in ("person", "meeting", "meeting_risk")] == [1, 0, 0]
    older.close()
    again.close()


def test_meetings_go_over_with_a_merge_and_come_back_with_its_undo(db, person):
    twin = save_person(db, a_person(alias="Lunna"), NOW)
    meeting = a_whole_meeting(db, twin.id, starts_at=on(LAST_DAY) + DAY)
    seen = merging.compare(db, person.id, twin.id)
    assert seen.moves["meeting"] == 1
    merging.merge(db, seen, {each.name: each.preferred for each in seen.differences}, NOW)
    assert load_one(db, Meeting, meeting.id).person_id == person.id
    assert until(db, person) == LAST_DAY + 8 * DAY
    assert load_all(db, CheckIn)[0].meeting_id == meeting.id
    merging.undo_merge(db, twin.id, NOW)
    assert load_one(db, Meeting, meeting.id).person_id == twin.id
    assert until(db, person) == LAST_DAY


def test_a_meeting_can_be_split_off(db, person):
    meeting = a_whole_meeting(db, person.id, starts_at=on(LAST_DAY) + DAY)
    new = splitting.split(db, person.id, "Någon annan", {"meeting": [meeting.id]}, NOW)
    assert load_one(db, Meeting, meeting.id).person_id == new.id
    assert (until(db, person), until(db, new)) == (LAST_DAY, LAST_DAY + 8 * DAY)
