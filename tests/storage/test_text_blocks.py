"""Texts end to end: every word is found by its beginning, and what was taken out is gone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from outreach_desktop.storage import text_blocks
from outreach_desktop.storage.text_blocks import TextBlocks

LETTERS = "abåä1"
TEXTS = st.dictionaries(st.integers(1, 10**9), st.text(LETTERS + " .-\n", max_size=12), max_size=30)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=3), min_size=1, max_size=3)


def begin_so(text, words):
    return all(re.search(rf"(?<![{LETTERS}]){word}", text) for word in words)


@given(TEXTS, WORDS, st.sets(st.integers(0, 29)), st.sampled_from((1, 20, 1 << 16)))
def test_the_texts_are_those_that_have_a_word_that_begins_with_each(texts, words, taken, full):
    text_blocks._FULL, before = full, text_blocks._FULL
    try:
        blocks = TextBlocks()
        for text_id, text in texts.items():
            blocks.add(text_id, text.encode())
        assert sorted(blocks.find(words)) == sorted(each for each, text in texts.items() if begin_so(text, words))
        gone = {text_id for at, text_id in enumerate(texts) if at in taken}
        blocks.take_out(gone)
        texts = {text_id: text for text_id, text in texts.items() if text_id not in gone}
        assert sorted(blocks.find(words)) == sorted(each for each, text in texts.items() if begin_so(text, words))
    finally:
        text_blocks._FULL = before


def test_what_was_taken_out_is_in_no_piece():
    blocks = TextBlocks()
    for text_id, text in enumerate((b"luna bor kvar", b"kanariefagel", b"mira ringde")):
        blocks.add(text_id, text)
    blocks.take_out({1, 99})
    assert [bytes(piece.text) for piece in blocks._pieces] == [b" luna bor kvar mira ringde"]
    assert list(blocks.find(["kanarie"])) == []
    assert list(blocks.find(["kvar"])) == [0]
    assert list(blocks.find(["mir"])) == [2]


def test_nothing_asked_finds_nothing():
    blocks = TextBlocks()
    blocks.add(1, b"luna")
    assert list(blocks.find([])) == []


def test_many_texts_are_a_few_objects():
    blocks = TextBlocks()
    for text_id in range(10_000):
        blocks.add(text_id, b"samma nummer")
    assert len(blocks._pieces) == 2
