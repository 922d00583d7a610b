"""A report as it is written down: headings, texts, facts, tables and figures, in order; then as bytes."""

from collections.abc import Sequence
from dataclasses import replace

from ...domain.chart import ChartModel
from ...i18n import LOCALES
from .. import printed
from ..frame import ReportFrame
from . import blocks, figure, ticks
from .canvas import TaggedCanvas
from .dressing import Banner, Dressing
from .lines import printable, shortened
from .strips import Page, Rule, Strip, Words, kept, paginate
from .styles import BANNER_WORD, BODY, HAIRLINE, INK, MARGIN, REPORT, SMALL, STRONG, WIDTH, Lettering, Style
from .tags import Node

_WRITTEN = 24.0  # points: room for one line by hand


class Story:
    """Collects the parts of one document. Every text may hold anything; what cannot be printed is replaced.

    `cut_mark` ends what the lettering cuts: it says where the rest can be read.
    """

    def __init__(
        self, title: str, marking: str, frame: ReportFrame, lettering: Lettering = REPORT, cut_mark: str = ""
    ) -> None:
        self._frame = frame
        self._lettering, self._cut_mark = lettering, cut_mark
        self._texts = frame.texts
        self._root = Node("Document")
        self._strips: list[Strip] = []
        self._replaced = self._replaced_told = False
        self._marking = marking
        self._banners: list[Banner] = []
        if frame.practice:
            invented = self._texts.gettext("The persons and events here are invented.")
            self.banner(self._texts.gettext("PRACTICE"), invented, loud=True)
        self._title = self._one_line(title)

    def banner(self, word: str, sentence: str, *, loud: bool = False) -> None:
        """Mark every page; call it before anything else is added. A loud one is white on black."""
        self._banners.append(Banner(self._clean(word), self._clean(sentence), self._root.add("P"), loud))

    def title(self) -> None:
        """Write the document's title as its first heading."""
        self.heading(1, self._title)

    def heading(self, level: int, text: str) -> None:
        lines = blocks.paragraph(self._root.add(f"H{level}"), self._clean(text), self._lettering.headings[level])
        self._strips += [replace(line, keep=True) for line in lines]

    def text(self, text: str, style: Style | None = None, language: str = "") -> None:
        """Write paragraphs; `language` is given where it is not the document's."""
        style = style or self._lettering.body
        for part in blocks.paragraphs(self._clean(text)):
            node = self._root.add("P", language=LOCALES[language].replace("_", "-") if language else "")
            self._strips += blocks.paragraph(node, part, style)

    def notice(self, word: str, sentence: str) -> None:
        """Write a short text that must be seen first, with heavy rules above and below."""
        strong = blocks.paragraph(self._root.add("P"), self._clean(word), BANNER_WORD)
        rest = blocks.paragraph(self._root.add("P"), self._clean(sentence), replace(BODY, gap=0))
        above = Strip(8, (Rule(None, 0, 0, WIDTH, 2, INK),), gap=14)
        below = Strip(8, (Rule(None, 0, 8, WIDTH, 2, INK),))
        self._strips += kept([above, *strong, *rest, below])

    def facts(self, rows: Sequence[tuple[str, str]], style: Style | None = None, *, strong: bool = False) -> None:
        """Write labels with their values beside them."""
        if rows:
            cleaned = [(self._clean(label), self._clean(value)) for label, value in rows]
            value_style = style or self._lettering.body
            value_style = replace(value_style, font=STRONG) if strong else value_style
            table = self._root.add("Table")
            self._strips += blocks.facts(table, cleaned, value_style, self._lettering, self._cut_mark)

    def points(self, texts: Sequence[str], *, numbered: bool = False) -> None:
        """Write a list of short texts of our own, numbered where one is done after the other."""
        if texts:
            signs = [f"{at}." if numbered else "•" for at in range(1, len(texts) + 1)]
            cleaned = [self._one_line(text) for text in texts]
            self._strips += blocks.points(self._root.add("L"), cleaned, self._lettering.body, signs)

    def by_hand(self, columns: Sequence[ticks.Column], rows: Sequence[ticks.HandRow]) -> None:
        """Write a table to tick and to write in."""
        heads = [replace(each, heading=self._clean(each.heading)) for each in columns]
        cleaned = [
            replace(
                each, cells=tuple(cell and self._clean(cell) for cell in each.cells), strong=self._clean(each.strong)
            )
            for each in rows
        ]
        self._strips += ticks.written_by_hand(self._root.add("Table"), heads, cleaned, self._lettering)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float] = ()) -> None:
        """Write a table: a column of row headings, then columns of figures, or of words where `widths` are given."""
        cleaned = [[self._clean(cell) for cell in row] for row in rows]
        heads = [self._clean(heading) for heading in headings]
        self._strips += blocks.grid(self._root.add("Table"), heads, cleaned, widths)

    def chart(self, chart: ChartModel) -> None:
        node = self._root.add("Figure", alt=self._clean(chart.description))
        labelled = replace(chart, bars=tuple(replace(bar, label=self._clean(bar.label)) for bar in chart.bars))
        numbers = [printed.figure(bar.value, self._texts) for bar in chart.bars]
        self._strips.append(figure.bars(node, labelled, numbers))

    def blank(self, lines: int) -> None:
        """Leave lines to write on by hand, together on one page and with what stands above them."""
        self._strips[-1] = replace(self._strips[-1], keep=True)
        line = Strip(_WRITTEN, (Rule(None, 0, _WRITTEN, WIDTH, 0.5, HAIRLINE),))
        self._strips += kept([line] * lines)

    def signature(self, labels: Sequence[str], name: str) -> None:
        """Leave lines to write on, side by side, each with a label under it and the name under the last."""
        width = WIDTH / len(labels) - 12
        marks: list[Words | Rule] = []
        for at, label in enumerate(labels):
            x = at * (width + 24)
            marks += [Rule(None, x, 44, width, 0.7, INK), self._small(label, x, 58, width)]
        if name.strip():
            marks.append(self._small(name, (len(labels) - 1) * (width + 24), 72, width))
        # A signature on a page of its own would belong to nothing.
        self._strips[-1] = replace(self._strips[-1], keep=True)
        self._strips.append(Strip(78, tuple(marks), gap=10))

    def _small(self, text: str, x: float, down: float, width: float) -> Words:
        """Return one small line, shortened where it does not fit."""
        line = shortened(" ".join(self._clean(text).split()), SMALL, width)
        return Words(self._root.add("P"), x, down, line, SMALL)

    def finished(self) -> bytes:
        """Lay out the pages and return the document."""
        return self._drawn(*self._paginated())

    def fits_on_one_page(self) -> bool:
        """Say whether all that was written so far is one page."""
        return len(self._paginated()[0]) == 1

    def _paginated(self) -> tuple[list[Page], Dressing]:
        dressing = self._dressing()
        if self._replaced and not self._replaced_told:
            self._replaced_told = True
            self.text(
                self._texts.gettext("Some characters could not be printed. A square □ stands for each of them."), SMALL
            )
        return paginate(self._strips, dressing.room), dressing

    def _drawn(self, pages: list[Page], dressing: Dressing) -> bytes:
        canvas = TaggedCanvas(self._title, LOCALES[self._texts.language].replace("_", "-"))
        for number, page in enumerate(pages, 1):
            for strip, top in dressing.strips(number, len(pages)):
                canvas.draw(strip, MARGIN, top)
            for placed in page:
                canvas.draw(placed.strip, MARGIN, dressing.body_top - placed.down)
            canvas.end_page()
        return canvas.finished(self._root)

    def _dressing(self) -> Dressing:
        frame, texts = self._frame, self._texts
        made = texts.gettext("Made by {name} on {day}") if frame.made_by.strip() else texts.gettext("Made on {day}")
        return Dressing(
            organisation=self._one_line(frame.organisation.name),
            marking=self._one_line(self._marking),
            made=self._one_line(made.format(name=frame.made_by.strip(), day=texts.day(frame.printed_on))),
            page=self._one_line(texts.gettext("Page {page} of {pages}")),
            banners=self._banners,
        )

    def _one_line(self, text: str) -> str:
        return self._clean(text).replace("\n", " ")

    def _clean(self, text: str) -> str:
        cleaned, replaced = printable(text)
        self._replaced = self._replaced or replaced
        return cleaned
