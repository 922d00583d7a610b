"""Lists beside each other: what is new, said otherwise, left out, and asked less strictly."""

from dataclasses import replace

import pytest

from outreach_desktop.domain.checklist_versions import asked_less, by_id, differences, in_order, mark_of, news_since
from outreach_desktop.domain.meeting import Way
from outreach_desktop.domain.safety_checklist import ChecklistItem, Condition, Level, OwnChecklist, Phase
from outreach_desktop.operations.meetings import shipped_items

SHIPPED = in_order(shipped_items())
TWO, PLACE = by_id(SHIPPED)["two_of_us"], by_id(SHIPPED)["public_place"]
OWN = ChecklistItem(item="nyckel", phase=Phase.PARTING, text_sv="Nyckeln är med", text_en="The key is with us")


def with_item(item, **values):
    return tuple(replace(each, **values) if each.item == item else each for each in SHIPPED)


def without(*items):
    return tuple(each for each in SHIPPED if each.item not in items)


def test_a_list_is_put_in_order_of_its_phases_and_numbered():
    ordered = in_order([OWN, *SHIPPED])
    assert [each.position for each in ordered] == list(range(len(SHIPPED) + 1))
    assert next(each.item for each in ordered if each.phase is Phase.PARTING) == "nyckel"
    assert ordered == in_order(ordered)


def test_the_same_list_differs_in_nothing_whatever_is_stored_of_it():
    stored = tuple(replace(each, id=7, uid="u", version=3, checklist_id=2) for each in SHIPPED)
    assert not differences(SHIPPED, stored)


def test_what_is_new_reworded_left_out_and_moved_is_told_apart():
    after = [OWN, *(replace(each, text_en="Two go") if each is TWO else each for each in SHIPPED if each is not PLACE)]
    found = differences(SHIPPED, after)
    assert ([each.item for each in found.added], [each.item for each in found.reworded]) == (["nyckel"], ["two_of_us"])
    assert ([each.item for each in found.left_out], found.moved) == (["public_place"], False)
    assert differences(SHIPPED, (SHIPPED[1], SHIPPED[0], *SHIPPED[2:])).moved


@pytest.mark.parametrize(
    "values",
    [
        {"text_sv": "x"}, {"text_en": "x"}, {"level": Level.SHOULD}, {"phase": Phase.DURING}, {"ways": (Way.CHAT,)},
        {"shown_when": (Condition.ALARM,)}, {"must_when": (Condition.ALARM,)},
    ],
)  # fmt: skip
def test_a_mark_changes_with_whatever_an_item_says_and_with_nothing_else(values):
    assert mark_of(replace(TWO, **values)) != mark_of(TWO)
    assert mark_of(replace(TWO, id=4, position=9, uid="u")) == mark_of(TWO)


def test_what_came_with_the_program_since_is_found_and_what_was_left_out_on_purpose_is_not_new():
    then = (*map(mark_of, without("alarm")), "of_old:000000000000")
    changed = with_item("two_of_us", text_sv="Vi är minst två")
    found = news_since(OwnChecklist(shipped=then), changed)
    assert [each.item for each in found.added] == ["alarm"]
    assert [each.item for each in found.reworded] == ["two_of_us"]
    assert found.gone == ("of_old",)
    assert not news_since(OwnChecklist(shipped=tuple(map(mark_of, SHIPPED))), SHIPPED)


@pytest.mark.parametrize(
    ("items", "weaker"),
    [
        (SHIPPED, []),
        (without("two_of_us"), ["two_of_us"]),
        (without("own_limits"), []),
        (with_item("two_of_us", level=Level.SHOULD), ["two_of_us"]),
        (with_item("two_of_us", ways=(Way.PHYSICAL,)), ["two_of_us"]),
        (with_item("two_of_us", shown_when=(Condition.FIRST_MEETING,)), ["two_of_us"]),
        (with_item("two_of_us", phase=Phase.DURING), ["two_of_us"]),
        (with_item("two_of_us", level=Level.SHOULD, must_when=(Condition.ALARM,)), ["two_of_us"]),
        (with_item("public_place", level=Level.MUST, must_when=()), []),
        (with_item("public_place", must_when=(Condition.FIRST_MEETING,)), []),
        (with_item("public_place", must_when=()), ["public_place"]),
        (with_item("public_place", must_when=(*PLACE.must_when, Condition.ALARM)), ["public_place"]),
        (with_item("location_off", ways=()), []),
        (with_item("own_limits", level=Level.MUST), []),
    ],
)
def test_shipped_musts_that_a_list_asks_less_are_found(items, weaker):
    assert [each.item for each in asked_less(items, SHIPPED)] == weaker
