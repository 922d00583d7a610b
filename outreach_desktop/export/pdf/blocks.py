"""Paragraphs and tables, laid out as strips. All texts are printable already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from .fonts import typeface
from .lines import cut, lines
from .strips import Rule, Strip, Words, kept, kept_at_ends
from .styles import CELL, CELL_HEAD, HAIRLINE, MUTED, REPORT, WIDTH, Lettering, Style
from .tags import Node

GUTTER = 10.0
ROW_PADDING = 4.0
FIRST_ROW_GAP = 8.0
HEAD_GAP = 8.0
SHORT_ROW = 6  # lines; longer rows may run on over a page's end
ROWS_TOGETHER = 3  # of a longer table: so many at least stand on a page below its heading, and at its end
SHORT_TABLE = 340.0  # points; longer tables too

_MOST_IN_LINE = 600  # characters: more never stand in one line, however narrow they are
_BLANK_LINES = re.compile(r"\n[ \n]*\n")
# Where in its leading a line of type stands.
_ASCENT = 0.35


def baseline(style: Style) -> float:
    """Return the distance from the top of a line to its baseline."""
    return style.leading / 2 + style.size * _ASCENT


def paragraphs(text: str) -> list[str]:
    """Split at blank lines; single line breaks stay within a paragraph."""
    parts = _BLANK_LINES.split(text.rstrip().lstrip("\n"))
    return [part for part in parts if part]


def paragraph(node: Node, text: str, style: Style, width: float = WIDTH, x: float = 0.0) -> list[Strip]:
    """Return one strip per line."""
    down = baseline(style)
    strips = [Strip(style.leading, (Words(node, x, down, line, style),)) for line in lines(text, style, width)]
    return kept_at_ends([replace(strips[0], gap=style.gap), *strips[1:]])


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a column that begins at `x` and is `width` wide; numbers stand at the right edge.

    What has more than `most` lines is cut and ends by `mark`; 0 cuts nothing.
    """

    role: str
    text: str
    style: Style
    x: float
    width: float
    scope: str = ""
    right: bool = False
    most: int = 0
    mark: str = ""


def row(table: Node, cells: Sequence[Cell]) -> list[Strip]:
    """Return a row as strips, one per line of its longest cell."""
    parent = table.add("TR")
    columns = [(parent.add(cell.role, scope=cell.scope), cell, _cell_lines(cell)) for cell in cells]
    leading = max(cell.style.leading for cell in cells)
    down = max(baseline(cell.style) for cell in cells)
    strips = [
        Strip(leading, tuple(_words(node, cell, found[at], down) for node, cell, found in columns if at < len(found)))
        for at in range(max(len(found) for _, _, found in columns))
    ]
    return kept(strips) if len(strips) <= SHORT_ROW else kept_at_ends(strips)


def _cell_lines(cell: Cell) -> list[str]:
    if not cell.most:
        return lines("\n\n".join(paragraphs(cell.text)) or "–", cell.style, cell.width)
    whole = " ".join(cell.text.split())
    shown = whole[: cell.most * _MOST_IN_LINE]
    found = lines(shown or "–", cell.style, cell.width)
    if shown != whole:
        found.append("")  # more follows, whatever room what is shown takes
    return cut(found, cell.most, cell.mark, cell.style, cell.width)


def _words(node: Node, cell: Cell, line: str, down: float) -> Words:
    slack = cell.width - typeface().extent(line.rstrip(), cell.style.font, cell.style.size) if cell.right else 0.0
    return Words(node, cell.x + slack, down, line, cell.style)


def facts(
    table: Node, rows: Sequence[tuple[str, str]], value_style: Style, lettering: Lettering = REPORT, mark: str = ""
) -> list[Strip]:
    """Return labels with their values beside them, as a table whose first column is its headings."""
    label_style = replace(lettering.label, leading=value_style.leading)
    value_x, most = lettering.label_width + GUTTER, lettering.most_lines
    strips: list[Strip] = []
    for label, value in rows:
        cells = (
            Cell("TH", label, label_style, 0, lettering.label_width, scope="Row"),
            Cell("TD", value, value_style, value_x, WIDTH - value_x, most=most, mark=mark),
        )
        first, *more = row(table, cells)
        gap = min(ROW_PADDING, lettering.body.gap)
        strips += [replace(first, gap=gap if strips else gap * FIRST_ROW_GAP / ROW_PADDING), *more]
    return strips


Columns = Sequence[tuple[float, float]]


def grid(
    table: Node, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float] = ()
) -> list[Strip]:
    """Return a table with a column of row headings, then columns; its heading is repeated on each page.

    Columns hold figures, unless `widths` says what part of the page each takes: then they hold words.
    """
    columns = _word_columns(widths) if widths else _columns(len(headings))
    head = _head(table, headings, columns, figures=not widths)
    again = replace(head, marks=tuple(replace(mark, node=None) for mark in head.marks))
    laid = [_grid_row(table, cells, columns, again, figures=not widths) for cells in rows]
    strips = [head, *(strip for strips in laid for strip in strips)]
    if len(laid) < 2 * ROWS_TOGETHER or sum(strip.height for strip in strips) <= SHORT_TABLE:
        return kept(strips)
    first, middle, last = laid[:ROWS_TOGETHER], laid[ROWS_TOGETHER:-ROWS_TOGETHER], laid[-ROWS_TOGETHER:]
    return [*kept([head, *chain(*first)]), *chain(*middle), *kept(list(chain(*last)))]


def _word_columns(widths: Sequence[float]) -> Columns:
    """Return left edge and width of each column; `widths` are parts of the whole."""
    lefts = [WIDTH * sum(widths[:at]) / sum(widths) for at in range(len(widths))]
    return [(left, WIDTH * part / sum(widths) - GUTTER) for left, part in zip(lefts, widths, strict=True)]


def _columns(count: int) -> Columns:
    """Return left edge and width of each column; figures share the right part."""
    figure = 92.0
    first = WIDTH - figure * (count - 1)
    return [(0.0, first - GUTTER), *((first + figure * at, figure) for at in range(count - 1))]


def _head(table: Node, headings: Sequence[str], columns: Columns, *, figures: bool) -> Strip:
    cells = [
        Cell("TH", heading, CELL_HEAD, x, width, scope="Column", right=figures and at > 0)
        for at, (heading, (x, width)) in enumerate(zip(headings, columns, strict=True))
    ]
    stacked = row(table, cells)
    leading = CELL_HEAD.leading
    marks = tuple(
        replace(mark, down=mark.down + at * leading) for at, strip in enumerate(stacked) for mark in strip.marks
    )
    height = len(stacked) * leading + ROW_PADDING
    return Strip(height, (*marks, Rule(None, 0, height, WIDTH, 0.9, MUTED)), gap=HEAD_GAP)


def _grid_row(table: Node, cells: Sequence[str], columns: Columns, head: Strip, *, figures: bool) -> list[Strip]:
    laid = [
        Cell("TD" if at else "TH", text, CELL, x, width, scope="" if at else "Row", right=figures and at > 0)
        for at, (text, (x, width)) in enumerate(zip(cells, columns, strict=True))
    ]
    first, *more = row(table, laid)
    moved = tuple(replace(mark, down=mark.down + ROW_PADDING) for mark in first.marks)
    strips = [replace(first, height=first.height + ROW_PADDING, marks=moved), *more]
    end = strips[-1]
    height = end.height + ROW_PADDING
    strips[-1] = replace(end, height=height, marks=(*end.marks, Rule(None, 0, height, WIDTH, 0.5, HAIRLINE)))
    return [replace(strip, header=head) for strip in strips]


def points(node: Node, texts: Sequence[str], style: Style, signs: Sequence[str]) -> list[Strip]:
    """Return a list: a sign or number each, and its text beside it."""
    indent, strips = style.size * 1.7, list[Strip]()
    for sign, text in zip(signs, texts, strict=True):
        point = node.add("LI")
        label, body = point.add("Lbl"), point.add("LBody")
        first, *more = paragraph(body, text, style, WIDTH - indent, indent)
        marks = (Words(label, 0, baseline(style), f"{sign} ", style), *first.marks)
        strips += [replace(first, marks=marks), *more]
    return strips
