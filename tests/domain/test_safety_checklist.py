"""What the register says of a meeting decides which items are asked and which are musts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from makers import a_meeting, a_person

from outreach_desktop.domain.answers import Suspected
from outreach_desktop.domain.meeting import ChecklistAnswer, Done, Meeting, PlaceKind, Way
from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.domain.person import Person, WhoAnswers
from outreach_desktop.domain.safety_checklist import (
    ChecklistItem,
    Condition,
    Level,
    Phase,
    asked_items,
    conditions_of,
    open_musts,
)
from outreach_desktop.operations.meetings import shipped_items


def asked(meeting=None, person=None, organisation=None):
    meeting = meeting or a_meeting()
    holds = conditions_of(meeting, person or a_person(), organisation or Organisation())
    return {each.item.item: each for each in asked_items(shipped_items(), meeting.way, holds)}


def test_a_secret_address_makes_a_public_place_a_must_at_the_first_meeting_only():
    secret = Organisation(secret_address=True)
    assert not asked()["public_place"].must
    assert asked(organisation=secret)["public_place"].because == (Condition.SECRET_ADDRESS, Condition.FIRST_MEETING)
    assert "public_place" not in asked(a_meeting(first=False), organisation=secret)


def test_who_may_be_a_child_makes_who_decides_a_must():
    assert "who_decides" not in asked()
    assert asked(person=a_person(may_be_child=True))["who_decides"].because == (Condition.MAY_BE_CHILD,)


def test_a_suspected_third_party_makes_the_channel_nobody_notices_a_must():
    assert not asked()["hidden_channel"].must
    for person in (a_person(third_party=Suspected.SUSPECTED), a_person(third_party=Suspected.YES)):
        assert asked(person=person)["hidden_channel"].must


def test_a_conversation_by_phone_is_asked_about_other_things_than_a_meeting_in_place():
    by_phone = asked(a_meeting(way=Way.PHONE))
    assert "location_off" not in by_phone
    assert by_phone["private_room"].must
    assert "private_room" not in asked()


CHOICES = {
    "phase": st.sampled_from(Phase),
    "level": st.sampled_from(Level),
    "ways": st.sets(st.sampled_from(Way)).map(tuple),
    "shown_when": st.sets(st.sampled_from(Condition), max_size=2).map(tuple),
    "must_when": st.sets(st.sampled_from(Condition), max_size=3).map(tuple),
}
ITEMS = st.lists(st.builds(ChecklistItem, item=st.text("abc", min_size=1), **CHOICES), unique_by=lambda each: each.item)
HOLD = st.sets(st.sampled_from(Condition))
ANSWERS = st.dictionaries(st.text("abc", min_size=1), st.builds(ChecklistAnswer, done=st.sampled_from(Done)))
anyhow = given(ITEMS, st.sampled_from(Way), HOLD, HOLD, ANSWERS)


def ids(asked):
    return {each.item.item for each in asked}


def musts(asked):
    return ids(each for each in asked if each.must)


@anyhow
def test_more_that_holds_never_takes_an_item_or_a_must_away(items, way, holds, more, answers):
    before, after = asked_items(items, way, holds), asked_items(items, way, holds | more)
    assert ids(before) <= ids(after)
    assert musts(before) <= musts(after)
    for phase in Phase:
        assert ids(open_musts(before, answers, phase)) <= ids(open_musts(after, answers, phase))


@anyhow
def test_a_must_of_the_list_is_a_must_whatever_holds_and_a_raised_one_says_why(items, way, holds, more, answers):
    for each in asked_items(items, way, holds):
        assert each.must is (each.item.level is Level.MUST or bool(each.because))
        assert set(each.because) <= holds
        assert each.item.level is not Level.MUST or not each.because


@anyhow
def test_only_what_fits_is_asked_in_the_order_of_the_list(items, way, holds, more, answers):
    asked_now = asked_items(items, way, holds)
    assert [each.item for each in asked_now] == [each for each in items if each.item in ids(asked_now)]
    for each in items:
        fits = (not each.ways or way in each.ways) and set(each.shown_when) <= holds
        assert (each.item in ids(asked_now)) is fits


@anyhow
def test_one_more_answer_opens_nothing_unless_it_says_not_done(items, way, holds, more, answers):
    asked_now = asked_items(items, way, holds)
    before = ids(open_musts(asked_now, answers))
    for item in ids(asked_now):
        for done in Done:
            after = ids(open_musts(asked_now, {**answers, item: ChecklistAnswer(item=item, done=done)}))
            assert after - before <= ({item} if done is Done.NOT_DONE else set())
            assert (item in after) is (done is Done.NOT_DONE and item in ids(open_musts(asked_now, {})))


@given(st.sampled_from(Way), HOLD)
def test_of_the_list_that_ships_two_of_us_is_always_a_must(way, holds):
    assert "two_of_us" in musts(asked_items(shipped_items(), way, holds))


MEETINGS = st.builds(
    Meeting, way=st.sampled_from(Way), first=st.booleans(), place_kind=st.sampled_from(PlaceKind), interpreter=st.text()
)
PEOPLE = st.builds(
    Person,
    may_be_child=st.booleans(),
    third_party=st.sampled_from(Suspected),
    who_answers=st.sampled_from(WhoAnswers),
    interpreter=st.text(),
)
OURS = st.builds(Organisation, secret_address=st.booleans(), personal_alarm=st.booleans())


@given(MEETINGS, PEOPLE, OURS)
def test_each_condition_holds_for_its_own_reason(meeting, person, organisation):
    holds = conditions_of(meeting, person, organisation)
    calm = conditions_of(
        replace(meeting, first=False, place_kind=PlaceKind.PUBLIC, interpreter=""), Person(), Organisation()
    )
    assert calm == frozenset()
    assert (Condition.SECRET_ADDRESS in holds) is organisation.secret_address
    assert (Condition.MAY_BE_CHILD in holds) is person.may_be_child
    assert (Condition.FIRST_MEETING in holds) is meeting.first
    assert (Condition.OUR_PREMISES in holds) is (meeting.place_kind is PlaceKind.OURS)
    assert (Condition.THIRD_PARTY not in holds) is (
        person.third_party not in (Suspected.YES, Suspected.SUSPECTED)
        and person.who_answers is not WhoAnswers.THIRD_PARTY
    )


def test_not_done_leaves_a_must_open_and_what_does_not_apply_does_not():
    items = tuple(asked().values())
    answers = {
        "two_of_us": ChecklistAnswer(item="two_of_us", done=Done.DONE),
        "our_phones": ChecklistAnswer(item="our_phones", done=Done.NOT_DONE),
        "location_off": ChecklistAnswer(
            item="location_off", done=Done.NOT_APPLICABLE, note="vi har inga telefoner med"
        ),
    }
    assert [each.item.item for each in open_musts(items, answers)] == ["on_call", "if_threatened", "our_phones"]
