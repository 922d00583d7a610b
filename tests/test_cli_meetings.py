"""`export meeting-plan`, `checklist` and `incident`: the papers of meetings from a terminal."""

import json

import pytest
from makers import NOW, PASSPHRASE, a_meeting, a_person

from outreach_desktop.domain.meeting import MeetingIncident, Way
from outreach_desktop.operations import meeting_papers, vaults
from outreach_desktop.operations.meetings import save_meeting
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import save_record
from outreach_desktop.vault.folder import Vault

DAY = ("--date", "2026-11-24")


@pytest.fixture
def secret(tmp_path, monkeypatch):
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "secret"
    file.write_text(PASSPHRASE, "utf-8")
    file.chmod(0o600)
    return ["--passphrase-file", file]


@pytest.fixture
def stored(vault_folder, vault_pattern):
    """The vault with a meeting and an incident, and what the window would show of them."""
    vault = Vault.open(vault_folder)
    db = vaults.connect(vault, vault_pattern[1])
    meeting = save_meeting(db, a_meeting(person_id=save_person(db, a_person(), NOW).id), NOW)
    incident = save_record(db, MeetingIncident(meeting_id=meeting.id, text="En man filmade oss."), NOW)
    shown = {
        "meeting-plan": meeting_papers.plan_bytes(db, meeting.id, "sv", NOW),
        "checklist": meeting_papers.blank_checklist_bytes(db, Way.CHAT, "sv", NOW),
        "incident": meeting_papers.incident_bytes(db, incident.id, "sv", NOW),
    }
    db.close()
    vault.close()
    return vault_folder, shown


@pytest.mark.parametrize("what", ["meeting-plan", "checklist", "incident"])
def test_a_terminal_writes_the_same_paper_as_the_window(stored, secret, run, tmp_path, what):
    folder, shown = stored
    out = tmp_path / "papper.pdf"
    chosen = ("--way", "chat") if what == "checklist" else ("--id", 1)
    assert run("export", what, folder, *chosen, *DAY, "--out", out, *secret)[0] == 0
    assert out.read_bytes() == shown[what]
    english = ("--language", "en")
    assert run("export", what, folder, *chosen, *DAY, "--out", out, *secret, *english)[0] == 0
    assert out.read_bytes() != shown[what]


def test_the_plan_can_be_read_by_other_programs(stored, secret, run, tmp_path):
    out = tmp_path / "plan.json"
    assert run("export", "meeting-plan", stored[0], "--id", 1, "--format", "json", "--out", out, *secret)[0] == 0
    told = json.loads(out.read_text("utf-8"))
    assert (told["id"], told["goers"], told["practice"]) == (1, ["Bo", "Cilla"], False)


@pytest.mark.parametrize("what", ["meeting-plan", "incident"])
def test_what_is_not_there_is_refused_in_words_and_nothing_is_written(stored, secret, run, tmp_path, what):
    out = tmp_path / "papper.pdf"
    status, _, said = run("export", what, stored[0], "--id", 99, "--out", out, *secret)
    assert (status, out.exists()) == (1, False)
    assert "finns inte längre" in said


@pytest.mark.parametrize("what", ["meeting-plan", "checklist", "incident"])
def test_the_help_speaks_the_language_asked_for(run, what):
    helps = [" ".join(run("export", what, "--help", "--language", language)[1].split()) for language in ("sv", "en")]
    assert helps[0] != helps[1]
    assert "valvets mapp" in helps[0]
    assert what == "checklist" or "--id" in helps[1]


def test_a_kind_of_meeting_that_is_none_is_wrong_use(stored, secret, run, tmp_path):
    out = tmp_path / "papper.pdf"
    assert run("export", "checklist", stored[0], "--way", "brev", "--out", out, *secret)[0] == 2
