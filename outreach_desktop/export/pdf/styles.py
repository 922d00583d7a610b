"""The few text styles and colours that every printed page is made of; lengths in points."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

Colour = tuple[float, float, float]

REGULAR = "Inter"
STRONG = "Inter-SemiBold"

PAPER: Colour = (1.0, 1.0, 1.0)
INK: Colour = (0.086, 0.125, 0.114)
MUTED: Colour = (0.302, 0.353, 0.337)
ACCENT: Colour = (0.09, 0.4, 0.361)
HAIRLINE: Colour = (0.8, 0.83, 0.82)

PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89
MARGIN = 70.0
WIDTH = PAGE_WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Style:
    """`gap` is the space above, left out at the top of a page."""

    font: str
    size: float
    leading: float
    colour: Colour = INK
    gap: float = 0.0


BODY = Style(REGULAR, 10.5, 15.5, gap=6)
BODY_STRONG = replace(BODY, font=STRONG)
LABEL = Style(REGULAR, 9.5, 15.5, MUTED)
SMALL = Style(REGULAR, 9.5, 13.5, MUTED, gap=3)
CELL = Style(REGULAR, 10, 14)
CELL_HEAD = Style(STRONG, 9, 12, MUTED)
RUNNING = Style(REGULAR, 8.5, 11, MUTED)
RUNNING_STRONG = replace(RUNNING, font=STRONG, colour=INK)
BANNER_WORD = Style(STRONG, 12, 16)
BANNER_SENTENCE = Style(REGULAR, 9.5, 13)
HEADINGS = {
    1: Style(STRONG, 22, 28),
    2: Style(STRONG, 12.5, 17, ACCENT, gap=18),
    3: Style(STRONG, 10, 14, gap=10),
}


@dataclass(frozen=True, slots=True)
class Lettering:
    """The styles of one document. `most_lines` cuts each value that is longer, 0 cuts none."""

    body: Style
    label: Style
    cell: Style
    cell_head: Style
    headings: Mapping[int, Style]
    label_width: float
    most_lines: int = 0


REPORT = Lettering(BODY, LABEL, CELL, CELL_HEAD, HEADINGS, label_width=150.0)


def at_arms_length(size: float, most_lines: int = 0) -> Lettering:
    """Return larger letters, all in ink and so readable in grey, for a paper that is read standing."""
    leading = round(size * 1.32, 2)
    body = Style(REGULAR, size, leading, gap=3)
    strong = replace(body, font=STRONG)
    heading = Style(STRONG, size + 1, round((size + 1) * 1.3, 2), gap=10)
    headings = {1: Style(STRONG, 21, 25), 2: heading, 3: replace(strong, gap=6)}
    label = replace(body, size=size - 0.5)
    return Lettering(body, label, replace(body, gap=0), replace(strong, gap=0), headings, 112.0, most_lines)
