"""The clock of a meeting and its file: neither forgets a check-in, whatever happens between the two."""

from dataclasses import replace
from datetime import timedelta

import pytest
from dying import died_at
from makers import NOW, a_meeting, a_person

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.meeting import CheckInKind, MeetingParting, MeetingState, SafeLeaving
from outreach_desktop.domain.meeting_clock import Moment
from outreach_desktop.operations import meeting_clock as clock
from outreach_desktop.operations import vaults
from outreach_desktop.operations.meetings import give_go, save_meeting
from outreach_desktop.operations.organisation import load_organisation
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import save_record
from outreach_desktop.storage.database import Database
from outreach_desktop.storage.reading import load_of, load_one
from outreach_desktop.vault.clock_file import ClockFile, RunningClock
from outreach_desktop.vault.errors import CannotWrite, ClockUnreadable
from outreach_desktop.vault.folder import Vault

BOOT = "0b" * 16
BEGIN = Moment(BOOT, 7_000_000, NOW)


def at(minutes, wall=0, boot=BOOT):
    """The moment so many minutes after the start, on a computer whose wall clock was moved by some."""
    passed = timedelta(minutes=minutes)
    ticks = BEGIN.ticks + int(minutes * 60_000) if boot == BOOT else int(minutes * 1000)
    return Moment(boot, ticks, NOW + passed + timedelta(minutes=wall))


@pytest.fixture
def file(opened):
    return opened[0].clock


def gone(db, **values):
    """A meeting to which the two may go."""
    meeting = save_meeting(db, a_meeting(person_id=save_person(db, a_person(), NOW).id, **values), NOW)
    return give_go(db, meeting.id, NOW, reason="prov")


def left_in(file, now):
    """How many whole minutes the file leaves for each check-in, the nearest first."""
    clock_now = file.read()
    return sorted(round(each.left(now).total_seconds() / 60) for each in clock_now.countdowns) if clock_now else []


def kinds(db, meeting):
    return [each.kind for each in reversed(clock.history(db, meeting.id))]


def lines(db):
    return [(row["action"], row["subject"]) for row in db.rows("SELECT action, subject FROM log ORDER BY seq")]


def test_the_first_check_in_begins_the_meeting_and_writes_the_file(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    assert (meeting.state, meeting.started_at) == (MeetingState.UNDER_WAY, NOW)
    assert kinds(db, meeting) == [CheckInKind.STARTED]
    assert left_in(file, BEGIN) == [30]
    assert file.read().countdowns[0].grace == timedelta(minutes=10)
    assert lines(db)[-2:] == [("add", "check_in"), ("start", "meeting")]


def test_without_a_go_no_clock_starts(db, file):
    meeting = save_meeting(db, a_meeting(person_id=save_person(db, a_person(), NOW).id), NOW)
    with pytest.raises(clock.NoGoYet):
        clock.start(db, file, BEGIN, meeting.id)
    assert file.read() is None


def test_a_clock_starts_once_and_not_again_when_it_is_over(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    with pytest.raises(clock.ClockRuns):
        clock.start(db, file, at(1), meeting.id)
    clock.check_out(db, file, at(2), meeting.id, MeetingParting())
    with pytest.raises(clock.ClockStopped):
        clock.start(db, file, at(3), meeting.id)


def test_each_check_in_counts_from_its_own_moment(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    noted = clock.check_in(db, file, at(12), meeting.id)
    assert noted.due_at == NOW + timedelta(minutes=42)
    assert left_in(file, at(12)) == [30]


def test_more_time_counts_from_what_is_left_and_is_no_sign_of_life(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    clock.give_time(db, file, at(10), meeting.id, 15)
    assert left_in(file, at(10)) == [35]
    clock.give_time(db, file, at(60), meeting.id, 15)  # long overdue: from now
    assert left_in(file, at(60)) == [15]
    assert kinds(db, meeting) == [CheckInKind.STARTED, CheckInKind.MORE_TIME, CheckInKind.MORE_TIME]


def test_nobody_puts_a_check_in_off_for_more_than_a_day(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    with pytest.raises(clock.TooMuchTime):
        clock.give_time(db, file, at(1), meeting.id, 24 * 60)


def test_what_did_not_come_is_noted_once_for_each_instant(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    due = NOW + timedelta(minutes=30)
    assert clock.note_overdue(db, NOW + timedelta(minutes=40), meeting.id, due)
    assert not clock.note_overdue(db, NOW + timedelta(minutes=41), meeting.id, due)
    clock.check_in(db, file, at(45), meeting.id)
    assert clock.note_overdue(db, NOW + timedelta(minutes=90), meeting.id, NOW + timedelta(minutes=75))
    assert kinds(db, meeting).count(CheckInKind.OVERDUE) == 2


def test_a_check_in_that_did_not_come_is_waited_for_all_the_same(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    clock.note_overdue(db, NOW + timedelta(minutes=41), meeting.id, NOW + timedelta(minutes=30))
    (under_way,) = clock.renew(db, file, at(41)).under_way
    assert under_way.countdown.is_overdue(at(41))


def test_check_out_keeps_the_answers_ends_the_meeting_and_leaves_no_file(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    parting = MeetingParting(safe=SafeLeaving.UNSURE, wanted="ring socialjouren", next_contact="i morgon")
    ended = clock.check_out(db, file, at(50), meeting.id, parting, early=True)
    assert (ended.state, ended.ended_at) == (MeetingState.LEFT_EARLY, at(50).wall)
    (kept,) = load_of(db, MeetingParting, "meeting_id", meeting.id)
    assert (kept.safe, kept.wanted) == (SafeLeaving.UNSURE, "ring socialjouren")
    assert not file.path.exists()
    assert kinds(db, meeting)[-1] is CheckInKind.CHECKED_OUT
    with pytest.raises(clock.ClockStopped):
        clock.check_in(db, file, at(51), meeting.id)


def test_an_answer_that_will_not_do_ends_nothing(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    with pytest.raises(Invalid):
        clock.check_out(db, file, at(50), meeting.id, MeetingParting(wanted="x" * 1_000_000))
    assert load_one(db, type(meeting), meeting.id).is_live
    assert left_in(file, at(0)) == [30]


def test_several_meetings_are_waited_for_and_each_ends_alone(db, file):
    first = clock.start(db, file, BEGIN, gone(db).id)
    second = clock.start(db, file, at(5), gone(db, check_in_minutes=60).id)
    assert left_in(file, at(5)) == [25, 60]
    clock.check_out(db, file, at(6), first.id, MeetingParting())
    assert left_in(file, at(6)) == [59]
    clock.check_out(db, file, at(7), second.id, MeetingParting())
    assert file.read() is None


def test_the_text_and_number_that_the_organisation_chose_stand_in_the_file_and_follow_a_change(db, file):
    chosen = replace(load_organisation(db), clock_text="Ring  nu. Det är bråttom.", clock_phone="070-174 06 09")
    save_record(db, chosen, NOW)
    clock.start(db, file, BEGIN, gone(db).id)
    assert (file.read().text, file.read().phone) == ("Ring nu. Det är bråttom.", "070-174 06 09")
    save_record(db, replace(load_organisation(db), clock_text="Ring."), NOW)
    clock.renew(db, file, at(1))
    assert (file.read().text, left_in(file, at(1))) == ("Ring.", [29])


def test_a_wall_clock_that_was_set_changes_nothing_of_what_is_waited_for(db, file):
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    other = clock.start(db, file, at(5, wall=-300), gone(db).id)
    assert left_in(file, at(6, wall=900)) == [24, 29]
    clock.give_time(db, file, at(7, wall=900), meeting.id, 15)
    assert left_in(file, at(7)) == [28, 38]
    clock.check_out(db, file, at(8, wall=-9000), other.id, MeetingParting())
    assert left_in(file, at(8)) == [37]


def test_a_missing_file_is_made_of_what_the_register_says(db, file):
    clock.start(db, file, BEGIN, gone(db).id)
    file.path.unlink()
    clock.renew(db, file, at(10, boot="0c" * 16))
    assert left_in(file, at(10, boot="0c" * 16)) == [20]


def test_a_file_that_cannot_be_read_is_told_and_made_anew(db, file):
    clock.start(db, file, BEGIN, gone(db).id)
    file.path.write_bytes(b"damaged")
    with pytest.raises(ClockUnreadable):
        file.read()
    assert clock.renew(db, file, at(10)).was_unreadable
    assert left_in(file, at(10)) == [20]
    assert not clock.renew(db, file, at(11)).was_unreadable


def test_what_belongs_to_no_known_meeting_goes_on_until_somebody_stops_it(db, file):
    """An older backup was restored while a meeting was under way: it is not in the register, and it is under way."""
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    unknown = replace(file.read().countdowns[0], due=at(20.5))
    file.write(RunningClock((*file.read().countdowns, unknown)))
    assert clock.renew(db, file, at(1)).strays == file.read().countdowns[1:]
    assert left_in(file, at(0)) == [20, 30]
    clock.stop_stray(db, file, at(2), at(20.5).wall)
    assert left_in(file, at(0)) == [30]
    assert lines(db)[-1] == ("stop_clock", "vault")
    clock.check_out(db, file, at(3), meeting.id, MeetingParting())


def test_a_meeting_in_the_bin_goes_on_ringing(db, file):
    """It went there by mistake, or not: two people are out there."""
    meeting = clock.start(db, file, BEGIN, gone(db).id)
    db.execute("UPDATE meeting SET removed_on = '2026-11-24' WHERE id = :id", id=meeting.id)
    assert len(clock.renew(db, file, at(1)).strays) == 1
    assert left_in(file, at(1)) == [29]


def test_where_the_file_cannot_be_written_nothing_is_started(db, file, monkeypatch):
    monkeypatch.setattr(ClockFile, "write", lambda *_: (_ for _ in ()).throw(CannotWrite()))
    meeting = gone(db)
    with pytest.raises(CannotWrite):
        clock.start(db, file, BEGIN, meeting.id)
    assert not load_one(db, type(meeting), meeting.id).is_live


# --- dying at each step ---


def do(name, db, file, meeting):
    """Do one thing ten minutes after the beginning."""
    if name == "start":
        clock.start(db, file, at(10), meeting.id)
    elif name == "check in":
        clock.check_in(db, file, at(10), meeting.id)
    elif name == "more time":
        clock.give_time(db, file, at(10), meeting.id, 15)
    else:
        clock.check_out(db, file, at(10), meeting.id, MeetingParting())


LATEST = {"start": (40, 40), "check in": (30, 40), "more time": (30, 45), "check out": (30, None)}


@pytest.mark.parametrize("owner", ["disk", "database"])
@pytest.mark.parametrize("what", LATEST)
def test_dying_at_any_step_it_rings_as_before_or_as_then_and_never_later(vault_folder, vault_pattern, what, owner):
    """What the register says is waited for is in the file, at that time or sooner, at each step."""
    before, after = LATEST[what]
    with at_desk(vault_folder, vault_pattern) as (db, file):
        meeting = gone(db)
        if what != "start":
            clock.start(db, file, BEGIN, meeting.id)
    chosen, steps = 1, {"steps": ("execute",), "owner": Database} if owner == "database" else {}
    while _dies(vault_folder, vault_pattern, what, meeting, chosen, steps):
        with at_desk(vault_folder, vault_pattern) as (db, file):
            live = [each.countdown for each in clock.clocks(db, file, at(11)).under_way]
            rings = left_in(file, at(0))
            assert not live or min(rings) in (before, after)
            assert all(min(rings) <= round(each.left(at(0)).total_seconds() / 60) for each in live)
            _put_back(db, file, what, meeting)
        chosen += 1
    assert chosen > 3
    with at_desk(vault_folder, vault_pattern) as (_db, file):
        assert left_in(file, at(0)) == ([after] if after else [])


def _dies(folder, pattern, what, meeting, chosen, steps):
    def work(begin):
        with at_desk(folder, pattern) as (db, file):
            begin()
            do(what, db, file, meeting)

    return died_at(chosen, work, **steps)


def _put_back(db, file, what, meeting):
    """Bring register and file in step, and both back to how they were."""
    clock.renew(db, file, at(11))
    for stray in clock.clocks(db, file, at(11)).strays:
        clock.stop_stray(db, file, at(11), stray.due.wall)
    if what == "start":
        db.execute("UPDATE meeting SET started_at = NULL, state = 'planned' WHERE id = :id", id=meeting.id)
    else:
        db.execute("UPDATE meeting SET ended_at = NULL, state = 'under_way' WHERE id = :id", id=meeting.id)
    keep = 0 if what == "start" else 1
    db.execute("DELETE FROM check_in WHERE id NOT IN (SELECT id FROM check_in ORDER BY id LIMIT :keep)", keep=keep)
    clock.renew(db, file, BEGIN)


class at_desk:  # noqa: N801 - reads as what one does
    """The vault, open for one process."""

    def __init__(self, folder, pattern):
        self.folder, self.pattern = folder, pattern

    def __enter__(self):
        self.vault = Vault.open(self.folder)
        self.db = vaults.connect(self.vault, self.pattern[1])
        return self.db, self.vault.clock

    def __exit__(self, *_):
        self.db.close()
        self.vault.close()
