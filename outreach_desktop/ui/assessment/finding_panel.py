"""More about one finding: where it was seen, when, and in what words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ...content import Indicator
from ...domain.assessment import Finding
from ...domain.attributes import Invalid
from ...i18n import _, window_texts
from ..forms.date_editors import DayEditor
from ..forms.editor import Editor
from ..forms.record_form import RecordForm
from ..look import theme
from ..look.layouts import column
from ..look.parts import Space, button, label, row


class FindingPanel(QFrame):
    """Tells each change that is a value; what is none is marked and kept in `state`."""

    edited = Signal(object)  # a finding, or None while something typed is no value
    closed = Signal()

    def __init__(self, finding: Finding, text: str, indicator: Indicator | None, today: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.form = RecordForm(finding, today=today, only=("source", "seen_on", "note"))
        _narrow(self.form.editor("seen_on"))
        self.form.edited.connect(self._tell)
        about = indicator.about.in_language(window_texts().language) if indicator else ""
        close = button(_("Back to the table"), hint="Esc", name="finding.close")
        close.clicked.connect(self.closed)
        words = column(label(text, "strong", wrap=True), label(about, "caption", wrap=True), gap=Space.XS)
        self.setLayout(column(words, self.form, row(None, close), gap=Space.M, margin=Space.L))

    def focus(self) -> None:
        self.form.editor("source").focus()

    def state(self) -> dict[str, Any]:
        return self.form.state()

    def restore(self, state: Mapping[str, Any]) -> None:
        self.form.restore(state)

    def finding(self) -> Finding:
        """Return the finding as it stands; raises `Invalid`."""
        return self.form.record()

    def _tell(self) -> None:
        try:
            self.edited.emit(self.finding())
        except Invalid:
            self.edited.emit(None)


def _narrow(day: Editor) -> None:
    """Put the day in full below what is typed: beside it each word took a line."""
    if isinstance(day, DayEditor):
        day.line.setFixedWidth(theme.scaled(132))
        day.put_words_below()
