"""A canvas that marks what it draws: as part of a tag's content, or as dressing of the page."""

from hashlib import sha256
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from .finishing import describe, plain
from .strips import Box, Mark, Rule, Strip, Words
from .styles import PAGE_HEIGHT, PAGE_WIDTH, REGULAR
from .tags import Node, write_tree

_NOTHING = object()


class TaggedCanvas(Canvas):
    """Draws strips onto A4 pages and gives the finished document as bytes."""

    def __init__(self, title: str, language: str) -> None:
        super().__init__(
            BytesIO(),
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=REGULAR,
            lang=language,
        )
        self._marks: list[list[Node]] = [[]]
        self._open: object = _NOTHING
        self._digest = sha256(f"{language} {title}".encode())
        describe(self._doc, title)

    def draw(self, strip: Strip, left: float, top: float) -> None:
        """Draw with the strip's upper left corner at a point measured from the page's lower left."""
        for mark in strip.marks:
            self._mark(mark.node)
            self._draw(mark, left + mark.x, top - mark.down)
        if strip.figure:
            strip.figure.box = (left, top - strip.height, PAGE_WIDTH - left, top)

    def end_page(self) -> None:
        self._close()
        self._digest.update("\n".join(self._code).encode("latin-1"))
        self.showPage()
        self._marks.append([])

    def finished(self, root: Node) -> bytes:
        """Return the document, whose tree of tags is under `root`."""
        del self._marks[-1]
        document = self._doc
        pages = [document.Reference(page) for page in document.Pages.pages]
        for index, page in enumerate(pages):
            _join_tree(document.idToObject[page.name], index)
        document.Catalog.StructTreeRoot = write_tree(document, root, pages, self._marks)
        identity = b"<" + self._digest.hexdigest()[:32].encode() + b">"
        document._ID = b"[" + identity + identity + b"]"  # noqa: SLF001 - ReportLab would add its name and a digest of the time
        return plain(document.GetPDFData(self))

    def _mark(self, node: Node | None) -> None:
        if self._open is node:
            return
        self._close()
        self._open = node
        if node is None:
            self._code.append("/Artifact BMC")
            return
        here = self._marks[-1]
        node.pieces.append((len(self._marks) - 1, len(here)))
        self._code.append(f"/{node.role} <</MCID {len(here)}>> BDC")
        here.append(node)

    def _close(self) -> None:
        if self._open is not _NOTHING:
            self._code.append("EMC")
        self._open = _NOTHING

    def _draw(self, mark: Mark, x: float, y: float) -> None:
        if isinstance(mark, Words):
            self.setFont(mark.style.font, mark.style.size)
            self.setFillColorRGB(*mark.style.colour)
            self.drawString(x, y, mark.text)
        elif isinstance(mark, Rule):
            self.setFillColorRGB(*mark.colour)
            self.rect(x, y, mark.width, mark.thickness, stroke=0, fill=1)
        else:
            self._draw_box(mark, x, y)

    def _draw_box(self, box: Box, x: float, y: float) -> None:
        self.setFillColorRGB(*box.colour)
        self.setStrokeColorRGB(*box.colour)
        self.setLineWidth(1)
        self.setDash([3, 2] if box.dashed else [])
        self.rect(x, y - box.height, box.width, box.height, stroke=0 if box.filled else 1, fill=int(box.filled))


def _join_tree(page: Any, index: int) -> None:
    """Say in the page's dictionary where in the tree its marks are, and that reading follows the tree."""
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = index
    page.Tabs = pdfdoc.PDFName("S")
