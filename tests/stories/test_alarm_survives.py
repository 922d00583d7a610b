"""The alarm outlives the process: killed and started again, and replaced by its lock window, with a real display."""

import os
import signal
from datetime import datetime, timedelta

import pytest
from makers import PASSPHRASE, a_meeting, a_person

from outreach_desktop.i18n import ZONE
from outreach_desktop.operations import meeting_clock, vaults
from outreach_desktop.operations.meetings import give_go, save_meeting
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage.reading import load_one
from outreach_desktop.vault import boot_clock
from outreach_desktop.vault.folder import Vault
from tests.stories.test_lock import Driven, display  # noqa: F401


class Vaulted:
    """A vault with a meeting under way whose check-in was due at once and is overdue a minute after the beginning."""

    def __init__(self, folder, pattern):
        self.folder, self._pattern = folder, pattern

    def begin(self, left):
        """Let the meeting have begun so that it is overdue in so many seconds."""
        now = datetime.now(ZONE)
        vault = Vault.open(self.folder)
        db = vaults.connect(vault, self._pattern[1])
        planned = a_meeting(person_id=save_person(db, a_person(), now).id, starts_at=now, check_in_minutes=1)
        meeting = save_meeting(db, planned, now)
        give_go(db, meeting.id, now, reason="prov")
        begun = boot_clock.moment(now).after(timedelta(seconds=left - 11 * 60))
        meeting_clock.start(db, vault.clock, begun, meeting.id)
        db.close()
        vault.close()

    def history(self):
        vault = Vault.open(self.folder)
        db = vaults.connect(vault, self._pattern[1])
        found = [each.kind.value for each in meeting_clock.history(db, 1)]
        assert load_one(db, type(a_meeting()), 1).is_live
        db.close()
        vault.close()
        return found


@pytest.fixture
def vaulted(vault_folder, vault_pattern):
    return Vaulted(vault_folder, vault_pattern)


@pytest.fixture
def begin(vaulted, tmp_path, display):  # noqa: F811
    begun = []

    def begin_program():
        program = Driven(vaulted.folder, tmp_path / "settings", display)
        begun.append(program)
        program.wait_for("ready")
        return program

    yield begin_program
    for each in begun:
        each.process.kill()
        each.process.wait()
        each.process.stdin.close()
        each.process.stdout.close()


@pytest.mark.timeout(180)
def test_killed_and_started_again_it_asks_and_rings_when_it_is_overdue(vaulted, begin):
    vaulted.begin(left=12)
    first = begin()
    assert first.wait_for("asks")["waits"] == 1
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait()
    second = begin()
    assert second.wait_for("asks")["waits"] == 1
    assert second.wait_for("rings")["shown"]
    second.ask(f"unlock {PASSPHRASE}")
    second.wait_for("unlocked")
    assert second.wait_for("shown")["rings"]


@pytest.mark.timeout(180)
def test_locked_by_replacing_the_process_it_goes_on_without_a_question(vaulted, begin):
    vaulted.begin(left=60 * 60)
    program = begin()
    program.ask(f"unlock {PASSPHRASE}")
    program.wait_for("unlocked")
    program.wait_for("waits")
    program.wait_for("asks")
    program.ask("all is well")
    program.lock()
    now = program.wait_for("waits")
    assert now["pid"] == program.process.pid
    assert not now["asks"]
    assert not now["rings"]


@pytest.mark.timeout(180)
def test_what_is_missed_while_it_rings_locked_is_noted_at_unlocking(vaulted, begin):
    vaulted.begin(left=0)
    program = begin()
    program.wait_for("rings")
    program.ask(f"unlock {PASSPHRASE}")
    program.wait_for("unlocked")
    program.wait_for("rings")
    program.lock()
    program.wait_for("ready")
    program.process.kill()
    program.process.wait()
    assert vaulted.history() == ["overdue", "started"]
