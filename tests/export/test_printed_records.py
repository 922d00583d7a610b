"""Records of any type with all their fields, on paper and in a sheet."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from hypothesis import given, settings

from outreach_desktop.domain.attributes import attributes
from outreach_desktop.domain.contact import Contact, Need
from outreach_desktop.domain.person import Note, Person
from outreach_desktop.export.records import records_csv, records_pdf
from outreach_desktop.i18n import texts
from outreach_desktop.sheets.writing import csv_bytes
from tests.export.reports import LANGUAGES, a_frame, hostile_texts, printed_text


def sheet(document):
    return list(csv.reader(StringIO(document.decode("utf-8-sig"), newline="")))


A_CONTACT = Contact(
    at=datetime(2026, 11, 19, 18, 31, tzinfo=UTC),
    needs=(Need.HOUSING, Need.MONEY),
    note="Ringer igen på tisdag.",
    next_step_on=date(2026, 11, 24),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_labelled_field_is_printed_with_its_value(language):
    words = texts(language)
    text = " ".join(printed_text(records_pdf("Utdrag", [A_CONTACT], a_frame(language))).split())
    for attribute in attributes(Contact):
        assert words.gettext(attribute.label.text).split()[0] in text
    assert "Ringer igen på tisdag." in text
    assert words.day(date(2026, 11, 24)) in text
    assert words.instant(A_CONTACT.at) in text


def test_a_sheet_has_a_row_for_each_record_and_a_column_for_each_field():
    head, *body = sheet(records_csv(Contact, [A_CONTACT, A_CONTACT], texts("sv")))
    assert len(head) == len(attributes(Contact))
    assert len(body) == 2
    assert "Ringer igen på tisdag." in body[0]


def test_several_choices_are_listed_in_words():
    words = texts("en")
    _, row = sheet(records_csv(Contact, [A_CONTACT], words))
    assert "Housing and Money" in row


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(start):
    _, row = sheet(records_csv(Note, [Note(text=f"{start}1+1")], texts("sv")))
    assert row == [f"'{start}1+1"]


def test_quotes_commas_and_line_breaks_are_quoted():
    assert csv_bytes([['a "b"', "c,d", "e\nf"]]) == '\ufeff"a ""b""","c,d","e\nf"\r\n'.encode()


@given(text=hostile_texts())
@settings(max_examples=20, deadline=None)
def test_any_text_comes_back_from_a_sheet(text):
    head, row = sheet(records_csv(Person, [Person(alias=text)], texts("sv")))
    assert row[head.index("Alias")].removeprefix("'") == text.removeprefix("'").encode("utf-8", "replace").decode()
