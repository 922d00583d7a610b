"""Phone numbers are understood in any way of writing, and never refused."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_desktop.operations.phones import Phone, find_numbers, normalise


@pytest.mark.parametrize("written", [
    "070-174 06 05", "0701740605", "070 174 06 05", "+46701740605", "+46 (0)70-174 06 05", "0046 70 174 06 05",
    "070.174.06.05", " 070/1740605 ", "tel:+46-70-174-06-05", "０７０１７４０６０５", "070-174\u00a006\u201105",
])  # fmt: skip
def test_ways_of_writing_a_swedish_number_are_one_number(written):
    assert normalise(written) == Phone("+46701740605", "070-174 06 05", valid=True)


def test_a_number_from_abroad_is_shown_with_its_country():
    assert normalise("+47 22 22 55 55") == Phone("+4722225555", "+47 22 22 55 55", valid=True)


@pytest.mark.parametrize(
    "written", ["", "hej", "12", "0701740605070174060507017406", "+999 123", "07o-174 06 05", "0" * 5000]
)
def test_what_is_no_number_is_kept_as_it_was_written(written):
    assert normalise(written) == Phone("", written, valid=False)


def test_a_number_that_cannot_be_assigned_keeps_its_key_but_is_marked():
    phone = normalise("075-174 06 05 7")

    assert not phone.valid


def test_numbers_are_found_in_a_text():
    text = "Ring 070-174 06 05 eller +46 70 174 06 07, annars 0701740605. Kostar 1500."

    assert [phone.shown for phone in find_numbers(text)] == ["070-174 06 05", "070-174 06 07"]


def test_numbers_with_nothing_but_blanks_between_them_are_told_apart():
    text = "070-174 06 05 070-174 06 58 +46 70 174 06 31 0701740690"

    assert [phone.shown[-5:] for phone in find_numbers(text)] == ["06 05", "06 58", "06 31", "06 90"]


@given(st.text(st.characters(codec=None), max_size=60) | st.text("0123456789+-() /.\x00\u200f\ud800", max_size=300))
@settings(max_examples=50)
def test_any_text_is_normalised_and_searched_without_an_error(text):
    phone = normalise(text)

    assert phone.e164 or phone.shown == text.strip()
    assert all(found.valid for found in find_numbers(text))


@given(st.integers(5, 99))
@settings(max_examples=50)
def test_the_shown_form_is_the_same_number(last):
    phone = normalise(f"070-174 06 {last:02d}")

    assert normalise(phone.shown) == phone == normalise(phone.e164)


def test_the_library_is_loaded_only_when_a_number_is_looked_at():
    code = "import sys, outreach_desktop.operations.phones; sys.exit('phonenumbers' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
