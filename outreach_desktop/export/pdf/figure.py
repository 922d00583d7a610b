"""The chart model, drawn as horizontal bars whose numbers stand beside them; no colour carries a meaning."""

from collections.abc import Sequence

from ...domain.chart import Bar, ChartModel
from .blocks import baseline
from .lines import shortened
from .strips import Box, Mark, Strip, Words
from .styles import ACCENT, BODY_STRONG, CELL, MUTED, WIDTH
from .tags import Node

ROW = 24.0
BAR = 15.0
LABEL_WIDTH = 150.0
NUMBER_WIDTH = 80.0
HIDDEN = 26.0  # a bar of a hidden number says "some", never how many
LEAST = 2.0


def bars(node: Node, chart: ChartModel, numbers: Sequence[str]) -> Strip:
    """Return the chart as one strip; `numbers` are the bars' values in words."""
    most = max((bar.value for bar in chart.bars if bar.value is not None), default=0)
    marks = [
        mark
        for at, (bar, number) in enumerate(zip(chart.bars, numbers, strict=True))
        for mark in _bar(node, bar, most, at * ROW, number)
    ]
    return Strip(len(chart.bars) * ROW + ROW / 3, tuple(marks), gap=10, figure=node)


def _bar(node: Node, bar: Bar, most: int, down: float, number: str) -> list[Mark]:
    track = WIDTH - LABEL_WIDTH - NUMBER_WIDTH
    length = HIDDEN if bar.value is None else max(LEAST, track * bar.value / most) if most else LEAST
    text_down = down + baseline(CELL) + (ROW - CELL.leading) / 2
    return [
        Words(node, 0, text_down, shortened(bar.label, CELL, LABEL_WIDTH - 8), CELL),
        _shape(node, down + (ROW - BAR) / 2, length, hidden=bar.value is None),
        Words(node, LABEL_WIDTH + length + 8, text_down, number, BODY_STRONG),
    ]


def _shape(node: Node, down: float, length: float, *, hidden: bool) -> Box:
    colour = MUTED if hidden else ACCENT
    return Box(node, LABEL_WIDTH, down, length, BAR, colour, filled=not hidden, dashed=hidden)
