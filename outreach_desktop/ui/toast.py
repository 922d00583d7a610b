"""The line below the page that tells what was done, with a way to undo it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ..i18n import _
from .look.buttons import button, tool
from .look.layouts import row
from .look.tokens import TONE_ICONS, Size, Space
from .look.words import label, picture


@dataclass(frozen=True)
class Message:
    """`words` is asked at each rebuild, so that it follows the language; `undo` takes back what was done."""

    words: Callable[[], str]
    undo: Callable[[], None] | None = None
    tone: str = "good"

    @property
    def line(self) -> str:
        """The words as they stand in the line: one sentence alone has no full stop, several have."""
        words = self.words()
        return words[:-1] if words.endswith(".") and ". " not in words else words


class Toast(QFrame):
    """Stays until it is closed or the next thing happens: nobody has to read against a clock."""

    closed = Signal()
    undone = Signal()

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.setAccessibleName(message.line)
        undo = []
        if message.undo:
            undo = [button(_("Undo"), "undo-2", hint="Ctrl+Z", name="toast.undo")]
            undo[0].clicked.connect(self.undone)
        close = tool("x", _("Close the message"), name="toast.close")
        close.clicked.connect(self.closed)
        words = label(message.line, wrap=True)
        mark = picture(TONE_ICONS[message.tone], message.tone, Size.ICON)
        layout = row(mark, words, *undo, close, gap=Space.M, margin=(Space.XL, 6, Space.L, 6))
        layout.setStretch(1, 1)
        self.setLayout(layout)
