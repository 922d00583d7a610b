from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from makers import TODAY

from outreach_desktop.domain.attributes import attributes
from outreach_desktop.domain.merging import Take, differences, loses_block, merged
from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.domain.permission import ContactSummary, may_write
from outreach_desktop.domain.person import Consent, KeptFor, Person, State

days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
words = st.sampled_from(["", "hon bad om det", "polisen, 5000-K123"])
persons = st.builds(
    Person,
    alias=st.sampled_from(["Luna", "Mira Åkesson"]),
    state=st.sampled_from(State),
    may_be_child=st.booleans(),
    safe_ways=words,
    wishes=words,
    consent=st.sampled_from(Consent),
    consent_on=days,
    no_contact_since=days,
    no_contact_until=days,
    no_contact_reason=words,
    hold_by=words,
    hold_since=days,
    hold_until=days,
    follow_up=words,
    follow_up_on=days,
    kept_for=st.sampled_from(KeptFor),
    declined_on=days,
)
takes = st.dictionaries(st.sampled_from([each.name for each in attributes(Person)]), st.sampled_from(Take))


@given(persons, persons)
def test_what_is_preferred_is_never_looser_than_either_of_the_two(kept, other):
    result = merged(kept, other, {})
    assert not loses_block(kept, other, {})
    for each in (kept, other):
        before = may_write(each, ContactSummary(), Organisation(), TODAY)
        if before.verdict.blocks:
            assert may_write(result, ContactSummary(), Organisation(), TODAY).verdict.blocks
    assert result.may_be_child == (kept.may_be_child or other.may_be_child)
    strength = list(KeptFor).index
    assert strength(result.kept_for) == max(strength(each.kept_for) for each in (kept, other))


@given(persons, persons, takes)
def test_every_value_comes_from_one_of_the_two_or_from_both(kept, other, chosen):
    result = merged(kept, other, chosen)
    for each in attributes(Person):
        first, second = getattr(kept, each.name), getattr(other, each.name)
        value = getattr(result, each.name)
        assert value in (first, second) or (first in value and second in value and chosen[each.name] is Take.BOTH)


@given(persons)
def test_equal_records_ask_nothing(person):
    assert differences(person, person) == []
    assert merged(person, person, {}) == person


def test_what_only_one_of_them_says_is_kept_without_asking():
    kept, other = Person(alias="Luna", gender="kvinna"), Person(alias="Luna", safe_ways="bara sms efter 18")
    assert differences(kept, other) == []
    assert merged(kept, other, {}) == Person(alias="Luna", gender="kvinna", safe_ways="bara sms efter 18")


def test_texts_can_be_kept_both_and_what_belongs_together_stays_together():
    kept = Person(alias="Luna", wishes="ring inte", consent=Consent.GIVEN, consent_on=date(2026, 11, 9))
    other = Person(alias="Luna", wishes="helst en kvinna", consent=Consent.DECLINED, consent_on=date(2026, 11, 12))
    asked = {each.name: each for each in differences(kept, other)}
    assert set(asked) == {"wishes", "consent"}
    assert asked["wishes"].both
    assert not asked["consent"].both
    result = merged(kept, other, {"wishes": Take.BOTH})
    assert result.wishes == "ring inte\nhelst en kvinna"
    assert (result.consent, result.consent_on) == (Consent.DECLINED, date(2026, 11, 12))


def test_letting_go_of_a_block_is_seen():
    kept = Person(alias="Luna", no_contact_since=date(2026, 11, 1), no_contact_until=date(2026, 12, 1))
    other = Person(alias="Luna", no_contact_since=date(2026, 10, 1))
    assert loses_block(kept, other, {"no_contact_since": Take.KEPT})
    assert not loses_block(kept, other, {"no_contact_since": Take.OTHER})
