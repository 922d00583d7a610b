"""How much is asked for: counts of statements and the indexes that answer them, which hold on any machine."""

import json
from datetime import date, datetime
from itertools import product

import pytest

from outreach_desktop.domain.assessment import Assessment
from outreach_desktop.domain.concern_report import ConcernReport, ReportState
from outreach_desktop.domain.contact import Channel, Contact, ContactFilter, Outcome
from outreach_desktop.domain.person import Identifier, Note, PersonFilter, Town
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations.practice.making import make_practice_vault
from outreach_desktop.operations.vaults import connect
from outreach_desktop.storage import concern_reports, contacts, counting, people, records
from outreach_desktop.storage.database import Interrupted
from outreach_desktop.storage.reading import load_all
from outreach_desktop.ui.today import waiting
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import Vault

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 19, 31, tzinfo=ZONE)


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counted") / "vault"
    made = make_practice_vault(folder, Cost.cheapest_for_tests(), TODAY, people=60, contacts=900)
    vault = Vault.open(folder)
    first = made.accounts[0]
    db = connect(vault, vault.unlock(first.label, first.passphrase), reading_only=True)
    yield db
    db.close()
    vault.close()


@pytest.fixture
def asked(year, monkeypatch):
    """The statements that the database was asked, with their values."""
    seen, execute = [], type(year).execute

    def note(self, sql, **values):
        seen.append((sql, values))
        return execute(self, sql, **values)

    monkeypatch.setattr(type(year), "execute", note)
    return seen


def plans(db, asked):
    return {" ".join(steps_of(db, sql, values)) for sql, values in list(asked)}


def lines_read(db, asked):
    """The persons of all lines that were read one by one."""
    rows = [row for sql, values in list(asked) if sql == counting.PERSONS for row in db.rows(sql, **values)]
    return [person for row in rows for person in json.loads(row["persons"])]


def steps_of(db, sql, values):
    return [row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", **values)]


def test_today_looks_at_no_more_than_it_shows(year, asked):
    waiting.ask(year, NOW)
    assert len(asked) <= 30  # three of them about meetings
    lists = [each for each in asked if "EXISTS" not in each[0]]  # which stops at the first
    walked = [plan for plan in plans(year, lists) if "SCAN contact" in plan or "SCAN concern_report" in plan]
    assert walked == []
    assert not [sql for sql, _values in asked if "count(*) FROM contact" in sql]


def test_lines_of_any_days_are_read_from_one_index(year, asked):
    counting.count_lines(year, date(2026, 3, 10), date(2026, 11, 9))
    of_lines = [(sql, values) for sql, values in asked if sql == counting.PERSONS]
    assert of_lines
    index = "USING COVERING INDEX contact_by_channel (channel=? AND contact_on>? AND contact_on<?)"
    assert all(index in plan for plan in plans(year, of_lines))


def test_each_line_is_read_once_for_all_tables(year, asked):
    counted = counting.count_lines(year, date(2026, 3, 10), date(2026, 11, 9), by_line_only=True)
    read = lines_read(year, asked)
    lines = [each for each in load_all(year, Contact) if date(2026, 3, 10) <= each.contact_on <= date(2026, 11, 9)]
    assert len(read) == len(lines)
    assert counted["chain"]["contacted"][1] == sum(pair[1] for pair in counted["by_channel"].values())


def test_of_whole_months_gone_by_no_line_is_read(year, asked):
    counted = counting.count_lines(year, date(2026, 3, 10), date(2026, 11, 9))
    read = lines_read(year, asked)
    days = [each.contact_on for each in load_all(year, Contact)]
    ends = [*((date(2026, 3, 10), date(2026, 3, 31)), (date(2026, 11, 1), date(2026, 11, 9)))]
    assert len(read) == sum(first <= day <= last for day in days for first, last in ends)
    assert counted == counting.count_lines(year, date(2026, 3, 10), date(2026, 11, 9), by_line_only=True)


def test_the_newest_of_a_channel_or_outcome_are_read_from_its_index_without_sorting_all(year, asked):
    contacts.find(year, ContactFilter(channel=Channel.SMS))
    contacts.find(year, ContactFilter(outcome=Outcome.MET, channel=Channel.SMS, since=date(2026, 3, 1)))
    contacts.find(year, ContactFilter(outcome=Outcome.MET, since=date(2026, 3, 1)))
    by_channel, by_both, by_outcome = (plans(year, [each]).pop() for each in list(asked))
    assert "INDEX contact_by_channel (channel=?)" in by_channel
    assert "INDEX contact_by_channel (channel=? AND contact_on>?)" in by_both
    assert "INDEX contact_by_outcome (outcome=? AND contact_on>?)" in by_outcome
    assert all("USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY" in plan for plan in (by_channel, by_both, by_outcome))


def test_the_contacts_of_a_person_are_found_by_the_person_whatever_else_is_asked(year, asked):
    ways = {"channel": (None, Channel.SMS), "outcome": (None, Outcome.MET), "since": (None, date(2026, 3, 1))}
    for values in product(*ways.values()):
        contacts.find(year, ContactFilter(person_id=5, **dict(zip(ways, values, strict=True))))
    assert all("INDEX contact_of_person (person_id=?" in plan for plan in plans(year, asked))


@pytest.mark.parametrize("order", people.ORDERS)
def test_a_letter_and_a_county_find_the_few_with_the_letter_first(year, asked, order):
    people.find(year, PersonFilter(words="m", county="03", order=order))
    for sql, values in list(asked):
        steps = [step for step in steps_of(year, sql, values) if step.startswith(("SEARCH", "SCAN person", "SCAN sum"))]
        assert "person_by_alias (alias_sort>? AND alias_sort<?)" in steps[0]
        assert steps[1].startswith("SEARCH summary USING")
        assert "rowid=?)" in steps[1]


@pytest.mark.parametrize("order", people.ORDERS)
@pytest.mark.parametrize("words", ["", "m", "mir", "070-174"])
def test_a_letter_typed_into_the_list_reads_indexes_alone(year, asked, words, order):
    people.find(year, PersonFilter(words=words, order=order, descending=True))
    steps = [step for sql, values in list(asked) for step in steps_of(year, sql, values)]
    of_persons = [step for step in steps if " person " in step or " person_summary " in step]
    assert [step for step in of_persons if "USING COVERING INDEX" not in step] == []
    assert [
        step for step in steps if "SEARCH summary" in step and not (words == "m" and order in ("last", "county"))
    ] == []


def test_a_list_of_persons_comes_as_one_row(year, asked):
    for order in ("code", "alias", "last", "county"):
        del asked[:]
        found = people.find(year, PersonFilter(order=order))
        assert len(found) == people.count(year)
        assert len(asked) == 2  # the list, and the count beside it


def test_ids_come_in_the_order_that_was_asked_for(year):
    codes = [row.code for row in people.load_rows(year, people.find(year, PersonFilter(order="code", descending=True)))]
    assert codes == sorted(codes, reverse=True)
    found = contacts.load_rows(year, contacts.find(year, ContactFilter()))
    assert [row.at for row in found] == sorted((row.at for row in found), reverse=True)


def test_the_bin_is_never_looked_for_among_everything(year, asked):
    contacts.find(year, ContactFilter(removed=True))
    records.find_due_for_bin(year, Contact, TODAY)
    for kind in (Identifier, Town, Note, Assessment, ConcernReport):
        records.find_due_for_bin(year, kind, TODAY)
    assert [plan for plan in plans(year, asked) if "_in_bin" not in plan] == []


def test_reports_are_found_by_state_and_person_with_their_indexes(year, asked):
    concern_reports.find(year, ReportState.SECOND_READER, most=8)
    concern_reports.find(year, person_id=5)
    by_state, by_person = (plans(year, [each]).pop() for each in list(asked))
    assert "concern_report_by_state" in by_state
    assert "concern_report_of_person" in by_person


def test_what_is_interrupted_between_two_statements_stops_at_the_next(year):
    year.interrupt()
    with pytest.raises(Interrupted):
        people.count(year)
    year.resume()
    assert people.count(year) == 60
