"""May we write? Whatever is known of a person, the answer keeps its promises."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from makers import NOW, TODAY

from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.domain.permission import ContactSummary, Here, Verdict, Why, blocks_of, may_write
from outreach_desktop.domain.person import AgeBand, Person, State
from outreach_desktop.domain.platform import AccountState, Platform
from outreach_desktop.domain.safe_times import Weekday, is_safe, next_safe
from outreach_desktop.i18n import ZONE

ANNA, MOA = "a" * 32, "b" * 32
near_days = st.none() | st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40))
hours = st.integers(0, 24)
moments = st.integers(-35_000, 55_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
persons = st.builds(
    Person,
    alias=st.just("Luna"),
    state=st.sampled_from(State),
    age_band=st.sampled_from(AgeBand),
    may_be_child=st.booleans(),
    safe_days=st.sets(st.sampled_from(Weekday)).map(tuple),
    safe_from=hours,
    safe_until=hours,
    no_contact_since=near_days,
    no_contact_until=near_days,
    no_contact_reason=st.sampled_from(["", "Bad oss."]),
    hold_since=near_days,
    hold_until=near_days,
    hold_by=st.sampled_from(["", "Polisen"]),
    earliest_on=near_days,
)
summaries = st.builds(
    ContactSummary,
    contacts=st.integers(0, 9),
    last_out_at=st.none() | moments,
    last_out_by=st.sampled_from(["", ANNA, MOA]),
    tries=st.integers(0, 9),
)
organisations = st.builds(
    Organisation,
    name=st.just("Kvällsljus"),
    contact_interval=st.integers(0, 365),
    most_tries=st.integers(1, 20),
    colleague_hours=st.integers(0, 168),
    youngest=st.integers(0, 120),
    oldest=st.integers(0, 120),
)
heres = st.builds(
    Here,
    now=moments,
    account=st.just(ANNA),
    shift_began=st.none() | moments,
    platform=st.none() | st.builds(Platform, name=st.just("Sida ett"), account_state=st.sampled_from(AccountState)),
    key=st.sampled_from(["", "+46701740605"]),
    gone=st.sampled_from([frozenset(), frozenset({"+46701740605"})]),
)


def whys(permission):
    return [reason.why for reason in permission.reasons]


def asked(person=None, summary=None, organisation=None, **here):
    """Return the answer where only what a test cares about is said."""
    place = Here(**{"now": NOW, "account": ANNA} | here)
    return may_write(
        person or Person(alias="Luna"), summary or ContactSummary(), organisation or Organisation(), TODAY, place
    )


@given(persons, summaries, organisations, heres)
def test_yes_has_no_reasons_and_everything_else_has(person, summary, organisation, here):
    permission = may_write(person, summary, organisation, here.now.date(), here)
    assert (permission.verdict is Verdict.YES) == (permission.reasons == ())
    assert len(set(whys(permission))) == len(permission.reasons)


@given(persons, summaries, organisations, heres)
def test_a_refusal_or_a_hold_blocks_whatever_else_is_known_and_is_never_gone_past(person, summary, organisation, here):
    today = here.now.date()
    permission = may_write(person, summary, organisation, today, here)
    blocked = bool(blocks_of(person, today))
    assert permission.verdict.blocks is blocked
    if blocked:
        assert not permission.gone_past(Why)
        assert set(whys(permission)) <= {Why.DO_NOT_CONTACT, Why.DECLINED, Why.HOLD}


@given(persons, summaries, organisations, heres)
def test_only_when_every_reason_is_gone_past_may_the_text_be_copied(person, summary, organisation, here):
    permission = may_write(person, summary, organisation, here.now.date(), here)
    if permission.verdict is Verdict.WAIT:
        assert permission.gone_past(whys(permission))
        for missing in whys(permission):
            assert not permission.gone_past(why for why in whys(permission) if why is not missing)


@given(persons, summaries, organisations, heres)
def test_here_only_ever_adds_reasons(person, summary, organisation, here):
    today = here.now.date()
    bare, full = (may_write(person, summary, organisation, today, each) for each in (None, here))
    assert set(whys(bare)) <= set(whys(full))
    if bare.verdict.blocks:
        assert bare == full


@given(persons, summaries, organisations, st.integers(0, 200))
def test_every_end_is_kept_and_nothing_begins_by_waiting(person, summary, organisation, ahead):
    """On the day after the last day of a reason that reason is gone, and waiting brings no new one."""
    now, later = (may_write(person, summary, organisation, TODAY + timedelta(days=days)) for days in (0, ahead))
    for reason in now.reasons:
        if reason.until:
            after = may_write(person, summary, organisation, reason.until + timedelta(days=1))
            assert reason not in after.reasons
    if now.verdict is Verdict.YES:
        assert later.verdict is Verdict.YES


@given(persons, moments)
def test_the_next_safe_time_is_safe_and_comes_within_eight_days(person, at):
    found = next_safe(person, at)
    assert is_safe(person, found)
    assert timedelta(0) < found.replace(tzinfo=None) - at.replace(tzinfo=None) <= timedelta(days=8)


def test_a_night_belongs_to_the_day_on_which_it_began():
    friday_nights = Person(safe_days=(Weekday.FRIDAY,), safe_from=22, safe_until=2)
    friday = datetime(2026, 11, 27, tzinfo=ZONE)
    assert is_safe(friday_nights, friday.replace(hour=22))
    assert is_safe(friday_nights, friday.replace(day=28, hour=1))
    assert not is_safe(friday_nights, friday.replace(hour=1))
    assert not is_safe(friday_nights, friday.replace(day=28, hour=22))


def test_hours_end_before_the_hour_they_name_and_24_is_midnight():
    evenings = Person(safe_from=18, safe_until=24)
    assert [hour for hour in range(24) if is_safe(evenings, NOW.replace(hour=hour))] == [18, 19, 20, 21, 22, 23]
    mornings = Person(safe_from=8, safe_until=10)
    assert [hour for hour in range(24) if is_safe(mornings, NOW.replace(hour=hour))] == [8, 9]


def test_another_of_us_within_a_day_blocks_and_oneself_does_not():
    wrote = ContactSummary(last_out_at=NOW - timedelta(hours=23), last_out_by=MOA)
    assert whys(asked(summary=wrote)) == [Why.COLLEAGUE]
    assert asked(summary=replace(wrote, last_out_by=ANNA)).verdict is Verdict.YES
    assert asked(summary=replace(wrote, last_out_at=NOW - timedelta(hours=24))).verdict is Verdict.YES


def test_another_of_us_this_shift_blocks_however_few_hours_are_asked_for():
    wrote = ContactSummary(last_out_at=NOW - timedelta(hours=3), last_out_by=MOA)
    brief = Organisation(colleague_hours=1)
    assert asked(summary=wrote, organisation=brief).verdict is Verdict.YES
    assert whys(asked(summary=wrote, organisation=brief, shift_began=NOW - timedelta(hours=4))) == [Why.COLLEAGUE]


def test_the_defaults_are_fourteen_days_three_tries_and_a_day_after_a_colleague():
    usual = Organisation()
    assert (usual.contact_interval, usual.most_tries, usual.colleague_hours) == (14, 3, 24)
    wrote = ContactSummary(tries=1, last_out_at=NOW, last_out_by=ANNA)
    assert may_write(Person(), wrote, usual, TODAY + timedelta(days=13)).until == TODAY + timedelta(days=13)
    assert may_write(Person(), wrote, usual, TODAY + timedelta(days=14)).verdict is Verdict.YES
    thrice = replace(wrote, tries=3)
    assert whys(may_write(Person(), thrice, usual, TODAY + timedelta(days=99))) == [Why.TRIES]


def test_a_closed_account_and_a_number_that_went_to_somebody_else_are_said():
    closed = Platform(name="Sida ett", account_state=AccountState.CLOSED)
    (reason,) = asked(platform=closed).reasons
    assert (reason.why, reason.text) == (Why.ACCOUNT, "Sida ett")
    assert asked(platform=replace(closed, account_state=AccountState.ACTIVE)).verdict is Verdict.YES
    assert whys(asked(key="+4670", gone=frozenset({"+4670"}))) == [Why.NOT_IN_USE]


def test_only_an_age_wholly_outside_ours_counts():
    adults = Organisation(youngest=18)
    assert whys(asked(Person(age_band=AgeBand.FROM_15), organisation=adults)) == [Why.AGE]
    assert whys(asked(Person(may_be_child=True), organisation=adults)) == [Why.AGE]
    both = Person(may_be_child=True, age_band=AgeBand.FROM_18)
    assert asked(both, organisation=adults).verdict is Verdict.YES
    assert asked(Person(), organisation=adults).verdict is Verdict.YES
    young = Organisation(oldest=25)
    assert whys(asked(Person(age_band=AgeBand.FROM_26), organisation=young)) == [Why.AGE]
    assert asked(Person(age_band=AgeBand.FROM_21), organisation=young).verdict is Verdict.YES


def test_a_hold_by_itself_is_told_from_a_refusal():
    held = Person(hold_by="Polisen", hold_since=TODAY)
    assert asked(held).verdict is Verdict.HOLD
    assert asked(replace(held, state=State.DECLINED)).verdict is Verdict.NO
    assert asked(replace(held, hold_until=date(2026, 11, 23))).verdict is Verdict.YES
