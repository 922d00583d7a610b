"""Forms that are one for ways of spelling a name, and slips: checked against the distance that defines them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_desktop.domain.alikeness import alike_form, number_slips, slips_of


@pytest.mark.parametrize(("one", "other"), [
    ("Kristina", "Christina"), ("Kristina", "Cristina"), ("Åsa", "Asa"), ("Mirra", "mira"), ("Alicia", "Alisia"),
    ("Josephine", "Josefine"), ("Björn", "Bjorn"), ("Wilma", "Vilma"), ("Jessica", "Jessika"),
    ("Mira Sthlm", "mira_sthlm"), ("M1ra", "Mira"), ("Alexa", "Aleksa"), ("Tereza", "Theresa"),
])  # fmt: skip
def test_ways_of_spelling_a_name_have_one_form(one, other):
    assert alike_form(one) == alike_form(other)


@pytest.mark.parametrize(("one", "other"), [("Mira", "Moa"), ("Luna 77", "Luna 88"), ("Anna", "Ina")])
def test_other_names_have_other_forms(one, other):
    assert alike_form(one) != alike_form(other)


def distance(one, other):
    """Return how many slips lie between two texts, two signs swapped counting as one; as in the books."""
    rows = {(-1, -1): 0}
    for at in range(len(one)):
        rows[at, -1] = at + 1
    for at in range(len(other)):
        rows[-1, at] = at + 1
    for i, sign in enumerate(one):
        for j, beside in enumerate(other):
            best = min(rows[i - 1, j] + 1, rows[i, j - 1] + 1, rows[i - 1, j - 1] + (sign != beside))
            if i and j and sign == other[j - 1] and one[i - 1] == beside:
                best = min(best, rows[i - 2, j - 2] + 1)
            rows[i, j] = best
    return rows[len(one) - 1, len(other) - 1]


@given(st.text("0123456789", min_size=1, max_size=9))
def test_every_number_that_is_found_is_one_slip_away(digits):
    assert {distance(digits, each) for each in number_slips(digits)} == {1}


FORMS = st.text("abdefghiklmnoprstuv0123456789", min_size=4, max_size=9)


@given(FORMS, FORMS)
def test_no_form_one_slip_away_is_missed(form, other):
    assert (other in slips_of(form)) == (distance(form, other) == 1)


@given(FORMS, st.data())
def test_a_form_with_one_slip_made_on_purpose_is_found(form, data):
    at = data.draw(st.integers(0, len(form) - 1))
    assert form[:at] + form[at + 1 :] in slips_of(form)
    letter = data.draw(st.sampled_from("abdefghiklmnoprstuv0123456789"))
    slipped = form[:at] + letter + form[at + 1 :]
    assert slipped == form or slipped in slips_of(form)


def test_letters_of_another_script_can_slip_too():
    assert alike_form("Милана") in slips_of(alike_form("Милена"))


def test_of_three_letters_no_slip_means_anything():
    assert slips_of("mia") == []


@given(st.text())
def test_any_text_has_a_form_that_stays_the_same(text):
    form = alike_form(text)
    assert alike_form(form) == alike_form(alike_form(form))
