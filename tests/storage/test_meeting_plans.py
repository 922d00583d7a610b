"""The questions about meetings are answered by indexes, however many there are."""

import pytest
from makers import NOW, a_meeting, a_person

from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.people import look_at_person, save_person
from outreach_desktop.storage import bin as binned
from outreach_desktop.storage import meetings, retention
from outreach_desktop.storage.about_persons import belongings, under
from outreach_desktop.storage.people import history_sql

VALUES = {
    "since": "2026-11-01", "until": "2026-12-01", "most": 20, "person": 1, "but": 0, "number": 1, "ids": "[1]", "id": 1,
    "limit": "2026-11-01", "today": "2026-11-24", "now": "2026-11-24", "meeting": 1,
}  # fmt: skip
QUESTIONS = {
    "LIVE": ["SEARCH meeting USING INDEX meeting_live (started_at>?)"],
    "WITH_LIVE": ["SEARCH meeting USING INDEX meeting_live (started_at>?)"],
    "BETWEEN": ["SEARCH meeting USING INDEX meeting_by_time (starts_at>? AND starts_at<?)"],
    "AHEAD": ["SCAN meeting USING INDEX meeting_ahead"],
    "PAST": ["SCAN meeting USING INDEX meeting_past"],
    "DUE": [
        "SEARCH meeting USING INDEX meeting_ahead (starts_at<?)",
        "SEARCH meeting USING INDEX meeting_by_time (starts_at>? AND starts_at<?)",
    ],
    "TO_REMIND": ["SEARCH meeting USING INDEX meeting_by_time (starts_at>?)"],
    "TOOK_PLACE": ["SEARCH meeting USING COVERING INDEX meeting_of_person (person_id=? AND state=? AND removed_on=?)"],
}
COUNTS = {
    "COUNT_RISKS": "meeting_risk",
    "COUNT_INCIDENTS": "meeting_incident",
    "COUNT_LESSONS": "meeting_lesson",
}


def plan(db, sql, **values):
    wanted = {name: value for name, value in (VALUES | values).items() if f":{name}" in sql}
    return [row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", **wanted)]


def touched(steps, *tables):
    return [step for step in steps if step.startswith(("SEARCH", "SCAN")) and step.split()[1] in tables]


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_question_takes_its_index(db, name):
    steps = plan(db, getattr(meetings, name))
    assert touched(steps, "meeting") == QUESTIONS[name]
    assert not [step for step in steps if "TEMP B-TREE" in step], steps


def test_every_statement_about_meetings_is_met():
    texts = {
        name for name, value in vars(meetings).items() if name[0] != "_" and name.isupper() and isinstance(value, str)
    }
    assert texts == {*QUESTIONS, *COUNTS, "ALL", "NEWEST_LIST", "ITEMS_OF_LIST", "OPEN_INCIDENTS"}


@pytest.mark.parametrize(("name", "table"), COUNTS.items())
def test_what_is_sealed_is_counted_for_one_meeting_alone(db, name, table):
    (step,) = plan(db, getattr(meetings, name))
    assert step.startswith(f"SEARCH {table} USING")


def test_incidents_that_wait_are_found_without_those_that_were_followed_up(db):
    steps = plan(db, meetings.OPEN_INCIDENTS)
    assert "SCAN meeting_incident USING INDEX meeting_incident_open" in steps


def test_a_list_of_items_is_found_by_its_list(db):
    steps = plan(db, meetings.ITEMS_OF_LIST)
    assert touched(steps, "checklist_item") == [
        "SEARCH checklist_item USING INDEX checklist_item_of_list (checklist_id=?)"
    ]


def test_what_hangs_on_a_meeting_or_a_person_is_never_looked_for_in_a_whole_table(db):
    kinds = belongings(db)
    for table in kinds:
        steps = plan(db, f"SELECT uid FROM {table} WHERE {under(kinds, table, '= :id')}")
        assert not [step for step in steps if step.startswith("SCAN")], (table, steps)
    assert not [step for step in touched(plan(db, history_sql(db)), *kinds) if step.startswith("SCAN")]


def test_until_when_somebody_is_kept_asks_their_own_meetings(db):
    steps = touched(plan(db, retention.HISTORIES), "meeting")
    assert steps == ["SEARCH meeting USING COVERING INDEX meeting_of_person (person_id=? AND state=? AND removed_on=?)"]


def test_who_is_to_be_reduced_is_asked_with_the_clocks_that_run_alone(db):
    steps = touched(plan(db, retention.TO_REDUCE), "meeting")
    assert steps == ["SEARCH meeting USING INDEX meeting_live (started_at>?)"]


def test_the_bin_is_asked_by_its_indexes(db):
    steps = plan(db, binned.PERSONS_DUE)
    assert touched(steps, "meeting") == ["SEARCH meeting USING INDEX meeting_live (started_at>?)"]


def heard(db, monkeypatch):
    """Return the statements that are asked from now on."""
    asked, execute = [], db.execute
    monkeypatch.setattr(db, "execute", lambda sql, **values: asked.append(sql) or execute(sql, **values))
    return asked


def test_the_page_of_a_person_asks_no_more_for_a_person_with_meetings(db, monkeypatch):
    person = save_person(db, a_person(), NOW)
    asked = heard(db, monkeypatch)
    look_at_person(db, person.id, NOW.date())
    before = len(asked)
    save_meeting(db, a_meeting(person_id=person.id), NOW)
    asked.clear()
    look_at_person(db, person.id, NOW.date())
    assert len(asked) == before


def test_saving_a_meeting_takes_few_statements(db, monkeypatch):
    person = save_person(db, a_person(), NOW)
    asked = heard(db, monkeypatch)
    save_meeting(db, a_meeting(person_id=person.id), NOW)
    assert len(asked) <= 10, asked
