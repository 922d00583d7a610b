"""A recovery key on its way to paper."""

from datetime import date

from outreach_desktop.ui.recovery.making import ONE, THREE, Making, vault_number, wrong_lines
from outreach_desktop.vault import recovery, recovery_parts

VAULT = "3f7a21bc" + "0" * 24
DAY = date(2026, 11, 22)


def begun(form):
    making = Making()
    making.form = form
    making.begin_new(VAULT, DAY)
    return making


def test_one_sheet_has_the_key_and_three_have_it_two_by_two():
    (only,) = begun(ONE).papers
    assert len(recovery.parse("\n".join(only.lines))) == 20
    making = begun(THREE)
    sheets = [recovery_parts.read(paper.lines) for paper in making.papers]
    assert [(paper.number, paper.of, paper.vault, paper.made) for paper in making.papers] == [
        (number, 3, "3F7A 21BC", DAY) for number in (1, 2, 3)
    ]
    assert recovery_parts.join(sheets[2], sheets[1]) == making.key


def test_the_key_stays_while_it_is_put_on_paper_and_another_form_gets_another():
    making = begun(ONE)
    key, papers = making.key, making.papers
    making.begin_new(VAULT, DAY)
    assert (making.key, making.papers) == (key, papers)
    making.form = THREE
    assert not making.is_begun
    making.begin_new(VAULT, DAY)
    assert making.key != key
    assert len(making.papers) == 3


def test_nothing_is_left_when_it_ends():
    making = begun(THREE)
    making.end()
    assert (making.key, making.papers, making.asked, making.is_begun) == (b"", (), (), False)


def test_two_different_lines_of_each_sheet_are_asked_back():
    asked = [begun(THREE).asked for _ in range(100)]
    assert {len(each) for sheets in asked for each in sheets} == {2}
    assert {number for sheets in asked for each in sheets for number in each} == set(range(1, 10))
    assert all(first < second for sheets in asked for first, second in sheets)
    assert {sheets for making in range(100) for sheets in begun(ONE).asked} == {
        (1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)
    }  # fmt: skip


def test_a_line_typed_back_is_known_in_any_spelling_and_only_in_its_place():
    paper = begun(THREE).papers[0]
    typed = [paper.lines[1].lower().replace(" ", "-").replace("o", "0"), paper.lines[8]]
    assert wrong_lines(paper, (2, 9), typed) == []
    assert wrong_lines(paper, (2, 9), list(reversed(typed))) == [2, 9]
    assert wrong_lines(paper, (2, 9), ["", "åäö"]) == [2, 9]


def test_a_vault_is_told_apart_by_eight_letters_of_its_id():
    assert vault_number("0a1b2c3d4e5f") == "0A1B 2C3D"
