"""The same figures in words, on paper, in a spreadsheet and for programs."""

import csv
import json
from io import StringIO

import pytest

from outreach_desktop.domain.statistics import KeyKind, Row, Table
from outreach_desktop.export.statistics import statistics_csv, statistics_pdf
from outreach_desktop.export.structured import statistics_json
from outreach_desktop.export.words import chain_chart, shown_statistics, shown_table
from outreach_desktop.i18n import texts
from tests.export.reports import INDICATORS, LANGUAGES, a_frame, printed_text, some_statistics, spoken_structure


def in_words(language="sv", **values):
    return shown_statistics(some_statistics(**values), texts(language), INDICATORS)


def sheet(document):
    return list(csv.reader(StringIO(document.decode("utf-8-sig"), newline="")))


def test_every_table_has_a_title_and_words_for_each_row():
    for table in in_words().tables:
        assert table.title
        assert all(label and len(values) == len(table.headings) for label, values in table.rows)


def test_months_channels_and_indicators_are_put_into_words():
    tables = {table.id: dict(table.rows) for table in in_words().tables}
    assert tables["by_month"]["november 2026"] == (77, 143)
    assert tables["by_channel"][texts("sv").gettext("Chat on the site")] == (7, 13)
    assert tables["indicators"]["Samma telefonnummer i flera annonser"] == (12,)
    assert tables["by_platform_kind"][texts("sv").gettext("Not stated")] == (4, 9)


def test_an_indicator_without_words_is_shown_by_its_id():
    assert "of_our_own" in dict(next(t for t in in_words().tables if t.id == "indicators").rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("threshold", [0, 5])
def test_printed_figures_are_those_that_were_counted(language, threshold):
    shown = in_words(language, threshold=threshold)
    lines = [" ".join(line.split()) for line in printed_text(statistics_pdf(shown, a_frame(language))).splitlines()]
    for table in shown.tables:
        assert table.title in lines
        for label, values in table.rows:
            figures = " ".join(shown_figure(value, language) for value in values)
            assert f"{label} {figures}" in lines


def shown_figure(value, language):
    words = texts(language)
    return words.gettext("hidden") if value is None else " ".join(words.number(value).split())


def test_the_chart_says_in_words_what_it_shows():
    document = statistics_pdf(in_words(threshold=5), a_frame())
    chart = chain_chart(some_statistics(threshold=5), texts("sv"))
    assert [bar.value for bar in chart.bars] == [1240, 620, 413, 310, 248, None]
    assert "Får stöd: dold" in chart.description
    assert "/Figure" in document.decode("latin-1")
    assert "Figure" in spoken_structure(document)


def test_statistics_without_a_chain_have_no_chart():
    statistics = some_statistics()
    assert chain_chart(type(statistics)(statistics.period, "inside", 0, statistics.tables[1:]), texts("sv")) is None


def test_a_table_without_rows_says_so():
    shown = in_words()
    empty = shown_table(Table("indicators", KeyKind.INDICATOR, ("persons",), ()), texts("sv"), {})
    pages = statistics_pdf(type(shown)(shown.period, "inside", 0, (empty,), None), a_frame())
    assert "Det finns inget att räkna i perioden." in printed_text(pages)


def test_a_table_longer_than_a_page_repeats_its_headings():
    rows = tuple(Row(f"item_{at}", (at,)) for at in range(120))
    table = shown_table(Table("indicators", KeyKind.INDICATOR, ("persons",), rows), texts("sv"), {})
    shown = in_words()
    document = statistics_pdf(type(shown)(shown.period, "inside", 0, (table,), None), a_frame())
    pages = printed_text(document).rstrip("\f").split("\f")
    assert len(pages) > 2
    assert all("Personer" in text for text in pages)
    assert spoken_structure(document).count('"Personer"') == 1


def test_who_may_see_the_pages_is_said_on_them():
    assert "För internt bruk" in printed_text(statistics_pdf(in_words(), a_frame()))
    partners = printed_text(statistics_pdf(in_words(threshold=5, audience="partner"), a_frame()))
    assert "färre än 5 personer" in partners
    assert "För internt bruk" not in partners


def test_the_sheet_holds_the_same_figures():
    shown = in_words(threshold=5)
    head, *body = sheet(statistics_csv(shown, texts("sv"), practice=False))
    assert head == ["Från och med", "Till och med", "Tabell", "Rad", "Personer", "Kontakter"]
    assert len(body) == sum(len(table.rows) for table in shown.tables)
    assert body[0] == ["2026-01-01", "2026-12-31", shown.tables[0].title, "Sedda av oss", "1240", "1890"]
    assert body[5][-2:] == ["dold", "dold"]
    assert body[-1][-2:] == ["1", ""]


def test_each_row_of_invented_figures_says_so_in_the_sheet_and_in_json():
    head, *body = sheet(statistics_csv(in_words(), texts("sv"), practice=True))
    assert head[:2] == ["ÖVNING", "Från och med"]
    assert {row[0] for row in body} == {"Personer och händelser är påhittade."}
    assert {len(row) for row in body} == {len(head)}
    assert json.loads(statistics_json(some_statistics(), practice=True))["practice"] is True


def test_the_sheet_is_utf_8_with_a_mark_and_plain_line_ends():
    document = statistics_csv(in_words(), texts("sv"), practice=False)
    assert document.startswith(b"\xef\xbb\xbf")
    assert document.count(b"\r\n") == document.count(b"\n")


def test_json_has_ids_numbers_and_null():
    found = json.loads(statistics_json(some_statistics(threshold=5), practice=False))
    assert list(found) == ["practice", "period", "audience", "threshold", "tables"]
    assert found["period"] == {"from": "2026-01-01", "to": "2026-12-31"}
    chain = found["tables"][0]
    assert list(chain) == ["id", "columns", "rows"]
    assert chain["columns"] == ["persons", "contacts"]
    assert chain["rows"][-1] == {"key": "in_support", "values": [None, None]}
    assert statistics_json(some_statistics(), practice=False) == statistics_json(some_statistics(), practice=False)
