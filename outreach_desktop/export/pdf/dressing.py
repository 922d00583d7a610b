"""What stands around the text of every page: whose it is, what it is, how it is marked, which page."""

from dataclasses import dataclass, field, replace

from .blocks import baseline
from .fonts import typeface
from .lines import shortened
from .strips import Box, Mark, Rule, Strip, Words
from .styles import (
    BANNER_SENTENCE,
    BANNER_WORD,
    HAIRLINE,
    INK,
    PAGE_HEIGHT,
    PAPER,
    RUNNING,
    RUNNING_STRONG,
    WIDTH,
    Style,
)
from .tags import Node

HEADER_TOP = PAGE_HEIGHT - 40
HEADER_HEIGHT = 18.0
BODY_GAP = 22.0
FOOTER_TOP = 56.0
BODY_END = 78.0
BANNER_HEIGHT = 26.0
BANNER_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Banner:
    """A marking in a frame on each page. `node` is its tag on the first page, where it is read out."""

    word: str
    sentence: str
    node: Node
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Dressing:
    """All texts are printable already; `page` holds the places {page} and {pages}."""

    organisation: str
    marking: str
    made: str
    page: str
    banners: list[Banner] = field(default_factory=list)

    @property
    def body_top(self) -> float:
        banners = len(self.banners) * (BANNER_HEIGHT + BANNER_GAP)
        return HEADER_TOP - HEADER_HEIGHT - banners - BODY_GAP

    @property
    def room(self) -> float:
        """Height of the area for text, in points."""
        return self.body_top - BODY_END

    def strips(self, page: int, pages: int) -> list[tuple[Strip, float]]:
        """Return what is drawn around page `page` of `pages`, each with its top."""
        banners = [
            (
                _banner(banner, first=page == 1),
                HEADER_TOP - HEADER_HEIGHT - BANNER_GAP - at * (BANNER_HEIGHT + BANNER_GAP),
            )
            for at, banner in enumerate(self.banners)
        ]
        counted = self.page.format(page=page, pages=pages)
        header = _line(self.organisation, RUNNING_STRONG, self.marking, rule_down=HEADER_HEIGHT)
        return [(header, HEADER_TOP), *banners, (_line(self.made, RUNNING, counted, rule_down=-6), FOOTER_TOP)]


def _line(left: str, left_style: Style, right: str, rule_down: float) -> Strip:
    """Return a line with a text at each side and a thin rule."""
    extent = typeface().extent(right, RUNNING.font, RUNNING.size)
    down = baseline(RUNNING)
    marks: tuple[Mark, ...] = (
        Words(None, 0, down, shortened(left, left_style, WIDTH - extent - 20), left_style),
        Words(None, WIDTH - extent, down, right, RUNNING),
        Rule(None, 0, rule_down, WIDTH, 0.5, HAIRLINE),
    )
    return Strip(HEADER_HEIGHT, marks)


def _banner(banner: Banner, *, first: bool) -> Strip:
    node = banner.node if first else None
    colour = PAPER if banner.loud else INK
    down = baseline(BANNER_WORD) + (BANNER_HEIGHT - BANNER_WORD.leading) / 2
    after = 12 + typeface().extent(banner.word + "  ", BANNER_WORD.font, BANNER_WORD.size)
    marks: tuple[Mark, ...] = (
        Box(None, 0, 0, WIDTH, BANNER_HEIGHT, INK, filled=banner.loud),
        Words(node, 12, down, banner.word + " ", replace(BANNER_WORD, colour=colour)),
        Words(node, after, down, banner.sentence, replace(BANNER_SENTENCE, colour=colour)),
    )
    return Strip(BANNER_HEIGHT, marks)
