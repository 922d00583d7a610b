"""Recovery sheets go straight to a printer, never into a file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ..look.theme import FAMILY
from .making import Paper
from .words import origin_of, title_of

_FILE_WORDS = ("pdf", "xps", "onenote", "print to file", "skriv till fil", "fax", "postscript")
_POINTS_AN_INCH = 72
_MARGIN_MM = 22


class NoPrinter(KnownError):
    def __init__(self) -> None:
        super().__init__("There is no printer here. Copy the key by hand, letter by letter.")


class PrintsToFile(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "That printer makes a file, and the key must not lie in a file. Choose a printer with paper, or copy the "
            "key by hand."
        )


class NotAllPrinted(KnownError):
    def __init__(self) -> None:
        super().__init__("The printer did not take all sheets. See whether it is on and has paper, and print again.")


def has_printer() -> bool:
    """Say whether the system knows a printer that is not a way to make a file."""
    return any(not makes_file(name) for name in QPrinterInfo.availablePrinterNames())


def makes_file(name: str) -> bool:
    """Say whether a printer of this name makes a file instead of paper, as far as its name tells."""
    return any(word in name.casefold() for word in _FILE_WORDS)


def print_papers(
    parent: QWidget, papers: Sequence[Paper], told: Callable[[KnownError | None], None]
) -> QPrintDialog | None:
    """Ask for a printer and print; `told` gets None when the sheets are on their way, else why not."""
    if not has_printer():
        told(NoPrinter())
        return None
    printer = a_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
    dialog.accepted.connect(lambda: told(_print(printer, papers)))
    dialog.show()
    return dialog


def a_printer() -> QPrinter:
    """Return a printer for A4 sheets with a margin that a hole punch leaves whole."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    printer.setDocName(_("Sheet"))
    return printer


def _print(printer: QPrinter, papers: Sequence[Paper]) -> KnownError | None:
    to_file = printer.outputFormat() != QPrinter.OutputFormat.NativeFormat or printer.outputFileName()
    if to_file or makes_file(printer.printerName()):
        return PrintsToFile()
    return paint_papers(printer, papers)


def paint_papers(printer: QPrinter, papers: Sequence[Paper]) -> KnownError | None:
    """Draw each sheet on a page of its own; return why that did not work."""
    painter = QPainter()
    if not painter.begin(printer):
        return NoPrinter()
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    try:
        for at, paper in enumerate(papers):
            if at and not printer.newPage():
                return NotAllPrinted()
            paint_sheet(painter, QRectF(0, 0, page.width(), page.height()), paper)
    finally:
        painter.end()
    return None


def paint_sheet(painter: QPainter, page: QRectF, paper: Paper) -> None:
    """Draw the sheet: what it is, of which vault and day, the lines with their numbers, how it is kept and used."""
    pixels = painter.device().logicalDpiY() / _POINTS_AN_INCH
    area = QRectF(page.topLeft(), page.size()).adjusted(0, 40 * pixels, 0, 0)
    for points, strong, text, gap in _texts(paper):
        used = _draw(painter, area, points, text, strong=strong)
        area.setTop(area.top() + used + gap * pixels)


def _texts(paper: Paper) -> list[tuple[float, bool, str, float]]:
    """Return size in points, weight, words and the points of room below of each piece."""
    purpose, use = _words_of_one() if paper.of == 1 else _words_of_part()
    lines, last = [(24.0, True, f"{number}.  {words}", 14.0) for number, words in enumerate(paper.lines, 1)], 22.0
    lines[-1] = (*lines[-1][:3], last)
    return [
        (20.0, True, title_of(paper), 4.0),
        (11.0, False, origin_of(paper), 18.0),
        *((11.0, False, text, 18.0) for text in purpose),
        *lines,
        (11.0, False, use, 0.0),
    ]


def _words_of_one() -> tuple[list[str], str]:
    return (
        [_("With this key one gets in without the passphrase. Keep the sheet locked away, apart from the computer.")],
        _("Choose “I have forgotten the passphrase” and type the four lines. It has no zeros, only the letter O."),
    )


def _words_of_part() -> tuple[list[str], str]:
    return (
        [
            _("With any two of the three sheets one gets in without the passphrase. This one alone opens nothing."),
            _("Keep it locked away, never together with another of the three, and apart from the computer."),
        ],
        _(
            "Choose “I have forgotten the passphrase” and “Two of three sheets”, and type the nine lines of both. "
            "They have no zeros, only the letter O."
        ),
    )


def _draw(painter: QPainter, area: QRectF, points: float, text: str, *, strong: bool) -> float:
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    painter.setFont(font)
    drawn = painter.drawText(area, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, text)
    return float(drawn.height())
