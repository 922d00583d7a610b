"""Fields for the lines of a sheet: each is checked when it is left, so that a mistake is found where it stands."""

from collections.abc import Callable, Sequence
from math import ceil, sqrt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ...i18n import _
from ..look.fields import Field, field, line
from ..look.theme import px
from ..look.tokens import Space
from .words import not_this_line

_BESIDE = 2  # lines that stand in one row
Wrong = Callable[[Sequence[str]], Sequence[int]]


class TypedLines(QWidget):
    """`wrong` gets all that is typed and returns the numbers of the lines that are not right."""

    entered = Signal()  # Enter in one of the lines

    def __init__(self, name: str, numbers: Sequence[int], wrong: Wrong, typed: Sequence[str] = ()) -> None:
        """Make a field for each of `numbers`, kept under `name`; `typed` is what is in them already."""
        super().__init__()
        self.setProperty("role", "plain")
        self._numbers, self._wrong = tuple(numbers), wrong
        self.lines = [_line(f"{name}.{number}") for number in numbers]
        self.fields = [
            field(_("Line {n}").format(n=number), each) for number, each in zip(numbers, self.lines, strict=True)
        ]
        for each, text in zip(self.lines, typed, strict=False):
            each.setText(text)
        for each in self.lines:
            each.editingFinished.connect(self._check_left)
            each.returnPressed.connect(self.entered)
        self.setLayout(_arranged(self.fields))

    @property
    def texts(self) -> list[str]:
        return [each.text() for each in self.lines]

    def check(self) -> bool:
        """Mark each line that is not right, go to the first, and say whether all are right."""
        wrong = self._wrong(self.texts)
        for number, each in zip(self._numbers, self.fields, strict=True):
            each.set_error(not_this_line(number) if number in wrong else "")
        if wrong:
            self.lines[self._numbers.index(wrong[0])].setFocus()
        return not wrong

    def take_focus(self) -> None:
        """Go to the first line, with what is in it to be typed over."""
        self.lines[0].setFocus()
        self.lines[0].selectAll()

    def _check_left(self) -> None:
        wrong = self._wrong(self.texts)
        for number, control, each in zip(self._numbers, self.lines, self.fields, strict=True):
            if control.text().strip():  # one still to be typed is not wrong yet, or stays marked as missing
                each.set_error(not_this_line(number) if number in wrong else "")


def _line(name: str) -> QLineEdit:
    """Return a field that shows what is typed, since so many letters are not typed blindly, and remembers nothing."""
    result = line(name=name, secret=True)
    result.setEchoMode(QLineEdit.EchoMode.Normal)
    return result


def _arranged(fields: Sequence[Field]) -> QGridLayout:
    """Put lines below each other in columns of the same length: two of one or two lines, or three of three."""
    rows = ceil(sqrt(len(fields))) if len(fields) > _BESIDE else 1
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(Space.L))
    grid.setVerticalSpacing(px(Space.M))
    for at, each in enumerate(fields):
        grid.addWidget(each, at % rows, at // rows, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(at // rows, 1)
    return grid
