"""The file `clock` in clear: what stands in it, what never does, and that what is damaged counts as an alarm."""

import json
import re
import stat
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from makers import NOW, a_meeting, a_person

from outreach_desktop.domain.meeting import Meeting
from outreach_desktop.domain.meeting_clock import Countdown, Moment
from outreach_desktop.operations import meeting_clock
from outreach_desktop.operations.meetings import give_go, save_meeting
from outreach_desktop.operations.people import save_person
from outreach_desktop.vault import boot_clock, durable
from outreach_desktop.vault.clock_file import MOST_COUNTDOWNS, ClockFile, RunningClock, clocks_of, packed, parse
from outreach_desktop.vault.envelope import pack
from outreach_desktop.vault.errors import CannotWrite, ClockUnreadable

DUE = Moment("0b" * 16, 9_000_000, datetime(2026, 11, 24, 19, 1, 7, tzinfo=UTC))
CLOCK = RunningClock((Countdown(DUE, timedelta(minutes=10)),), "Ring nu.", "070-174 06 09")
CANARY = "kanarie"


@pytest.fixture
def file(tmp_path):
    return ClockFile(tmp_path / "clock")


def test_what_is_written_is_read(file):
    assert file.read() is None
    file.write(CLOCK)
    assert file.read() == CLOCK
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_where_nothing_runs_no_file_is_left_and_nothing_beside_it(file):
    file.write(CLOCK)
    file.path.with_name("clock.new").write_bytes(b"left by a crash")
    file.write(replace(CLOCK, countdowns=()))
    file.write(replace(CLOCK, countdowns=()))
    assert list(file.path.parent.iterdir()) == []


def test_it_holds_instants_grace_the_start_of_the_computer_and_the_two_chosen_texts_and_nothing_else(file):
    file.write(CLOCK)
    body = json.loads(file.path.read_bytes())["body"]
    assert body == {
        "countdowns": [{"boot": "0b" * 16, "due_ticks": 9_000_000, "due": 1_795_546_867, "grace": 600}],
        "text": "Ring nu.",
        "phone": "070-174 06 09",
    }


def test_no_word_of_the_meeting_the_person_or_us_is_in_it(db, opened):
    """Every text of a meeting and a person is a canary, and so are their uids."""
    texts = [each.name for each in fields(Meeting) if each.type is str and each.name not in ("uid", "went_by")]
    person = save_person(db, a_person(alias=f"{CANARY}alias", safe_ways=f"{CANARY}väg"), NOW)
    named = {name: f"{CANARY}{name}" for name in texts if not name.endswith("_by")} | {"on_call_phone": "0701740699"}
    planned = save_meeting(db, a_meeting(person_id=person.id, workers=(db.sealer.account,), **named), NOW)
    give_go(db, planned.id, NOW, reason=f"{CANARY}skäl")
    meeting = meeting_clock.start(db, opened[0].clock, boot_clock.moment(NOW), planned.id)
    written = opened[0].clock.path.read_text("ascii")
    assert '"countdowns"' in written
    hidden = (CANARY, "0701740699", "Luna", "Anna", meeting.uid, person.uid, db.sealer.account, "P-2026")
    assert [each for each in hidden if each in written] == []
    assert set(re.findall(r'"(\w+)":', written)) == {
        *("format", "version", "checksum", "body", "countdowns", "boot", "due_ticks", "due", "grace", "text", "phone")
    }


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_a_file_that_was_cut_is_told_in_its_own_sentence(file, cut):
    file.write(CLOCK)
    file.path.write_bytes(file.path.read_bytes()[:cut])
    with pytest.raises(ClockUnreadable) as told:
        file.read()
    assert "clock cannot be read" in told.value.text


def test_a_file_of_a_newer_version_or_one_that_cannot_be_opened_counts_as_unreadable_too(file):
    file.path.write_bytes(pack("outreach clock", 2, {}))
    with pytest.raises(ClockUnreadable):
        file.read()
    file.path.unlink()
    file.path.mkdir()
    with pytest.raises(ClockUnreadable):
        file.read()


@pytest.mark.parametrize(
    "body",
    [
        {"countdowns": [], "text": "", "phone": ""},
        {"countdowns": [{"boot": "0b" * 16, "due_ticks": 1, "due": -1, "grace": 0}], "text": "", "phone": ""},
        {"countdowns": [{"boot": "0b" * 16, "due_ticks": 1, "due": 1, "grace": 7201}], "text": "", "phone": ""},
        {"countdowns": [{"boot": "0B" * 16, "due_ticks": 1, "due": 1, "grace": 0}], "text": "", "phone": ""},
        {"countdowns": [{"boot": "0b" * 16, "due_ticks": 1, "due": 1, "grace": 0}], "text": "a\nb", "phone": ""},
        {"countdowns": [{"boot": "0b" * 16, "due_ticks": 1, "due": 1, "grace": 0}], "text": "", "phone": "", "who": ""},
    ],
)
def test_what_does_not_fit_the_form_is_refused(body):
    with pytest.raises(ClockUnreadable):
        parse(pack("outreach clock", 1, body))


def test_a_text_that_is_too_long_or_has_lines_is_made_to_fit():
    long = RunningClock(CLOCK.countdowns, "ring\n" * 400, "1" * 200).tidied()
    assert parse(packed(long)) == long
    assert (len(long.text), len(long.phone)) == (500, 80)


def test_more_than_it_can_hold_is_not_written(file):
    with pytest.raises(ClockUnreadable):
        file.write(replace(CLOCK, countdowns=CLOCK.countdowns * (MOST_COUNTDOWNS + 1)))
    assert list(file.path.parent.iterdir()) == []


def test_a_disk_that_fails_leaves_the_file_as_it_was(file, monkeypatch):
    file.write(CLOCK)
    monkeypatch.setattr(durable, "_sync", lambda _descriptor: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(CannotWrite):
        file.write(replace(CLOCK, text="annat"))
    assert file.read() == CLOCK


def test_of_several_vaults_each_that_runs_is_told_and_a_damaged_one_too(tmp_path):
    for name in ("runs", "silent", "damaged"):
        (tmp_path / name).mkdir()
    ClockFile(tmp_path / "runs" / "clock").write(CLOCK)
    (tmp_path / "damaged" / "clock").write_bytes(b"?")
    found = clocks_of([tmp_path / name for name in ("runs", "silent", "damaged", "gone")])
    assert found.pop(tmp_path / "runs") == CLOCK
    assert {folder.name: type(each) for folder, each in found.items()} == {"damaged": ClockUnreadable}


def test_ticks_go_on_and_the_start_of_the_computer_keeps_its_name():
    first = boot_clock.moment(NOW)
    second = boot_clock.moment(NOW)
    assert 0 <= second.ticks - first.ticks < 5000
    assert first.boot == second.boot
    assert re.fullmatch("[0-9a-f]{32}", first.boot)
