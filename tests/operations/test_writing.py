"""Going past a wait, what was copied and never confirmed, and who may end what blocks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import NOW, TODAY, a_contact, a_person

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.contact import Contact, Sending
from outreach_desktop.domain.going_past import GoingPast
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.permission import Why
from outreach_desktop.domain.person import AgeBand, IdentifierKind, Person, State
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.domain.statistics import Period
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.elsewhere import whom_instead
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.lookups import look_up
from outreach_desktop.operations.people import identifier_of, save_identifier, save_person
from outreach_desktop.operations.statistics import count_statistics
from outreach_desktop.operations.writing import confirm_sent, go_past, keep_after_all, never_sent, unconfirmed_lines
from outreach_desktop.storage import people, statistics
from outreach_desktop.storage.reading import load_all, load_one

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
ODD = Period(date(2026, 11, 2), date(2026, 11, 29))


@pytest.fixture
def luna(db):
    return save_person(db, a_person(), NOW)


@pytest.fixture
def as_role(db, monkeypatch):
    """Let whoever is signed in have another role."""

    def take(role):
        monkeypatch.setattr(type(db.sealer), "role", property(lambda _sealer: role))

    return take


def copied(db, person, **values):
    return save_contact(
        db, a_contact(person_id=person.id, template="first_sv@1", sending=Sending.COPIED, **values), NOW
    )


def rows_of(counted, table_id):
    table = next(each for each in counted.tables if each.id == table_id)
    return {row.key: row.values for row in table.rows if any(row.values)}


def test_going_past_keeps_the_reason_sealed_and_the_log_says_only_that_it_was_done(db, luna):
    stored = go_past(db, luna.id, [Why.INTERVAL, Why.TRIES], "Hon bad oss själv.", NOW)
    assert load_one(db, GoingPast, stored.id).reason == "Hon bad oss själv."
    sealed = db.value("SELECT reason FROM going_past")
    assert b"Hon" not in bytes(sealed)
    assert [line.action for line in people.load_history(db, luna.id)][:2] == ["go_past", "add"]


@pytest.mark.parametrize("reason", ["", "   ", "ok"])
def test_without_a_reason_in_words_nothing_is_gone_past(db, luna, reason):
    with pytest.raises(Invalid):
        go_past(db, luna.id, [Why.TRIES], reason, NOW)
    assert load_all(db, GoingPast) == []
    assert rows_of(count_statistics(db, NOVEMBER), "gone_past") == {}


def test_a_volunteer_cannot_go_past_a_wait(db, luna, as_role):
    as_role(Role.VOLUNTEER)
    with pytest.raises(NotPermitted):
        go_past(db, luna.id, [Why.TRIES], "Hon bad oss.", NOW)


def test_statistics_say_how_often_each_reason_was_gone_past_also_when_the_person_is_erased(db, luna):
    go_past(db, luna.id, [Why.INTERVAL, Why.COLLEAGUE], "Hon bad oss.", NOW)
    go_past(db, luna.id, [Why.INTERVAL], "Hon bad oss igen.", NOW)
    erase_person(db, luna.id, NOW)
    assert db.value("SELECT count(*) FROM going_past") == 0
    expected = {"interval": (2,), "colleague": (1,)}
    assert rows_of(count_statistics(db, NOVEMBER), "gone_past") == expected
    assert rows_of(count_statistics(db, ODD), "gone_past") == expected
    assert rows_of(count_statistics(db, Period(date(2026, 10, 1), date(2026, 10, 31))), "gone_past") == {}


@pytest.mark.parametrize("period", [NOVEMBER, ODD])
def test_a_copied_text_is_no_contact_before_somebody_says_that_it_was_sent(db, luna, period):
    line = copied(db, luna)
    counted = count_statistics(db, period)
    assert rows_of(counted, "chain") == {"seen": (1, 1)}
    assert rows_of(counted, "by_channel") == {}
    confirm_sent(db, line.id, NOW)
    counted = count_statistics(db, period)
    assert rows_of(counted, "chain") == {"seen": (1, 1), "contacted": (1, 1)}
    assert rows_of(counted, "by_channel") == {"site_chat": (1, 1)}
    assert statistics.tally_differs(db) == []


def test_the_rule_takes_a_copied_text_for_sent_since_it_may_be(db, luna):
    copied(db, luna)
    (match,) = look_up(db, "Luna", TODAY, NOW).matches
    assert [reason.why for reason in match.permission.reasons] == [Why.INTERVAL]


def test_unconfirmed_are_those_of_who_is_signed_in_newest_first(db, luna):
    older, newer = copied(db, luna, at=NOW - timedelta(hours=2)), copied(db, luna)
    copied(db, luna, by_account="b" * 32)
    save_contact(db, a_contact(person_id=luna.id), NOW)
    assert [each.contact.id for each in unconfirmed_lines(db)] == [newer.id, older.id]
    confirm_sent(db, newer.id, NOW)
    assert [each.contact.id for each in unconfirmed_lines(db)] == [older.id]


def test_what_was_never_sent_goes_to_the_bin_and_can_be_kept_after_all(db, luna):
    line = copied(db, luna)
    assert load_one(db, Person, luna.id).state is State.CONTACTED
    never_sent(db, line.id, NOW)
    assert load_all(db, Contact) == []
    assert load_one(db, Person, luna.id).state is State.FOUND
    assert look_up(db, "Luna", TODAY, NOW).matches[0].permission.reasons == ()
    keep_after_all(db, line, NOW)
    assert [each.contact.id for each in unconfirmed_lines(db)] == [line.id]
    assert load_one(db, Person, luna.id).state is State.CONTACTED


def test_a_line_in_the_bin_waits_for_no_confirmation(db, luna):
    line = copied(db, luna)
    never_sent(db, line.id, NOW)
    assert unconfirmed_lines(db) == []


def test_the_look_up_says_that_another_of_us_has_just_written(db, luna):
    save_contact(db, a_contact(person_id=luna.id, by_account="b" * 32, at=NOW - timedelta(hours=2)), NOW)
    (match,) = look_up(db, "Luna", TODAY, NOW).matches
    assert [reason.why for reason in match.permission.reasons] == [Why.INTERVAL, Why.COLLEAGUE]
    assert match.permission.reasons[1].by == "b" * 32


def test_the_look_up_knows_the_numbers_that_are_no_longer_the_persons(db, luna):
    old = identifier_of("070-174 06 05", IdentifierKind.PHONE, luna.id, TODAY)
    save_identifier(db, replace(old, active=False), NOW)
    assert look_up(db, "Luna", TODAY).matches[0].gone == {"+46701740605"}
    save_identifier(db, old, NOW)
    assert look_up(db, "Luna", TODAY).matches[0].gone == set()


REFUSED = {"no_contact_since": TODAY, "no_contact_reason": "Bad oss."}
HELD = {"hold_since": TODAY, "hold_by": "Polisen"}


@pytest.mark.parametrize(
    ("role", "block", "may"),
    [
        (Role.VOLUNTEER, REFUSED, False),
        (Role.STAFF, REFUSED, True),
        (Role.VOLUNTEER, {"state": State.DECLINED}, False),
        (Role.STAFF, {"state": State.DECLINED}, True),
        (Role.STAFF, HELD, False),
        (Role.COORDINATOR, HELD, True),
    ],
)
def test_who_may_end_what_blocks(db, as_role, role, block, may):
    blocked = save_person(db, a_person(**block), NOW)
    ended = replace(blocked, **{name: getattr(Person(), name) for name in block})
    as_role(role)
    if may:
        save_person(db, ended, NOW)
        assert look_up(db, "Luna", TODAY).matches[0].permission.reasons == ()
    else:
        with pytest.raises(NotPermitted):
            save_person(db, ended, NOW)
        assert look_up(db, "Luna", TODAY).matches[0].permission.verdict.blocks


def test_an_earlier_end_is_an_end_and_another_wording_is_none(db, as_role):
    until = TODAY + timedelta(days=90)
    blocked = save_person(db, a_person(**REFUSED, no_contact_until=until), NOW)
    as_role(Role.VOLUNTEER)
    blocked = save_person(db, replace(blocked, no_contact_reason="Bad oss sluta."), NOW)
    blocked = save_person(db, replace(blocked, no_contact_until=until + timedelta(days=1)), NOW)
    with pytest.raises(NotPermitted):
        save_person(db, replace(blocked, no_contact_until=until), NOW)


def test_a_volunteer_may_turn_a_refusal_into_a_do_not_contact_but_not_shorten_it(db, as_role):
    declined = save_person(db, a_person(state=State.DECLINED), NOW)
    as_role(Role.VOLUNTEER)
    with pytest.raises(NotPermitted):
        save_person(db, replace(declined, no_contact_since=TODAY, no_contact_until=TODAY), NOW)
    save_person(db, replace(declined, **REFUSED), NOW)


def test_for_another_age_the_directory_says_whom_to_turn_to(db):
    names = [entry.id for entry in whom_instead(Person(age_band=AgeBand.FROM_15), "01")]
    assert names[:2] == ["alltid_sedd", "ellencentret"]
    for band in AgeBand:
        years = band.years
        for entry in whom_instead(Person(age_band=band), "22"):
            assert entry.youngest <= years[1]
            assert not entry.oldest or entry.oldest >= years[0]
            assert not entry.counties or "22" in entry.counties
    assert whom_instead(Person(), "01") == []
