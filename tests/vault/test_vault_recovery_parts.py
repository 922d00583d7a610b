"""The recovery key on three sheets: any two open, one tells nothing, and each mistake has its own sentence."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_desktop.vault import recovery_parts
from outreach_desktop.vault.errors import (
    RecoveryKeyMistyped,
    SameSheetTwice,
    SheetOfNewerVersion,
    SheetsDisagree,
    SheetsOfTwoMakings,
)
from outreach_desktop.vault.paper_lines import ALPHABET
from outreach_desktop.vault.recovery_parts import Sheet

KEY = bytes(range(20))
PIECES = (bytes(range(40, 60)), bytes(range(90, 110)), bytes(range(200, 220)))
FIXED = Sheet(2, 0x2A5A5A5A, (PIECES[1], PIECES[2]))
keys = st.binary(min_size=20, max_size=20)
few = settings(max_examples=50, deadline=None)
pairs = st.sampled_from(list(permutations(range(3), 2)))


def bare_lines(sheet):
    return [line.replace(" ", "") for line in recovery_parts.written(sheet)]


def with_letter(line, place, letter):
    return line[:place] + letter + line[place + 1 :]


def refused_at(lines):
    with pytest.raises(RecoveryKeyMistyped) as caught:
        recovery_parts.read(lines)
    return caught.value.line


def test_the_way_of_writing_stays_the_same():
    assert recovery_parts.written(FIXED) == [
        "BCVFU WS2M2",
        "LJNVY XK6CI",
        "L5QGC YTDQD",
        "MRSWM Z3I56",
        "NFVGW 3DNL4",
        "ZDE4V S6MTD",
        "ZXHM7 UGRBB",
        "2LJ5J VOWO4",
        "27MNT WW34X",
    ]


# --- any two open ---


@given(keys, pairs)
@few
def test_any_two_of_three_open_in_either_order(key, pair):
    sheets = [recovery_parts.read(recovery_parts.written(sheet)) for sheet in recovery_parts.split(key)]
    assert recovery_parts.join(*(sheets[at] for at in pair)) == key


@given(keys)
@few
def test_what_is_written_is_read_back_in_any_spelling(key):
    for sheet in recovery_parts.split(key):
        lines = recovery_parts.written(sheet)
        assert [len(line) for line in lines] == [11] * 9
        assert recovery_parts.read(lines) == sheet
        assert recovery_parts.read([line.lower().replace(" ", "-") for line in lines]) == sheet
        assert recovery_parts.read([f" {line}  ".translate(str.maketrans("OIB", "018")) for line in lines]) == sheet


def test_each_making_is_new_though_the_key_is_the_same():
    made = [recovery_parts.split(KEY) for _ in range(50)]
    assert len({sheets[0].mark for sheets in made}) == 50
    for at in range(3):
        assert len({sheets[at].pieces for sheets in made}) == 50


def test_only_a_whole_key_is_split():
    with pytest.raises(ValueError, match="20 bytes"):
        recovery_parts.split(b"short")


# --- one alone tells nothing ---


@given(keys, keys, st.integers(1, 3))
@few
def test_one_sheet_fits_every_key_so_it_rules_none_out(key, other, number):
    """For each sheet and each key there is a second sheet by which the two give just that key."""
    sheets = recovery_parts.split(key)
    held = sheets[number - 1]
    missing = recovery_parts._xor(other, *held.pieces)
    next_number = number % 3 + 1
    completing = Sheet(next_number, held.mark, (held.pieces[1], missing))
    assert recovery_parts.join(held, completing) == other
    assert (other == key) == (completing == sheets[next_number - 1])


def test_the_random_pieces_come_from_the_system_and_each_sheet_has_at_least_one_of_its_own(monkeypatch):
    asked = []

    def token_bytes(size):
        asked.append(size)
        return bytes([len(asked)]) * size

    monkeypatch.setattr(recovery_parts.secrets, "token_bytes", token_bytes)
    one, two, three = recovery_parts.split(KEY)
    assert asked == [20, 20]
    first, second = b"\x01" * 20, b"\x02" * 20
    third = bytes(letter ^ 3 for letter in KEY)
    assert (one.pieces, two.pieces, three.pieces) == ((first, second), (second, third), (third, first))


@given(keys)
@few
def test_no_sheet_shows_the_key_or_says_more_than_it_must_when_it_is_shown_in_a_fault(key):
    for sheet in recovery_parts.split(key):
        assert key not in b"".join(sheet.pieces)
        assert all(piece.hex() not in repr(sheet) and repr(piece) not in repr(sheet) for piece in sheet.pieces)


# --- mistakes ---


def test_every_single_wrong_letter_is_caught_and_its_line_named():
    lines = bare_lines(FIXED)
    for at, line in enumerate(lines):
        for place, right in enumerate(line):
            for letter in set(ALPHABET) - {right}:
                typed = [*lines[:at], with_letter(line, place, letter), *lines[at + 1 :]]
                assert recovery_parts.mistyped(typed) == [at + 1]
                assert refused_at(typed) == at + 1


@given(keys, st.integers(0, 2), st.integers(0, 8), st.integers(0, 9), st.sampled_from(ALPHABET))
@settings(max_examples=300, deadline=None)
def test_a_wrong_letter_is_caught_on_any_sheet(key, sheet, line, place, letter):
    lines = bare_lines(recovery_parts.split(key)[sheet])
    if lines[line][place] == letter:
        assert recovery_parts.mistyped(lines) == []
        return
    lines[line] = with_letter(lines[line], place, letter)
    assert recovery_parts.mistyped(lines) == [line + 1]
    assert refused_at(lines) == line + 1


@given(keys, st.integers(0, 2), st.integers(0, 8))
@few
def test_two_letters_of_the_key_that_changed_places_are_caught_and_neighbours_everywhere(key, sheet, line):
    lines = bare_lines(recovery_parts.split(key)[sheet])
    letters = lines[line]
    for one, other in {*combinations(range(8), 2), (7, 8), (8, 9)}:
        if letters[one] == letters[other]:
            continue
        swapped = with_letter(with_letter(letters, one, letters[other]), other, letters[one])
        assert recovery_parts.mistyped([*lines[:line], swapped, *lines[line + 1 :]]) == [line + 1]


@given(keys, st.integers(0, 2))
@few
def test_lines_that_changed_places_are_caught(key, sheet):
    lines = bare_lines(recovery_parts.split(key)[sheet])
    for one, other in combinations(range(9), 2):
        typed = list(lines)
        typed[one], typed[other] = typed[other], typed[one]
        assert recovery_parts.mistyped(typed) == [one + 1, other + 1]


def test_a_line_that_is_missing_short_or_no_letters_is_named():
    lines = recovery_parts.written(FIXED)
    assert refused_at([]) == 1
    assert refused_at(lines[:1]) == 2
    assert refused_at(lines[:8]) == 9
    assert refused_at([*lines, lines[-1]]) == 9
    assert refused_at([*lines[:4], "", *lines[5:]]) == 5
    assert refused_at([*lines[:4], "ÅÄÖ" * 4, *lines[5:]]) == 5
    assert refused_at([lines[0], lines[1] + "A", *lines[2:]]) == 2
    assert refused_at(["\x00" * 100_000]) == 1
    assert recovery_parts.mistyped([""] * 9) == list(range(1, 10))
    assert recovery_parts.mistyped([lines[0][:-1], *lines[1:8], "A"]) == [1, 9]


@given(st.lists(st.text(max_size=14), max_size=11))
@few
def test_whatever_is_typed_leaves_the_reader_in_words(typed):
    with pytest.raises((RecoveryKeyMistyped, SheetOfNewerVersion)):
        recovery_parts.read(typed)
    assert recovery_parts.mistyped(typed) is not None


@pytest.mark.parametrize("version", [2, 3, 31])
def test_a_sheet_of_a_newer_version_is_refused_in_words_whatever_its_other_lines_are(version):
    head = (version << 5 | 9) << 30 | 77
    lines = [recovery_parts._line(0, head.to_bytes(5, "big")), *["of another form"] * 3]
    assert recovery_parts.mistyped(lines) == []
    with pytest.raises(SheetOfNewerVersion, match="newer version of the program"):
        recovery_parts.read(lines)


@pytest.mark.parametrize("head", [(0 << 5 | 1), (1 << 5 | 0), (1 << 5 | 4)])
def test_a_head_that_no_version_writes_is_a_mistyped_line(head):
    lines = recovery_parts.written(FIXED)
    assert refused_at([recovery_parts._line(0, (head << 30).to_bytes(5, "big")), *lines[1:]]) == 1


# --- sheets that do not go together ---


def test_the_same_sheet_twice_is_told_with_its_number():
    for sheet in recovery_parts.split(KEY):
        with pytest.raises(SameSheetTwice) as caught:
            recovery_parts.join(sheet, sheet)
        assert caught.value.values == {"number": sheet.number}


@given(keys, keys, st.integers(0, 2), st.integers(0, 2))
@few
def test_sheets_of_two_makings_are_refused_also_of_the_same_key(key, other, at, beside):
    for another in (key, other):
        with pytest.raises(SheetsOfTwoMakings):
            recovery_parts.join(recovery_parts.split(key)[at], recovery_parts.split(another)[beside])


@given(keys, pairs, st.integers(0, 19), st.integers(1, 255))
@few
def test_a_line_on_both_sheets_that_is_not_the_same_is_named_on_both(key, pair, byte, by):
    sheets = recovery_parts.split(key)
    first, second = (sheets[at] for at in pair)
    shared = next(piece for piece in second.pieces if piece in first.pieces)
    other = bytes(each ^ by if at == byte else each for at, each in enumerate(shared))
    pieces = tuple(other if piece == shared else piece for piece in second.pieces)
    with pytest.raises(SheetsDisagree) as caught:
        recovery_parts.join(first, Sheet(second.number, second.mark, pieces))
    row = byte // 5
    assert caught.value.values == {
        "sheet": first.number,
        "line": 2 + 4 * first.pieces.index(shared) + row,
        "other_sheet": second.number,
        "other_line": 2 + 4 * second.pieces.index(shared) + row,
    }
