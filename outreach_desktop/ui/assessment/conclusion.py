"""The conclusion: a person draws it, says why, and says what comes next."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton

from ...domain.assessment import Assessment, Conclusion
from ...domain.attributes import Problem
from ...i18n import _
from ..forms.record_form import RecordForm
from ..look import theme
from ..look.layouts import column
from ..look.parts import Space, announce, button, label, named
from ..words import chosen

_AREA = 76
CONCLUSIONS = (Conclusion.SUSPICION, Conclusion.NO_SUSPICION, Conclusion.UNSURE)


class ConclusionCard(QFrame):
    """Three answers, none of them chosen beforehand, and the texts that go with them."""

    edited = Signal()
    sign_wanted = Signal()

    def __init__(self, assessment: Assessment, today: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._answers = QButtonGroup(self)
        for at, each in enumerate(CONCLUSIONS):
            self._answers.addButton(self._answer(each), at)
        self._answers.idToggled.connect(self._changed)
        self._let_tab_in()
        self._wrong = label("", "strong", "danger", wrap=True)
        self._wrong.hide()
        self.form = RecordForm(assessment, today=today, only=("reason", "next_step", "next_step_reason"))
        self.form.edited.connect(self.edited)
        for name in ("reason", "next_step_reason"):
            self.form.editor(name).parts[0].setFixedHeight(theme.scaled(_AREA))
        sign = button(_("Sign the assessment"), kind="primary", hint="Ctrl+S", big=True, name="sign")
        sign.clicked.connect(self.sign_wanted)
        frozen = label(_("After that it cannot be changed, only followed by a new one."), "caption", wrap=True)
        heading = column(label(_("Your conclusion"), "lead"), *self._answers.buttons(), self._wrong, gap=2)
        self.setLayout(column(heading, self.form, sign, frozen, gap=Space.M, margin=Space.L))

    def _answer(self, conclusion: Conclusion) -> QRadioButton:
        answer = QRadioButton(chosen(conclusion))
        answer.setAccessibleDescription(_("Your conclusion"))
        named(answer, f"conclusion.{conclusion.value}")
        return answer

    def _changed(self) -> None:
        self._wrong.hide()
        self._let_tab_in()
        self.edited.emit()

    def _let_tab_in(self) -> None:
        """Tab comes to the chosen answer, or to the first where none is chosen; arrows go on from there."""
        answers = self._answers.buttons()
        entry = self._answers.checkedButton() or answers[0]
        for answer in answers:
            here = answer is entry
            answer.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    @property
    def conclusion(self) -> Conclusion:
        at = self._answers.checkedId()
        return CONCLUSIONS[at] if at >= 0 else Conclusion.NONE

    def changed(self) -> bool:
        return self.conclusion is not Conclusion.NONE or self.form.changed()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong beside each field; what stands first gets the keyboard."""
        told = list(problems)
        found = next((each for each in told if each.field == "conclusion"), None)
        self.form.show_problems([each for each in told if each.field != "conclusion"])
        self._wrong.setText(_(found.text) if found else "")
        self._wrong.setVisible(found is not None)
        if found:
            self._answers.buttons()[0].setFocus()
            announce(self, self._wrong.text())

    def state(self) -> dict[str, Any]:
        return {"conclusion": self._answers.checkedId(), "form": self.form.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        if state["conclusion"] >= 0:
            self._answers.button(state["conclusion"]).setChecked(True)
        self.form.restore(state["form"])
