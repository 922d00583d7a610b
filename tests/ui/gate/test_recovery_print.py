"""The recovery sheet: on paper only."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from outreach_desktop.ui.gate import recovery_print

LINES = ("ABCDE FGHIJ", "KLMNO PQRST", "UVWXY Z2345", "67ABC DEFGH")


@pytest.mark.parametrize("name", ["Microsoft Print to PDF", "cups-PDF", "Send to OneNote 16", "Fax", "XPS Writer"])
def test_a_printer_that_makes_a_file_is_known_by_its_name(name):
    assert recovery_print.makes_file(name)


@pytest.mark.parametrize("name", ["HP LaserJet 4", "Kontorets skrivare", "Brother HL-L2350DW"])
def test_a_printer_with_paper_is_not_taken_for_one(name):
    assert not recovery_print.makes_file(name)


def test_without_a_printer_one_is_told_to_copy_by_hand(dressed_app, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["PDF"])
    told = []
    assert recovery_print.print_sheet(None, LINES, told.append) is None
    assert "för hand" in _swedish(told[0])


def _swedish(error):
    from outreach_desktop.i18n import texts

    return texts("sv").gettext(error.text)


def test_what_would_go_into_a_file_is_refused_and_writes_none(dressed_app, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nyckel.pdf"))
    error = recovery_print._print(printer, LINES)
    assert isinstance(error, recovery_print.PrintsToFile)
    assert list(tmp_path.iterdir()) == []


def test_the_sheet_fits_on_the_page(dressed_app):
    page = QImage(1240, 1754, QImage.Format.Format_Grayscale8)
    page.setDotsPerMeterX(5906)
    page.setDotsPerMeterY(5906)
    page.fill(255)
    painter = QPainter(page)
    recovery_print.paint_sheet(painter, QRectF(100, 100, 1040, 1554), LINES)
    painter.end()
    dark = [y for y in range(page.height()) if any(page.pixelColor(x, y).value() < 128 for x in range(0, 1240, 2))]
    assert 150 < dark[0] < 300
    assert dark[-1] < 1554
