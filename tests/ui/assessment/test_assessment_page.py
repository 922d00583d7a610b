"""Indicator assessments: the grid, the conclusion, versions."""

from dataclasses import replace
from datetime import date

import pytest
from makers import NOW, PASSPHRASE, a_person, an_assessment
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from rules import problems_of

from outreach_desktop.content import indicators
from outreach_desktop.domain.assessment import Answer, Conclusion, Finding, NextStep, Source
from outreach_desktop.domain.organisation import Account, Role
from outreach_desktop.operations.assessments import open_assessment, sign_assessment
from outreach_desktop.operations.organisation import save_account
from outreach_desktop.operations.people import save_person
from outreach_desktop.storage import assessments
from outreach_desktop.storage.reading import NotThere
from outreach_desktop.ui.assessment.findings import NOT_OBSERVED, OBSERVED, TEXT, UNKNOWN, WHERE
from outreach_desktop.ui.assessment.page import assessment_page
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.people import room as people_room
from outreach_desktop.ui.top_bar import Signs
from outreach_desktop.ui.workspace import Workspace
from outreach_desktop.vault.cost import Cost
from outreach_desktop.vault.folder import NewAccount

KEY = Qt.Key


def words(window):
    QApplication.processEvents()
    return {w.text() for w in window.page.findChildren(QLabel) if w.isVisible() and w.text()}


def button(window, name):
    return next((w for w in window.page.findChildren(QPushButton, name) if w.isVisible()), None)


def signed(db, person, **values):
    return sign_assessment(db, an_assessment(person_id=person.id, **values), NOW)


def concludes(page, at, reason):
    page.conclusion._answers.buttons()[at].click()
    page.conclusion.form.editor("reason").area.setPlainText(reason)


@pytest.mark.parametrize("look", [Theme("light"), Theme("dark"), Theme("contrast", "largest")])
def test_each_page_keeps_the_rules(window, db, person, user, look):
    first, second = signed(db, person), signed(db, person, conclusion=Conclusion.SUSPICION)
    window.use_look(look)
    for language in ("sv", "en"):
        window.use_language(language)
        keeps_the_rules(window, user, person, (first.id, second.id))


def keeps_the_rules(window, user, person, versions):
    first, second = versions
    for wanted, more in (("new", {}), (second, {}), (second, {"with": first})):
        user.opens(person.id, wanted, **more)
        assert not problems_of(window)
        assert window.page.width() <= window._area.viewport().width()
    user.opens(person.id).grid.setFocus()
    user.presses(KEY.Key_K)
    assert not problems_of(window)


def test_everything_is_not_known_until_somebody_has_looked(window, person, user):
    page = user.opens(person.id)
    assert page.findings.rowCount() == 12
    assert {page.findings.finding(row).answer for row in range(12)} == {Answer.UNKNOWN}
    assert page.findings.made() == ()
    assert not page.unsaved()


def test_one_can_be_enough_and_none_clears_nobody_stands_above(window, person, user):
    user.opens(person.id)
    said = " ".join(words(window))
    for note in indicators().notes:
        assert note.text.sv in said
    assert "%" not in said


@pytest.mark.parametrize(("language", "keys"), [("sv", "SIV"), ("en", "ONU")])
def test_a_letter_answers_in_the_windows_language(window, person, user, language, keys):
    window.use_language(language)
    page = user.opens(person.id)
    for letter, answer in zip(keys, (Answer.OBSERVED, Answer.NOT_OBSERVED, Answer.UNKNOWN), strict=True):
        user.writes(letter.lower())
        assert page.findings.finding(0).answer is answer


def test_arrows_and_space_answer_too_and_tab_leaves_the_table(window, person, user):
    page = user.opens(person.id)
    user.presses(KEY.Key_Down, KEY.Key_Right, KEY.Key_Space)
    assert page.findings.finding(1).answer is Answer.NOT_OBSERVED
    user.presses(KEY.Key_Tab)
    assert QApplication.focusWidget() is not page.grid


def test_each_cell_says_indicator_answer_and_whether_it_is_chosen(window, person, user):
    page = user.opens(person.id)
    user.writes("s")
    spoken = [page.findings.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(5)]
    text = indicators().items[0].text.sv
    assert spoken[TEXT] == text
    assert spoken[OBSERVED] == f"{text}: Sett, valt"
    assert spoken[NOT_OBSERVED] == f"{text}: Inte sett, inte valt"
    assert spoken[UNKNOWN] == f"{text}: Vet inte, inte valt"
    assert spoken[WHERE] == f"{text}: –"


def test_what_says_little_alone_says_so_in_words(window, person, user):
    page = user.opens(person.id)
    marked = [page.findings.finding(row).indicator for row in range(12) if "(säger lite" in page.findings.text(row)]
    assert marked == ["not_from_sweden", "face_shown"]


def test_source_day_and_note_belong_to_one_indicator(window, person, user):
    page = user.opens(person.id)
    user.presses(KEY.Key_Down)
    user.writes("sk")
    page._panel.form.editor("source").row.choose(1)
    page._panel.form.editor("seen_on").focus()
    user.writes("19/11")
    page._panel.form.editor("note").focus()
    user.writes("Samma säng i tre profiler.")
    user.presses(KEY.Key_Escape)
    assert page.findings.made() == (
        Finding(
            indicator="same_place_photos",
            answer=Answer.OBSERVED,
            source=Source.AD,
            seen_on=date(2026, 11, 19),
            note="Samma säng i tre profiler.",
        ),
    )
    assert page.findings.where(1) == "Annons, 19 nov, anteckning"
    assert QApplication.focusWidget() is page.grid


def test_a_day_that_is_none_keeps_the_panel_open_and_says_why(window, person, user):
    page = user.opens(person.id)
    user.writes("k")
    page._panel.form.editor("seen_on").focus()
    user.writes("snart")
    user.presses(KEY.Key_Escape)
    assert page._panel is not None
    user.with_ctrl(KEY.Key_S)
    assert page._panel is not None
    assert not assessments.find_versions(window.page._workspace.db, person.id)


def test_signing_asks_for_a_conclusion_and_a_reason(window, workspace, person, user):
    user.opens(person.id)
    user.with_ctrl(KEY.Key_S)
    assert {"Välj en slutsats. Osäkert är också en slutsats.", "Måste fyllas i."} <= words(window)
    assert not assessments.find_versions(workspace.db, person.id)


def test_a_signed_version_is_stored_with_all_that_was_said(window, workspace, db, person, user):
    page = user.opens(person.id)
    user.writes("s")
    concludes(page, 0, "Annonsen säger hon.")
    page.conclusion.form.editor("next_step").combo.setCurrentIndex(2)
    page.conclusion.form.editor("next_step_reason").area.setPlainText("De flyttas ofta.")
    page.grid.setFocus()
    user.with_ctrl(KEY.Key_S)
    (version,) = assessments.find_versions(workspace.db, person.id)
    stored = open_assessment(db, version.id, NOW)
    assert (stored.number, stored.conclusion, stored.reason) == (1, Conclusion.SUSPICION, "Annonsen säger hon.")
    assert (stored.next_step, stored.next_step_reason) == (NextStep.POLICE_TIP, "De flyttas ofta.")
    assert [(each.indicator, each.answer) for each in stored.findings] == [("third_person", Answer.OBSERVED)]
    assert stored.list_version == indicators().version
    assert window.here == ("people", {"person": person.id, "assessment": version.id})
    assert not workspace.own_drafts()


def test_a_signed_version_cannot_be_changed(window, db, person, user):
    page = user.opens(person.id, signed(db, person).id)
    before = page.grid._findings.made()
    page.grid.setFocus()
    user.writes("siv")
    user.presses(KEY.Key_Space)
    assert page.grid._findings.made() == before
    assert button(window, "sign") is None
    assert {"Osäkert", "Vi vet för lite än.", "samma nummer två gånger"} <= words(window)
    assert any("version 1, signerad av Anna 24 november 2026" in each for each in words(window))


def test_two_versions_are_compared_in_words(window, db, person, user):
    signed(db, person)
    other = Finding(indicator="shared_phone", answer=Answer.NOT_OBSERVED)
    second = signed(db, person, findings=(other,), conclusion=Conclusion.NO_SUSPICION)
    user.opens(person.id, second.id)
    user.clicks(button(window, "version.compare"))
    model = window.page.table.model()
    rows = [[model.index(row, at).data() for at in range(4)] for row in range(model.rowCount())]
    assert [row[1:] for row in rows if row[3]] == [["Sett", "Inte sett", "ändrat"]]
    assert {"Osäkert", "Ingen misstanke just nu"} <= words(window)


def test_what_is_written_survives_the_language_and_the_page(window, workspace, person, user):
    page = user.opens(person.id)
    user.writes("s")
    concludes(page, 2, "Vi vet för lite än.")
    user.presses(KEY.Key_Down)
    user.writes("k")
    page._panel.form.editor("note").focus()
    user.writes("Mitt i en")
    window.use_language("en")
    user.waits()
    page = window.page
    assert page._panel.form.editor("note").area.toPlainText() == "Mitt i en"
    assert page.findings.finding(0).answer is Answer.OBSERVED
    assert page.conclusion.conclusion is Conclusion.UNSURE
    window.replace("people", {})
    user.waits()
    page = user.opens(person.id)
    assert "What you wrote before stands here again." in words(window)
    assert page.findings.finding(1).note == "Mitt i en"


def test_a_draft_is_thrown_away_on_request(window, workspace, person, user):
    user.opens(person.id)
    user.writes("s")
    window.replace("people", {})
    user.waits()
    user.opens(person.id)
    user.clicks(button(window, "draft.discard"))
    assert window.page.findings.made() == ()
    assert not workspace.own_drafts()


def test_a_draft_is_found_by_its_person_alone(window, person, user):
    window.go("people", {"assessment": person.id})
    user.waits()
    assert window.page.conclusion
    assert any(text.startswith("Luna · P-2026-0001") for text in words(window))


def test_may_be_a_child_is_said_at_once_with_the_way_to_a_report(window, db, person, user):
    save_person(db, replace(person, may_be_child=True), NOW)
    user.opens(person.id)
    user.clicks(button(window, "child.report"))
    assert window.here == ("reports", {"report": "new", "person": person.id})


def test_an_assessment_is_begun_from_the_page_of_the_person(workspace, person, shown, qtbot):
    window = shown(MainWindow([people_room(workspace)], signs=Signs(who="Anna")))
    window.go("people", {"person": person.id})
    window.page.tabs.setCurrentIndex(3)
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "assessments.new") is not None)
    window.findChild(QPushButton, "assessments.new").click()
    assert window.here == ("people", {"person": person.id, "assessment": "new"})
    assert window.page.grid.hasFocus()


@pytest.fixture
def volunteer(opened, db, person):
    """The workspace of somebody who may write restricted texts, and not read them."""
    vault, administrator = opened
    entry = vault.add_account(administrator, NewAccount("Bo", "volunteer", PASSPHRASE), Cost.cheapest_for_tests())
    save_account(db, Account(name="Bo", role=Role.VOLUNTEER, uid=entry.uid), NOW)
    space = Workspace(vault, vault.unlock("Bo", PASSPHRASE), now=lambda: NOW)
    yield space
    space.close()


def test_who_may_not_read_a_version_is_told_so_and_may_still_write_one(volunteer, db, person, shown, qtbot):
    version = signed(db, person)
    window = shown(MainWindow([people_room(volunteer)], signs=Signs(who="Bo")))
    window.go("people", {"person": person.id, "assessment": version.id})
    qtbot.waitUntil(lambda: "Den här versionen kan inte visas" in words(window))
    window.go("people", {"person": person.id, "assessment": "new"})
    qtbot.waitUntil(lambda: button(window, "sign") is not None)
    concludes(window.page, 2, "Vi vet för lite än.")
    button(window, "sign").click()
    qtbot.waitUntil(lambda: len(assessments.find_versions(db, person.id)) == 2)


def test_a_version_of_somebody_else_is_never_shown_under_a_persons_name(window, db, person, user, workspace):
    version = signed(db, person)
    other = save_person(db, a_person(alias="Luna"), NOW)
    with pytest.raises(NotThere):
        assessment_page(workspace, window, {"person": other.id, "assessment": version.id})
