"""Choosing a passphrase: six words are offered, or one's own by the rule; then it is typed again."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QWidget

from ...domain.errors import KnownError
from ...i18n import _
from ..dialogs import known_error_text
from ..look.buttons import Choice, button
from ..look.layouts import box, card, column, row
from ..look.tokens import Space
from ..look.words import announce, label
from ..page import State
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
    error: KnownError | None = field(default=None)

    def offer_another(self) -> None:
        from ...vault import passphrases

        self.offered = passphrases.generate()


class ChoosePage(StepPage):
    """Shows six words, or a field for one's own."""

    def __init__(self, step: Step, chosen: NewPassphrase) -> None:
        super().__init__(step)
        self._chosen, self._task = chosen, QObject(self)
        if not chosen.offered:
            chosen.offer_another()
        self._choice = Choice(
            [_("Six words, made for you"), _("My own")], chosen.way, spoken=_("Kind of passphrase"), name="way"
        )
        self._choice.chosen.connect(self._show_way)
        self._offer, self._own = self._offer_box(), self._own_box()
        self._problem = ProblemLine()
        self.compose_step(
            "lock",
            _("Choose a passphrase"),
            label(
                _("It opens everything. Write it down and keep it apart from the computer until you know it by heart."),
                wrap=True,
            ),
            self._choice,
            self._offer,
            self._own,
            self._problem,
        )
        self._show_way(chosen.way)

    def first_focus(self) -> QWidget | None:
        return self.next_button if self._chosen.way == OFFERED else self._field.line

    def restore(self, state: State) -> None:
        super().restore(state)
        self._show_way(self._choice.index)

    def _offer_box(self) -> QWidget:
        self._words = label("", "title", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        another = button(_("Other words"), name="another")
        another.clicked.connect(self._another)
        frame: QFrame = card(self._words, margin=Space.L)
        self._show_words()
        return box(column(frame, row(None, another, None), gap=Space.M))

    def _own_box(self) -> QWidget:
        self._field = PassphraseField("own", _("Your passphrase"))
        self._field.line.returnPressed.connect(self.next_button.click)
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

    def _show_way(self, way: int) -> None:
        self._chosen.way = way
        self._offer.setVisible(way == OFFERED)
        self._own.setVisible(way == OWN)
        self._problem.say("")

    def go_on(self) -> None:
        chosen = self._chosen
        if chosen.way == OFFERED:
            chosen.text = chosen.offered
            self.step.go_on()
            return
        chosen.text = self._field.line.text()
        self.set_busy(busy=True)
        task = Task(self, lambda: _weakness(chosen.text, chosen.guessed_first))
        task.done.connect(self._judged)
        task.start()

    def _judged(self, weakness: KnownError | None) -> None:
        self.set_busy(busy=False)
        if weakness is None:
            self.step.go_on()
        else:
            self._problem.say(known_error_text(weakness))
            self._field.line.setFocus()


def _weakness(text: str, guessed_first: tuple[str, ...]) -> KnownError | None:
    from ...vault import passphrases

    return passphrases.weakness(text, guessed_first)


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
