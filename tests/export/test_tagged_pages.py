"""What holds for every printed page: tags, language, metadata, markings, same bytes, any text."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings

from outreach_desktop.domain.concern_report import ConcernReport
from outreach_desktop.domain.statistics import KeyKind
from outreach_desktop.export.concern_report import concern_report_pdf
from outreach_desktop.export.pdf import blocks, story
from outreach_desktop.export.pdf.fonts import Measure
from outreach_desktop.export.pdf.strips import Strip, Words, paginate
from outreach_desktop.export.pdf.tags import Node
from outreach_desktop.export.records import records_pdf
from outreach_desktop.export.statistics import statistics_pdf
from outreach_desktop.export.words import shown_statistics
from tests.export.reports import (
    HOSTILE,
    INDICATORS,
    LANGUAGES,
    a_frame,
    a_report,
    an_organisation,
    failures,
    hostile_texts,
    printed_info,
    printed_text,
    some_statistics,
    spoken_structure,
)

MISSING = "\ufffd"  # how a reader finds a code without a character, since the validator does not look at them
LONG_FIELDS = ("seen", "said", "heard", "effect", "own_view", "how_known", "earlier", "who_else", "guardian_one")


def a_concern_report(frame):
    return concern_report_pdf(a_report(), frame)


def statistics_of_a_year(frame):
    return statistics_pdf(shown_statistics(some_statistics(threshold=5), frame.texts, INDICATORS), frame)


def an_extract(frame):
    return records_pdf("Registerutdrag", [a_report(), a_report()], frame)


def with_every_text(text):
    return dict.fromkeys(("unit", "child_name", "child_age", "reporter_name", *LONG_FIELDS), text)


every_report = pytest.mark.parametrize("make", [a_concern_report, statistics_of_a_year, an_extract])
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@every_report
@in_both_languages
@pytest.mark.parametrize("practice", [False, True])
def test_every_report_passes_pdf_ua_1(make, language, practice):
    assert failures(make(a_frame(language, practice=practice))) == []


def test_the_gate_sees_a_document_without_tags():
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, "text")
    canvas.save()
    assert failures(file.getvalue())


def test_a_character_that_the_font_lacks_would_be_seen(monkeypatch):
    monkeypatch.setattr(story, "printable", lambda text: (text, False))
    monkeypatch.setattr(Measure, "extent", lambda _, text: len(text) / 2)
    assert MISSING in printed_text(concern_report_pdf(a_report(seen="ไทย"), a_frame()))


@given(text=hostile_texts(), name=hostile_texts(100))
@settings(max_examples=20, deadline=None)
def test_any_text_in_any_field_prints_and_passes(text, name):
    frame = a_frame("en", organisation=an_organisation(name=name, standard_text_en=text), made_by=name, law=(text,))
    document = concern_report_pdf(ConcernReport(**with_every_text(text)), frame)
    assert failures(document) == []
    assert MISSING not in printed_text(document)
    assert failures(records_pdf(name, [a_report(seen=text)], frame)) == []


@given(text=hostile_texts())
@settings(max_examples=10, deadline=None)
def test_any_indicator_text_prints_and_passes(text):
    frame = a_frame("sv", practice=True)
    shown = shown_statistics(some_statistics(), frame.texts, {KeyKind.INDICATOR: {"shared_phone": text}})
    assert failures(statistics_pdf(shown, frame)) == []


def test_a_note_of_100_000_characters_runs_on_over_many_pages():
    long = "Ett stycke om ett möte, med å, ä och ö.\n" * 2500
    document = concern_report_pdf(a_report(seen=long, how_known=long), a_frame())
    assert failures(document) == []
    assert printed_text(document).count("Ett stycke om ett möte") == 5000


def test_a_word_of_100_000_characters_is_cut_into_lines():
    document = concern_report_pdf(a_report(seen="x" * 100_000), a_frame())
    assert printed_text(document).count("x") >= 100_000
    assert failures(document) == []


def test_markup_signs_mean_themselves():
    assert "a < b & c > d <b>e</b> &amp;" in printed_text(
        concern_report_pdf(a_report(seen="a < b & c > d <b>e</b> &amp;"), a_frame())
    )


def test_line_breaks_stay():
    text = printed_text(concern_report_pdf(a_report(seen="första raden\nandra raden\r\ntredje raden"), a_frame()))
    found = [line.strip() for line in text.splitlines() if "raden" in line]
    assert found == ["första raden", "andra raden", "tredje raden"]


def test_a_reader_hears_a_space_where_a_line_ends():
    spoken = spoken_structure(concern_report_pdf(a_report(seen="första raden\nandra raden"), a_frame()))
    assert '"första raden andra raden"' in spoken


@in_both_languages
def test_characters_that_the_font_lacks_are_shown_as_squares_and_a_sentence_says_so(language):
    frame = a_frame(language)
    document = concern_report_pdf(a_report(said="ja 😀 ไทย"), frame)
    sentence = frame.texts.gettext("Some characters could not be printed. A square □ stands for each of them.")
    assert "ja □ □□□" in printed_text(document)
    assert sentence in printed_text(document)
    assert sentence not in printed_text(a_concern_report(frame))


def test_letters_of_other_alphabets_that_the_font_has_are_printed():
    said = "Žofia Łącka, Ørsted, Ελένη, Людмила, Nguyễn Thị"
    assert said in printed_text(concern_report_pdf(a_report(said=said), a_frame()))


def test_letters_in_two_parts_are_printed_as_one():
    assert "åäö" in printed_text(concern_report_pdf(a_report(said="a\u030aa\u0308o\u0308"), a_frame()))


@every_report
def test_the_same_input_gives_the_same_bytes(make):
    assert make(a_frame()) == make(a_frame())


def test_other_input_gives_another_identity():
    one, other = (pypdf.PdfReader(BytesIO(a_concern_report(a_frame(made_by=name)))) for name in ("Anna", "Lo"))
    assert one.trailer["/ID"] != other.trailer["/ID"]


@every_report
@in_both_languages
def test_metadata_says_title_language_and_product_and_nothing_else(make, language):
    document = make(a_frame(language))
    reader = pypdf.PdfReader(BytesIO(document), strict=True)
    assert set(reader.metadata) == {"/Title", "/Producer", "/Creator"}
    assert (reader.metadata.producer, reader.metadata.creator) == ("Outreach Desktop", "Outreach Desktop")
    assert reader.metadata.title
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == {"sv": "sv-SE", "en": "en-GB"}[language]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    packet = catalogue["/Metadata"].get_data().decode()
    assert packet.count("<dc:title>") == 1
    for absent in ("Date", "dc:creator", "Anna", "InstanceID"):
        assert absent not in packet


@every_report
def test_no_library_and_no_date_is_named_in_the_file(make):
    document = make(a_frame()).lower()
    for absent in (b"reportlab", b"pikepdf", b"qpdf", b"creationdate", b"moddate", b"opensource"):
        assert absent not in document


def test_the_fonts_are_embedded_and_mapped():
    document = concern_report_pdf(a_report(seen=HOSTILE), a_frame())
    found = subprocess.run(["pdffonts", "-"], input=document, capture_output=True, check=True).stdout.decode()
    lines = found.splitlines()[2:]
    assert lines
    assert all("Inter" in line and line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)


@every_report
@in_both_languages
def test_each_page_has_its_number_maker_owner_and_date(make, language):
    frame = a_frame(language)
    pages = printed_text(make(frame)).rstrip("\f").split("\f")
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert frame.texts.gettext("Page {page} of {pages}").format(page=number, pages=len(pages)) in text
        assert "Kvällsljus" in text
        assert "Anna" in text
        assert frame.texts.day(frame.printed_on) in text


@every_report
@in_both_languages
def test_practice_is_marked_on_each_page_and_only_then(make, language):
    frame = a_frame(language)
    word = frame.texts.gettext("PRACTICE")
    pages = printed_text(make(a_frame(language, practice=True))).rstrip("\f").split("\f")
    assert all(word in text for text in pages)
    assert word not in printed_text(make(frame))


def test_practice_is_read_out_once():
    assert spoken_structure(a_concern_report(a_frame(practice=True))).count("ÖVNING") == 1


def test_running_headers_and_page_numbers_are_not_read_out():
    spoken = spoken_structure(a_concern_report(a_frame()))
    assert "Sida 1" not in spoken
    assert "Upprättad av" not in spoken


def test_pages_are_a4():
    assert "595.276 x 841.89 pts (A4)" in printed_info(a_concern_report(a_frame()))


def test_a_heading_never_stands_last_on_a_page():
    for lines in range(30, 60):
        document = concern_report_pdf(a_report(seen="rad\n" * lines + "slut", said="barnets ord"), a_frame())
        for text in printed_text(document).split("\f"):
            heading = next((at for at, line in enumerate(text.splitlines()) if "barnet har sagt" in line), None)
            assert heading is None or "barnets ord" in text


def test_a_signature_never_stands_alone_on_a_page():
    for lines in range(10, 40):
        pages = printed_text(concern_report_pdf(a_report(seen="rad\n" * lines), a_frame())).split("\f")
        signed = next(text for text in pages if "Underskrift" in text)
        assert "två och två" in signed


def test_two_threads_print_two_languages_at_once():
    alone = {language: a_concern_report(a_frame(language)) for language in LANGUAGES}
    with ThreadPoolExecutor(2) as threads:
        wanted = [LANGUAGES[at % 2] for at in range(40)]
        made = list(threads.map(lambda language: a_concern_report(a_frame(language)), wanted))
    assert all(document == alone[language] for document, language in zip(made, wanted, strict=True))


def test_nothing_heavy_is_loaded_before_the_first_print():
    code = (
        "import sys, outreach_desktop.export.concern_report, outreach_desktop.export.statistics, "
        "outreach_desktop.export.records, outreach_desktop.export.structured\n"
        "assert not {'reportlab', 'PIL', 'pikepdf', 'babel.dates'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("filled", range(150, 640, 35))
def test_no_page_holds_fewer_than_three_rows_of_a_table_whatever_stands_above_it(filled):
    rows = [(f"Rad {number} tar mer än en enda rad på papperet, {'ord ' * 16}", "7") for number in range(14)]
    above = Strip(float(filled))
    pages = paginate([above, *blocks.grid(Node("Table"), ("Rad", "Personer"), rows)], 640.0)
    marks = [[mark for each in page for mark in each.strip.marks if isinstance(mark, Words)] for page in pages]
    counted = [sum(mark.text.startswith("Rad ") for mark in each) for each in marks]
    assert sum(counted) == 14
    assert [count for count in counted if 0 < count < 3] == []
