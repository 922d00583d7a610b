"""Two versions side by side; what differs is marked in words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ...content import indicators
from ...domain.assessment import Answer, Assessment
from ...domain.errors import KnownError
from ...i18n import _
from ...operations.assessments import open_assessment
from ...storage.database import Database
from ..dialogs import known_error_text
from ..look.parts import Space, box, button, card, column, fact, label, notice, row
from ..look.tables import Table, table
from ..page import Page
from ..words import chosen, short_day, who
from .findings import FindingsModel
from .grid import WordsDelegate, fit_rows
from .setting import Setting, focus_when_shown


class ComparedPage(Page):
    """The older one to the left, whichever was asked for first."""

    def __init__(self, setting: Setting, one: int, other: int) -> None:
        super().__init__()
        self._setting = setting
        self._content = column(gap=Space.M)
        self.table: Table | None = None
        back = button(_("Back"), hint="Alt+Left", big=True, name="back")
        back.clicked.connect(setting.window.back)
        self.compose(_("Two versions"), setting.name, [back], self._content, None, gap=Space.M)
        now = setting.workspace.now()

        def both(db: Database) -> list[Assessment]:
            found = [open_assessment(db, each, now) for each in (one, other)]
            return sorted(found, key=lambda each: each.number)

        setting.workspace.write(self, both, self._show, self._say)

    def _show(self, versions: Sequence[Assessment]) -> None:
        older, newer = versions
        answers = compared_rows(older, newer, self._setting)
        heads = [_("What we look for"), *(self._head(each) for each in versions), _("Difference")]
        model = QStandardItemModel(self)
        model.setHorizontalHeaderLabels(heads)
        for cells in answers:
            model.appendRow([QStandardItem(cell) for cell in cells])
        self.table = _table_of(model)
        sides = row(*(self._conclusion(each) for each in versions), gap=Space.L)
        changed = sum(1 for cells in answers if cells[-1])
        said = [] if changed else [label(_("No answer differs."), "muted")]
        for each in (self.table, *said):
            self._content.addWidget(each)
        self._content.addWidget(box(sides))
        focus_when_shown(self, self.table)

    def _head(self, version: Assessment) -> str:
        day = short_day(version.assessed_on, self._setting.workspace.today) if version.assessed_on else ""
        return _("Version {number}, {day}").format(number=version.number, day=day)

    def _conclusion(self, version: Assessment) -> QWidget:
        name = who(version.signed_by, self._setting.workspace.accounts)
        head = f"{self._head(version)} · {name}"
        why = fact(_("Why?"), version.reason)
        step = fact(_("Next step"), chosen(version.next_step))
        return card(label(head, "caption"), label(chosen(version.conclusion), "lead", wrap=True), why, step)

    def _say(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._content.addWidget(notice("warning", _("This version cannot be shown"), known_error_text(error)))

    def first_focus(self) -> QWidget | None:
        return self.table


def _table_of(model: QStandardItemModel) -> Table:
    view = table(model, _("Two versions"), [0, 170, 170, 110], name="compared", row_height=36)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for at in range(model.columnCount()):
        view.setItemDelegateForColumn(at, WordsDelegate(view, strong_first=False))
    settled = QTimer(view, singleShot=True, interval=0)
    settled.timeout.connect(partial(fit_rows, view))
    view.horizontalHeader().sectionResized.connect(settled.start)
    settled.start()
    return view


def compared_rows(older: Assessment, newer: Assessment, setting: Setting) -> list[list[str]]:
    """Return indicator, both answers and, where they differ, the word for it; of all indicators in either."""
    items, today = indicators().items, setting.workspace.today
    both = [FindingsModel(items, each.findings, today) for each in (older, newer)]
    texts = {model.finding(at).indicator: model.text(at) for model in both for at in range(model.rowCount())}
    answers = [{each.indicator: each.answer for each in version.findings} for version in (older, newer)]
    return [_compared(text, *(each.get(name, Answer.UNKNOWN) for each in answers)) for name, text in texts.items()]


def _compared(text: str, before: Answer, after: Answer) -> list[str]:
    return [text, chosen(before), chosen(after), "" if before is after else _("changed")]
