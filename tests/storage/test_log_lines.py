"""Reading the log in pieces, by who, what, when and which record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person
from whole_meetings import KINDS_OF_MEETINGS, a_whole_meeting

from outreach_desktop.domain.log_line import Action, LogFilter, Subject
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.meetings import give_go, save_meeting
from outreach_desktop.operations.people import add_note, save_person
from outreach_desktop.storage import log, log_lines, people
from outreach_desktop.storage.columns import table_of
from tests.stories.hostile import RECORD_TYPES

DAY = timedelta(days=1)


@pytest.fixture
def luna(db):
    return save_person(db, a_person(), NOW - 9 * DAY)


@pytest.fixture
def lines(db, luna):
    """A person with a note and a contact, another person, and thirty lines more."""
    add_note(db, luna.id, "en anteckning", NOW - 8 * DAY)
    save_contact(db, a_contact(person_id=luna.id, at=NOW - 7 * DAY), NOW - 7 * DAY)
    save_person(db, a_person(alias="Mira"), NOW - 6 * DAY)
    with db.transaction():
        for number in range(30):
            log.note(db, "print", "statistics", "", NOW - timedelta(minutes=30 - number))
    return log_lines.count(db, LogFilter())


def actions(db, **wanted):
    return [f"{each.action} {each.subject}" for each in log_lines.load(db, log_lines.find(db, LogFilter(**wanted)))]


def test_pieces_follow_each_other_from_the_newest_to_the_oldest(db, lines):
    found, before = [], 0
    while piece := log_lines.find(db, LogFilter(), before, most=7):
        found += piece
        before = piece[-1]
    assert found == list(range(lines, 0, -1))


def test_a_line_is_read_with_the_code_of_its_person_and_no_text(db, luna, lines):
    found = log_lines.load(db, log_lines.find(db, LogFilter(record=luna.code)))
    assert {each.code for each in found if each.subject == "person"} == {luna.code}
    assert {each.account for each in found} == {db.sealer.account}
    assert luna.alias not in str(found)


def test_a_person_stands_for_all_that_belongs_to_them(db, luna, lines):
    about = ["change person", "add contact", "add note", "add person"]  # a contact sets the state of its person
    assert actions(db, record=luna.code.lower()) == about


def test_a_person_stands_for_their_meetings_too_and_for_what_hangs_on_those(db, luna, lines):
    before = log_lines.count(db, LogFilter(record=luna.code))
    a_whole_meeting(db, luna.id)
    found = log_lines.load(db, log_lines.find(db, LogFilter(record=luna.code)))
    assert {each.subject for each in found} >= {"meeting", *(table_of(kind) for kind in KINDS_OF_MEETINGS)}
    assert len(found) == before + 1 + len(KINDS_OF_MEETINGS)
    assert {(line.action, line.subject) for line in people.load_history(db, luna.id)} >= {("add", "check_in")}
    assert len(people.load_history(db, luna.id)) == len(found)


def test_every_kind_of_record_and_every_action_of_a_meeting_has_words(db, luna):
    assert {table_of(kind) for kind in RECORD_TYPES} <= {each.value for each in Subject}
    meeting = a_whole_meeting(db, luna.id)
    moved = save_meeting(db, replace(meeting, starts_at=meeting.starts_at + DAY), NOW)
    give_go(db, moved.id, NOW, reason="Vi har talat igenom det.")
    known = {each.value for each in Action}
    assert {line.action for line in people.load_history(db, luna.id)} >= {"move", "give_go", "add"}
    assert {line.action for line in people.load_history(db, luna.id)} <= known


def test_an_id_is_found_by_how_it_begins(db, luna, lines):
    assert actions(db, record=luna.uid[:8]) == ["change person", "add person"]
    assert actions(db, record=luna.uid.upper()) == ["change person", "add person"]


@pytest.mark.parametrize("typed", ["%", "ab", "' OR 1", "KV-9999-999", "ö", "g" * 40])
def test_what_is_no_record_finds_nothing(db, lines, typed):
    assert actions(db, record=typed) == []


def test_what_was_done_and_who_did_it(db, lines):
    assert set(actions(db, action=Action.PRINT)) == {"print statistics"}
    assert len(actions(db, action=Action.PRINT, account=db.sealer.account)) == 30
    assert actions(db, account="nobody") == []


def test_both_days_of_a_period_belong_to_it(db, lines):
    day = TODAY - 8 * DAY
    assert actions(db, since=day, until=day) == ["add note"]
    assert actions(db, since=day, until=day + DAY) == ["change person", "add contact", "add note"]
    assert len(actions(db, since=TODAY)) == 32  # thirty, the making of the vault, and the agreement
    assert actions(db, until=TODAY - 10 * DAY) == []
    assert log_lines.count(db, LogFilter(since=day, until=day + DAY)) == 3


def test_a_line_written_while_the_clock_was_wrong_is_found_by_the_time_it_says(db, lines):
    with db.transaction():
        log.note(db, "check", "vault", "", NOW - 400 * DAY)
    day = TODAY - 400 * DAY
    assert actions(db, since=day, until=day) == ["check vault"]
    assert "check vault" not in actions(db, since=TODAY)


@pytest.mark.parametrize(
    "wanted",
    [
        LogFilter(),
        LogFilter(account="a"),
        LogFilter(account="a", action=Action.ERASE),
        LogFilter(action=Action.ERASE, since=TODAY),
        LogFilter(account="a", since=TODAY, until=TODAY),
        LogFilter(record="abcdef"),
    ],
)
def test_no_filter_looks_through_all_lines(db, wanted):
    """With a million lines each of these takes less than a tenth of a second, by the indexes that are used here."""
    conditions, values = log_lines._conditions(db, wanted)
    for question in ("seq AS id", "count(*)"):
        where = log_lines._where(conditions)
        order = "ORDER BY seq DESC LIMIT 1000" if question == "seq AS id" else ""
        plan = [
            row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN SELECT {question} FROM log {where} {order}", **values)
        ]
        on_log = [step for step in plan if " log" in step.split(" USING")[0]]
        assert on_log
        assert all("INDEX" in step or "PRIMARY KEY" in step or step == "SCAN log" for step in on_log), plan
        assert conditions == [] or not any(step == "SCAN log" for step in on_log), plan
