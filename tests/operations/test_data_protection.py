"""The impact assessment and the record of processing say what is set in the vault, and leave the rest to people."""

from dataclasses import replace

import pytest
from makers import NOW, a_person

from outreach_desktop.content import protection
from outreach_desktop.domain.organisation import Role
from outreach_desktop.domain.retention import Article6, Article9, RetentionPlan
from outreach_desktop.domain.rights import RULES, NotPermitted
from outreach_desktop.export.paper import Blank, Facts, Grid
from outreach_desktop.operations import data_protection
from outreach_desktop.operations.data_protection import assessment_paper, note_left, record_paper
from outreach_desktop.operations.keeping import load_plan
from outreach_desktop.operations.organisation import load_organisation, save_organisation
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.retention import save_plan
from tests.export.reports import failures, printed_text

PAPERS = {"assessment": assessment_paper, "record": record_paper}
both = pytest.mark.parametrize("paper", PAPERS)
in_both_languages = pytest.mark.parametrize("language", ["sv", "en"])


def pdf(db, paper, language):
    return getattr(data_protection, f"{paper}_bytes")(db, language, NOW)


def words(db, paper, language="sv"):
    return " ".join(printed_text(pdf(db, paper, language)).split())


def facts(found, heading):
    """Return the facts of a section as labels with their values."""
    section = next(each for each in found.sections if each.heading == heading)
    return dict(next(part for part in section.parts if isinstance(part, Facts)).rows)


@both
@in_both_languages
def test_they_pass_pdf_ua_1_and_the_same_settings_give_the_same_bytes(db, paper, language):
    made = pdf(db, paper, language)
    assert failures(made) == []
    assert pdf(db, paper, language) == made


@both
def test_every_purpose_stands_there_with_its_period_and_the_ground_that_was_chosen(db, paper):
    chosen = replace(
        load_plan(db), contact_months=3, contact_6=Article6.INTEREST, contact_9=Article9.NON_PROFIT, declined_months=4
    )
    save_plan(db, chosen, NOW)
    made = PAPERS[paper](db, "en")
    contact = facts(made, "Ongoing contact")
    assert contact["Ground in article 6"] == "6.1 f, legitimate interest"
    assert contact["Ground in article 9"] == "9.2 d, non-profit body"
    assert "Ongoing contact: months after the last contact: 3 months" in contact["Erased"]
    assert facts(made, "Do-not-contact list")["Erased"] == "Declined: months after the last refusal: 4 months"
    names = {"Support", "Report made", "Legal claim", "Accounts and log"}
    assert names <= {section.heading for section in made.sections}


@both
def test_no_ground_is_suggested_where_none_was_chosen(db, paper):
    made = PAPERS[paper](db, "sv")
    assert {facts(made, name)["Grund i artikel 6"] for name in ("Stöd", "Rättsligt anspråk")} == {"Inte valt än"}


def test_every_period_of_the_plan_belongs_to_a_purpose(db):
    known = {name for names in data_protection._PERIODS.values() for name in names}
    assert known == set(RetentionPlan().periods)
    assert set(data_protection._PERIODS) | {"colleagues"} == {each.id for each in protection().purposes}


@both
def test_what_is_set_in_the_vault_stands_there(db, paper):
    own = replace(load_organisation(db), idle_minutes=7, backup_days=45, privacy_link="kvallsljus.example/om")
    save_organisation(db, own, NOW)
    said = words(db, paper)
    for known in ("Kvällsljus", "070-174 06 05", "efter 7 minuter", "högst 45 dagar", "kvallsljus.example/om", "MALL"):
        assert known in said


@both
def test_rights_and_roles_are_those_of_the_program(db, paper):
    made = PAPERS[paper](db, "en")
    section = next(each for each in made.sections if each.heading == "Roles")
    (grid,) = [part for part in section.parts if isinstance(part, Grid)]
    assert len(grid.rows) == len(RULES)
    assert ("Read notes, assessments and concern reports", "Administrator, Coordinator and Staff", "by encryption") in (
        grid.rows
    )
    assert facts(made, "Roles") == {"Administrator": "1", "Coordinator": "0", "Staff": "0", "Volunteer": "0"}


def test_each_risk_and_each_question_has_room_for_what_only_people_can_say(db):
    made = {section.heading: section for section in assessment_paper(db, "sv").sections}
    for each in (*protection().risks, *protection().questions):
        assert any(isinstance(part, Blank) for part in made[each.heading.sv].parts), each.id


@both
def test_nothing_about_persons_stands_in_them(db, paper):
    person = save_person(db, a_person(alias="Kanariefågeln"), NOW)
    said = words(db, paper)
    assert "Kanarie" not in said
    assert person.code not in said


@both
def test_it_says_that_it_is_no_legal_advice_and_where_each_duty_stands(db, paper):
    said = words(db, paper, "en")
    assert "not legal advice" in said
    assert "Regulation (EU) 2016/679, article" in said
    assert "Checked on 30 November 2026" in said


@both
@pytest.mark.parametrize("role", [Role.STAFF, Role.VOLUNTEER])
def test_only_who_leads_makes_them(db, paper, role, monkeypatch):
    monkeypatch.setattr(type(db.sealer), "role", role)
    with pytest.raises(NotPermitted):
        pdf(db, paper, "sv")


@pytest.mark.parametrize("subject", ["impact_assessment", "processing_record"])
def test_each_time_that_one_leaves_the_vault_stands_in_the_log(db, subject):
    note_left(db, subject, "print", NOW)
    row = db.rows("SELECT action, subject FROM log ORDER BY seq DESC LIMIT 1")[0]
    assert tuple(row) == ("print", subject)
