"""Shifts: two people or a reason, what the log lines know of them, the end, what is private, and what is counted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.contact import Contact, Direction, Outcome
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.person import Person
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.domain.sealing import NoSuchReader, SealDamaged, SealedPlace
from outreach_desktop.domain.shift import HANDOVER_DAYS, Debriefing, Precaution, Shift, ShiftIncident
from outreach_desktop.domain.statistics import Period
from outreach_desktop.operations import accounts, vaults
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.bin import empty_bin, load_bin
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.follow_ups import save_follow_up
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import remove_record, save_record
from outreach_desktop.operations.shifts import (
    NotYours,
    ShiftRuns,
    count_shifts,
    end_shift,
    forget_handovers,
    last_handover,
    open_incidents,
    plan_shift,
    running_for,
    save_incident,
    second_person,
    start_shift,
    was_forgotten,
    write_feeling,
)
from outreach_desktop.operations.statistics import count_statistics
from outreach_desktop.operations.tonight import note_no_reply, work_left
from outreach_desktop.storage import feelings, shifts
from outreach_desktop.storage.reading import load_all, load_one
from outreach_desktop.vault.cost import Cost
from tests.operations.test_follow_ups import a_step

LATER = NOW + timedelta(hours=2, minutes=40)
WORDS = "en egen lång lösenfras"
CANARY = "Kanariefågeln sjöng"


def a_shift(db, **values):
    return Shift(**{"workers": (db.sealer.account,), "others": "Karin", "precautions": tuple(Precaution)} | values)


def ended(shift, **values):
    usual = {"ended_at": LATER, "profiles_seen": 40, "debriefing": Debriefing.DONE}
    return replace(shift, **usual | values)


@pytest.fixture
def office(opened, db):
    return Office(db, *opened)


@pytest.fixture
def as_other(office):
    """Add an account and open the vault with it."""
    kept = []

    def enter(name, role):
        new = NewPerson(Account(name=name, role=role), WORDS)
        known = accounts.add_person(office, new, Cost.cheapest_for_tests(), NOW)
        connection = vaults.connect(office.vault, office.vault.unlock(name, WORDS))
        kept.append(connection)
        return known, connection

    yield enter
    for connection in kept:
        connection.close()


def test_one_person_alone_starts_only_with_a_reason_and_is_marked(db):
    alone = a_shift(db, others="")
    with pytest.raises(Invalid) as refused:
        start_shift(db, alone, NOW)
    assert [problem.field for problem in refused.value.problems] == ["alone_reason"]
    started = start_shift(db, replace(alone, alone_reason="Karin är sjuk"), NOW)
    assert started.is_alone
    assert started.started_at == NOW


def test_two_are_two_with_or_without_an_account(db):
    assert not a_shift(db).is_alone
    assert not a_shift(db, others="", workers=("a" * 32, "b" * 32)).is_alone
    assert a_shift(db, others=" , ").is_alone


def test_a_shift_alone_can_be_planned_and_the_day_must_be_said(db):
    planned = plan_shift(db, a_shift(db, others="", planned_at=NOW + timedelta(days=2)), NOW)
    assert shifts.load_planned(db) == [planned]
    with pytest.raises(Invalid):
        plan_shift(db, a_shift(db), NOW)


def test_a_planned_shift_is_started_as_itself_and_only_one_runs_at_a_time(db):
    planned = plan_shift(db, a_shift(db, planned_at=NOW), NOW)
    started = start_shift(db, planned, NOW)
    assert (started.id, shifts.load_planned(db)) == (planned.id, [])
    with pytest.raises(ShiftRuns):
        start_shift(db, a_shift(db), NOW)


def test_the_log_says_that_a_shift_began_and_ended(db):
    shift = start_shift(db, a_shift(db), NOW)
    end_shift(db, ended(shift), LATER)
    lines = db.rows("SELECT action FROM log WHERE uid = :uid ORDER BY seq", uid=shift.uid)
    assert [row["action"] for row in lines] == ["start", "finish"]


@pytest.mark.parametrize("field", ["ended_at", "profiles_seen", "debriefing"])
def test_the_end_asks_what_was_seen_and_about_debriefing(db, field):
    shift = start_shift(db, a_shift(db), NOW)
    with pytest.raises(Invalid) as refused:
        end_shift(db, ended(shift, **{field: None}), LATER)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert shifts.find_running(db) == shift


@pytest.mark.parametrize("ends", [NOW - timedelta(minutes=1), NOW + timedelta(hours=25)])
def test_an_end_that_cannot_be_is_refused(db, ends):
    shift = start_shift(db, a_shift(db), NOW)
    with pytest.raises(Invalid) as refused:
        end_shift(db, ended(shift, ended_at=ends), NOW + timedelta(days=3))
    assert [problem.field for problem in refused.value.problems] == ["started_at", "ended_at"]


def test_a_shift_is_forgotten_once_another_working_day_has_begun_and_not_after_midnight(db):
    shift = start_shift(db, a_shift(db), NOW)
    assert not was_forgotten(shift, NOW + timedelta(hours=6))
    assert was_forgotten(shift, NOW + timedelta(hours=12))


def test_a_line_logged_during_a_shift_knows_it_and_others_do_not(db, as_other):
    person = save_person(db, a_person(), NOW)
    before = save_contact(db, a_contact(person_id=person.id, at=NOW - timedelta(hours=1)), NOW)
    shift = start_shift(db, a_shift(db), NOW)
    line = save_contact(db, a_contact(person_id=person.id, at=NOW), NOW)
    earlier = save_contact(db, a_contact(person_id=person.id, at=NOW - timedelta(minutes=5)), NOW)
    _account, other = as_other("Bo", Role.VOLUNTEER)
    elsewhere = save_contact(other, a_contact(person_id=person.id, at=NOW), NOW)
    assert [each.shift_id for each in (before, line, earlier, elsewhere)] == [None, shift.id, None, None]
    end_shift(db, ended(shift), LATER)
    assert save_contact(db, a_contact(person_id=person.id, at=LATER), LATER).shift_id is None


def test_the_second_person_is_whoever_works_in_the_same_shift(db, as_other):
    assert second_person(db, NOW) == ""
    karin, _connection = as_other("Karin", Role.STAFF)
    start_shift(db, a_shift(db, workers=(db.sealer.account, karin.uid), others="Moa"), NOW)
    assert second_person(db, NOW) == "Karin, Moa"
    assert running_for(db, "c" * 32, NOW) is None


def test_a_volunteer_plans_starts_and_ends_shifts_and_writes_down_what_they_cannot_read(db, as_other):
    _account, bo = as_other("Bo", Role.VOLUNTEER)
    shift = start_shift(bo, a_shift(bo), NOW)
    shift = end_shift(bo, ended(shift), LATER)
    save_incident(bo, ShiftIncident(shift_id=shift.id, text=CANARY), LATER)
    with pytest.raises(NotPermitted):
        open_incidents(bo, shift.id, LATER)
    (read,) = open_incidents(db, shift.id, LATER)
    assert read.text == CANARY
    last = db.rows("SELECT action, subject FROM log ORDER BY seq DESC LIMIT 1")[0]
    assert tuple(last) == ("read", "shift_incident")


def test_how_it_felt_is_read_by_who_wrote_it_alone(db, as_other):
    bo_account, bo = as_other("Bo", Role.VOLUNTEER)
    _leila, leila = as_other("Leila", Role.COORDINATOR)
    shift = start_shift(bo, a_shift(bo), NOW)
    write_feeling(bo, shift, CANARY, NOW, share=False)
    assert [(each.writer, each.text) for each in feelings.load_own(bo, shift.id)] == [(bo_account.uid, CANARY)]
    assert feelings.load_own(db, shift.id) == feelings.load_own(leila, shift.id) == []
    (row,) = db.rows("SELECT uid, text FROM shift_feeling")
    with pytest.raises(SealDamaged):
        db.sealer.open_own(bytes(row["text"]), SealedPlace("shift_feeling", row["uid"], "text", 1))
    assert CANARY.encode() not in bytes(row["text"])


def test_how_it_felt_is_shared_with_the_coordinators_if_one_says_so_and_taken_back_again(db, as_other):
    _leila, leila = as_other("Leila", Role.COORDINATOR)
    _account, bo = as_other("Bo", Role.VOLUNTEER)
    shift = start_shift(bo, a_shift(bo), NOW)
    write_feeling(bo, shift, CANARY, NOW, share=True)
    assert [each.text for each in feelings.load_own(leila, shift.id)] == [CANARY]
    assert feelings.load_own(db, shift.id) == []  # an administrator is no coordinator
    assert feelings.is_shared(bo, shift.id)
    write_feeling(bo, shift, "Bara för mig", LATER, share=False)
    assert feelings.load_own(leila, shift.id) == []
    write_feeling(bo, shift, " ", LATER, share=True)
    assert db.value("SELECT count(*) FROM shift_feeling") == 0


def test_a_text_moved_to_another_row_opens_no_more(db):
    shift = start_shift(db, a_shift(db), NOW)
    write_feeling(db, shift, CANARY, NOW, share=False)
    with db.transaction():
        db.execute("UPDATE shift_feeling SET uid = :uid", uid="d" * 32)
    assert [each.text for each in feelings.load_own(db, shift.id)] == [None]


def test_only_who_worked_writes_how_it_felt_and_nothing_is_sealed_for_nobody(db, as_other):
    _account, bo = as_other("Bo", Role.STAFF)
    shift = start_shift(db, a_shift(db), NOW)
    with pytest.raises(NotYours):
        write_feeling(bo, shift, CANARY, NOW, share=False)
    with pytest.raises(NoSuchReader):
        db.sealer.seal_for("e" * 32, CANARY, SealedPlace("shift_feeling", "f" * 32, "text", 1))


def test_what_was_handed_over_is_read_by_the_next_and_erased_after_its_days(db):
    shift = start_shift(db, a_shift(db), NOW)
    end_shift(db, ended(shift, handover="Börja med den andra sidan"), LATER)
    assert last_handover(db, LATER).handover == "Börja med den andra sidan"
    forget_handovers(db, LATER + timedelta(days=HANDOVER_DAYS - 1))
    assert load_one(db, Shift, shift.id).handover
    vaults.settle(db, LATER + timedelta(days=HANDOVER_DAYS, minutes=1))
    assert load_one(db, Shift, shift.id).handover == ""


def test_shifts_are_counted_by_the_day_on_which_they_began(db):
    for days, minutes, values in (
        (0, 95, {}),
        (1, 115, {"others": "", "alone_reason": "sjuk", "debriefing": Debriefing.BOOKED, "profiles_seen": 2}),
        (40, 500, {}),
    ):
        at = NOW - timedelta(days=days)
        save_record(db, ended(a_shift(db, started_at=at), ended_at=at + timedelta(minutes=minutes), **values), NOW)
    start_shift(db, a_shift(db), NOW)
    found = count_shifts(db, TODAY - timedelta(days=30), TODAY)
    assert (found.shifts, found.hours, found.alone, found.profiles) == (2, 4, 1, 42)
    assert found.debriefings == {Debriefing.DONE: 1, Debriefing.BOOKED: 1, Debriefing.NOT_NEEDED: 0}
    tables = count_statistics(db, Period(TODAY - timedelta(days=30), TODAY)).tables
    table = next(each for each in tables if each.id == "shifts")
    assert {row.key: row.values[0] for row in table.rows} == {
        "shifts": 2, "hours": 4, "alone": 1, "profiles": 42,
        "debriefing_done": 1, "debriefing_booked": 1, "debriefing_not_needed": 0,
    }  # fmt: skip


def test_a_shift_that_began_before_midnight_of_the_organisations_clock_counts_that_day(db):
    late = NOW.replace(hour=23, minute=50)
    save_record(db, ended(a_shift(db, started_at=late), ended_at=late + timedelta(hours=1)), late + timedelta(hours=2))
    assert count_shifts(db, TODAY, TODAY).shifts == 1
    assert count_shifts(db, TODAY + timedelta(days=1), TODAY + timedelta(days=1)).shifts == 0


def wrote(db, alias, days, **values):
    at = NOW - timedelta(days=days)
    person = save_person(db, a_person(alias=alias), at)
    save_contact(db, a_contact(person_id=person.id, at=at, **{"outcome": Outcome.NO_ANSWER} | values), at)
    return person


def names(rows):
    return [row.alias for row in rows]


def test_tonights_work_lists_what_is_due_who_may_be_written_to_again_and_whose_reply_is_awaited(db):
    wrote(db, "Väntar", 3)
    wrote(db, "Får skrivas till", 15)
    wrote(db, "Svarade", 15, outcome=Outcome.QUESTION, direction=Direction.IN)
    wrote(db, "För länge sedan", 60)
    wrote(db, "Nyss", 0)
    save_follow_up(db, a_step(wrote(db, "Steg", 20)), NOW)
    work = work_left(db, NOW)
    assert [each.person.alias for each in work.steps.rows] == ["Steg"]
    assert names(work.renewed) == ["Får skrivas till"]
    assert names(work.replies) == ["Väntar"]
    assert len(work) == 3


def test_tonights_work_empties_as_it_is_done(db):
    awaited, renewed = wrote(db, "Väntar", 3), wrote(db, "Får skrivas till", 15)
    note_no_reply(db, awaited.id, NOW)
    save_contact(db, a_contact(person_id=renewed.id, outcome=Outcome.NO_ANSWER), NOW)
    assert len(work_left(db, NOW)) == 0
    assert names(work_left(db, NOW + timedelta(days=1)).replies)[-1] == "Väntar"


def test_who_must_not_be_written_to_is_not_in_tonights_work(db):
    person = wrote(db, "Vill inte", 15)
    stored = load_one(db, Person, person.id)
    save_person(db, replace(stored, no_contact_since=TODAY, no_contact_reason="bad om det"), NOW)
    assert work_left(db, NOW).renewed == []
    assert len(load_all(db, Contact)) == 1


def test_a_planned_shift_that_was_removed_lies_in_the_bin_and_is_erased_after_its_time(db):
    planned = plan_shift(db, a_shift(db, planned_at=NOW), NOW)
    remove_record(db, planned, NOW)
    assert [(each.subject, each.uid) for each in load_bin(db)] == [("shift", planned.uid)]
    assert shifts.load_planned(db) == []
    empty_bin(db, NOW + timedelta(days=31))
    assert load_bin(db) == []
