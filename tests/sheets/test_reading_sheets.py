"""Spreadsheets of every program, and files that are none: read as they were written, or refused with a sentence."""

import contextlib
import gc
import struct
import tempfile
import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_desktop.sheets import errors, tables, xlsx_reading
from outreach_desktop.sheets.guarding import as_written, harmless
from outreach_desktop.sheets.reading import read_file, read_sheet
from outreach_desktop.sheets.writing import csv_bytes
from outreach_desktop.sheets.xlsx_writing import CellTooLong, xlsx_bytes

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman", "cp850"]
ROWS = [
    ["Alias", "Telefon", "Ort"],
    ["Åsa", "070-174 06 05", "Malmö"],
    ["Jöns é", "", "Växjö"],
    ["Ängla", "+4670", "Ö"],
]


def written(rows, separator, end="\r\n"):
    return end.join(separator.join(row) for row in rows) + end


def cells(sheet):
    return [list(row) for row in sheet.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_any_encoding_and_separator_of_spreadsheet_programs_is_found_out(encoding, separator):
    sheet = read_sheet(written(ROWS, separator).encode(encoding))
    assert cells(sheet) == ROWS
    assert sheet.separator == separator


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_end_parts_rows_and_quotes_hold_cells_together(end):
    text = end.join(["Alias;Anteckning", '"Mira; natt";"sa ""hej""', 'på två rader"', "Luna;x"]) + end
    assert cells(read_sheet(text.encode()))[1:] == [["Mira; natt", f'sa "hej"{end}på två rader'], ["Luna", "x"]]


def test_excels_own_line_about_the_separator_is_no_row():
    assert cells(read_sheet(b"sep=,\r\nAlias,Ort\r\nMira;x,Lund\r\n")) == [["Alias", "Ort"], ["Mira;x", "Lund"]]


def test_what_is_chosen_by_hand_goes_before_what_is_found_out():
    content = "Alias\nÅsa,x\n".encode("mac-roman")
    as_in_dos = content.decode("cp850").split()
    assert cells(read_sheet(content, encoding="cp850", separator=";")) == [[each] for each in as_in_dos]


def test_rows_keep_their_numbers_and_empty_ones_and_columns_are_left_out():
    sheet = read_sheet(b"Alias;Ort;;\n\n;;;\nMira;Lund;;\n")
    assert (cells(sheet), sheet.numbers) == ([["Alias", "Ort"], ["Mira", "Lund"]], (1, 4))


def workbook(*rows, **sheets):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_xlsx_gives_numbers_and_days_as_one_would_type_them():
    row = ["Mira", 701740605, 1.5, True, date(2026, 11, 24), datetime(2026, 11, 24, 19, 31, tzinfo=None), None, "é"]  # noqa: DTZ001
    sheet = read_sheet(workbook(["A"] * 8, row))
    assert cells(sheet)[1] == ["Mira", "701740605", "1.5", "TRUE", "2026-11-24", "2026-11-24 19:31", "", "é"]


def test_the_first_sheet_with_something_in_it_is_read_or_the_one_named():
    content = workbook(Personer=[["Alias"], ["Mira"]], Annat=[["Alias"], ["Luna"]])
    assert (cells(read_sheet(content))[1], read_sheet(content).title) == (["Mira"], "Personer")
    assert cells(read_sheet(content, title="Annat"))[1] == ["Luna"]


def test_a_formula_is_never_worked_out_and_said_to_be_there():
    sheet = read_sheet(workbook(["Alias", "Ort"], ["Mira", '=HYPERLINK("https://site.example")']))
    assert (cells(sheet), sheet.formulas) == ([["Alias", "Ort"], ["Mira", ""]], True)


def raises(kind, content):
    with pytest.raises(kind) as told:
        read_sheet(content)
    assert told.value.text.endswith(".")


def packed(**files):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_types", "[Content_Types].xml"), content)
    return file.getvalue()


@pytest.mark.parametrize(("content", "kind"), [
    (b"", errors.SheetEmpty), (b" \r\n \n", errors.SheetEmpty), (b"\xef\xbb\xbf", errors.SheetEmpty),
    (b"%PDF-1.7\n\x00\x01\x02", errors.NoSheet), (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", errors.NoSheet),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x00\x00\x00", errors.NoSheet), (bytes(range(256)), errors.NoSheet),
    (b"PK\x03\x04 half of it", errors.SheetDamaged), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", errors.OldExcel),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), errors.SheetEncrypted),
    (packed(mimetype=b"x", **{"content.xml": b"<x/>"}), errors.OpenDocument),
    (packed(word__document=b"<x/>", _types=b"<x/>"), errors.NoSheet),
    (packed(xl__workbook=b"<x", _types=b"<"), errors.SheetDamaged),
    (b'Alias;Ort\n"Mira;Lund\n', errors.SheetDamaged), ("Alias\nÅsa".encode("utf-16")[:-1], errors.SheetDamaged),
    (b"A\n" + b"x" * 140_000, errors.SheetTooLarge), (b";".join([b"x"] * 400), errors.SheetTooLarge),
    (b"A\n" + b"x\n" * 200_001, errors.SheetTooLarge), (workbook(), errors.SheetEmpty),
])  # fmt: skip
def test_what_is_no_spreadsheet_is_refused_with_a_sentence(content, kind):
    raises(kind, content)


def test_a_file_that_is_gone_or_very_large_is_refused_with_a_sentence(tmp_path, monkeypatch):
    with pytest.raises(errors.SheetGone):
        read_file(tmp_path / "nowhere.csv")
    with pytest.raises(errors.SheetGone):
        read_file(tmp_path)
    monkeypatch.setattr("outreach_desktop.sheets.reading.MOST_BYTES", 10)
    (tmp_path / "much.csv").write_bytes(b"Alias\nMira\nLuna\n")
    with pytest.raises(errors.SheetTooLarge):
        read_file(tmp_path / "much.csv")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    content = bytearray(workbook(["Alias"], ["Mira"]))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 0xFFFFFFF0)  # what a part says it unpacks to
    monkeypatch.setattr(xlsx_reading, "_open", None)
    raises(errors.SheetTooLarge, bytes(content))


def test_entities_that_grow_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(["Alias"], ["Mira"]))) as source, zipfile.ZipFile(content, "w") as target:
        for part in source.infolist():
            inner = source.read(part)
            if part.filename.startswith("xl/worksheets/"):
                inner = bomb + inner.replace(b"<sheetData>", b"<sheetData>&b;")
            target.writestr(part, inner)
    raises(errors.SheetDamaged, content.getvalue())


def test_a_row_said_to_lie_billions_below_does_not_keep_anybody_waiting():
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(["Alias"], ["Mira"]))) as source, zipfile.ZipFile(content, "w") as target:
        for part in source.infolist():
            inner = source.read(part).replace(b'r="2"', b'r="999999999"').replace(b'r="A2"', b'r="A999999999"')
            target.writestr(part, inner)
    assert cells(read_sheet(content.getvalue())) == [["Alias"]]


@given(st.integers(0, 10_000), st.integers(0, 255), st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_damaged_workbook_raises_one_kind_of_error_or_is_read(at, byte, cut):
    content = bytearray(_WORKBOOK)
    content[at % len(content)] = byte
    with contextlib.suppress(errors.Unreadable):
        read_sheet(bytes(content[: at % len(content)]) if cut else bytes(content))


_WORKBOOK = workbook(*ROWS)
HARD = st.sampled_from("=+-@'\t\n;,\"_x0041_x005F_")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | HARD, max_size=40)


@given(st.text() | TEXTS)
def test_a_guarded_cell_comes_back_and_begins_with_no_sign_of_a_formula(text):
    assert as_written(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


TABLES = st.lists(st.lists(TEXTS.filter(str.strip), min_size=3, max_size=3), min_size=2, max_size=6)


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_what_is_written_as_csv_or_xlsx_is_read_again_as_it_was(rows):
    assert cells(read_sheet(csv_bytes(rows), separator=",")) == rows
    assert cells(read_sheet(xlsx_bytes("Personer", rows))) == rows


def test_no_part_of_a_workbook_lies_in_a_temporary_file(monkeypatch):
    def refuse(*_parts, **_named):
        raise AssertionError("a temporary file in clear")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    assert cells(read_sheet(xlsx_bytes("Personer", ROWS))) == ROWS


def test_a_workbook_names_nobody_who_made_it():
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes("Personer", ROWS)))
    assert (book.properties.creator, book.properties.lastModifiedBy) in ((None, None), ("", None))
    assert book.active.freeze_panes == "A2"
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


@pytest.mark.parametrize("before", [[], [["Alias"], ["Mira"]]])
def test_a_text_that_no_cell_holds_is_refused_and_not_cut(before):
    with pytest.raises(CellTooLong):
        xlsx_bytes("Personer", [*before, ["x" * 32_768]])
    gc.collect()  # a writer that was left open would fail here


def test_the_limits_are_those_that_the_sentence_says():
    assert (tables.MOST_ROWS, tables.MOST_COLUMNS, tables.MOST_BYTES) == (200_000, 300, 64 << 20)
