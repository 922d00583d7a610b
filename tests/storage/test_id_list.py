"""Ids as SQLite's own text behave like a list, and no more of them are made numbers than are looked at."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from makers import NOW, a_person

from outreach_desktop.domain.person import PersonFilter
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import id_list, people
from outreach_desktop.storage.id_list import Ids

NUMBERS = st.lists(st.integers(0, 10**9), unique=True, max_size=400)
PLACES = st.none() | st.integers(-500, 500)


@example(list(range(400)), -390, 50, None)
@given(NUMBERS, PLACES, PLACES, st.sampled_from((None, 1, 2, -1, -3)))
def test_they_are_like_a_list(numbers, start, stop, step):
    ids = Ids(json.dumps(numbers, separators=(",", ":")))
    assert ids[start:stop:step] == numbers[start:stop:step]
    assert len(ids) == len(numbers)
    assert ids == numbers
    assert list(ids) == numbers
    assert bool(ids) == bool(numbers)


@given(NUMBERS, st.integers(0, 10**9))
def test_what_is_in_them_and_where(numbers, other):
    ids = Ids(json.dumps(numbers, separators=(",", ":")))
    for each in numbers[::37]:
        assert each in ids
        assert ids.index(each) == numbers.index(each)
        assert ids[ids.index(each)] == each
    assert (other in ids) == (other in numbers)
    if other not in numbers:
        with pytest.raises(ValueError, match=str(other)):
            ids.index(other)


@given(st.lists(NUMBERS, max_size=4))
def test_parts_are_joined(parts):
    made = [Ids(json.dumps(part, separators=(",", ":"))) for part in parts]
    assert Ids.joined(*made) == [each for part in parts for each in part]


def test_only_the_first_are_made_numbers_until_others_are_asked_for(monkeypatch):
    made = []
    real = id_list._numbers
    monkeypatch.setattr(id_list, "_numbers", lambda text: made.append(text.count(",") + 1) or real(text))
    ids = Ids(json.dumps(list(range(100_000)), separators=(",", ":")))
    assert (len(ids), ids[:64], ids[100]) == (100_000, list(range(64)), 100)
    assert 99_999 in ids
    assert ids.index(77_777) == 77_777
    assert made == [128]
    assert ids[99_999] == 99_999
    assert made == [128, 100_000]


@pytest.mark.parametrize("order", ["code", "alias", "state", "last", "follow_up", "county"])
def test_a_list_of_persons_opens_without_making_numbers_of_all(db, order, monkeypatch):
    with db.transaction():
        for number in range(150):
            save_person(db, a_person(alias=f"Luna {number}"), NOW)
    found = people.find(db, PersonFilter(order=order, counties=("01", "03")))
    monkeypatch.setattr(id_list, "_numbers", None)
    assert len(people.load_rows(db, found[:64])) == 64
