"""The rule of retention: days in, a day out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach_desktop.domain.attributes import problems
from outreach_desktop.domain.person import Ground, KeptFor, Person, State
from outreach_desktop.domain.retention import (
    History,
    RetentionPlan,
    Why,
    bin_ends_on,
    clock_is_doubtful,
    kept,
    months_after,
    must_be_reduced,
)

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
PLANS = st.builds(
    RetentionPlan,
    contact_months=st.integers(1, 60),
    silent_months=st.integers(1, 60),
    ended_months=st.integers(1, 60),
    declined_months=st.integers(1, 60),
    support_months=st.integers(1, 60),
    report_months=st.integers(1, 60),
    claim_months=st.integers(1, 60),
)
HISTORIES = st.builds(
    History,
    registered_on=DAYS,
    last_contact_on=st.none() | DAYS,
    last_try_on=st.none() | DAYS,
    last_refusal_on=st.none() | DAYS,
    last_report_on=st.none() | DAYS,
    answered=st.booleans(),
)
PERSONS = st.builds(
    Person,
    state=st.sampled_from(State),
    retention_ground=st.sampled_from(Ground),
    kept_for=st.sampled_from(KeptFor),
    declined_on=st.none() | DAYS,
    no_contact_until=st.none() | DAYS,
    prolonged_on=st.none() | DAYS,
    prolonged_until=st.none() | DAYS,
)


@given(PERSONS, HISTORIES, PLANS, DAYS)
def test_a_meeting_ahead_never_shortens_and_nobody_goes_before_it_is_over(person, history, plan, meeting_on):
    without = kept(person, history, plan)
    answer = kept(person, replace(history, next_meeting_on=meeting_on), plan)
    assert (answer.why, answer.ground) == (without.why, without.ground)
    assert answer.until >= without.until
    assert answer.until >= meeting_on + timedelta(days=7)
    assert (answer.until > without.until) is (answer.for_meeting_on is not None)


@given(PERSONS, HISTORIES, PLANS)
def test_everybody_has_a_day_and_a_ground_whatever_is_known(person, history, plan):
    answer = kept(person, history, plan)
    assert answer.until > min(day for day in (history.registered_on, *_days(history, person)) if day)
    assert answer.ground in Ground


def _days(history, person):
    return history.last_contact_on, history.last_try_on, history.last_refusal_on, person.declined_on


@given(PERSONS, HISTORIES, PLANS)
def test_the_answer_is_the_same_once_its_ground_is_stored(person, history, plan):
    answer = kept(person, history, plan)
    stored = replace(person, retention_on=answer.until, retention_ground=answer.ground)
    assert kept(stored, history, plan) == answer


@given(PERSONS, HISTORIES, PLANS, st.integers(0, 60))
def test_a_longer_period_never_ends_earlier(person, history, plan, more):
    longer = replace(plan, **{name: months + more for name, months in plan.periods.items()})
    assert kept(person, history, longer).until >= kept(person, history, plan).until


@given(PERSONS, HISTORIES, PLANS)
def test_who_declined_is_kept_for_the_months_after_the_last_refusal_whatever_contact_came_before(person, history, plan):
    declined = replace(person, state=State.DECLINED, no_contact_until=None, prolonged_until=None)
    declined = replace(declined, kept_for=KeptFor.CONTACT)
    days = [day for day in (history.last_refusal_on, declined.declined_on) if day]
    answer = kept(declined, history, plan)
    assert (answer.why, answer.ground) == (Why.DECLINED, Ground.DO_NOT_CONTACT)
    if days:
        assert answer.until == months_after(max(days), plan.declined_months)


@given(HISTORIES, PLANS)
def test_who_never_answered_is_kept_for_the_months_after_the_last_try(history, plan):
    history = replace(history, answered=False)
    answer = kept(Person(state=State.CONTACTED), history, plan)
    assert answer.until == months_after(history.last_try_on or history.registered_on, plan.silent_months)
    assert answer.why is Why.SILENT


@given(PERSONS, HISTORIES, PLANS)
def test_a_refusal_after_time_was_extended_ends_the_extension(person, history, plan):
    refusal = date(2026, 6, 1)
    declined = replace(
        person,
        state=State.DECLINED,
        kept_for=KeptFor.CONTACT,
        declined_on=refusal,
        no_contact_until=None,
        prolonged_on=refusal - timedelta(days=1),
        prolonged_until=date(2090, 1, 1),
    )
    history = replace(history, last_refusal_on=None)
    assert kept(declined, history, plan).until == months_after(refusal, plan.declined_months)
    after = replace(declined, prolonged_on=refusal)
    assert kept(after, history, plan).until == date(2090, 1, 1)


def test_a_report_or_a_claim_keeps_also_who_declined_and_nothing_is_taken_from_them():
    history = History(date(2026, 1, 1), last_refusal_on=TODAY, last_contact_on=TODAY, last_report_on=TODAY)
    for chosen in (KeptFor.REPORT, KeptFor.CLAIM):
        person = Person(state=State.DECLINED, kept_for=chosen)
        assert kept(person, history, RetentionPlan(declined_months=1)).until == date(2027, 5, 24)
        assert not must_be_reduced(person)
    assert must_be_reduced(Person(state=State.DECLINED))
    assert not must_be_reduced(Person(state=State.DECLINED, reduced_on=TODAY))


def test_somebody_who_must_not_be_contacted_until_a_day_is_not_forgotten_before_it():
    person = Person(no_contact_until=date(2027, 11, 1))
    answer = kept(person, History(TODAY), RetentionPlan())
    assert (answer.until, answer.ground) == (date(2027, 11, 1), Ground.DO_NOT_CONTACT)


def test_months_end_where_the_month_does():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2026, 11, 24), 14) == date(2028, 1, 24)


@given(DAYS, st.none() | DAYS)
def test_the_bin_never_outlives_the_person(removed_on, kept_until):
    ends = bin_ends_on(removed_on, kept_until)
    assert ends <= removed_on + timedelta(days=30)
    assert kept_until is None or ends <= kept_until


def test_a_longer_period_wants_its_reason():
    longer = RetentionPlan(support_months=24)
    assert problems(longer, TODAY) == []
    assert [problem.field for problem in longer.order_problems()] == ["why_longer"]
    assert replace(longer, why_longer="Vi följer upp i två år.").order_problems() == []
    assert RetentionPlan(declined_months=3).order_problems() == []


def test_a_clock_that_went_back_or_far_ahead_is_doubtful():
    last = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert not clock_is_doubtful(None, last)
    for well in (timedelta(0), timedelta(minutes=-30), timedelta(days=44)):
        assert not clock_is_doubtful(last, last + well)
    for wrong in (timedelta(hours=-2), timedelta(days=-400), timedelta(days=46), timedelta(days=4000)):
        assert clock_is_doubtful(last, last + wrong)
