"""What is laid out: strips of a page's width, put one below the other onto pages.

A strip is never split. Texts and table rows are made of one strip per line, so anything can
run on over a page's end.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .styles import INK, Colour, Style
from .tags import Node


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `down` is from the strip's top to the baseline. Without a node it is page dressing."""

    node: Node | None
    x: float
    down: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    node: Node | None
    x: float
    down: float
    width: float
    thickness: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled or drawn as an outline; `dashed` outlines stand for what is not shown."""

    node: Node | None
    x: float
    down: float
    width: float
    height: float
    colour: Colour = INK
    filled: bool = False
    dashed: bool = False


Mark = Words | Rule | Box


@dataclass(frozen=True, slots=True)
class Strip:
    """`gap` is the space above it, `keep` says that the next strip belongs on the same page.

    `header` is repeated above the strip when that comes first on a page; `figure` is a node
    that wants to know where on the page it stands.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    gap: float = 0.0
    keep: bool = False
    header: "Strip | None" = None
    figure: Node | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and the distance of its top from that of the page's area for text."""

    strip: Strip
    down: float


Page = list[Placed]


def kept(strips: list[Strip]) -> list[Strip]:
    """Bind strips to each other, the last one not to what follows."""
    return [*(replace(strip, keep=True) for strip in strips[:-1]), *strips[-1:]]


def kept_at_ends(strips: list[Strip]) -> list[Strip]:
    """Bind the first two strips and the last two, so that no line stands alone on a page."""
    last = len(strips) - 2
    return [replace(strip, keep=True) if at in (0, last) and at <= last else strip for at, strip in enumerate(strips)]


def paginate(strips: Iterable[Strip], room: float) -> list[Page]:
    """Put strips onto pages whose area for text is `room` high."""
    pages: list[Page] = [[]]
    used = 0.0
    for group in _groups(strips):
        if pages[-1] and used + _height(group) > room:
            pages.append([])
            used = 0.0
        for strip in group:
            if pages[-1] and used + strip.gap + strip.height > room:
                pages.append([])
                used = 0.0
            used = _place(pages[-1], strip, used)
    return pages


def _groups(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


def _height(group: list[Strip]) -> float:
    return sum(strip.gap + strip.height for strip in group)


def _place(page: Page, strip: Strip, used: float) -> float:
    if page:
        used += strip.gap
    elif strip.header:
        page.append(Placed(strip.header, 0))
        used = strip.header.height
    page.append(Placed(strip, used))
    return used + strip.height
