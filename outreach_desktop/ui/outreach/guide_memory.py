"""What is remembered of the conversation guide while pages are built anew."""

from dataclasses import dataclass


@dataclass
class GuideMemory:
    """Whether the guide stands open, what is looked for in it, and the id of the piece that is read."""

    open: bool = False
    words: str = ""
    piece: str = ""
