"""Tables to write in by hand: boxes to tick, and empty cells with room for a pen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import GUTTER, ROW_PADDING, Cell, baseline, row
from .lines import lines
from .strips import Box, Mark, Rule, Strip, Words, kept
from .styles import INK, WIDTH, Lettering, Style
from .tags import Node

BOX = 13.0
TICK, BLANK = None, ""  # what a cell may hold besides words: a box to tick, or room to write in
PEN = 30.0  # points that a row needs at least for somebody to write in it


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and which part of the page's width the column takes."""

    heading: str
    part: float


@dataclass(frozen=True, slots=True)
class HandRow:
    """Cells are words, `TICK` or `BLANK`; `strong` are words in bold above those of the first cell.

    `least` is how high the row is at least, in points.
    """

    cells: tuple[str | None, ...]
    strong: str = ""
    least: float = PEN


def written_by_hand(
    table: Node, columns: Sequence[Column], rows: Sequence[HandRow], lettering: Lettering
) -> list[Strip]:
    """Return a table whose heading is repeated on each page."""
    places = _places(columns)
    head = _head(table, columns, places, lettering)
    again = replace(head, marks=tuple(replace(mark, node=None) for mark in head.marks))
    laid = [replace(_row(table, each, places, lettering), header=again) for each in rows]
    return [*kept([head, *laid[:1]]), *laid[1:]]


def _places(columns: Sequence[Column]) -> list[tuple[float, float]]:
    """Return left edge and width of each column."""
    whole = sum(column.part for column in columns)
    lefts = [WIDTH * sum(column.part for column in columns[:at]) / whole for at in range(len(columns))]
    return [(left, WIDTH * column.part / whole - GUTTER) for left, column in zip(lefts, columns, strict=True)]


def _head(table: Node, columns: Sequence[Column], places: Sequence[tuple[float, float]], lettering: Lettering) -> Strip:
    style = lettering.cell_head
    cells = [
        Cell("TH", column.heading, style, x, width, scope="Column")
        for column, (x, width) in zip(columns, places, strict=True)
    ]
    stacked = row(table, cells)
    marks = _joined(stacked)
    height = len(stacked) * style.leading + ROW_PADDING
    return Strip(height, (*marks, Rule(None, 0, height, WIDTH, 1.2, INK)), gap=8)


def _joined(strips: Sequence[Strip]) -> tuple[Mark, ...]:
    """Return the marks of strips that stand below each other, as those of one."""
    tops = [sum(strip.height for strip in strips[:at]) for at in range(len(strips))]
    return tuple(
        replace(mark, down=mark.down + top) for strip, top in zip(strips, tops, strict=True) for mark in strip.marks
    )


def _row(table: Node, row: HandRow, places: Sequence[tuple[float, float]], lettering: Lettering) -> Strip:
    """Return a row as one strip: what is written by hand must not run on over a page's end."""
    parent, marks, height = table.add("TR"), list[Mark](), row.least
    for at, (cell, place) in enumerate(zip(row.cells, places, strict=True)):
        node = parent.add("TH", scope="Row") if cell and not at else parent.add("TD")
        if cell is TICK:
            marks.append(Box(None, place[0] + 1, ROW_PADDING + 1, BOX, BOX, INK))
        else:
            above = [(row.strong, lettering.cell_head)] if row.strong and not at else []
            found, used = _words(node, [*above, (cell, lettering.cell)], place)
            marks += found
            height = max(height, used + 2 * ROW_PADDING)
    return Strip(height, (*marks, Rule(None, 0, height, WIDTH, 0.7, INK)))


def _words(node: Node, texts: Sequence[tuple[str, Style]], place: tuple[float, float]) -> tuple[list[Words], float]:
    """Return texts below each other, and how high they are together."""
    marks, top = list[Words](), 0.0
    for text, style in texts:
        for line in lines(text, style, place[1]) if text else ():
            marks.append(Words(node, place[0], ROW_PADDING + top + baseline(style), line, style))
            top += style.leading
    return marks, top
