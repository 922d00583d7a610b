"""What stands in a concern report, and what does not."""

import json

import pytest

from outreach_desktop.domain.answers import YesNoUnknown
from outreach_desktop.domain.attributes import attributes
from outreach_desktop.domain.concern_report import ConcernReport, Guardians, ReportState, Told
from outreach_desktop.export.concern_report import concern_report_pdf
from outreach_desktop.export.structured import concern_report_json
from tests.export.reports import LANGUAGES, a_frame, a_report, an_organisation, printed_text, spoken_structure


def printed(language="sv", frame=None, **values):
    text = printed_text(concern_report_pdf(a_report(**values), frame or a_frame(language)))
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_is_found_again(language):
    text = printed(language)
    for words in ("Tova, efternamn okänt", "omkring 15", "”Jag går i nian.”", "070-174 06 05", "P-2026-0047"):
        assert words in text
    assert "Mottagningen barn och unga" in text
    assert "Enligt den lag som gäller." in text


def test_the_title_is_in_the_language_of_the_report():
    assert "Orosanmälan" in printed("sv")
    assert "Concern report" in printed("en")


def test_headings_come_in_order_with_one_first_heading():
    spoken = spoken_structure(concern_report_pdf(a_report(), a_frame()))
    roles = [line.split()[0] for line in spoken.splitlines() if line.strip().startswith(("H1", "H2"))]
    assert roles[0] == "H1"
    assert set(roles[1:]) == {"H2"}


@pytest.mark.parametrize("state", list(ReportState))
def test_a_report_is_marked_as_a_draft_until_it_is_sent(state):
    drafts = (ReportState.DRAFT, ReportState.SECOND_READER)
    assert ("UTKAST" in printed(state=state)) == (state in drafts)


def test_fields_that_are_not_filled_in_have_no_label():
    text = printed(
        child_school="", child_phone=" ", effect="\u200b", earlier="", unit="", frame=a_frame(person_code="")
    )
    texts = a_frame().texts
    labels = ("School", "Our reference", "Unit", "How it affects the child", "Earlier concern or report")
    for label in labels:
        assert texts.gettext(label) not in text


def test_seen_said_and_heard_always_appear():
    texts = a_frame().texts
    text = printed(seen="", said="", heard="")
    for label in ("What we have seen", "What the child has said", "What others have told"):
        assert texts.gettext(label) in text
    assert text.count(texts.gettext("We have nothing to state here.")) == 3


def test_what_is_not_known_is_said_in_words():
    text = printed(child_name="", child_age="", guardians=Guardians.UNKNOWN, guardian_one="")
    assert text.count("Inte känt") == 2
    assert "Vi vet inte vilka som är vårdnadshavare." in text


def test_named_guardians_are_printed_whatever_was_chosen():
    assert "Talar tigrinja." in printed(guardians=Guardians.UNKNOWN)


def test_guardians_who_do_not_know_are_left_to_the_social_services():
    request = "Vi ber socialtjänsten bedöma när och hur de kan få veta."
    assert request in printed()
    assert request not in printed(guardian_told=True)


def test_why_the_child_was_not_told_stands_beside_it():
    text = printed(child_told=Told.NOT_TOLD, child_told_why="Det kan utlösa hot.")
    assert "Barnet känner inte till anmälan. Det kan utlösa hot." in text


@pytest.mark.parametrize("answer", list(YesNoUnknown))
def test_the_police_answer_is_always_there(answer):
    texts = a_frame().texts
    assert f"{texts.gettext('Police report or tip made')} {texts.gettext(answer.label.text)}" in printed(police=answer)


def test_urgent_reports_say_so():
    assert "BRÅDSKANDE" in printed(urgent=True)
    assert "BRÅDSKANDE" not in printed(urgent=False)


def test_the_text_about_the_organisation_comes_only_when_ticked():
    assert "Vi är en ideell förening." in printed()
    assert "Vi är en ideell förening." not in printed(with_standard_text=False)


def test_an_english_report_has_the_english_text_about_the_organisation():
    assert "We are a non-profit association." in printed("en")


def test_a_missing_english_text_is_replaced_by_the_swedish_one_and_read_as_swedish():
    frame = a_frame("en", organisation=an_organisation(standard_text_en=""))
    assert "Vi är en ideell förening." in printed("en", frame=frame)
    assert b"/Lang (sv-SE)" in concern_report_pdf(a_report(), frame)


def test_the_written_day_stands_in_the_report_and_the_printed_day_below():
    text = printed()
    assert "Datum 23 november 2026" in text
    assert "den 24 november 2026" in text


def test_an_empty_draft_prints():
    assert "UTKAST" in printed_text(concern_report_pdf(ConcernReport(), a_frame(law=(), municipality="", made_by="")))


def test_the_same_report_as_json_has_field_names_ids_and_iso_dates():
    found = json.loads(concern_report_json(a_report(id=7), practice=True))
    assert list(found)[:2] == ["practice", "id"]
    assert set(found) == {"practice", "id", *(attribute.name for attribute in attributes(ConcernReport))}
    assert found["practice"] is True
    assert (found["id"], found["written_on"], found["state"]) == (7, "2026-11-23", "sent")
    assert found["guardian_one"] == "Mamma, namn okänt.\nTalar tigrinja."
    assert found["feedback_on"] is None
