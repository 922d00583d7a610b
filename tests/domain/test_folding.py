"""Order, search and look-ups see through ways of writing, and take any text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outreach_desktop.domain.folding import lookup_key, search_form, sort_key
from outreach_desktop.domain.person import IdentifierKind

ANY_TEXT = st.text(st.characters(codec=None), max_size=40) | st.text(
    "aåäöÅÄÖéüæøwv09 -@/.%?&=#\u0301\u0308\x00\u200f\ud800"
)
IN_ORDER = [
    "", "1", "2", "10", "100", "Adam", "Ada Maria", "Adamo", "Anna", "Anna 2", "Anna 10", "Anna-Bella", "Annabella",
    "Celine", "Émilie", "Emma", "Vera", "Vilma", "Wera", "Wilma", "Zoe", "Åke", "Åsa", "Ärla", "Æsa", "Äsp",
    "Örjan", "Ørsted", "Östen",
]  # fmt: skip


def test_known_words_come_in_swedish_order():
    words = [word for word in IN_ORDER if word not in {"Adam", "Adamo"}]

    assert sorted(set(words), key=sort_key) == words


def test_a_short_word_comes_before_a_longer_one_that_begins_with_it():
    assert sort_key("Ada Maria") < sort_key("Adam") < sort_key("Adamo")


@pytest.mark.parametrize(("one", "other"), [
    ("mia", "MIA"), ("Mia", "  “Mia”"), ("Mia", "💋 Mia 💋"), ("André", "andre"), ("Åsa", "A\u030asa"),
    ("Sören", "Søren"), ("Mia", "𝓜𝓲𝓪"), ("Mia", "\u200fM\u00adia"), ("7", "007"),
])  # fmt: skip
def test_ways_of_writing_the_same_sort_together(one, other):
    assert sort_key(one) == sort_key(other)


@given(ANY_TEXT)
@settings(max_examples=50)
def test_any_text_has_a_sort_key_that_can_be_stored(text):
    key = sort_key(text)

    assert key.encode() == sort_key(text).encode()
    assert "\x00" not in key


@given(st.text("abcvwxyzåäö", max_size=6), st.text("abcvwxyzåäö", max_size=6))
@settings(max_examples=50)
def test_keys_are_in_the_order_of_the_swedish_alphabet(one, other):
    alphabet = "abcdefghijklmnopqrstuvwxyzåäö"
    places = [[alphabet.index(letter) for letter in word] for word in (one, other)]

    assert (sort_key(one) < sort_key(other)) == (places[0] < places[1])


@given(st.text("abzåäöÅÄÖéÉèÈüÜ–—‘’“”«»•… 09-\n"))
@settings(max_examples=100)
def test_what_is_folded_as_a_whole_is_folded_as_it_would_be_beside_other_letters(text):
    assert search_form(f"{text} ǻ") == f"{search_form(text)} {search_form('ǻ')}"


@given(st.integers(0, 10**30), st.integers(0, 10**30))
@settings(max_examples=50)
def test_numbers_are_in_order_of_size(one, other):
    assert (sort_key(f"Mia {one}") < sort_key(f"Mia {other}")) == (one < other)


@pytest.mark.parametrize(("written", "stored"), [
    ("Renée Núñez", "renee nunez"), ("Åsa Ärlig ÖST", "åsa ärlig öst"), ("A\u030asa", "åsa"), ("Müller", "muller"),
    ("STRASSE", "strasse"), ("straße", "strasse"), ("Ǻse", "åse"), ("Иван", "иван"), ("ไทย", "ไทย"),
    ("rad\nrad", "rad rad"), ("İstanbul", "istanbul"),
])  # fmt: skip
def test_search_folds_accents_but_keeps_swedish_letters(written, stored):
    assert search_form(written) == stored


@given(ANY_TEXT)
@settings(max_examples=50)
@example("\u0345\u0301")
@example("ϓ\u0308")
def test_the_search_form_of_a_search_form_is_itself(text):
    assert search_form(search_form(text)) == search_form(text)
    search_form(text).encode()


@pytest.mark.parametrize(("kind", "one", "other"), [
    (IdentifierKind.ALIAS, "Mia ♥ Lova", "mia lova"),
    (IdentifierKind.ALIAS, "MIA", "𝐌𝐢𝐚"),
    (IdentifierKind.CHAT, "@Mia_99", "mia_99 "),
    (IdentifierKind.PHONE, "ring 0046-ABC", "Ring0046abc"),
    (IdentifierKind.EMAIL, "Mia <Mia@Site.example>", "mailto:mia@site.example"),
    (IdentifierKind.AD, "https://www.Site.example/ads/17/?utm_source=x&fbclid=1", "site.example/ads/17"),
    (IdentifierKind.AD, "http://site.example:80/a?b=2&a=1#top", "//site.example/a?a=1&b=2"),
    (IdentifierKind.AD, "site.example/%C3%85sa", "SITE.example/åsa/"),
    (IdentifierKind.PROFILE, "https://www.site.example/@mia", "site.example/@Mia/"),
    (IdentifierKind.PROFILE, "@Mia", "mia"),
])  # fmt: skip
def test_ways_of_writing_one_identifier_have_one_key(kind, one, other):
    assert lookup_key(kind, one) == lookup_key(kind, other) != ""


@pytest.mark.parametrize(("kind", "one", "other"), [
    (IdentifierKind.ALIAS, "Åsa", "Asa"),
    (IdentifierKind.CHAT, "mia_99", "mia.99"),
    (IdentifierKind.AD, "site.example/ad?id=1", "site.example/ad?id=2"),
    (IdentifierKind.AD, "site.example/1", "other.example/1"),
])  # fmt: skip
def test_different_identifiers_have_different_keys(kind, one, other):
    assert lookup_key(kind, one) != lookup_key(kind, other)


@given(st.sampled_from(IdentifierKind), ANY_TEXT)
@settings(max_examples=50)
@example(IdentifierKind.AD, "%%34%31")
@example(IdentifierKind.AD, "http://[")
@example(IdentifierKind.AD, "?/?\u0300")
def test_any_text_has_a_key_which_is_its_own_key(kind, text):
    key = lookup_key(kind, text)

    key.encode()
    assert lookup_key(kind, key) == key


def test_a_value_of_ornaments_only_still_has_a_key():
    assert lookup_key(IdentifierKind.ALIAS, "♥ ♥") == "♥♥"
