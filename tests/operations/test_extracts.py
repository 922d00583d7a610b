"""A register extract has everything, on pages and as JSON, and nobody gets it who may not."""

import json
from io import BytesIO

import pytest
from decrypted import words_left
from makers import NOW, a_person
from pypdf import PdfReader
from whole_meetings import KINDS_OF_MEETINGS, a_whole_meeting

from outreach_desktop.domain.going_past import GoingPast
from outreach_desktop.domain.meeting import ChecklistAnswer, GoingAnyway
from outreach_desktop.domain.person import Person
from outreach_desktop.domain.seen_ad import SeenAd
from outreach_desktop.operations import backup_upkeep
from outreach_desktop.operations.extracts import TABLES, extract_bytes, extract_file, make_extract
from outreach_desktop.operations.meetings import shipped_items
from outreach_desktop.operations.people import save_person
from outreach_desktop.operations.saving import save_record
from outreach_desktop.storage.about_persons import belongings
from outreach_desktop.storage.columns import table_of
from outreach_desktop.storage.reading import load_all
from tests.export.reports import failures
from tests.operations.test_erasing import a_sent_report, somebody


def read(pdf):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize(("language", "title"), [("sv", "Registerutdrag"), ("en", "Register extract")])
def test_everything_is_on_the_pages_the_bin_drafts_and_sealed_texts_too(opened, db, language, title):
    person = somebody(db)
    a_sent_report(db, person)
    made = backup_upkeep.back_up_before(*opened, db, NOW)
    pdf = extract_bytes(db, person.id, language, NOW)
    text = read(pdf)
    assert title in text
    for words in ("Zqxvjk", "070-174 06 05", "Wyxzstad", "Onskezq", "vintjuv", "kanariefågel sjunger"):
        assert words in text
    for sealed_or_binned_or_unsaved in ("Kanariefågel i en anteckning.", "kanariefågel två", "Kanariefågel sågs."):
        assert sealed_or_binned_or_unsaved in text
    assert {"sv": "I papperskorgen sedan", "en": "In the bin since"}[language] in text
    assert {"sv": "rader i 24 månader", "en": "lines for 24 months"}[language] in text
    assert "Stockholm" in text
    assert str(made.ends_on.year) in text
    assert failures(pdf) == []


def test_the_json_has_the_same_by_names_of_fields(db):
    person = somebody(db)
    found = json.loads(extract_file(db, person.id))
    assert found["code"] == person.code
    assert {name: len(rows) for name, rows in found["records"].items()} == {
        "person": 1,
        "identifier": 2,
        "town": 1,
        "contact": 2,
        "follow_up": 1,
        "note": 1,
        "assessment": 1,
        "finding": 1,
        "meeting": 1,
        **{table_of(kind): 1 for kind in KINDS_OF_MEETINGS},
    }
    assert [bool(row["removed_on"]) for row in found["records"]["contact"]].count(True) == 1
    assert found["records"]["note"][0]["text"] == "Kanariefågel i en anteckning."
    assert {text for each in found["unsaved"] for text in each["texts"]} == {"Kanariefågel"}
    assert {line["role"] for line in found["processed"]} == {"administrator"}


def test_no_kind_of_record_about_a_person_is_left_out(db):
    assert {*belongings(db), "person"} == set(TABLES)
    somebody(db)
    person = load_all(db, Person)[0]
    a_sent_report(db, person)
    save_record(db, GoingPast(person_id=person.id, reason="orsak", whys=()), NOW)
    save_record(db, SeenAd(person_id=person.id, last_seen_on=NOW.date(), alias="Zq"), NOW)
    assert set(make_extract(db, person.id).records) == {*belongings(db), "person"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_meetings_are_there_with_items_in_words_and_nothing_of_whom_to_ring(db, language):
    person = save_person(db, a_person(), NOW)
    meeting = a_whole_meeting(db, person.id, "ord")
    asked = shipped_items()[0]
    save_record(db, ChecklistAnswer(meeting_id=meeting.id, item=asked.item), NOW)
    save_record(db, GoingAnyway(meeting_id=meeting.id, items=(asked.item,), reason="skäl"), NOW)
    text = read(extract_bytes(db, person.id, language, NOW))
    assert " ".join(asked.text(language).split()) in text
    for word in ("ord place", "ord risk", "ord wanted", "ord evaluation", "ord what_we_do", "skäl"):
        assert word in text
    assert "ord on_call" not in text
    assert "ord others" not in text
    found = json.loads(extract_file(db, person.id))["records"]
    assert found["going_anyway"][1]["items"] == [asked.item]
    assert found["checklist_answer"][1]["item"] == asked.item
    assert "on_call_phone" not in found["meeting"][0]


def test_nobody_elses_texts_are_in_it(db):
    somebody(db)
    other = save_person(db, a_person(alias="Luna"), NOW)
    assert make_extract(db, other.id).records.keys() == {"person"}
    assert words_left(extract_file(db, other.id), ("zqxvjk", "kanariefågel")) == []
    assert isinstance(make_extract(db, other.id).records["person"][0], Person)
