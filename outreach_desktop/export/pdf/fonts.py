"""The two embedded fonts, what they can print, and how wide it becomes."""

import threading
import unicodedata
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ...paths import RESOURCES
from .styles import REGULAR, STRONG

FILES = {REGULAR: "Inter_400Regular.ttf", STRONG: "Inter_600SemiBold.ttf"}
REPLACEMENT = "□"
# One font file is read by all documents that are made at the same time, from one position in it.
_reading = threading.Lock()


class EmbeddedFont(TTFont):
    """A font whose subsets tell readers every character that they hold, and no others.

    ReportLab maps unused codes to U+0000, which PDF/UA forbids.
    """

    def addObjects(self, doc: Any) -> None:
        """Add the subsets that `doc` uses to it."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        before = set(doc.idToObject)
        with _reading:
            super().addObjects(doc)
        added = [name for name in doc.idToObject if name not in before and name.startswith("toUnicodeCMap:")]
        for name, subset in zip(added, subsets, strict=True):
            doc.idToObject[name].content = to_unicode(subset)


def to_unicode(subset: list[int]) -> str:
    """Return the character map of a subset, in blocks of at most 100 entries as the format asks."""
    entries = [f"<{code:02X}> <{char or 0xFFFD:04X}>" for code, char in enumerate(subset)]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            f"1 begincodespacerange <00> <{len(subset) - 1:02X}> endcodespacerange",
            *(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


class Measure:
    """How wide texts in one font are; extents are in parts of the font's size."""

    def __init__(self, widths: dict[int, float]) -> None:
        self.widths = {chr(code): width / 1000 for code, width in widths.items()}

    def extent(self, text: str) -> float:
        return sum(map(self.widths.__getitem__, text))


class Typeface:
    """Both fonts, made known to ReportLab once for all documents."""

    def __init__(self) -> None:
        fonts = {name: EmbeddedFont(name, str(RESOURCES / "fonts" / file)) for name, file in FILES.items()}
        for font in fonts.values():
            pdfmetrics.registerFont(font)
        self.measures = {name: Measure(font.face.charWidths) for name, font in fonts.items()}
        known = set.intersection(*(set(font.face.charToGlyph) for font in fonts.values()))
        self.printable = frozenset(filter(_is_visible, map(chr, known)))

    def extent(self, text: str, font: str, size: float) -> float:
        """Return the width of a line in points."""
        return self.measures[font].extent(text) * size


def _is_visible(character: str) -> bool:
    return character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


@cache
def _loaded() -> Typeface:
    return Typeface()


def typeface() -> Typeface:
    """Return the fonts, loaded when first asked for."""
    with _reading:
        return _loaded()
