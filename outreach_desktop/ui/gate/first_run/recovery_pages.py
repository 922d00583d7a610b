"""The recovery key: shown, printed or copied by hand, and typed back in part."""

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ....domain.errors import KnownError
from ....i18n import _
from ...dialogs import known_error_text
from ...look.buttons import button
from ...look.fields import field, line
from ...look.layouts import card, row
from ...look.theme import px
from ...look.tokens import Space
from ...look.words import label, spoken
from ..background import Errand
from ..problem_line import ProblemLine
from ..steps import Step, StepPage
from .set_up import SetUp


class ShowKeyPage(StepPage):
    """Four lines in large letters."""

    def __init__(self, step: Step, set_up: SetUp) -> None:
        super().__init__(step)
        self._set_up = set_up
        text = _(
            "If the passphrase is forgotten, this key is the only way in. Write it on paper, or print it, and keep "
            "the paper locked away, apart from the computer. Do not photograph it."
        )
        printing = button(_("Print"), "printer", big=True, name="print")
        printing.clicked.connect(self._print)
        reminder = _(
            "A printer keeps what it prints: empty the print queue, and do not use a copier that stores pages."
        )
        self._told = ProblemLine()
        self.compose_step(
            "shield-check",
            _("Your recovery key"),
            label(text, wrap=True),
            sheet(set_up.recovery),
            row(printing, None),
            label(reminder, "caption", wrap=True),
            self._told,
            next_text=_("I have it on paper"),
        )

    def first_focus(self) -> QWidget | None:
        return self.next_button

    def said_on_arrival(self) -> str:
        """Spell the key: nothing that takes the keyboard says it."""
        return spoken(self.title, *(_spelt(number, words) for number, words in enumerate(self._set_up.recovery, 1)))

    def _print(self) -> None:
        from ..recovery_print import print_sheet

        print_sheet(self, self._set_up.recovery, self._tell)

    def _tell(self, error: KnownError | None) -> None:
        if error:
            self._told.say(known_error_text(error))
        else:
            self._told.say(_("Sent to the printer. Check that every letter can be read."), tone="good")


def _spelt(number: int, words: str) -> str:
    return _("Line {n}: {letters}").format(n=number, letters=" ".join(words.replace(" ", "")))


def sheet(lines: list[str]) -> QFrame:
    """Return the lines in large letters, grouped, for copying by hand."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(Space.XL))
    grid.setVerticalSpacing(px(Space.XS))
    for number, words in enumerate(lines, 1):
        grid.addWidget(label(f"{number}.", "muted"), number, 0)
        for at, group in enumerate(words.split(" "), 1):
            shown = label(group, "figure")
            shown.setAccessibleName(_spelt(number, group))
            grid.addWidget(shown, number, at)
    grid.setColumnStretch(3, 1)
    return card(grid, margin=Space.L)


class TypeBackPage(StepPage):
    """Two of the lines are asked back from the paper; only then the vault is put in its place."""

    def __init__(self, step: Step, set_up: SetUp, finishing: Errand) -> None:
        super().__init__(step)
        self._set_up, self._finishing = set_up, finishing
        self._lines = [line(name=f"line.{number}", secret=False) for number in set_up.lines]
        self._fields = [
            field(_("Line {n}").format(n=number), control)
            for number, control in zip(set_up.lines, self._lines, strict=True)
        ]
        for each in self._lines:
            each.returnPressed.connect(self.next_button.click)
        self._problem = ProblemLine()
        text = _("Type two lines from the paper. Spaces and small letters do not matter.")
        self.compose_step(
            "square-pen", _("Check that the paper is right"), label(text, wrap=True), *self._fields, self._problem
        )
        finishing.changed.connect(self._show)
        self._show()

    def first_focus(self) -> QWidget | None:
        return self._lines[0]

    def go_on(self) -> None:
        wrong = [at for at in range(len(self._lines)) if not self._is_right(at)]
        for at, each in enumerate(self._fields):
            each.set_error(
                _("This is not line {n}. Compare it with the paper.").format(n=self._set_up.lines[at])
                if at in wrong
                else ""
            )
        if wrong:
            self._lines[wrong[0]].setFocus()
        else:
            self._finishing.begin()

    def _is_right(self, at: int) -> bool:
        from ....vault import recovery

        key = recovery.parse("\n".join(self._set_up.recovery))
        return recovery.is_line(key, self._set_up.lines[at], self._lines[at].text())

    def _show(self) -> None:
        self.set_busy(busy=self._finishing.running)
        error = self._finishing.error
        self._problem.say(known_error_text(error) if error else "")
