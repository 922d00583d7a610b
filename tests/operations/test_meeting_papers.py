"""The papers of a meeting as the register knows it: what stands there, who may read it, and the line in the log."""

import subprocess
from dataclasses import replace

import pytest
from makers import NOW, TODAY, a_meeting, a_person

from outreach_desktop.domain.meeting import Done, MeetingIncident, Way
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.domain.shift import Shift, ShiftIncident
from outreach_desktop.i18n import texts
from outreach_desktop.operations import meeting_papers
from outreach_desktop.operations.exports import Format
from outreach_desktop.operations.meetings import answer_to, give_go, prepare, save_answer, save_meeting
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import remove_record, save_record
from outreach_desktop.storage.reading import NotThere

SV = texts("sv")
SECRETS = ("Luna", "Lindgren", "Storgatan", "Ek", "porten")


def words_of(pdf):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def actions(db):
    return [(row["action"], row["subject"]) for row in db.rows("SELECT action, subject FROM log ORDER BY seq")]


@pytest.fixture
def meeting(db):
    secret = replace(load_organisation(db), secret_address=True, visiting_address="Storgatan 4, Sjöstad")
    save_organisation(db, secret, NOW)
    person = save_person(db, a_person(wishes="Luna vill sitta nära dörren"), NOW)
    meeting = a_meeting(
        person_id=person.id, workers=(db.sealer.account,), others="Bo Lindgren", on_call="Dana Ek",
        transport="Gå från Storgatan 4",
    )  # fmt: skip
    return save_meeting(db, meeting, NOW)


@pytest.fixture
def incident(db, meeting):
    text = "En man filmade oss."
    return save_record(db, MeetingIncident(meeting_id=meeting.id, text=text, follow_up_by=db.sealer.account), NOW)


@pytest.fixture
def as_volunteer(db, monkeypatch):
    monkeypatch.setattr(type(db.sealer), "role", Role.VOLUNTEER)


def test_no_name_of_the_person_no_surname_and_no_secret_address_stands_in_the_plan(db, meeting):
    give_go(db, meeting.id, NOW, reason="Luna väntar, och Bo Lindgren är på Storgatan 4.")
    for form in (Format.PDF, Format.JSON):
        found = meeting_papers.export_plan(db, meeting.id, form, SV, printed_on=TODAY, now=NOW)
        said = words_of(found) if form is Format.PDF else found.decode()
        assert [each for each in SECRETS if each in said] == []
        assert "P-2026-0001" in said
        assert "Dana" in said


def test_the_window_the_preview_and_the_terminal_give_the_same_bytes(db, meeting):
    shown = meeting_papers.plan_bytes(db, meeting.id, "sv", NOW)
    assert shown == meeting_papers.plan_bytes(db, meeting.id, "sv", NOW)
    assert shown == meeting_papers.export_plan(db, meeting.id, Format.PDF, SV, printed_on=TODAY, now=NOW)
    blank = meeting_papers.blank_checklist_bytes(db, Way.CHAT, "sv", NOW)
    assert blank == meeting_papers.export_blank_checklist(db, Way.CHAT, SV, printed_on=TODAY, now=NOW)


def test_each_paper_that_leaves_the_vault_stands_in_the_log(db, meeting, incident):
    before = len(actions(db))
    meeting_papers.export_plan(db, meeting.id, Format.PDF, SV, printed_on=TODAY, now=NOW)
    meeting_papers.export_blank_checklist(db, Way.PHYSICAL, SV, printed_on=TODAY, now=NOW)
    meeting_papers.export_incident(db, incident.id, SV, printed_on=TODAY, now=NOW)
    meeting_papers.note_plan_left(db, meeting.id, "print", NOW)
    assert actions(db)[before:] == [
        ("export", "meeting"), ("export", "own_checklist"), ("export", "meeting_incident"), ("print", "meeting"),
    ]  # fmt: skip


def test_open_musts_and_who_goes_all_the_same_and_why_are_printed(db, meeting):
    found = prepare(db, meeting.id)
    assert f"{len(found.missing)} av {len(found.missing)} måsten" in words_of(
        meeting_papers.plan_bytes(db, meeting.id, "sv", NOW)
    )
    give_go(db, meeting.id, NOW, reason="Personen väntar på perrongen.")
    said = words_of(meeting_papers.plan_bytes(db, meeting.id, "sv", NOW))
    assert "Går ändå Anna, 24 november 2026 19.31" in said
    assert "Personen väntar på perrongen." in said


def test_when_all_is_done_the_plan_says_so(db, meeting):
    found = prepare(db, meeting.id)
    for each in found.open_musts:
        save_answer(db, replace(answer_to(found, each.item.item), done=Done.DONE), NOW)
    give_go(db, meeting.id, NOW)
    assert "Allt som måste vara klart är klart." in words_of(meeting_papers.plan_bytes(db, meeting.id, "sv", NOW))


def test_a_meeting_in_the_bin_has_no_plan_and_an_incident_no_report(db, meeting, incident):
    remove_record(db, incident, NOW)
    with pytest.raises(NotThere):
        meeting_papers.incident_bytes(db, incident.id, "sv", NOW)
    remove_record(db, meeting, NOW)
    with pytest.raises(NotThere):
        meeting_papers.plan_bytes(db, meeting.id, "sv", NOW)


def test_an_incident_is_reported_with_its_meeting_and_without_surnames(db, incident):
    said = words_of(meeting_papers.incident_bytes(db, incident.id, "sv", NOW))
    expected = ("En man filmade oss.", "Kaféet vid torget", "Anna och Bo", "P-2026-0001", "Vem som följer upp Anna")
    assert [each for each in expected if each not in said] == []
    assert "Lindgren" not in said


def test_a_volunteer_prints_the_plan_and_the_checklist_but_reads_no_incident(db, meeting, incident, as_volunteer):
    assert meeting_papers.plan_bytes(db, meeting.id, "sv", NOW)
    assert meeting_papers.blank_checklist_bytes(db, Way.PHYSICAL, "sv", NOW)
    for read in (
        lambda: meeting_papers.incident_bytes(db, incident.id, "sv", NOW),
        lambda: meeting_papers.note_incident_left(db, incident.id, "read", NOW),
        lambda: meeting_papers.export_incident(db, incident.id, SV, printed_on=TODAY, now=NOW),
        lambda: meeting_papers.shift_incident_bytes(db, 1, "sv", NOW),
    ):
        with pytest.raises(NotPermitted):
            read()


def test_an_incident_of_a_shift_is_reported_in_the_same_form(db):
    shift = save_record(db, Shift(started_at=NOW, workers=(db.sealer.account,), others="Bo Ek"), NOW)
    incident = save_record(db, ShiftIncident(shift_id=shift.id, text="Någon skrev hotfullt till oss."), NOW)
    said = words_of(meeting_papers.shift_incident_bytes(db, incident.id, "sv", NOW))
    assert "Någon skrev hotfullt till oss." in said
    assert "Vilka som arbetade Anna och Bo" in said
