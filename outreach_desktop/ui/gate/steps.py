"""Pages that follow each other, one thing a page, with a way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from ...i18n import _
from ..look.buttons import button
from ..look.layouts import Item, row
from ..look.words import label
from .window import GatePage, GateWindow

STEP_WIDTH = 560


class Step(QObject):
    """One page among others. `back` is possible unless it would undo something that cannot be undone.

    `wanted` says whether the step is gone through, which may change while one is on another.
    """

    def __init__(
        self,
        steps: "Steps",
        build: Callable[["Step"], "StepPage"],
        *,
        back: bool = True,
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(steps)
        self._steps, self._build, self.back_possible, self.wanted = steps, build, back, wanted

    def build(self) -> "StepPage":
        return self._build(self)

    @property
    def progress(self) -> str:
        return self._steps.progress

    def go_on(self) -> None:
        self._steps.move(1)

    def go_back(self) -> None:
        self._steps.move(-1)


class Steps(QObject):
    """Goes through its steps in a window; before the first and after the last it calls `left` and `done`."""

    def __init__(self, window: GateWindow, left: Callable[[], None], done: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._left, self._done = window, left, done
        self._steps: Sequence[Step] = ()
        self._at = 0

    def begin(self, steps: Sequence[Step]) -> None:
        self._steps, self._at = steps, 0
        self.move(0)

    @property
    def progress(self) -> str:
        numbers = [at for at, step in enumerate(self._steps) if step.wanted()]
        return _("Step {n} of {all}").format(n=numbers.index(self._at) + 1, all=len(numbers))

    def move(self, by: int) -> None:
        """Show the next page in a direction, 1 or -1, or with 0 the same once more."""
        self._at += by
        while by and 0 <= self._at < len(self._steps) and not self._steps[self._at].wanted():
            self._at += by
        if self._at < 0:
            self._left()
        elif self._at >= len(self._steps):
            self._done()
        else:
            self._window.present(self._steps[self._at].build)


class StepPage(GatePage):
    """A page with *Back* and *Next*; `go_on` is what *Next* does."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.next_button: QPushButton = button(_("Next"), kind="primary", big=True, name="next")
        self.next_button.clicked.connect(self.go_on)
        self._back = button(_("Back"), big=True, name="back")
        self._back.clicked.connect(step.go_back)

    def compose_step(self, icon: str, title: str, *content: Item, next_text: str = "", width: int = STEP_WIDTH) -> None:
        """Put the content into the card, with the buttons below."""
        if next_text:
            self.next_button.setText(next_text)
            self.next_button.setAccessibleName(next_text)
        backs = [self._back] if self.step.back_possible else []
        self._progress = label(self.step.progress, "caption")
        buttons = row(self._progress, None, *backs, self.next_button)
        self.compose_card(icon, title, *content, buttons, width=width)

    def show_progress(self) -> None:
        """Count the steps anew, after a choice that needs more or fewer of them."""
        self._progress.setText(self.step.progress)

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be pressed while something is worked out."""
        self.next_button.setEnabled(not busy)
        self._back.setEnabled(not busy)

    def go_on(self) -> None:
        """Do what *Next* means here."""
        self.step.go_on()

    def escape(self) -> None:
        if self.step.back_possible and self._back.isEnabled():
            self.step.go_back()
