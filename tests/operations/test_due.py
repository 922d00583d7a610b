"""What is due is shown first; what nobody keeps goes on a later day, and nothing before its time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person, a_report

from outreach_desktop.domain.concern_report import ConcernReport, SentHow
from outreach_desktop.domain.contact import Direction, Outcome
from outreach_desktop.domain.erasure import Cause, Scope
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.person import Person
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.domain.shift import Shift, ShiftIncident
from outreach_desktop.operations import vaults
from outreach_desktop.operations.bin import ERASED_TYPES
from outreach_desktop.operations.concern_reports import Sending, hand_to_second_reader, save_report, send_report
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.due import count_due, load_due, trust_clock
from outreach_desktop.operations.due_erasing import erase_due, erase_left, note_shown
from outreach_desktop.operations.organisation import load_plan
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.receipts import make_receipt
from outreach_desktop.operations.retention import prolong, save_plan
from outreach_desktop.operations.saving import save_record
from outreach_desktop.operations.shifts import save_incident
from outreach_desktop.storage import erasures, log
from outreach_desktop.storage.reading import load_all, load_one

DAY = timedelta(days=1)


def somebody(db, alias="Over", days=190, **values):
    """Store a person who was written to so many days ago, and what is known of them today."""
    then = NOW - days * DAY
    person = save_person(db, a_person(alias=alias), then)
    save_contact(db, a_contact(person_id=person.id, at=then), then)
    return save_person(db, replace(load_one(db, Person, person.id), **values), NOW)


def shown(db, now=NOW):
    """Show what is due, as an unlocking does."""
    due = load_due(db, now.date()).on(now.date())
    note_shown(db, due, now)
    return due


def left(db):
    return [each.alias for each in load_all(db, Person)]


def test_nothing_goes_that_was_not_shown_nor_on_the_day_on_which_it_was(db):
    somebody(db)
    assert erase_left(db, NOW).count == 0
    shown(db)
    assert erase_left(db, NOW + timedelta(hours=4)).count == 0
    assert left(db) == ["Over"]


def test_what_was_shown_and_nobody_kept_goes_on_the_next_day_and_stands_in_the_receipt(db):
    over = somebody(db)
    somebody(db, "Stays", days=1)
    shown(db)
    gone = erase_left(db, NOW + DAY)
    assert [each.row.code for each in gone.persons] == [over.code]
    assert left(db) == ["Stays"]
    (line,) = erasures.load_all(db)
    assert (line.code, line.scope, line.cause, line.counts) == (over.code, Scope.WHOLE, Cause.DATE, '{"contact": 1}')
    receipt = make_receipt(db, TODAY, TODAY + DAY)
    assert [each.uid for each in receipt.lines] == [over.uid]


def test_it_is_written_once_in_the_log_on_which_day_it_was_shown(db):
    over = somebody(db)
    shown(db)
    shown(db, NOW + timedelta(hours=1))
    assert db.value("SELECT count(*) FROM log WHERE action = 'show_due' AND uid = :uid", uid=over.uid) == 1
    assert load_due(db, TODAY).shown == {over.uid: TODAY}


def test_who_is_kept_longer_stays_and_is_shown_again_before_they_go(db):
    over = somebody(db)
    shown(db)
    prolong(db, over.id, TODAY + 20 * DAY, "Hon vill höra av sig efter jul.", NOW)
    assert erase_left(db, NOW + DAY).count == 0
    later = NOW + 21 * DAY
    assert erase_left(db, later).count == 0
    shown(db, later)
    assert erase_left(db, later).count == 0
    assert erase_left(db, later + DAY).count == 1


def test_who_wrote_to_us_after_it_was_shown_stays(db):
    over = somebody(db)
    shown(db)
    save_contact(db, a_contact(person_id=over.id, direction=Direction.IN, outcome=Outcome.QUESTION), NOW)
    assert erase_left(db, NOW + DAY).count == 0
    assert left(db) == ["Over"]


@pytest.mark.parametrize("unsent", [True, False])
def test_who_is_held_goes_by_a_decision_alone(db, unsent):
    over = somebody(db, **({} if unsent else {"hold_since": TODAY - DAY, "hold_by": "Polisen"}))
    if unsent:
        save_report(db, a_report(person_id=over.id), NOW)
    due = shown(db)
    assert (due.held, due.count, due.free.count) == ({over.id}, 1, 0)
    assert erase_left(db, NOW + DAY).count == 0
    assert erase_due(db, due, NOW) == 0
    assert left(db) == ["Over"]


def test_a_hold_that_has_ended_holds_nobody(db):
    somebody(db, hold_since=TODAY - 9 * DAY, hold_until=TODAY - DAY, hold_by="Polisen")
    shown(db)
    assert erase_left(db, NOW + DAY).count == 1


def test_nothing_goes_while_the_clock_is_doubtful_and_all_of_it_when_somebody_has_looked(db):
    somebody(db)
    shown(db)
    later = NOW + 60 * DAY
    vaults.begin(db, later)
    assert load_due(db, later.date()).last_at is not None
    assert erase_left(db, later).count == 0
    trust_clock(db, later)
    assert erase_left(db, later).count == 1


def test_of_who_declined_all_but_alias_and_platform_goes_on_the_day_after_it_was_shown(db):
    person = save_person(db, a_person(alias="Nova"), NOW)
    save_contact(db, a_contact(person_id=person.id, direction=Direction.IN, outcome=Outcome.DECLINED), NOW)
    shown(db)
    gone = erase_left(db, NOW + DAY)
    assert [row.code for row in gone.declined] == [person.code]
    assert [(each.alias, each.reduced_on) for each in load_all(db, Person)] == [("Nova", TODAY + DAY)]


def test_who_declines_again_is_shown_again(db):
    person = save_person(db, a_person(alias="Nova"), NOW)
    refuses = a_contact(person_id=person.id, direction=Direction.IN, outcome=Outcome.DECLINED)
    save_contact(db, refuses, NOW)
    shown(db)
    save_contact(db, replace(refuses, outcome=Outcome.QUESTION, at=NOW + DAY), NOW + DAY)
    save_contact(db, replace(refuses, at=NOW + 2 * DAY), NOW + 2 * DAY)
    assert erase_left(db, NOW + 2 * DAY).count == 0
    assert load_one(db, Person, person.id).reduced_on is None


def test_the_text_of_a_sent_report_goes_by_the_same_rule(db):
    then = NOW - 200 * DAY
    report = save_report(db, a_report(written_on=then.date(), seen="Något sett."), then)
    handed = hand_to_second_reader(db, report, "Moa", then)
    send_report(db, handed, Sending(SentHow.POST, "Mottagningen", then.date()), then)
    assert erase_left(db, NOW).count == 0
    shown(db)
    gone = erase_left(db, NOW + DAY)
    assert [row.id for row in gone.reports] == [report.id]
    assert load_one(db, ConcernReport, report.id).content_erased_on == TODAY + DAY


def test_a_volunteer_neither_shows_nor_erases(db, monkeypatch):
    somebody(db)
    due = load_due(db, TODAY)
    monkeypatch.setattr(type(db.sealer), "role", property(lambda _self: Role.VOLUNTEER))
    for refused in (lambda: note_shown(db, due, NOW), lambda: erase_left(db, NOW), lambda: erase_due(db, due, NOW)):
        with pytest.raises(NotPermitted):
            refused()
    assert left(db) == ["Over"]


def test_a_showing_before_the_day_had_come_does_not_count(db):
    over = somebody(db, days=176)
    with db.transaction():
        log.note(db, "show_due", "person", over.uid, NOW)
    assert load_due(db, TODAY).shown == {}
    due_on = over.retention_on
    assert due_on == date(2026, 12, 1)
    assert erase_left(db, NOW + 8 * DAY).count == 0


@pytest.fixture
def incident(db):
    """Something that happened during a shift, written down 190 days ago."""
    then = NOW - 190 * DAY
    shift = save_record(db, Shift(started_at=then), then)
    return save_incident(db, ShiftIncident(shift_id=shift.id, text="Kanariefågel."), then)


def test_an_incident_of_a_shift_is_listed_two_weeks_ahead_and_goes_like_the_rest(db, incident):
    (listed,) = load_due(db, TODAY - 20 * DAY).incidents
    assert (listed.written_on, listed.due_on) == (date(2026, 5, 18), date(2026, 11, 18))
    assert load_due(db, TODAY - 21 * DAY).incidents == []
    assert load_due(db, TODAY - 20 * DAY).on(TODAY - 20 * DAY).count == 0
    assert count_due(db, TODAY) == 1
    shown(db)
    assert erase_left(db, NOW).count == 0
    assert erase_left(db, NOW + DAY).count == 1
    assert load_all(db, ShiftIncident) == []
    assert len(load_all(db, Shift)) == 1
    (line,) = make_receipt(db, TODAY, TODAY + DAY).lines
    assert (line.subject, line.uid, line.cause, line.code) == ("shift_incident", incident.uid, Cause.DATE, "")


def test_incidents_are_kept_for_as_long_as_the_organisation_has_decided(db, incident):
    plan = replace(load_plan(db), incident_months=12, why_longer="Arbetsmiljöverket.")
    save_plan(db, plan, NOW)
    assert load_due(db, TODAY).incidents == []
    assert load_due(db, date(2027, 5, 18)).on(date(2027, 5, 18)).count == 1


def test_an_incident_that_was_erased_is_erased_again_from_an_older_state(db, incident):
    """As a backup of before has it: the ledger names it, and what restores reads the ledger."""
    assert erase_due(db, load_due(db, TODAY), NOW) == 1
    assert ERASED_TYPES[erasures.load_all(db)[0].subject] is ShiftIncident


def test_by_agreeing_it_goes_at_once(db, incident):
    assert erase_due(db, load_due(db, TODAY), NOW) == 1
    assert load_all(db, ShiftIncident) == []
