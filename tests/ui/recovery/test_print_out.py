"""Recovery sheets: on paper only, each with what it is, of which vault and day, and all of its letters."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from outreach_desktop.i18n import texts, use_language
from outreach_desktop.ui.recovery import print_out
from outreach_desktop.ui.recovery.making import ONE, THREE, Making

KEY = bytes(range(20))
VAULT = "3f7a21bc" + "0" * 24


def papers(form):
    making = Making()
    making.form = form
    making.begin(KEY, VAULT, date(2026, 11, 22))
    return making.papers


@pytest.mark.parametrize("name", ["Microsoft Print to PDF", "cups-PDF", "Send to OneNote 16", "Fax", "XPS Writer"])
def test_a_printer_that_makes_a_file_is_known_by_its_name(name):
    assert print_out.makes_file(name)


@pytest.mark.parametrize("name", ["HP LaserJet 4", "Kontorets skrivare", "Brother HL-L2350DW"])
def test_a_printer_with_paper_is_not_taken_for_one(name):
    assert not print_out.makes_file(name)


def test_without_a_printer_one_is_told_to_copy_by_hand(dressed_app, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["PDF"])
    told = []
    assert print_out.print_papers(None, papers(THREE), told.append) is None
    assert "för hand" in texts("sv").gettext(told[0].text)


@pytest.mark.parametrize("form", [ONE, THREE])
def test_what_would_go_into_a_file_is_refused_and_writes_none(dressed_app, tmp_path, form):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nyckel.pdf"))
    error = print_out._print(printer, papers(form))
    assert isinstance(error, print_out.PrintsToFile)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", [ONE, THREE])
def test_each_sheet_has_a_page_of_its_own_with_its_number_vault_and_day_and_all_its_lines(
    dressed_app, tmp_path, form, language
):
    use_language(language)
    printer, made = print_out.a_printer(), papers(form)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    assert print_out.paint_papers(printer, made) is None
    document = pypdfium2.PdfDocument((tmp_path / "paper.pdf").read_bytes())
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    assert len(pages) == len(made)
    day = {"sv": "22 november 2026", "en": "22 November 2026"}[language]
    number = {"sv": "blad {} av 3", "en": "sheet {} of 3"}[language]
    for page, paper in zip(pages, made, strict=True):
        assert "3F7A 21BC" in page
        assert day in page
        assert (number.format(paper.number) in page) == (form == THREE)
        assert [line in page for line in paper.lines] == [True] * len(paper.lines)
        others = {line for other in made if other is not paper for line in other.lines} - set(paper.lines)
        assert [line for line in others if line in page] == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", [ONE, THREE])
def test_the_sheet_fits_on_the_page(dressed_app, form, language):
    use_language(language)
    page = QImage(1240, 1754, QImage.Format.Format_Grayscale8)
    page.setDotsPerMeterX(5906)
    page.setDotsPerMeterY(5906)
    page.fill(255)
    painter = QPainter(page)
    print_out.paint_sheet(painter, QRectF(100, 100, 1040, 1554), papers(form)[-1])
    painter.end()
    dark = [y for y in range(page.height()) if any(page.pixelColor(x, y).value() < 128 for x in range(0, 1240, 2))]
    assert 150 < dark[0] < 300
    assert dark[-1] < 1554
