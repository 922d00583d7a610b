"""How did it go? One key for each of the usual answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from ...domain.contact import Outcome
from ...i18n import _
from ..look.parts import Choice
from ..words import chosen

OUTCOMES = (
    Outcome.NO_ANSWER,
    Outcome.QUESTION,
    Outcome.WANTS_TO_TALK,
    Outcome.WANTS_TO_MEET,
    Outcome.DECLINED,
    Outcome.WANTS_SUPPORT,
    Outcome.WHO_ARE_YOU,
    Outcome.ADDRESS_AND_PRICES,
    Outcome.NO_MORE_CONTACT,
    Outcome.HOSTILE,
    Outcome.ACCOUNT_GONE,
    Outcome.MET,
    Outcome.SUPPORT_STARTED,
)
KEYS = 9
_FEW = 5


class OutcomeChoice(QWidget):
    """The usual five and three dots, which show all. The number before an answer is its key."""

    edited = Signal()

    def __init__(self, outcome: Outcome | None) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._choice: Choice | None = None
        self.outcome = outcome
        self._show(all_of_them=outcome is not None and OUTCOMES.index(outcome) >= _FEW)

    def choose(self, outcome: Outcome | None) -> None:
        """Choose an answer, showing all when it is not among the few."""
        at = -1 if outcome is None else OUTCOMES.index(outcome)
        here = QApplication.focusWidget()
        was_here = here is not None and self.isAncestorOf(here)
        if at >= self._shown:
            self._show(all_of_them=True)
        self.outcome = outcome
        self._buttons().set_index(at)
        if was_here:
            self.focus()
        self.edited.emit()

    def focus(self) -> None:
        """Bring the keyboard to the answer that is chosen, or to the first."""
        answers = self._buttons().findChildren(QToolButton)
        answers[max(0, self._buttons().index)].setFocus()

    def _show(self, *, all_of_them: bool) -> None:
        self._shown = len(OUTCOMES) if all_of_them else _FEW
        words = [_numbered(at, chosen(each)) for at, each in enumerate(OUTCOMES[: self._shown])]
        more = [] if all_of_them else ["…"]
        at = -1 if self.outcome is None else OUTCOMES.index(self.outcome)
        old, self._choice = self._choice, Choice([*words, *more], at, spoken=_("How did it go?"), name="outcome")
        if more:
            self._name_more(self._choice.findChildren(QToolButton)[-1])
        self._choice.chosen.connect(self._chosen)
        self._place.addWidget(self._choice)
        if old:
            old.hide()
            old.deleteLater()

    @staticmethod
    def _name_more(more: QToolButton) -> None:
        """Name the dots; the word itself would take a line of its own, and push the button that saves out of sight."""
        more.setAccessibleName(_("More answers"))
        more.setToolTip(_("More answers"))

    def _chosen(self, at: int) -> None:
        if at < self._shown:
            self.outcome = OUTCOMES[at]
            self.edited.emit()
            return
        self._show(all_of_them=True)
        self._buttons().findChildren(QToolButton)[_FEW].setFocus()

    def _buttons(self) -> Choice:
        if self._choice is None:
            raise RuntimeError("asked before it was built")
        return self._choice


def _numbered(at: int, word: str) -> str:
    return f"{at + 1} {word}" if at < KEYS else word
