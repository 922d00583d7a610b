"""Printing, on a printer that prints into a file."""

import subprocess
from pathlib import Path

import pytest
from makers import NOW, a_report
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from outreach_desktop.operations.printing import concern_report_bytes
from outreach_desktop.ui.preview import printing
from outreach_desktop.ui.preview.pages import facts_of

LONG = "\n\n".join(f"Kväll {number}." for number in range(90))


@pytest.fixture
def pdf(db):
    return concern_report_bytes(db, a_report(seen=LONG), "sv", NOW)


@pytest.fixture
def a_file_printer(tmp_path, qapp):
    printer = printing.a_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(150)
    return printer


def paper(printer):
    return Path(printer.outputFileName()).read_bytes()


def pages_of(printer):
    return len(facts_of(paper(printer)))


def test_every_page_is_printed_as_large_as_it_is(a_file_printer, pdf):
    printing.draw_on(a_file_printer, pdf)
    facts = facts_of(paper(a_file_printer))

    assert len(facts) == len(facts_of(pdf))
    assert (round(facts[0].width), round(facts[0].height)) == (595, 842)


def test_what_is_printed_looks_like_the_document(a_file_printer, pdf, tmp_path):
    printing.draw_on(a_file_printer, pdf)
    (tmp_path / "given.pdf").write_bytes(pdf)
    shades = []
    for name in ("given.pdf", "paper.pdf"):
        command = ["pdftoppm", "-gray", "-r", "40", "-f", "1", "-l", "1", tmp_path / name]
        image = subprocess.run(command, capture_output=True, check=True).stdout
        shades.append(image.split(b"\n", 3)[3])

    assert len(shades[0]) == len(shades[1])
    different = sum(abs(one - other) > 90 for one, other in zip(*shades, strict=True))
    assert different < len(shades[0]) / 100
    assert min(shades[1]) < 120


def test_a_range_of_pages_prints_those_pages(a_file_printer, pdf):
    a_file_printer.setPrintRange(QPrinter.PrintRange.PageRange)
    a_file_printer.setFromTo(2, 2)
    assert printing.chosen_pages(a_file_printer, 4) == [1]
    printing.draw_on(a_file_printer, pdf)

    assert pages_of(a_file_printer) == 1


def test_copies_are_made_where_the_printer_does_not_make_them(a_file_printer, pdf):
    a_file_printer.setCopyCount(2)
    a_file_printer.setCollateCopies(False)
    count = len(facts_of(pdf))
    assert printing._order(a_file_printer, 2) == [0, 0, 1, 1]
    a_file_printer.setCollateCopies(True)
    assert printing._order(a_file_printer, 2) == [0, 1, 0, 1]
    printing.draw_on(a_file_printer, pdf)

    assert pages_of(a_file_printer) == 2 * count


def test_nothing_about_the_document_is_told_to_the_queue(a_file_printer, pdf):
    printing.draw_on(a_file_printer, pdf)

    assert a_file_printer.docName() == "export"
    assert b"Tova" not in paper(a_file_printer)


def test_without_a_printer_it_says_so(window, workspace, user, pdf):
    if QPrinterInfo.availablePrinters():
        return
    with pytest.raises(printing.NoPrinter):
        printing.print_pdf(window, workspace, pdf, lambda: None)
