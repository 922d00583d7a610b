"""What is shown while a recovery key is put on paper: in which form, each sheet, and the lines asked back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ..dialogs import known_error_text
from ..gate.problem_line import ProblemLine
from ..look.buttons import Choice, button
from ..look.layouts import card, column, row
from ..look.theme import px
from ..look.tokens import Space
from ..look.words import label
from .making import Making, Paper, wrong_lines
from .typed import TypedLines
from .words import forms, origin_of

_MOST_BELOW = 5  # lines below each other
_COLUMNS_OF_LINE = 4  # its number, its two groups, and what is left over


class FormChoice(QWidget):
    """On one sheet or on three, and what speaks for each."""

    def __init__(self, making: Making) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.choice = Choice(forms(), making.form, spoken=_("On how many sheets?"), name="recovery.form")
        self.choice.chosen.connect(lambda form: setattr(making, "form", form))
        one = _("Whoever has it opens the vault with it alone. It is right where there is a safe place for one sheet.")
        three = _(
            "Any two together open the vault. One alone opens nothing and tells nothing, so that it does no harm if it "
            "is found, and one may get lost. It is right where no single person should be able to open the vault."
        )
        self.setLayout(
            column(
                self.choice,
                _reason(_("One sheet"), one),
                _reason(_("Three sheets"), three),
                gap=Space.L,
            )
        )


class PaperShown(QWidget):
    """One sheet in large letters, to be copied by hand or printed."""

    def __init__(self, papers: tuple[Paper, ...], at: int) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._papers, self._paper = papers, papers[at]
        self._told = ProblemLine()
        reminder = _(
            "A printer keeps what it prints: empty the print queue, and do not use a copier that stores pages."
        )
        printing = row(*self._buttons(), self._told, gap=Space.M)
        printing.setStretch(printing.count() - 1, 1)
        self.setLayout(
            column(
                label(_how_to_keep(self._paper), wrap=True),
                label(origin_of(self._paper), "strong"),
                sheet(self._paper.lines),
                printing,
                label(reminder, "caption", wrap=True),
                gap=Space.M,
            )
        )

    def _buttons(self) -> list[QWidget]:
        one = button(_("Print"), "printer", big=True, name="print")
        one.clicked.connect(lambda: self._print((self._paper,)))
        if self._paper.of == 1:
            return [one]
        every = button(_("Print all three"), "printer", big=True, name="print_all")
        every.clicked.connect(lambda: self._print(self._papers))
        return [one, every]

    def _print(self, papers: tuple[Paper, ...]) -> None:
        from .print_out import print_papers

        print_papers(self, papers, self._tell)

    def _tell(self, error: KnownError | None) -> None:
        if error:
            self._told.say(known_error_text(error))
        else:
            self._told.say(_("Sent to the printer. Check that every letter can be read."), tone="good")


class TypedBack(QWidget):
    """Two lines of each sheet are asked back from the paper."""

    entered = Signal()

    def __init__(self, making: Making) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.sheets = [_asked_of(making, at) for at in range(len(making.papers))]
        shown: list[QWidget] = []
        for paper, each in zip(making.papers, self.sheets, strict=True):
            each.entered.connect(self.entered)
            shown += [label(_("Sheet {n}").format(n=paper.number), "lead")] if paper.of > 1 else []
            shown.append(each)
        self.setLayout(column(*shown, gap=Space.M))

    def check(self) -> bool:
        """Mark what is not right on any sheet, go to the first, and say whether all is right."""
        right = [each.check() for each in reversed(self.sheets)]
        return all(right)


def type_back_words(making: Making) -> str:
    """Return what is asked before the vault relies on the paper."""
    if making.in_parts:
        return _("Type two lines from each of the three sheets. Spaces and small letters do not matter.")
    return _("Type two lines from the paper. Spaces and small letters do not matter.")


def spelt(number: int, words: str) -> str:
    """Return a line letter by letter, as a screen reader says it."""
    return _("Line {n}: {letters}").format(n=number, letters=" ".join(words.replace(" ", "")))


def sheet(lines: tuple[str, ...]) -> QFrame:
    """Return the lines in large letters, grouped, for copying by hand."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(Space.L))
    grid.setVerticalSpacing(px(Space.XS))
    for at, words in enumerate(lines):
        below, beside = at % _MOST_BELOW, at // _MOST_BELOW * _COLUMNS_OF_LINE
        grid.addWidget(label(f"{at + 1}.", "muted"), below, beside)
        for place, group in enumerate(words.split(" "), 1):
            shown = label(group, "figure")
            shown.setAccessibleName(spelt(at + 1, group))
            grid.addWidget(shown, below, beside + place)
        grid.setColumnStretch(beside + _COLUMNS_OF_LINE - 1, 1)
    return card(grid, margin=Space.L)


def _reason(name: str, text: str) -> QVBoxLayout:
    """Return what is chosen among, and below it what speaks for it."""
    return column(label(name, "strong"), label(text, wrap=True), gap=2)


def _asked_of(making: Making, at: int) -> TypedLines:
    paper, asked = making.papers[at], making.asked[at]
    return TypedLines(f"back.{at + 1}", asked, lambda typed: wrong_lines(paper, asked, typed))


def _how_to_keep(paper: Paper) -> str:
    if paper.of == 1:
        return _(
            "If the passphrase is forgotten, this key is the only way in. Write it on paper, or print it, and keep "
            "the paper locked away, apart from the computer. Do not photograph it."
        )
    return _(
        "Write this sheet on a paper of its own, with its number, the vault and the day, or print it. Keep the three "
        "in three places, such as with two persons and in a bank box: never two together, and none with the computer. "
        "Do not photograph them."
    )
