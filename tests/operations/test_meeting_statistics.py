"""What is counted of meetings, by their days, and that it stays when the persons are erased."""

import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import NOW, a_meeting, a_person

from outreach_desktop.domain.meeting import (
    CheckIn,
    CheckInKind,
    GoingAnyway,
    Meeting,
    MeetingIncident,
    MeetingState,
)
from outreach_desktop.domain.shift import Debriefing
from outreach_desktop.domain.statistics import Period
from outreach_desktop.i18n import ZONE, texts
from outreach_desktop.operations import backup_upkeep, restoring, vaults
from outreach_desktop.operations.erasing import erase_person, reduce_person
from outreach_desktop.operations.exports import show_statistics
from outreach_desktop.operations.meetings import save_meeting, shipped_items
from outreach_desktop.operations.people import remove_person, restore_person, save_person
from outreach_desktop.operations.saving import remove_record, save_record
from outreach_desktop.operations.statistics import count_statistics
from outreach_desktop.storage import meeting_figures
from outreach_desktop.vault.folder import Vault

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def counted(db, period=YEAR):
    """Return the figures of meetings that are not 0, and the overrides by item."""
    tables = {table.id: {row.key: row.values[0] for row in table.rows} for table in count_statistics(db, period).tables}
    return {key: n for key, n in tables["meetings"].items() if n}, tables["overrides"]


def a_past_meeting(db, person_id, day=24, state=MeetingState.HELD, **values):
    at = datetime(2026, 11, day, 14, tzinfo=ZONE)
    planned = save_meeting(db, a_meeting(person_id=person_id, starts_at=at), NOW)
    return save_record(db, replace(planned, state=state, **values), NOW)


@pytest.fixture
def person(db):
    return save_person(db, a_person(), NOW)


@pytest.fixture
def month(db, person):
    """Meetings that came out in each way, with what is counted of them."""
    for state in MeetingState:
        a_past_meeting(db, person.id, state=state)
    held = a_past_meeting(db, person.id, moved_times=2, debriefing=Debriefing.DONE)
    for kind in (CheckInKind.STARTED, CheckInKind.OVERDUE, CheckInKind.OVERDUE, CheckInKind.CHECKED_OUT):
        save_record(db, CheckIn(meeting_id=held.id, kind=kind, at=NOW), NOW)
    save_record(db, MeetingIncident(meeting_id=held.id, text="något hände"), NOW)
    save_record(db, GoingAnyway(meeting_id=held.id, items=("on_call", "our_phones"), reason="skäl"), NOW)
    save_record(db, GoingAnyway(meeting_id=held.id, items=("on_call",), reason="skäl"), NOW)
    return held


FIGURES = {
    "planned": 10,
    "held": 3,
    "left_early": 1,
    "cancelled": 1,
    "called_off": 1,
    "not_met": 1,
    "moved": 2,
    "went_anyway": 2,
    "overdue": 2,
    "incidents": 1,
    "debriefing_done": 1,
}
OVERRIDES = {"on_call": 2, "our_phones": 1}


def test_each_thing_is_counted_on_the_day_of_its_meeting(db, month):
    assert counted(db) == (FIGURES, OVERRIDES)
    assert counted(db, Period(date(2026, 11, 24), date(2026, 11, 24))) == (FIGURES, OVERRIDES)
    assert counted(db, Period(date(2026, 11, 1), date(2026, 11, 23))) == ({}, {})


def test_a_meeting_after_midnight_counts_on_the_new_day_here_and_not_in_greenwich(db, person):
    save_meeting(db, a_meeting(person_id=person.id, starts_at=datetime(2026, 11, 25, 0, 15, tzinfo=ZONE)), NOW)
    assert counted(db, Period(date(2026, 11, 25), date(2026, 11, 25)))[0] == {"planned": 1}
    assert counted(db, Period(date(2026, 11, 24), date(2026, 11, 24)))[0] == {}


def test_a_moved_meeting_counts_where_it_is_now(db, person):
    planned = save_meeting(db, a_meeting(person_id=person.id), NOW)
    save_meeting(db, replace(planned, starts_at=NOW + timedelta(days=20)), NOW)
    assert counted(db, NOVEMBER)[0] == {}
    assert counted(db)[0] == {"planned": 1, "moved": 1}


@pytest.mark.parametrize("take_away", [erase_person, reduce_person])
def test_the_figures_of_whole_months_are_the_same_after_erasing(db, person, month, take_away):
    other = save_person(db, a_person(alias="Mira"), NOW)
    a_past_meeting(db, other.id, day=3)
    before = [counted(db, period) for period in (YEAR, NOVEMBER)]
    take_away(db, person.id, NOW)
    assert db.value("SELECT count(*) FROM meeting") == 1
    assert [counted(db, period) for period in (YEAR, NOVEMBER)] == before
    assert counted(db, Period(date(2026, 11, 1), date(2026, 11, 10)))[0] == {"planned": 1, "held": 1}
    take_away(db, person.id if take_away is reduce_person else other.id, NOW)  # again, or the last
    assert [counted(db, period) for period in (YEAR, NOVEMBER)] == before


def test_the_figures_are_the_same_when_an_older_backup_is_restored_and_the_person_erased_again(
    opened, db, vault_folder, person, month
):
    made = backup_upkeep.back_up_before(*opened, db, NOW)
    before = counted(db)
    erase_person(db, person.id, NOW)
    db.close()
    vault, unlocked = opened
    restoring.restore(vault, unlocked, vault.backups / made.name, NOW + timedelta(days=1))
    vault.close()
    again = Vault.open(vault_folder)
    older = vaults.connect(again, unlocked)
    assert older.value("SELECT count(*) FROM meeting") == 0
    assert counted(older) == before
    older.close()
    again.close()


def test_what_is_in_the_bin_is_not_counted_and_not_kept(db, person, month):
    remove_record(db, month, NOW)
    without = ({key: FIGURES[key] for key in ("left_early", "cancelled", "called_off", "not_met")}, {})
    without[0].update(planned=9, held=2)
    assert counted(db) == without
    removed = remove_person(db, person.id, NOW)
    assert counted(db) == ({}, {})
    restore_person(db, removed, NOW)
    assert counted(db) == without
    remove_person(db, person.id, NOW)
    erase_person(db, person.id, NOW)
    assert counted(db) == ({}, {})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_figure_has_words_and_items_say_what_was_open(db, month, language):
    shown = {table.id: table for table in show_statistics(db, count_statistics(db, YEAR), texts(language)).tables}
    items = {each.item: each.text(language) for each in shipped_items()}
    assert [words for words, _values in shown["overrides"].rows] == [items["on_call"], items["our_phones"]]
    assert len({words for words, _values in shown["meetings"].rows}) == 13


@contextmanager
def register(vault_pattern, tmp_path_factory):
    """Open a vault of its own for one example."""
    folder = tmp_path_factory.mktemp("counted") / "vault"
    shutil.copytree(vault_pattern[0], folder, ignore=shutil.ignore_patterns("ballast", "lock"))
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault_pattern[1])
    try:
        yield db
    finally:
        db.close()
        vault.close()


MEETINGS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.sampled_from(MeetingState),
        st.sampled_from([None, *Debriefing]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None)
@given(meetings=MEETINGS, gone=st.sets(st.integers(0, 2)))
def test_figures_are_those_that_counting_in_python_gives(vault_pattern, tmp_path_factory, meetings, gone):
    """Whoever of the three is erased."""
    with register(vault_pattern, tmp_path_factory) as db:
        persons = [save_person(db, a_person(alias=f"Luna {at}"), NOW) for at in range(3)]
        for who, day, state, debriefing, moved in meetings:
            at = datetime(day.year, day.month, day.day, 23, 30, tzinfo=ZONE)
            values = {"state": state, "debriefing": debriefing, "moved_times": moved}
            save_record(db, Meeting(person_id=persons[who].id, starts_at=at, **values), NOW)
        for at in gone:
            erase_person(db, persons[at].id, NOW)
        assert counted(db)[0] == expected(meetings)


def expected(meetings):
    found = {"planned": len(meetings), "held": sum(state.took_place for _w, _d, state, _b, _m in meetings)}
    for key in ("left_early", "cancelled", "called_off", "not_met"):
        found[key] = sum(state.value == key for _w, _d, state, _b, _m in meetings)
    found["moved"] = sum(moved for *_rest, moved in meetings)
    for each in Debriefing:
        found[f"debriefing_{each.value}"] = sum(debriefing is each for *_rest, debriefing, _m in meetings)
    return {key: n for key, n in found.items() if n}


def test_the_view_is_asked_by_indexes(db):
    values = {"since": "2026-01-01", "until": "2026-12-31"}
    steps = [row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {meeting_figures.COUNTED}", **values)]
    read = [step for step in steps if "meeting" in step or "check_in" in step or "going_anyway" in step]
    assert read
    assert not [step for step in read if step.startswith("SCAN") and "counted_meeting" not in step], steps
    steps = [row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {meeting_figures.OF_PERSON}", id=1)]
    read = [step for step in steps if step.startswith(("SEARCH", "SCAN")) and "meeting" in step]
    assert not [step for step in read if step.startswith("SCAN") and "counted_meeting" not in step], steps
