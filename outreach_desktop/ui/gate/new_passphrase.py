"""Choosing a passphrase: six words are offered, or one's own by the rule; then it is typed again."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ..dialogs import known_error_text
from ..look.buttons import Choice, button
from ..look.layouts import box, card, column, row
from ..look.tokens import Space
from ..look.words import announce, label, spoken
from .background import Task
from .passphrase_field import PassphraseField
from .problem_line import ProblemLine
from .steps import Step, StepPage

OFFERED, OWN = 0, 1
_WORDS_A_LINE = 3


@dataclass
class NewPassphrase:
    """What is being chosen; `guessed_first` are words a thief would try. Lives in memory only."""

    guessed_first: tuple[str, ...] = ()
    offered: str = ""
    text: str = ""
    way: int = OFFERED

    def offer_another(self) -> None:
        from ...vault import passphrases

        self.offered = passphrases.generate()


class Chooser(QWidget):
    """Six words that are offered, or a field for one's own; what is chosen stands in `chosen`."""

    entered = Signal()  # Enter was pressed in the field

    def __init__(self, chosen: NewPassphrase) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._chosen = chosen
        if not chosen.offered:
            chosen.offer_another()
        ways = [_("Six words, made for you"), _("My own")]
        self.choice = Choice(ways, chosen.way, spoken=_("Kind of passphrase"), name="passphrase_way")
        self.choice.chosen.connect(self.show_way)
        self._offer, self._own = self._offer_box(), self._own_box()
        self.setLayout(column(self.choice, self._offer, self._own, gap=Space.L))
        self.show_way(chosen.way)

    @property
    def field(self) -> PassphraseField:
        return self._field

    def show_way(self, way: int) -> None:
        """Show the words or the field."""
        self._chosen.way = way
        self._offer.setVisible(way == OFFERED)
        self._own.setVisible(way == OWN)

    def take(self) -> None:
        """Note in `chosen` what is shown or typed."""
        self._chosen.text = self._chosen.offered if self._chosen.way == OFFERED else self._field.line.text()

    def _offer_box(self) -> QWidget:
        self._words = label("", "title", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        another = button(_("Other words"), name="another")
        another.clicked.connect(self._another)
        self._show_words()
        return box(column(card(self._words, margin=Space.L), row(None, another, None), gap=Space.M))

    def _own_box(self) -> QWidget:
        self._field = PassphraseField("own", _("Your passphrase"))
        self._field.line.returnPressed.connect(self.entered)
        rule = _("At least 15 characters. Words that do not belong together are good. Nothing else is asked.")
        return box(column(label(rule, "muted", wrap=True), self._field, gap=Space.M))

    def _another(self) -> None:
        self._chosen.offer_another()
        self._show_words()
        announce(self._words, self._chosen.offered)

    def _show_words(self) -> None:
        words = self._chosen.offered.split(" ")
        lines = (" ".join(words[at : at + _WORDS_A_LINE]) for at in range(0, len(words), _WORDS_A_LINE))
        self._words.setText("\n".join(lines))
        self._words.setAccessibleName(self._chosen.offered)


class ChoosePage(StepPage):
    """The step in which a passphrase is chosen."""

    def __init__(self, step: Step, chosen: NewPassphrase) -> None:
        super().__init__(step)
        self._chosen = chosen
        self.chooser, self._problem = Chooser(chosen), ProblemLine()
        self.chooser.entered.connect(self.next_button.click)
        self.chooser.choice.chosen.connect(lambda _way: self._problem.say(""))
        self.chooser.field.line.textEdited.connect(lambda _text: self._problem.say(""))
        text = _("It opens everything. Write it down and keep it apart from the computer until you know it by heart.")
        self.compose_step("lock", _("Choose a passphrase"), label(text, wrap=True), self.chooser, self._problem)

    def said_on_arrival(self) -> str:
        """Say the words that are offered: nothing that takes the keyboard says them."""
        return spoken(self.title, self._chosen.offered) if self._chosen.way == OFFERED else self.title

    def first_focus(self) -> QWidget | None:
        return self.next_button if self._chosen.way == OFFERED else self.chooser.field.line

    def go_on(self) -> None:
        self.chooser.take()
        if self._chosen.way == OFFERED:
            self.step.go_on()
            return
        self.set_busy(busy=True)
        task = Task(self, lambda: weakness(self._chosen))
        task.done.connect(self._judged)
        task.start()

    def _judged(self, found: KnownError | None) -> None:
        self.set_busy(busy=False)
        if found is None:
            self.step.go_on()
        else:
            self._problem.say(known_error_text(found))
            self.chooser.field.line.setFocus()


def weakness(chosen: NewPassphrase) -> KnownError | None:
    """Return why the passphrase will not do; takes a while. What was offered always does."""
    from ...vault import passphrases

    if chosen.text == chosen.offered:
        return None
    return passphrases.weakness(chosen.text, chosen.guessed_first)


class AgainPage(StepPage):
    """The passphrase is typed once more, from the paper or from memory."""

    def __init__(self, step: Step, chosen: NewPassphrase, then: Callable[[], None] | None = None) -> None:
        super().__init__(step)
        self._chosen, self._then = chosen, then or step.go_on
        self._field = PassphraseField("again", _("The passphrase again"))
        self._field.line.returnPressed.connect(self.next_button.click)
        self._problem = ProblemLine()
        words = _("So that it is certain that you have it. Spaces count, and so do capital letters.")
        self.compose_step("lock", _("Type the passphrase again"), label(words, wrap=True), self._field, self._problem)

    def first_focus(self) -> QWidget | None:
        return self._field.line

    def go_on(self) -> None:
        if self._field.line.text() == self._chosen.text:
            self._problem.say("")
            self._then()
            return
        self._problem.say(_("It is not the same. Try again, or go back and look at it."))
        self._field.line.setFocus()
        self._field.line.selectAll()
