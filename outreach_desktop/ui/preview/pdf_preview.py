"""A PDF as it will be sent or printed: the pages themselves, never a second drawing of them."""

from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ...i18n import _
from ..look.parts import Heading, Item, Space, announce, box, column, frame, label, row, rule, tool
from ..workspace import Workspace
from .page_view import PageView
from .pages import PageFacts, facts_of, page_picture


class PdfPreview(QWidget):
    """Pages over one line: which page, zoom, and what the page that shows it puts there.

    `spoken` says what is previewed. `show_pdf` may be called as often as one types.
    """

    def __init__(self, workspace: Workspace, spoken: str, *actions: Item, top: Item = None) -> None:
        super().__init__()
        self._workspace, self._pdf = workspace, b""
        self.view = PageView(spoken, "preview")
        self._which = label("", "muted")
        smaller, larger = (
            tool("minus", _("Smaller"), name="preview.smaller"),
            tool("plus", _("Larger"), name="preview.larger"),
        )
        smaller.clicked.connect(lambda: self.view.zoom(-1))
        larger.clicked.connect(lambda: self.view.zoom(1))
        self.view.wanted.connect(self._draw)
        self.view.turned.connect(self._tell_page)
        turning = Heading(
            row(self._which, smaller, larger, None), *(each for each in actions if isinstance(each, QWidget))
        )
        line = box(column(turning, margin=(Space.M, Space.S, Space.S, Space.S)))
        above = [box(column(top, margin=(Space.M, Space.S, Space.S, Space.S))), rule()] if top else []
        layout = column(frame(column(*above, self.view, rule(), line, gap=0, margin=1), "card"), gap=0)
        self.setLayout(layout)

    @property
    def pdf(self) -> bytes:
        """The document that is shown, nothing before the first."""
        return self._pdf

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document in the place of the one before; the same place in it stays in view."""
        if pdf == self._pdf:
            return
        self._workspace.compute(self, "preview", lambda _db: facts_of(pdf), partial(self._show_facts, pdf))

    def _show_facts(self, pdf: bytes, facts: tuple[PageFacts, ...]) -> None:
        first = not self._pdf
        self._pdf = pdf
        self.view.show_pages(facts)
        if not first:
            announce(self.view, _("The preview has been brought up to date"))

    def _draw(self, page: int, scale: float) -> None:
        pdf = self._pdf
        self._workspace.compute(
            self,
            f"preview.{page}",
            lambda _db: page_picture(pdf, page, scale),
            partial(self._show_picture, pdf, page, scale),
        )

    def _show_picture(self, pdf: bytes, page: int, scale: float, picture: QImage) -> None:
        if pdf == self._pdf:
            self.view.show_picture(page, scale, picture)

    def _tell_page(self, page: int) -> None:
        words = _("Page {number} of {count}").format(number=page + 1, count=self.view.page_count)
        self._which.setText(words if self.view.page_count else "")
