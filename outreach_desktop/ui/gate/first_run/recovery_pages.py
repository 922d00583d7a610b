"""The recovery key: on one sheet or on three, shown, printed or copied by hand, and typed back in part."""

from PySide6.QtWidgets import QWidget

from ....i18n import _
from ...dialogs import known_error_text
from ...look.words import label, spoken
from ...recovery.shown import FormChoice, PaperShown, TypedBack, spelt, type_back_words
from ...recovery.words import title_of
from ..background import Errand
from ..problem_line import ProblemLine
from ..steps import Step, StepPage
from .set_up import SetUp

_WIDTH = 720


class FormPage(StepPage):
    """On how many sheets the key is to be."""

    def __init__(self, step: Step, set_up: SetUp) -> None:
        super().__init__(step)
        text = _(
            "The vault gets a recovery key on paper, in case a passphrase is forgotten. On how many sheets is it to be?"
        )
        self._form = FormChoice(set_up.making)
        self._form.choice.chosen.connect(self.show_progress)
        self.compose_step("shield-check", _("A way in on paper"), label(text, wrap=True), self._form)

    def first_focus(self) -> QWidget | None:
        return self.next_button


class ShowKeyPage(StepPage):
    """One sheet in large letters."""

    def __init__(self, step: Step, set_up: SetUp, at: int) -> None:
        super().__init__(step)
        papers = set_up.making.papers
        self.compose_step(
            "shield-check",
            title_of(papers[at]),
            PaperShown(papers, at),
            next_text=_("I have it on paper"),
            width=_WIDTH,
        )
        self._paper = papers[at]

    def first_focus(self) -> QWidget | None:
        return self.next_button

    def said_on_arrival(self) -> str:
        """Spell the key: nothing that takes the keyboard says it."""
        return spoken(self.title, *(spelt(number, words) for number, words in enumerate(self._paper.lines, 1)))


class TypeBackPage(StepPage):
    """Two lines of each sheet are asked back from the paper; only then the vault is put in its place."""

    def __init__(self, step: Step, set_up: SetUp, finishing: Errand) -> None:
        super().__init__(step)
        self._finishing = finishing
        self._typed = TypedBack(set_up.making)
        self._typed.entered.connect(self.next_button.click)
        self._problem = ProblemLine()
        self.compose_step(
            "square-pen",
            _("Check that the paper is right"),
            label(type_back_words(set_up.making), wrap=True),
            self._typed,
            self._problem,
        )
        finishing.changed.connect(self._show)
        self._show()

    def first_focus(self) -> QWidget | None:
        return self._typed.sheets[0].lines[0]

    def go_on(self) -> None:
        if self._typed.check():
            self._finishing.begin()

    def _show(self) -> None:
        self.set_busy(busy=self._finishing.running)
        error = self._finishing.error
        self._problem.say(known_error_text(error) if error else "")
