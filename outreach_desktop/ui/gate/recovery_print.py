"""The recovery sheet goes straight to a printer, never into a file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ..look.theme import FAMILY

_FILE_WORDS = ("pdf", "xps", "onenote", "print to file", "skriv till fil", "fax", "postscript")
_POINTS_AN_INCH = 72


class NoPrinter(KnownError):
    def __init__(self) -> None:
        super().__init__("There is no printer here. Copy the key by hand, letter by letter.")


class PrintsToFile(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "That printer makes a file, and the key must not lie in a file. Choose a printer with paper, or copy the "
            "key by hand."
        )


def has_printer() -> bool:
    """Say whether the system knows a printer that is not a way to make a file."""
    return any(not makes_file(name) for name in QPrinterInfo.availablePrinterNames())


def makes_file(name: str) -> bool:
    """Say whether a printer of this name makes a file instead of paper, as far as its name tells."""
    return any(word in name.casefold() for word in _FILE_WORDS)


def print_sheet(
    parent: QWidget, lines: Sequence[str], told: Callable[[KnownError | None], None]
) -> QPrintDialog | None:
    """Ask for a printer and print; `told` gets None when the sheet is on its way, else why not."""
    if not has_printer():
        told(NoPrinter())
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Sheet"))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
    dialog.accepted.connect(lambda: told(_print(printer, lines)))
    dialog.show()
    return dialog


def _print(printer: QPrinter, lines: Sequence[str]) -> KnownError | None:
    to_file = printer.outputFormat() != QPrinter.OutputFormat.NativeFormat or printer.outputFileName()
    if to_file or makes_file(printer.printerName()):
        return PrintsToFile()
    painter = QPainter()
    if not painter.begin(printer):
        return NoPrinter()
    paint_sheet(painter, printer.pageLayout().paintRectPixels(printer.resolution()).toRectF(), lines)
    painter.end()
    return None


def paint_sheet(painter: QPainter, page: QRectF, lines: Sequence[str]) -> None:
    """Draw the sheet: what it is, the lines with their numbers, how it is used."""
    texts = [
        (20.0, True, _("Recovery key")),
        (
            11.0,
            False,
            _("With this key one gets in without the passphrase. Keep the sheet locked away, apart from the computer."),
        ),
        *((24.0, True, f"{number}.  {words}") for number, words in enumerate(lines, 1)),
        (
            11.0,
            False,
            _("Choose “I have forgotten the passphrase” and type the four lines. It has no zeros, only the letter O."),
        ),
    ]
    pixels = painter.device().logicalDpiY() / _POINTS_AN_INCH
    area = QRectF(page.topLeft(), page.size()).adjusted(0, 40 * pixels, 0, 0)
    for points, strong, text in texts:
        used = _draw(painter, area, points, text, strong=strong)
        area.setTop(area.top() + used + 18 * pixels)


def _draw(painter: QPainter, area: QRectF, points: float, text: str, *, strong: bool) -> float:
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    painter.setFont(font)
    drawn = painter.drawText(area, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, text)
    return float(drawn.height())
