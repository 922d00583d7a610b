"""The way in when the passphrase is forgotten: the paper key, then a new passphrase."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ...i18n import _
from ...settings import Remembered
from ..dialogs import known_error_text
from ..look.fields import field, line
from ..look.layouts import column
from ..look.tokens import Space
from ..look.words import announce, label
from . import opening
from .background import Errand
from .errand_page import ErrandPage
from .lock_page import Door, older_words
from .new_passphrase import AgainPage, ChoosePage, NewPassphrase
from .opening import Opened
from .problem_line import ProblemLine
from .steps import Step, StepPage, Steps
from .waiting import wait_words
from .window import GateWindow

LINES = 4
_TICK_MS = 250


class Forgotten(QObject):
    """`entered` gives the opened vault and what was remembered before; `given_up` leads back to the lock page."""

    entered = Signal(object, object)
    given_up = Signal(object)

    _steps: Steps

    def __init__(self, window: GateWindow, door: Door) -> None:
        super().__init__(window)
        self._door, self._chosen, self._before = door, NewPassphrase(), Remembered()
        self._opened: Opened | None = None
        self._changing = Errand(self, self._change)
        self._changing.done.connect(lambda _opened: self._steps.move(1))
        self._steps = Steps(window, self._give_up, self._end)
        door.setParent(self)
        door.opened.connect(self._let_in)
        window.closing.connect(self._close)

    def begin(self) -> None:
        steps = self._steps
        wait = _("The key file is written anew. It takes a few seconds.")
        self._steps.begin(
            [
                Step(steps, lambda step: PaperPage(step, self._door)),
                Step(steps, lambda step: ChoosePage(step, self._chosen), back=False),
                Step(steps, lambda step: AgainPage(step, self._chosen)),
                Step(steps, lambda step: ErrandPage(step, self._changing, _("Your passphrase is being changed"), wait)),
            ]
        )

    def _let_in(self, opened: Opened, before: Remembered) -> None:
        self._opened, self._before = opened, before
        self._chosen.guessed_first = (opened.unlocked.label,)
        self._steps.move(1)

    def _change(self) -> Opened:
        if self._opened is None:
            raise ValueError("nothing is unlocked")
        return opening.change_passphrase(self._opened, self._chosen.text)

    def _end(self) -> None:
        opened, self._opened = self._opened, None
        self.entered.emit(opened, self._before)

    def _give_up(self) -> None:
        self._close()
        self.given_up.emit(self._door.folder)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None


class PaperPage(StepPage):
    """The four lines of the sheet are typed."""

    def __init__(self, step: Step, door: Door) -> None:
        super().__init__(step)
        self._door, self._older = door, False
        self._lines = [line(name=f"paper.{number}") for number in range(1, LINES + 1)]
        fields = [field(_("Line {n}").format(n=number), each) for number, each in enumerate(self._lines, 1)]
        for each in self._lines:
            each.returnPressed.connect(self.next_button.click)
        self._problem = ProblemLine()
        text = _("Take out the sheet with the recovery key and type its four lines. Then you choose a new passphrase.")
        self.compose_step(
            "file-text",
            _("Unlock with the recovery key"),
            label(text, wrap=True),
            column(*fields, gap=Space.M),
            self._problem,
        )
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._show)
        self._timer.start(_TICK_MS)
        door.busy_changed.connect(self._show)
        door.refused.connect(self._refuse)
        door.found_older.connect(self._say_older)
        self._show()

    def first_focus(self) -> QWidget | None:
        return self._lines[0]

    def go_on(self) -> None:
        self._door.try_paper("\n".join(each.text() for each in self._lines))

    def _refuse(self) -> None:
        from ...vault.errors import RecoveryKeyMistyped

        error = self._door.refusal
        at = error.line - 1 if isinstance(error, RecoveryKeyMistyped) else 0
        self._lines[at].setFocus()
        self._lines[at].selectAll()
        self._show()
        announce(self._lines[at], self._problem.text)

    def _say_older(self) -> None:
        self._older = True
        self._show()

    def _show(self) -> None:
        seconds, refusal = self._door.seconds_left, self._door.refusal
        self.set_busy(busy=self._door.busy or bool(seconds))
        if self._door.busy and self._older:
            self._problem.say(older_words(), tone="")
            return
        said = [known_error_text(refusal) if refusal else "", wait_words(seconds) if seconds else ""]
        self._problem.say(" ".join(filter(None, said)), spoken=False)
