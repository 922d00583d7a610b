"""A page that is shown while something is made, and tells when it could not be."""

from PySide6.QtWidgets import QProgressBar, QWidget

from ...i18n import _
from ..dialogs import known_error_text
from ..look.layouts import box, column
from ..look.words import label
from .background import Errand
from .problem_line import ProblemLine
from .steps import Step, StepPage


class ErrandPage(StepPage):
    """Begins the errand when it is shown first; *Try again* begins it anew."""

    def __init__(self, step: Step, errand: Errand, title: str, text: str) -> None:
        super().__init__(step)
        self._errand = errand
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(title)
        self._busy = box(column(label(text, wrap=True), bar))
        self._problem = ProblemLine()
        self.compose_step("shield-check", title, self._busy, self._problem, next_text=_("Try again"))
        errand.changed.connect(self._show)
        if errand.error is None:
            errand.begin()
        self._show()

    def first_focus(self) -> QWidget | None:
        return self.next_button

    def go_on(self) -> None:
        self._errand.begin()

    def _show(self) -> None:
        running, error = self._errand.running, self._errand.error
        self._busy.setVisible(running)
        self.set_busy(busy=running)
        self.next_button.setVisible(not running)
        self._problem.say(known_error_text(error) if error else "")
        if error and not running:
            self.next_button.setFocus()
