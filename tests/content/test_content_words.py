"""The words: the list for passphrases, and those that no text about persons uses."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from outreach_desktop import content
from outreach_desktop.content.reading import FOLDER

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import catalogues
import make_words

WORDS = (FOLDER / "words_sv.txt").read_text("utf-8").split("\n")[:-1]


def test_there_are_7776_sorted_words():
    assert len(WORDS) == 7776 == 6**5
    assert sorted(set(WORDS)) == WORDS


def test_words_are_short_and_plain():
    assert all(re.fullmatch("[a-zåäö]{4,8}", word) for word in WORDS)


def test_no_two_words_begin_with_the_same_five_letters_and_none_begins_another():
    assert len({word[:5] for word in WORDS}) == len(WORDS)
    assert not {word for word in WORDS if len(word) == 4} & {word[:4] for word in WORDS if len(word) > 4}


def test_no_two_words_sound_alike():
    assert len({make_words.sound(word) for word in WORDS}) == len(WORDS)


def test_no_word_is_banned():
    assert make_words.banned_among(WORDS) == set()


@pytest.mark.parametrize(
    "stem", ["hor", "sex", "våld", "knark", "slav", "kund", "torsk", "jude", "neger", "död", "hat"]
)
def test_nothing_begins_with_what_would_hurt(stem):
    found = [word for word in WORDS if word.startswith(stem)]
    assert set(found) <= {"horisont", "hatt", "hatthylla"}


def test_no_passphrase_word_is_on_the_avoid_list():
    assert content.avoided_words(" ".join(WORDS), "sv") == []


def test_making_words_takes_common_ones_first_and_skips_near_ones():
    assert make_words.choose(["segel", "segelbåt", "hjärta", "järta", "sege", "buss"], 9) == ["segel", "hjärta", "buss"]


def test_a_script_without_a_folder_says_how_it_is_used(capsys):
    assert make_words.main([]) == 2
    assert "DICTIONARY_FOLDER" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Hon är prostituerad.", "sv", ["prostituerad"]),
        ("KUNDEN och Klienterna", "sv", ["KUNDEN", "Klienterna"]),
        ("kunskap, sekunder, kunde, träffa, måltid, eskortsida", "sv", []),
        ("Kunden", "en", []),
        ("Sex workers and a client's file", "en", ["Sex workers", "client's"]),
        ("just in case, casework, white, targetless", "en", []),
        ("in this case", "en", ["case"]),
        ("", "sv", []),
    ],
)
def test_avoided_words_are_found_whole_in_any_form_and_letter_case(text, language, found):
    assert content.avoided_words(text, language) == found


def test_every_allowed_phrase_holds_an_avoided_word_and_says_why():
    forms = [form for word in content.avoid_list() for form in word.forms]
    for allowed in content.allowed_phrases():
        assert allowed.reason
        assert any(form in allowed.phrase.split() for form in forms)


def content_texts(language: str) -> list[str]:
    """Return the strings of every content file but the avoid list itself, by the language of their keys."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != "avoid.toml":
            text = path.read_text("utf-8")
            found += re.findall(rf'(?:\.|\b){language} = "([^"]*)"', text)
    return found + [template.text for template in content.templates() if template.language == language]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_content_keeps_to_the_avoid_list(language):
    texts = content_texts(language)
    assert len(texts) > 200
    assert [(text, words) for text in texts if (words := content.avoided_words(text, language))] == []


def test_the_english_texts_of_the_code_keep_to_the_avoid_list():
    messages = [message for message in catalogues.extract() if message.id]
    texts = [text for message in messages for text in (message.id if isinstance(message.id, tuple) else [message.id])]
    assert len(texts) > 50
    assert [(text, words) for text in texts if (words := content.avoided_words(text, "en"))] == []


@pytest.mark.parametrize("path", sorted((ROOT / "i18n").rglob("*.po")), ids=lambda path: path.stem)
def test_the_swedish_translations_keep_to_the_avoid_list(path):
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    texts = [text for message in messages for text in _strings(message.string)]
    assert [(text, words) for text in texts if (words := content.avoided_words(text, "sv"))] == []


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string
