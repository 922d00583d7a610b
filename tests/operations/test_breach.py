"""The page for the day of a leak: the steps with their sources, and what the vault knows of the days before."""

from datetime import timedelta

import pytest
from makers import NOW, a_contact, a_person, a_report, an_assessment

from outreach_desktop.content import breach
from outreach_desktop.domain.log_line import Action
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.domain.rights import NotPermitted
from outreach_desktop.export.paper import Facts, Grid, Said
from outreach_desktop.operations import accounts, backup_upkeep
from outreach_desktop.operations import breach as breach_of
from outreach_desktop.operations.accounts import NewPerson, Office
from outreach_desktop.operations.assessments import sign_assessment
from outreach_desktop.operations.breach import breach_bytes, breach_paper, note_breach_left
from outreach_desktop.operations.concern_reports import save_report
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.operations.people import add_note, remove_person, save_person
from outreach_desktop.storage import log
from outreach_desktop.vault.cost import Cost
from tests.export.reports import failures, printed_text

DAY = timedelta(days=1)


def note(db, action, at, subject="vault"):
    with db.transaction():
        log.note(db, action, subject, "", at)


def parts(db, heading, now=NOW, days=14, language="en"):
    paper = breach_paper(db, language, now, days)
    (section,) = [each for each in paper.sections if each.heading.startswith(heading)]
    return section.parts


def rows(db, heading, **values):
    (part,) = parts(db, heading, **values)
    return part.rows if isinstance(part, (Grid, Facts)) else ()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_passes_pdf_ua_1_and_says_until_when_the_72_hours_last(db, language):
    pdf = breach_bytes(db, language, NOW)
    said = " ".join(printed_text(pdf).split())
    assert failures(pdf) == []
    assert {"sv": "27 november 2026 19.31", "en": "27 November 2026 19:31"}[language] in said
    assert {"sv": "inte juridisk rådgivning", "en": "not legal advice"}[language] in said


def test_the_steps_stand_in_their_order_by_stage_each_with_its_source(db):
    paper = breach_paper(db, "sv", NOW)
    headings = [each.heading for each in paper.sections[: paper.facts_at]]
    assert [each for each in headings if not each[0].isdigit()] == [
        "Genast",
        "Första dygnet",
        "Inom 72 timmar",
        "Efteråt",
    ]
    steps = [each for each in paper.sections[: paper.facts_at] if each.heading[0].isdigit()]
    assert [each.heading.split(". ", 1)[1] for each in steps] == [each.heading.sv for each in breach().steps]
    for section, step in zip(steps, breach().steps, strict=True):
        assert step.source.sv in section.parts[-1].text
        assert isinstance(section.parts[-1], Said)
        assert "Kontrollerad 30 november 2026" in section.parts[-1].text


def test_how_much_could_be_read_counts_the_bin_too(db):
    person, gone = save_person(db, a_person(), NOW), save_person(db, a_person(alias="Mia"), NOW)
    save_contact(db, a_contact(person_id=person.id), NOW)
    add_note(db, person.id, "sover hos en vän", NOW)
    sign_assessment(db, an_assessment(person_id=person.id), NOW)
    save_report(db, a_report(person_id=person.id), NOW)
    remove_person(db, gone.id, NOW)
    assert dict(rows(db, "What could be read")) == {
        "Persons": "2",
        "Lines in the contact log": "1",
        "Notes, sealed": "1",
        "Assessments, sealed": "1",
        "Concern reports, sealed": "1",
    }


def test_who_can_unlock_and_who_has_left_stand_there(db, opened):
    office = Office(db, *opened)
    bo = accounts.add_person(
        office,
        NewPerson(Account(name="Bo", role=Role.VOLUNTEER), "bos egen långa lösenfras"),
        Cost.cheapest_for_tests(),
        NOW,
    )
    note(db, "unlock", NOW)
    assert rows(db, "Who can unlock") == (
        ("Anna", "Administrator", "24 November 2026 19:31"),
        ("Bo", "Volunteer", "never"),
    )
    db.execute("UPDATE account SET active = 0 WHERE uid = :uid", uid=bo.uid)
    assert rows(db, "Who can unlock")[1][1] == "Volunteer, has left"


def test_who_unlocked_in_the_days_before_and_how_often(db):
    for days in (20, 3, 2, 1):
        note(db, "unlock", NOW - days * DAY)
    assert rows(db, "Who unlocked") == (("Anna", "3", "21 November 2026 19:31", "23 November 2026 19:31"),)
    assert rows(db, "Who unlocked", days=30)[0][1] == "4"
    (nobody,) = parts(db, "Who unlocked", now=NOW + 100 * DAY, days=7)
    assert (nobody.rows, nobody.empty) == ((), "Nobody.")


@pytest.mark.parametrize("action", ["export", "print", "import", "restore", "change_passphrase", "new_recovery_sheet"])
def test_what_left_or_came_in_or_changed_who_comes_in_stands_there(db, action):
    note(db, action, NOW - DAY, "vault")
    (line,) = rows(db, "What left the vault")
    word = next(each.label.text for each in Action if each.value == action)
    assert line[:3] == ("23 November 2026 19:31", "Anna", f"{word} the vault")


@pytest.mark.parametrize("action", ["read", "add", "lock", "list"])
def test_daily_work_does_not(db, action):
    note(db, action, NOW - DAY)
    assert rows(db, "What left the vault") == ()


def test_of_very_much_the_newest_stand_there(db, monkeypatch):
    monkeypatch.setattr(breach_of, "MOST_LINES", 3)
    for hours in (4, 3, 2, 1, 0):
        note(db, "print", NOW - timedelta(hours=hours + 1))
    assert [row[0][-5:] for row in rows(db, "What left the vault")] == ["18:31", "17:31", "16:31"]


def test_the_backups_that_are_known_stand_there_with_their_end(db, opened):
    vault, unlocked = opened
    backup_upkeep.back_up_before(vault, unlocked, db, NOW)
    assert rows(db, "The backups that are known") == (
        ("24 November 2026 19:31", "in the vault's own folder", "22 February 2027", "checked, whole"),
    )


def test_no_text_of_a_record_stands_in_it(db):
    save_person(db, a_person(alias="Kanariefågeln"), NOW)
    assert "Kanarie" not in printed_text(breach_bytes(db, "sv", NOW))


@pytest.mark.parametrize("role", [Role.STAFF, Role.VOLUNTEER])
def test_only_who_may_read_the_log_sees_it(db, role, monkeypatch):
    monkeypatch.setattr(type(db.sealer), "role", role)
    with pytest.raises(NotPermitted):
        breach_paper(db, "sv", NOW)


def test_each_time_that_it_leaves_the_vault_stands_in_the_log(db):
    note_breach_left(db, "export", NOW)
    row = db.rows("SELECT action, subject FROM log ORDER BY seq DESC LIMIT 1")[0]
    assert tuple(row) == ("export", "breach")
