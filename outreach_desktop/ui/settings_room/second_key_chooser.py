"""Whether a second key is asked for besides the passphrase, and which file it is."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ...i18n import _
from ..gate.second_key import choose_key
from ..look.buttons import Choice, button
from ..look.layouts import box, column, row
from ..look.tokens import Space
from ..look.words import label

NONE, FILE, NEW = 0, 1, 2


@dataclass(frozen=True, slots=True)
class SecondKeyWish:
    """The file, or None for no second key; `made` are those that were made here, for when it is tried again."""

    path: Path | None = None
    new: bool = False
    made: set[Path] = field(default_factory=set)

    def take(self) -> bytes:
        """Return what the file gives, made now where it is to be a new one; raises as `stick` does."""
        from ...vault import stick

        if self.path is None:
            return b""
        if self.new and self.path not in self.made:
            given = stick.make(self.path)
            self.made.add(self.path)
            return given
        return stick.read(self.path)


class SecondKeyChooser(QWidget):
    """None, a file that is there, or a new one on a stick."""

    def __init__(self, present: bool) -> None:  # noqa: FBT001 - whether there is one now
        super().__init__()
        self.setProperty("role", "plain")
        self.path: Path | None = None
        self._made: set[Path] = set()
        ways = [_("None"), _("A file I have"), _("A new file")]
        self.choice = Choice(ways, FILE if present else NONE, spoken=_("Second key"), name="second_way")
        self.choice.chosen.connect(self._show_way)
        self._button = button(_("Choose the file"), "hard-drive", name="second_key.choose")
        self._button.clicked.connect(self._choose)
        self._shown = label("", wrap=True)
        text = _(
            "A file, best on a USB stick, that is asked for besides the passphrase. Without it nobody unlocks this "
            "account, so keep a copy of the file in a safe place."
        )
        heading = column(label(_("A second key, if you like"), "strong"), label(text, "caption", wrap=True), gap=2)
        self._below = box(column(row(self._button, None), self._shown, gap=6))
        self.setLayout(column(heading, self.choice, self._below, gap=Space.M))
        self._show_way()

    @property
    def lacks_file(self) -> bool:
        return self.choice.index != NONE and self.path is None

    def use(self, path: Path) -> None:
        self.path = path
        self._shown.setText(path.name)

    def wish(self) -> "SecondKeyWish":
        """Return what is wished, for the thread that writes the key file."""
        index = self.choice.index
        return SecondKeyWish(None if index == NONE else self.path, new=index == NEW, made=self._made)

    def _choose(self) -> None:
        choose_key(self, self.use, new=self.choice.index == NEW)

    def _show_way(self, _way: int = 0) -> None:
        self.path = None
        self._shown.setText("")
        new = self.choice.index == NEW
        self._button.setText(_("Choose where") if new else _("Choose the file"))
        self._button.setAccessibleName(self._button.text())
        self._below.setVisible(self.choice.index != NONE)
