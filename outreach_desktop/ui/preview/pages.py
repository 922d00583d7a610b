"""Pages of a PDF as pictures and as text.

The library that draws them is not made for several threads at once: previews and printing therefore
use these functions from one and the same thread, the one behind `Workspace.compute`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
_WHITE = (255, 255, 255, 255)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Width and height in points, and all text of the page in the order of reading."""

    width: float
    height: float
    text: str


def facts_of(pdf: bytes) -> tuple[PageFacts, ...]:
    """Return what is known of each page without drawing it."""
    with _opened(pdf) as document:
        return tuple(_facts(document, number) for number in range(len(document)))


def _facts(document: Any, number: int) -> PageFacts:
    page = document[number]
    words = page.get_textpage()
    text = words.get_text_range().replace("\r\n", "\n")
    words.close()
    width, height = page.get_size()
    page.close()
    return PageFacts(width, height, text)


def page_picture(pdf: bytes, number: int, scale: float) -> QImage:
    """Return a page with `scale` pixels to the point."""
    with _opened(pdf) as document:
        page = document[number]
        try:
            width, height = (round(side * scale) for side in page.get_size())
            return _band(page, width, height, 0, height)
        finally:
            page.close()


def page_bands(pdf: bytes, number: int, scale: float, rows: int) -> Iterator[QImage]:
    """Yield a page from top to bottom in bands of so many rows, since a whole page for paper takes too much memory."""
    with _opened(pdf) as document:
        page = document[number]
        try:
            width, height = (round(side * scale) for side in page.get_size())
            for top in range(0, height, rows):
                yield _band(page, width, height, top, min(rows, height - top))
        finally:
            page.close()


def _band(page: Any, width: int, height: int, top: int, rows: int) -> QImage:
    from pypdfium2 import PdfBitmap, raw

    bitmap = PdfBitmap.new_native(width, rows, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect(_WHITE, 0, 0, width, rows)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, raw.FPDF_ANNOT)
    picture = QImage(bytes(bitmap.buffer), width, rows, bitmap.stride, QImage.Format.Format_RGB32).copy()
    bitmap.close()
    return picture


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()
