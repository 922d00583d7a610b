"""A signed version: what was seen then, who concluded what, and why. It cannot be changed."""

from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from ...content import indicators
from ...domain.assessment import Assessment
from ...domain.errors import KnownError
from ...i18n import _, window_texts
from ...operations.assessments import open_assessment
from ...storage.assessments import AssessmentRow
from ..dialogs import known_error_text
from ..look.parts import Item, Space, button, card, column, fact, label, notice
from ..outreach.arrangement import WorkAndFacts
from ..page import Page
from ..words import chosen, who
from .findings import FindingsModel
from .grid import Grid
from .list_notes import general_notes
from .setting import NEW, Setting, focus_when_shown


class SignedPage(Page):
    """Opening it leaves a line in the log, so it comes from the thread that writes."""

    def __init__(self, setting: Setting, version: AssessmentRow) -> None:
        super().__init__()
        self._setting, self._row = setting, version
        self._content = column(gap=0)
        self.grid: Grid | None = None
        self.compose(_("Indicator assessment"), self._subtitle(), self._actions(), self._content, None, gap=Space.M)
        workspace = setting.workspace
        work = partial(open_assessment, assessment_id=version.id, now=workspace.now())
        workspace.write(self, work, self._show, self._say)

    def _subtitle(self) -> str:
        if self._row.assessed_on is None:
            return self._setting.name
        name = who(self._row.signed_by, self._setting.workspace.accounts)
        day = window_texts().day(self._row.assessed_on)
        signed = _("version {number}, signed by {name} {day}").format(number=self._row.number, name=name, day=day)
        return f"{self._setting.name} · {signed}"

    def _actions(self) -> list[QWidget]:
        new = button(_("New version"), "plus", big=True, name="version.new")
        new.clicked.connect(lambda: self._setting.go(NEW))
        other = self._other()
        return [*([self._compare_button(*other)] if other else []), new]

    def _other(self) -> tuple[int, int] | None:
        """Return id and number of the version to compare with: the one before, or else the one after."""
        others = [each for each in self._setting.versions if each.id != self._row.id]
        before = [each for each in others if each.number < self._row.number]
        nearest = before[0] if before else others[-1] if others else None
        return (nearest.id, nearest.number) if nearest else None

    def _compare_button(self, other_id: int, number: int) -> QWidget:
        compare = button(_("Compare with version {number}").format(number=number), big=True, name="version.compare")
        compare.clicked.connect(lambda: self._setting.go(self._row.id, **{"with": other_id}))
        return compare

    def _show(self, assessment: Assessment) -> None:
        today = self._setting.workspace.today
        model = FindingsModel(indicators().items, assessment.findings, today, self)
        self.grid = Grid(model, read_only=True)
        left = column(self.grid, general_notes(), None, gap=Space.M)
        right = column(_conclusion(assessment), *_notes_of(assessment, model), None, gap=Space.M)
        self._content.addWidget(WorkAndFacts(left, right))
        focus_when_shown(self, self.grid)

    def _say(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._content.addWidget(notice("warning", _("This version cannot be shown"), known_error_text(error)))

    def first_focus(self) -> QWidget | None:
        return self.grid


def _conclusion(assessment: Assessment) -> QFrame:
    parts: list[Item] = [
        label(chosen(assessment.conclusion), "lead", wrap=True),
        fact(_("Why?"), assessment.reason),
        fact(_("Next step"), chosen(assessment.next_step)),
    ]
    if assessment.next_step_reason:
        parts.append(fact(_("Why this step"), assessment.next_step_reason))
    return card(label(_("Conclusion"), "caption"), *parts, gap=Space.M)


def _notes_of(assessment: Assessment, model: FindingsModel) -> list[QWidget]:
    texts = {model.finding(row).indicator: model.text(row) for row in range(model.rowCount())}
    facts: list[Item] = [
        column(label(texts[each.indicator], "caption", wrap=True), label(each.note, wrap=True), gap=2)
        for each in assessment.findings
        if each.note.strip()
    ]
    return [card(label(_("Notes"), "lead"), *facts)] if facts else []
