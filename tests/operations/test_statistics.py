import contextlib
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import NOW, TODAY, a_contact, a_person, an_assessment

from outreach_desktop.content import indicators
from outreach_desktop.domain.assessment import Answer, Assessment, Finding
from outreach_desktop.domain.contact import Channel, Contact, Direction, Outcome, Sending
from outreach_desktop.domain.person import Person
from outreach_desktop.domain.platform import Platform, PlatformKind
from outreach_desktop.domain.statistics import Period
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.contacts import remove_contact, restore_contact, save_contact
from outreach_desktop.operations.erasing import erase_person, reduce_person
from outreach_desktop.operations.organisation import save_platform
from outreach_desktop.operations.people import remove_person, restore_person, save_person
from outreach_desktop.operations.statistics import STEPS, PeriodTurned, count_statistics, is_whole_months, months_of
from outreach_desktop.operations.vaults import settle
from outreach_desktop.storage import month_persons, records, statistics
from outreach_desktop.storage.counting import count_lines, keep_months
from outreach_desktop.storage.reading import load_all, load_one

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
LATER = "9999-01"  # than every month


def rows_of(counted, table_id):
    table = next(table for table in counted.tables if table.id == table_id)
    return {row.key: row.values for row in table.rows if any(row.values)}


def a_moment(day):
    return datetime(day.year, day.month, day.day, 21, 15, tzinfo=ZONE)


def add_lines(db, *lines):
    person = save_person(db, a_person(), NOW)
    for values in lines:
        line = a_contact(person_id=person.id, **values)
        save_contact(db, line, max(NOW, line.at))
    return person


def test_an_empty_register_counts_nothing_and_still_has_every_row(db):
    counted = count_statistics(db, YEAR)
    assert [table.id for table in counted.tables] == [
        "chain", "by_month", "by_channel", "by_outcome", "by_platform_kind", "by_template", "indicators", "gone_past",
        "shifts", "meetings", "overrides",
    ]  # fmt: skip
    assert [row.key for row in counted.tables[0].rows] == list(STEPS)
    assert [row.key for row in counted.tables[1].rows] == months_of(YEAR)
    assert [row.key for row in counted.tables[6].rows] == [item.id for item in indicators().items]
    assert not any(any(row.values) for table in counted.tables for row in table.rows)
    assert (counted.audience, counted.threshold) == ("inside", 0)


@pytest.mark.parametrize(
    ("values", "reached"),
    [
        ({"direction": Direction.NOTE, "outcome": Outcome.SUPPORT_STARTED}, "seen"),
        ({}, "contacted"),
        ({"outcome": Outcome.ACCOUNT_GONE}, "contacted"),
        ({"channel": Channel.CALL}, "contacted"),
        ({"channel": Channel.PHYSICAL}, "contacted"),
        ({"direction": Direction.IN}, "answered"),
        ({"outcome": Outcome.HOSTILE}, "answered"),
        ({"outcome": Outcome.ADDRESS_AND_PRICES}, "answered"),
        ({"outcome": Outcome.WANTS_TO_TALK}, "talked"),
        ({"direction": Direction.IN, "channel": Channel.VIDEO}, "talked"),
        ({"channel": Channel.CALL, "outcome": Outcome.QUESTION}, "talked"),
        ({"outcome": Outcome.MET}, "met"),
        ({"direction": Direction.IN, "channel": Channel.PHYSICAL}, "met"),
        ({"outcome": Outcome.SUPPORT_STARTED}, "in_support"),
    ],
)
def test_a_line_counts_in_the_step_it_reached_and_in_all_before(db, values, reached):
    add_lines(db, values)
    expected = dict.fromkeys(STEPS[: STEPS.index(reached) + 1], (1, 1))
    assert rows_of(count_statistics(db, YEAR), "chain") == expected


def test_a_person_is_counted_once_however_many_lines_and_months(db):
    days = [date(2026, month, 3) for month in (2, 3, 7, 11)]
    add_lines(db, *({"at": a_moment(day)} for day in days))
    counted = count_statistics(db, YEAR)
    assert rows_of(counted, "chain")["contacted"] == (1, 4)
    assert rows_of(counted, "by_channel") == {"site_chat": (1, 4)}
    assert rows_of(counted, "by_month") == {day.isoformat()[:7]: (1, 1) for day in days}


def test_who_was_only_registered_counts_as_seen_in_that_month(db):
    save_person(db, a_person(), NOW)
    assert rows_of(count_statistics(db, YEAR), "chain") == {"seen": (1, 0)}
    assert rows_of(count_statistics(db, Period(date(2026, 1, 1), date(2026, 10, 31))), "chain") == {}


def test_who_was_registered_without_a_line_counts_on_odd_days_too(db):
    save_person(db, a_person(), a_moment(date(2026, 9, 3)))
    add_lines(db, {"at": a_moment(date(2026, 10, 3))})
    odd = Period(date(2026, 9, 2), date(2026, 10, 30))
    assert rows_of(count_statistics(db, odd), "chain")["seen"] == (2, 1)
    keep_months(db, before=LATER)
    save_person(db, a_person(), a_moment(date(2026, 10, 3)))
    odd = Period(date(2026, 9, 2), date(2026, 11, 29))
    assert rows_of(count_statistics(db, odd), "chain")["seen"] == (3, 1)
    assert statistics.tally_differs(db) == []


def test_a_line_after_midnight_counts_on_the_local_day(db):
    add_lines(db, {"at": datetime(2026, 8, 1, 0, 30, tzinfo=ZONE)})
    assert list(rows_of(count_statistics(db, YEAR), "by_month")) == ["2026-08"]


def test_observations_are_no_contacts(db):
    add_lines(db, {"direction": Direction.NOTE})
    counted = count_statistics(db, YEAR)
    assert rows_of(counted, "chain") == {"seen": (1, 1)}
    assert rows_of(counted, "by_channel") == {}


def test_the_bin_is_not_counted_and_undo_brings_it_back(db):
    person = add_lines(db, {}, {"channel": Channel.SMS})
    line = load_all(db, Contact)[0]
    removed = remove_contact(db, line.id, NOW)
    assert rows_of(count_statistics(db, YEAR), "by_channel") == {"sms": (1, 1)}
    restore_contact(db, removed, NOW)
    gone = remove_person(db, person.id, NOW)
    assert rows_of(count_statistics(db, YEAR), "chain") == {}
    restore_person(db, gone, NOW)
    assert rows_of(count_statistics(db, YEAR), "chain") == {"seen": (1, 2), "contacted": (1, 2)}


def test_an_erased_person_leaves_counts_behind_and_nobody_in_them(db):
    person = add_lines(db, {}, {"outcome": Outcome.MET})
    before = count_statistics(db, YEAR).tables[:-1]
    keep_months(db, before=LATER)
    assert db.value("SELECT count(*) FROM month_persons") > 0
    erase_person(db, person.id, NOW)
    assert [db.value(f"SELECT count(*) FROM {table}") for table in ("month_persons", "tally", "tallied")] == [0, 0, 0]
    columns = {row["name"] for row in db.rows("SELECT name FROM pragma_table_info('kept_count')")}
    assert columns == {"subject", "month", "key", "previous", "persons", "contacts"}
    assert count_statistics(db, YEAR).tables[:-1] == before


def test_the_erased_count_in_whole_months_only(db):
    person = add_lines(db, {"at": a_moment(date(2026, 9, 10))}, {"at": a_moment(date(2026, 10, 10))})
    add_lines(db, {"at": a_moment(date(2026, 9, 2))})
    erase_person(db, person.id, NOW)
    since_the_second = Period(date(2026, 9, 2), date(2026, 10, 31))
    assert rows_of(count_statistics(db, since_the_second), "chain")["contacted"] == (2, 3)
    since_the_fifth = Period(date(2026, 9, 5), date(2026, 10, 31))
    assert rows_of(count_statistics(db, since_the_fifth), "chain")["contacted"] == (1, 1)


def test_who_declined_counts_as_before_when_all_but_alias_and_platform_is_erased(db):
    person = add_lines(db, {}, {"outcome": Outcome.DECLINED, "direction": Direction.IN})
    before = count_statistics(db, YEAR).tables[:-1]
    reduce_person(db, person.id, NOW)
    assert count_statistics(db, YEAR).tables[:-1] == before
    assert statistics.tally_differs(db) == []


def test_the_kind_of_a_platform_can_change_and_a_platform_can_go(db):
    platform = save_platform(db, Platform(name="Exempel", kind=PlatformKind.SOCIAL), NOW)
    add_lines(db, {"platform_id": platform.id}, {})
    assert rows_of(count_statistics(db, YEAR), "by_platform_kind") == {"social": (1, 1), "": (1, 1)}
    save_platform(db, replace(platform, kind=PlatformKind.PURCHASE), NOW)
    assert rows_of(count_statistics(db, YEAR), "by_platform_kind") == {"purchase": (1, 1), "": (1, 1)}
    with db.transaction():
        records.erase(db, Platform, platform.id)
    assert rows_of(count_statistics(db, YEAR), "by_platform_kind") == {"": (1, 2)}


def test_indicators_are_those_of_the_newest_signed_assessment_of_the_period(db):
    person = save_person(db, a_person(), NOW)

    def sign(day, *observed):
        findings = tuple(Finding(indicator=key, answer=Answer.OBSERVED) for key in observed)
        unseen = (Finding(indicator="face_shown", answer=Answer.NOT_OBSERVED),)
        sign_assessment(db, an_assessment(person_id=person.id, findings=findings + unseen), a_moment(day))

    sign(date(2026, 3, 1), "shared_phone", "low_price")
    sign(date(2026, 9, 1), "low_price")
    assert rows_of(count_statistics(db, YEAR), "indicators") == {"low_price": (1,)}
    spring = Period(date(2026, 1, 1), date(2026, 6, 30))
    assert rows_of(count_statistics(db, spring), "indicators") == {"low_price": (1,), "shared_phone": (1,)}
    with db.transaction():
        records.set_removed(db, Assessment, load_all(db, Assessment)[1].id, TODAY)
    assert set(rows_of(count_statistics(db, YEAR), "indicators")) == {"low_price", "shared_phone"}
    remove_person(db, person.id, NOW)
    assert rows_of(count_statistics(db, YEAR), "indicators") == {}


def test_a_period_that_ends_before_it_begins_is_refused(db):
    with pytest.raises(PeriodTurned):
        count_statistics(db, Period(YEAR.until, YEAR.since))


def test_a_year_until_today_counts_as_whole_months_when_nothing_comes_after(db):
    until_today = Period(date(2026, 1, 1), TODAY)
    add_lines(db, {"at": a_moment(date(2026, 5, 12))})
    assert is_whole_months(db, until_today)
    add_lines(db, {"at": a_moment(TODAY + timedelta(days=2))})
    assert not is_whole_months(db, until_today)
    assert rows_of(count_statistics(db, until_today), "by_month") == {"2026-05": (1, 1)}


def test_very_long_periods_show_only_months_with_contacts(db):
    add_lines(db, {"at": a_moment(date(1999, 5, 12))}, {"at": a_moment(date(2199, 5, 12))})
    counted = count_statistics(db, Period(date(1900, 1, 1), date(2200, 12, 31)))
    assert [row.key for row in counted.tables[1].rows] == ["1999-05", "2199-05"]


def test_the_roll_up_is_made_anew_after_very_many_lines(db):
    add_lines(db, {})
    with statistics.filled_at_once(db):
        add_lines(db, {"channel": Channel.SMS})
    assert rows_of(count_statistics(db, YEAR), "by_channel") == {"site_chat": (1, 1), "sms": (1, 1)}
    add_lines(db, {"channel": Channel.SMS})
    assert rows_of(count_statistics(db, YEAR), "by_channel")["sms"] == (2, 2)
    assert statistics.tally_differs(db) == []


def test_months_gone_by_are_kept_at_unlocking_and_the_present_one_is_not(db):
    add_lines(db, {"at": a_moment(date(2026, 9, 3))}, {"at": a_moment(date(2026, 10, 3))}, {})
    settle(db, NOW)
    kept = "SELECT DISTINCT month FROM month_persons ORDER BY month"
    assert [row["month"] for row in db.rows(kept)] == ["2026-09", "2026-10"]
    add_lines(db, {"at": a_moment(date(2026, 9, 4))})
    assert [row["month"] for row in db.rows(kept)] == ["2026-10"]
    settle(db, NOW)
    assert [row["month"] for row in db.rows(kept)] == ["2026-09", "2026-10"]


LET_GO = {
    "an erased line": "DELETE FROM contact WHERE contact_on = '2026-09-03'",
    "an erased person": "DELETE FROM person WHERE registered_on = '2026-09-05'",
    "another day of registration": "UPDATE person SET registered_on = '2025-02-02' WHERE registered_on = '2026-09-05'",
}


@pytest.mark.parametrize("change", LET_GO.values(), ids=LET_GO)
def test_a_month_is_let_go_of_by(db, change):
    add_lines(db, {"at": a_moment(date(2026, 9, 3))}, {"at": a_moment(date(2026, 9, 4))})
    save_person(db, a_person(), a_moment(date(2026, 9, 5)))
    keep_months(db, before=LATER)
    db.execute(change)
    assert db.value("SELECT count(*) FROM month_persons WHERE month = '2026-09'") == 0
    assert statistics.tally_differs(db) == []


def test_persons_kept_wrongly_are_found(db):
    add_lines(db, {})
    keep_months(db, before=LATER)
    db.execute("UPDATE month_persons SET persons = x'ffff' WHERE subject = 'by_outcome'")
    assert statistics.tally_differs(db) == ["by_outcome"]


def test_a_wrong_roll_up_is_found(db):
    add_lines(db, {})
    db.execute("UPDATE tally SET persons = persons + 1 WHERE subject = 'by_channel'")
    assert statistics.tally_differs(db) == ["by_channel"]


# Every way of counting against a naive count in Python, over whatever people may do to the records.

DAYS = st.dates(date(2025, 11, 20), date(2026, 3, 10))
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("person"), DAYS),
        st.tuples(
            st.just("line"), st.integers(0, 5), DAYS, st.sampled_from(Direction), st.sampled_from(Channel),
            st.sampled_from(Outcome), st.integers(0, 2), st.sampled_from(Sending),
        ),
        st.tuples(
            st.just("edit line"), st.integers(0, 30), DAYS, st.sampled_from(Outcome), st.integers(0, 5),
            st.sampled_from(Sending),
        ),
        st.tuples(st.sampled_from(["remove line", "restore line", "erase line"]), st.integers(0, 30)),
        st.tuples(st.sampled_from(["remove person", "restore person", "erase person"]), st.integers(0, 5)),
        st.tuples(st.just("platform"), st.integers(0, 1), st.sampled_from(PlatformKind)),
        st.tuples(st.just("erase platform"), st.integers(0, 1)),
        st.just(("keep months",)),
    ),
    min_size=5,
    max_size=30,
)  # fmt: skip


class Undone(Exception):
    """Takes the changes of one example back."""


class Story:
    """Applies changes to records through operations."""

    def __init__(self, db):
        self.db = db
        self.people, self.lines, self.platforms, self.erased = [], [], [], []
        for kind in (PlatformKind.SOCIAL, PlatformKind.PURCHASE):
            self.platforms.append(save_platform(db, Platform(name=kind.value, kind=kind), NOW).id)
        self.person(date(2026, 1, 15))

    def apply(self, change):
        getattr(self, change[0].replace(" ", "_"))(*change[1:])

    def _at(self, ids, place):
        return ids[place % len(ids)] if ids else None

    def _is_kept(self, kind, record_id):
        """Nobody writes to what lies in the bin: the program refuses it."""
        return load_one(self.db, kind, record_id).removed_on is None

    def person(self, day):
        self.people.append(save_person(self.db, a_person(), a_moment(day)).id)

    def keep_months(self):
        keep_months(self.db, before=LATER)

    def line(self, who, day, *values):
        direction, channel, outcome, platform, sending = values
        person_id = self._at(self.people, who)
        platform_id = self.platforms[platform] if platform < len(self.platforms) else None
        if person_id is not None and self._is_kept(Person, person_id):
            values = {"direction": direction, "channel": channel, "outcome": outcome, "platform_id": platform_id}
            values["sending"] = sending
            line = save_contact(self.db, a_contact(person_id=person_id, at=a_moment(day), **values), NOW)
            self.lines.append(line.id)

    def edit_line(self, which, day, outcome, who, sending):
        line_id, person_id = self._at(self.lines, which), self._at(self.people, who)
        if line_id and person_id and self._is_kept(Contact, line_id) and self._is_kept(Person, person_id):
            line = load_one(self.db, Contact, line_id)
            moved = replace(line, at=a_moment(day), outcome=outcome, person_id=person_id, sending=sending)
            save_contact(self.db, moved, NOW)

    def remove_line(self, which, day=TODAY):
        if (line_id := self._at(self.lines, which)) is not None:
            records.set_removed(self.db, Contact, line_id, day)

    def restore_line(self, which):
        self.remove_line(which, None)

    def erase_line(self, which):
        if (line_id := self._at(self.lines, which)) is not None:
            records.erase(self.db, Contact, line_id)
            self.lines.remove(line_id)

    def remove_person(self, which, day=TODAY):
        if (person_id := self._at(self.people, which)) is not None:
            records.set_removed(self.db, Person, person_id, day)

    def restore_person(self, which):
        self.remove_person(which, None)

    def erase_person(self, which):
        if (person_id := self._at(self.people, which)) is not None:
            self.erased.append(months_of_person(self.db, person_id))
            erase_person(self.db, person_id, NOW)
            self.people.remove(person_id)
            self.lines = [row["id"] for row in self.db.rows("SELECT id FROM contact ORDER BY id")]

    def platform(self, which, kind):
        if (platform_id := self._at(self.platforms, which)) is not None:
            save_platform(self.db, replace(load_one(self.db, Platform, platform_id), kind=kind), NOW)

    def erase_platform(self, which):
        if (platform_id := self._at(self.platforms, which)) is not None:
            records.erase(self.db, Platform, platform_id)
            self.platforms.remove(platform_id)


def is_contact(line):
    return line.direction is not Direction.NOTE and line.sending is not Sending.COPIED


def naive_step(line):
    """Return how far a line came, said in another way than the program does."""
    if not is_contact(line):
        return "seen"
    alive = line.direction is Direction.IN or line.outcome not in (Outcome.NO_ANSWER, Outcome.ACCOUNT_GONE)
    wishes = (Outcome.WANTS_TO_TALK, Outcome.WANTS_TO_MEET, Outcome.WANTS_SUPPORT)
    if line.outcome is Outcome.SUPPORT_STARTED:
        return "in_support"
    if line.outcome is Outcome.MET or (alive and line.channel is Channel.PHYSICAL):
        return "met"
    if line.outcome in wishes or (alive and line.channel in (Channel.CALL, Channel.VIDEO)):
        return "talked"
    return "answered" if alive else "contacted"


def naive_count(db, period, only=None):
    """Count with sets, over all records, or those of one person."""
    people = {person.id: person for person in load_all(db, Person) if only in (None, person.id)}
    kinds = {platform.id: platform.kind.value for platform in load_all(db, Platform)}
    persons, contacts = defaultdict(set), defaultdict(int)

    def count(subject, key, line):
        persons[subject, key].add(line.person_id)
        contacts[subject, key] += 1

    for line in load_all(db, Contact):
        if line.person_id not in people or not period.since <= line.contact_on <= period.until:
            continue
        for step in STEPS[: STEPS.index(naive_step(line)) + 1]:
            count("chain", step, line)
        if is_contact(line):
            count("by_month", line.contact_on.isoformat()[:7], line)
            count("by_channel", line.channel.value, line)
            count("by_outcome", line.outcome.value, line)
            count("by_platform_kind", kinds.get(line.platform_id, ""), line)
    for person in people.values():
        if period.since <= person.created_at.astimezone(ZONE).date() <= period.until:
            persons["chain", "seen"].add(person.id)
    found = defaultdict(dict)
    for (subject, key), ids in persons.items():
        found[subject][key] = (len(ids), contacts[subject, key])
    return found


def months_of_person(db, person_id):
    """Return, for each subject and key, in which months a person counts, and in how many contacts."""
    found = defaultdict(dict)
    for month in ("2025-11", "2025-12", "2026-01", "2026-02", "2026-03"):
        counted = naive_count(db, whole_month(month), only=person_id)
        for subject, figures in counted.items():
            for key, (_persons, contacts) in figures.items():
                found[subject, key][month] = contacts
    return found


def whole_month(month):
    first = date.fromisoformat(f"{month}-01")
    return Period(first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))


def with_erased(db, expected, erased, period):
    """Add who was erased, in the months that the period has whole."""
    result = defaultdict(dict, {subject: dict(figures) for subject, figures in expected.items()})
    whole = is_whole_months(db, period)

    def counts(month):
        span = whole_month(month)
        inside = period.since <= span.since and span.until <= period.until
        touched = span.since <= period.until and period.since <= span.until
        return touched if whole else inside

    for person in erased:
        for (subject, key), months in person.items():
            contacts = [count for month, count in months.items() if counts(month)]
            before = result[subject].get(key, (0, 0))
            if contacts:
                result[subject][key] = (before[0] + 1, before[1] + sum(contacts))
    return result


def figures_of(counted):
    return {table.id: rows_of(counted, table.id) for table in counted.tables if table.id in month_persons.SUBJECTS}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, since=DAYS, until=DAYS, whole=st.booleans())
def test_every_way_of_counting_agrees_with_a_naive_count(db, changes, since, until, whole):
    since, until = min(since, until), max(since, until)
    if whole:
        since, until = since.replace(day=1), (until.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(1)
    with contextlib.suppress(Undone), db.transaction():
        story = Story(db)
        for change in changes:
            story.apply(change)
        require_agreement(db, Period(since, until), story.erased)
        raise Undone


def require_agreement(db, period, erased=()):
    expected = naive_count(db, period)
    counted = figures_of(count_statistics(db, period))
    whole = with_erased(db, expected, erased, period)
    assert counted == {subject: whole.get(subject, {}) for subject in counted}
    for subject in counted:
        lines = count_lines(db, period.since, period.until)[subject]
        assert lines == expected.get(subject, {})
    assert statistics.tally_differs(db) == []
