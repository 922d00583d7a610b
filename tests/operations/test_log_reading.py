"""The check of the log in words, the log on paper, and that every action has its word."""

import ast
from datetime import date, datetime
from pathlib import Path

import pytest
from makers import NOW, a_person

from outreach_desktop.domain.log_head import LogHead
from outreach_desktop.domain.log_line import Action, LogFilter, Subject
from outreach_desktop.i18n import ZONE, texts
from outreach_desktop.operations import log_reading
from outreach_desktop.operations.log_reading import check_log, log_bytes, note_log_left, state_words
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import log, log_chain, log_lines
from tests.export.reports import failures, printed_text

PACKAGE = Path(__file__).parents[2] / "outreach_desktop"
LATER = datetime(2029, 1, 5, 18, 0, tzinfo=ZONE)
SEEN_NOTHING = LogHead(0, b"")


@pytest.fixture
def luna(db):
    return save_person(db, a_person(alias="kanariefågeln"), NOW)


def words(state):
    return state_words(state, texts("sv"))


def test_a_whole_log_is_said_to_be_whole(db, luna):
    heard = []
    state = check_log(db, log.head(db), heard.append)
    assert state.whole
    assert words(state) == f"Alla {state.lines} rader finns, i ordning, oförändrade och signerade."


@pytest.fixture
def closed(db, luna):
    """Two years on: the closing line stands for all that was written until now, and one line was written since."""
    with db.transaction():
        log.note(db, "unlock", "vault", "", LATER)
    return log_chain.close_before(db, date(2027, 1, 1), LATER)


def test_a_whole_log_with_a_closing_line_says_for_how_many_lines_it_stands(db, closed):
    state = check_log(db, LogHead(1, b"seen long ago"))
    assert state.whole
    assert (state.lines, state.closed) == (2, closed)
    assert words(state) == (
        "Alla 2 rader finns, i ordning, oförändrade och signerade. "
        f"Det gäller också slutraden som ersätter {closed} äldre rader."
    )


def test_a_forged_closing_line_is_told_as_a_line_that_was_changed(db, closed):
    db.execute("UPDATE log_closing SET last = last - 1")
    state = check_log(db, SEEN_NOTHING)
    assert not state.whole
    assert "har ändrats, flyttats eller tagits bort" in words(state)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_log_on_paper_says_which_lines_are_closed_and_who_signed_it(db, closed, language):
    pdf = log_bytes(db, LogFilter(), language, LATER)
    said = " ".join(printed_text(pdf).split())
    assert {
        "sv": f"{closed} rader till och med 24 november 2026 är ersatta av en slutrad, signerad av Anna den 5 januari",
        "en": f"{closed} lines up to 24 November 2026 are replaced by a closing line, signed by Anna on 5 January",
    }[language] in said
    assert failures(pdf) == []


def test_how_far_the_check_has_come_is_told(db, luna, monkeypatch):
    monkeypatch.setattr(log_reading, "_TOLD_EVERY", 1)
    heard = []
    state = check_log(db, SEEN_NOTHING, heard.append)
    assert heard == list(range(1, state.lines + 1))


def test_a_changed_line_is_named_by_its_number(db, luna):
    db.execute("UPDATE log SET uid = '' WHERE seq = 2")
    assert words(check_log(db, SEEN_NOTHING)).startswith("1 rad har ändrats, flyttats eller tagits bort, vid rad 2.")


def test_several_damaged_lines_are_counted(db, luna):
    db.execute("UPDATE log SET account = account || 'x'")
    state = check_log(db, SEEN_NOTHING)
    assert (state.damaged, state.first_damaged) == (state.lines, 1)
    assert "den första vid rad 1" in words(state)


def test_a_log_cut_at_its_end_is_found_by_what_this_computer_has_seen(db, luna):
    seen = log.head(db)
    db.execute("DELETE FROM log WHERE seq = :last", last=seen.seq)
    state = check_log(db, seen)
    assert state.damaged == 0
    assert not state.whole
    assert "saknas" in words(state)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_log_on_paper_says_what_was_asked_and_holds_no_text_of_a_record(db, luna, language):
    wanted = LogFilter(account=db.sealer.account, record=luna.code, since=NOW.date())
    pdf = log_bytes(db, wanted, language, NOW)
    said = printed_text(pdf)
    assert luna.code in said
    assert "Anna" in said
    assert {"sv": "lade till person", "en": "added person"}[language] in " ".join(said.split())
    assert "kanarie" not in said
    assert failures(pdf) == []


def test_of_very_many_lines_the_newest_are_printed_and_it_is_said(db, luna, monkeypatch):
    with db.transaction():
        for _line in range(8):
            log.note(db, "print", "statistics", "", NOW)
    monkeypatch.setattr(log_reading, "MOST_PRINTED", 5)
    said = " ".join(printed_text(log_bytes(db, LogFilter(action=Action.PRINT), "sv", NOW)).split())
    assert "8 rader. De 5 nyaste står här" in said
    assert said.count("skrev ut statistik") == 5


def test_a_log_that_leaves_the_vault_leaves_a_line(db, luna):
    note_log_left(db, NOW)
    (newest,) = log_lines.load(db, log_lines.find(db, LogFilter(), most=1))
    assert (newest.action, newest.subject) == ("export", "log")


def test_every_action_and_subject_that_the_program_notes_has_its_word():
    """What is not in the lists would stand in the log by its English key."""
    noted = [
        found for file in (PACKAGE / "operations").rglob("*.py") for found in _noted(ast.parse(file.read_text("utf-8")))
    ]
    assert len(noted) > 10
    known = {each.value for each in Action}, {each.value for each in Subject}
    assert {action for action, _subject in noted if action} - known[0] == set()
    assert {subject for _action, subject in noted if subject} - known[1] == set()


def _noted(tree):
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) == "note":
            plain = [each.value if isinstance(each, ast.Constant) else None for each in call.args]
            yield plain[1], plain[2] if len(plain) > 2 else None
            yield from (
                (each.value.value, None)
                for each in call.keywords
                if each.arg == "action" and isinstance(each.value, ast.Constant)
            )
