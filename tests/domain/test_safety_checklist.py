"""What the register says of a meeting decides which items are asked and which are musts."""

from makers import a_meeting, a_person

from outreach_desktop.domain.answers import Suspected
from outreach_desktop.domain.meeting import ChecklistAnswer, Done, Way
from outreach_desktop.domain.organisation import Organisation
from outreach_desktop.domain.safety_checklist import Condition, asked_items, conditions_of, open_musts
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
