"""Everything a page is put together from, in one place to import."""

from .buttons import Choice, button, icon, tab_bar, tool
from .fields import Combo, Field, TextArea, combo, field, line, text_area
from .focus import FocusRing
from .layouts import Flow, Flowing, Heading, Item, box, card, column, frame, row, rule, scrolling, side
from .messages import Notice, empty, notice
from .tokens import Size, Space
from .words import KeysLine, announce, fact, label, named, picture, state

__all__ = [
    "Choice",
    "Combo",
    "Field",
    "Flow",
    "Flowing",
    "FocusRing",
    "Heading",
    "Item",
    "KeysLine",
    "Notice",
    "Size",
    "Space",
    "TextArea",
    "announce",
    "box",
    "button",
    "card",
    "column",
    "combo",
    "empty",
    "fact",
    "field",
    "frame",
    "icon",
    "label",
    "line",
    "named",
    "notice",
    "picture",
    "row",
    "rule",
    "scrolling",
    "side",
    "state",
    "tab_bar",
    "text_area",
    "tool",
]
