"""Printing: pages of a PDF drawn at the printer's resolution, straight from the bytes in memory."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from ...domain.errors import KnownError
from ..workspace import Workspace
from .pages import POINTS_PER_INCH, PageFacts, facts_of, page_bands

FINEST = 600  # dots to the inch: finer than the eye, and a page of text prints no better
_BAND = 512  # rows drawn at once


class NoPrinter(KnownError):
    def __init__(self) -> None:
        super().__init__("There is no printer on this computer. Save the PDF instead and print it somewhere safe.")


class NotPrinted(KnownError):
    def __init__(self) -> None:
        super().__init__("The printer did not take the pages. See whether it is on and has paper, and print again.")


def print_pdf(parent: QWidget, workspace: Workspace, pdf: bytes, printed: Callable[[], None]) -> QPrintDialog:
    """Ask for printer, pages and copies, then print beside the window; `printed` is called after.

    Raises `NoPrinter`. That a printer refuses is told by the workspace's signal `failed`.
    """
    if not QPrinterInfo.availablePrinters():
        raise NoPrinter
    printer = a_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    dialog.accepted.connect(
        lambda: workspace.compute(parent, "", lambda _db: draw_on(printer, pdf), lambda _none: printed())
    )
    QDialog.open(dialog)  # the print dialog's own `open` wants a slot to call
    return dialog


def a_printer() -> QPrinter:
    """Return a printer for A4 sheets with no name of a document that others could read in its queue."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName("export")
    printer.setCreator("")
    return printer


def draw_on(printer: QPrinter, pdf: bytes) -> None:
    """Draw the pages that were asked for, as often as the printer does not do itself; raises `NotPrinted`."""
    facts = facts_of(pdf)
    numbers = chosen_pages(printer, len(facts))
    sheets = [numbers[at] for at in _order(printer, len(numbers))]
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted
    try:
        for at, number in enumerate(sheets):
            if at and not printer.newPage():
                raise NotPrinted
            _draw_page(painter, printer, pdf, number, facts[number])
    finally:
        painter.end()


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the numbers, from 0, of the pages in the range that was chosen; all where none was."""
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not first:
        return list(range(count))
    return [number for number in range(count) if first <= number + 1 <= last]


def _order(printer: QPrinter, count: int) -> Sequence[int]:
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return [*range(count)] * copies
    return [at for at in range(count) for _copy in range(copies)]


def _draw_page(painter: QPainter, printer: QPrinter, pdf: bytes, number: int, page: PageFacts) -> None:
    """Draw a page in bands, made smaller only where the sheet is smaller than the page."""
    resolution = printer.resolution()
    paper = printer.paperRect(QPrinter.Unit.Point)
    fitting = min(1.0, paper.width() / page.width, paper.height() / page.height)
    scale = min(resolution, FINEST) / POINTS_PER_INCH
    dots = fitting * resolution / POINTS_PER_INCH / scale
    top = 0.0
    for band in page_bands(pdf, number, scale, _BAND):
        painter.drawImage(QRectF(0, top, band.width() * dots, band.height() * dots), band)
        top += band.height() * dots
