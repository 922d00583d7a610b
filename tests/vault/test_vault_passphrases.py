"""Made and chosen passphrases."""

import pytest

from outreach_desktop.vault import passphrases
from outreach_desktop.vault.errors import PassphraseGuessable, PassphraseTooLong, PassphraseTooShort

SYLLABLES = [a + b for a in ("sk", "br", "fl", "m", "tr", "l", "v", "st", "kn", "h") for b in ("å", "ära", "öst")][:28]
LISTED = [first + second for first in SYLLABLES for second in SYLLABLES]
ENDS = ("", "e", "ar", "en", "ig", "na", "os", "um", "yt", "ek")
LISTED = list(dict.fromkeys(word + end for word in LISTED for end in ENDS))
LISTED = LISTED[: passphrases.WORDS]


def test_the_words_of_these_tests_are_as_many_as_they_should_be():
    assert passphrases.read_words("\n".join(LISTED)) == tuple(LISTED)


def test_a_made_passphrase_has_six_words_of_the_list_and_is_never_the_same():
    made = {passphrases.generate(listed=LISTED) for _ in range(50)}
    assert len(made) == 50
    assert all(len(phrase.split(" ")) == 6 and set(phrase.split(" ")) <= set(LISTED) for phrase in made)
    assert len(passphrases.generate(8, LISTED).split()) == 8


def test_made_passphrases_pass_the_rule_for_chosen_ones():
    for _ in range(20):
        assert passphrases.weakness(passphrases.generate(listed=LISTED), listed=LISTED) is None


@pytest.mark.parametrize(
    "text",
    ["", "\n".join(LISTED[:-1]), "\n".join([*LISTED, "till"]), "\n".join([*LISTED[:-1], LISTED[0]]), "\n" * 7776],
)
def test_a_list_that_has_not_exactly_7776_different_words_is_refused(text):
    with pytest.raises(ValueError, match="7776"):
        passphrases.read_words(text)


def test_the_list_that_ships_gives_passphrases_that_are_strong_enough():
    made = passphrases.generate()
    assert set(made.split(" ")) <= set(passphrases.word_list())
    assert passphrases.weakness(made) is None


def test_words_are_read_from_a_file_with_windows_line_ends_too(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes("\r\n".join(LISTED).encode() + b"\r\n")
    assert passphrases._words_in(path) == tuple(LISTED)


@pytest.mark.parametrize("short", ["", "kort", "x" * 14, " " * 40, "a\u030a" * 14])
def test_under_fifteen_letters_is_too_short(short):
    assert isinstance(passphrases.weakness(short, listed=LISTED), PassphraseTooShort)


def test_over_a_thousand_letters_is_too_long():
    assert isinstance(passphrases.weakness("å" * 1001, listed=LISTED), PassphraseTooLong)


@pytest.mark.parametrize(
    "guessable",
    [
        "aaaaaaaaaaaaaaaaaaaa",
        "123456789012345678",
        "passwordpassword",
        "sommarsommarsommar",
        "lösenordlösenord1",
        "qwertyuiopasdfgh",
        "Hemligt Sommar 2026",
        "abcabcabcabcabcabcabc",
    ],
)
def test_what_everybody_would_try_is_guessable_in_swedish_too(guessable):
    assert isinstance(passphrases.weakness(guessable, listed=LISTED), PassphraseGuessable)


def test_the_names_around_are_tried_first():
    phrase = "Nattljuset Åsa Berg"
    assert passphrases.weakness(phrase, listed=LISTED) is None
    assert isinstance(passphrases.weakness(phrase, ["Nattljuset", "Åsa Berg"], LISTED), PassphraseGuessable)


@pytest.mark.parametrize(
    "good", ["nio gröna hästar åt äpplen", "x7#kPq!vR2mZw9&tLb", "jag glömde hatten på bussen i tisdags"]
)
def test_good_ones_need_no_digits_or_capitals(good):
    assert passphrases.weakness(good, listed=LISTED) is None


def test_a_very_long_one_is_judged_quickly_and_without_failing():
    assert passphrases.weakness("gråa moln över sjön " * 40, listed=LISTED) is None
