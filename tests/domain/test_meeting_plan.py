"""What must not be read on paper is taken out; when the two are to be heard from is counted."""

from datetime import timedelta

import pytest
from makers import NOW, a_meeting, a_person

from outreach_desktop.domain.meeting import PlaceKind
from outreach_desktop.domain.meeting_plan import (
    LEFT_OUT,
    called,
    check_in_times,
    first_names,
    goers_of,
    items_by_id,
    kept_back,
    without_secrets,
)
from outreach_desktop.domain.organisation import Account, Organisation

SECRET = Organisation(secret_address=True, visiting_address="Storgatan 4, 111 22 Sjöstad")
OURS = (Account(name="Anna Lindgren", alias="Anna"), Account(name="Bo af Ek"), Account(name="Cilla"))
PERSON = a_person(alias="Luna", code="P-2026-0042")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dana Ek", "Dana"), ("Dana", "Dana"), ("Anna-Karin Ek och Bo Lind", "Anna-Karin, Bo"), ("Dana/Bo", "Dana, Bo"),
        ("dana ek", "dana"), ("Dana Ek, Bo & Cilla von Ek", "Dana, Bo, Cilla"), ("", ""), (" , ", ""),
        ("Andersson", "Andersson"),
    ],
)  # fmt: skip
def test_of_a_name_only_the_first_word_is_read(text, expected):
    assert first_names(text) == expected


def test_who_goes_is_called_by_alias_or_first_name():
    accounts = {str(at): each for at, each in enumerate(OURS)}
    meeting = a_meeting(workers=("0", "1", "gone"), others="Cilla Berg, Dan")
    assert goers_of(meeting, accounts) == ("Anna", "Bo", "Cilla", "Dan")
    assert [called(each) for each in OURS] == ["Anna", "Bo", "Cilla"]


@pytest.mark.parametrize(
    "text", ["Ring på vid Storgatan 4.", "storgatan  4", "Storgatan 4, 111 22 Sjöstad", "i 111 22\nSjöstad, på hörnet"]
)
def test_a_secret_address_is_left_out_of_every_text_however_it_is_written(text):
    said = kept_back(PERSON, SECRET, OURS).out_of(text)
    assert LEFT_OUT in said
    assert not {"4", "111"} & set(said.replace(".", " ").split())


def test_the_town_alone_and_an_address_that_is_no_secret_stay():
    assert kept_back(PERSON, SECRET, OURS).out_of("Tåg till Sjöstad") == "Tåg till Sjöstad"
    open_address = Organisation(visiting_address="Storgatan 4")
    assert kept_back(PERSON, open_address, OURS).out_of("Storgatan 4") == "Storgatan 4"


def test_full_names_of_ours_become_first_names_and_a_word_that_is_only_like_one_stays():
    kept = kept_back(PERSON, SECRET, OURS)
    assert kept.out_of("ANNA LINDGREN kör, Bo af Ek går") == "Anna kör, Bo går"
    assert kept.out_of("Vi ses vid Lindgrens") == "Vi ses vid Lindgrens"


def test_the_persons_name_is_the_code_in_what_they_want_and_stays_in_a_place_which_must_be_found():
    kept = kept_back(PERSON, SECRET, OURS)
    assert kept.out_of_wish("Luna vill, och Lunas vän. Lunar") == "P-2026-0042 vill, och P-2026-0042 vän. Lunar"
    assert without_secrets(a_meeting(place="Café Luna"), SECRET, kept).place == "Café Luna"


def test_our_own_premises_are_not_named_while_they_are_secret():
    kept = kept_back(PERSON, SECRET, OURS)
    meeting = a_meeting(place="Tredje porten", place_kind=PlaceKind.OURS)
    assert without_secrets(meeting, SECRET, kept).place == LEFT_OUT
    assert without_secrets(meeting, Organisation(), kept).place == "Tredje porten"


def test_what_serves_us_alone_is_not_in_what_is_printed():
    shown = without_secrets(a_meeting(workers=("0",)), SECRET, kept_back(PERSON, SECRET, OURS))
    assert (shown.workers, shown.others, shown.on_call) == ((), "", "")


def test_they_are_heard_from_at_the_start_and_as_long_as_the_meeting_lasts_three_times_at_most():
    start = NOW + timedelta(days=2)
    times = check_in_times(a_meeting(minutes=60, check_in_minutes=20, grace_minutes=5))
    assert [each.due_at - start for each in times] == [timedelta(minutes=at) for at in (0, 20, 40, 60)]
    assert all(each.act_at - each.due_at == timedelta(minutes=5) for each in times)
    assert len(check_in_times(a_meeting(minutes=600, check_in_minutes=10))) == 4
    assert len(check_in_times(a_meeting(minutes=20, check_in_minutes=30))) == 2
    assert check_in_times(a_meeting(starts_at=None)) == ()


def test_an_item_that_no_list_has_any_more_stands_by_its_id():
    (found,) = items_by_id(["of_old"], {})
    assert (found.text("sv"), found.text("en")) == ("of_old", "of_old")
